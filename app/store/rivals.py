"""What stands already beside what comes: another correction of the same claim, another decision
about the same two persons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, or_, select

from app.domain.errors import Refused
from app.store.tables import TABLES
from app.wire.entry import Entry
from app.wire.schemas import payload_of

Row = dict[str, Any]
Pair = frozenset[UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """Claims by what they correct, links by the two persons they are about."""

    corrections: Mapping[UUID, list[Row]] = field(default_factory=dict)
    links: Mapping[Pair, list[Row]] = field(default_factory=dict)


def rivals(connection: Connection, entries: Iterable[Entry]) -> Rivals:
    """What is there of the kind that these entries add."""
    corrected: set[UUID] = set()
    pairs: set[Pair] = set()
    for entry in entries:
        if entry.kind == "claim" and (found := said_of(entry, "supersedes")):
            corrected.add(found)
        elif entry.kind == "link":
            one, other = said_of(entry, "one"), said_of(entry, "other")
            if one and other:
                pairs.add(frozenset((one, other)))
    return Rivals(corrections=_corrections(connection, corrected), links=_links(connection, pairs))


def _corrections(connection: Connection, corrected: set[UUID]) -> dict[UUID, list[Row]]:
    if not corrected:
        return {}
    table = TABLES["claim"]
    found: dict[UUID, list[Row]] = {}
    rows = connection.execute(select(table).where(table.c.supersedes.in_(corrected)))
    for row in rows.mappings():
        found.setdefault(row["supersedes"], []).append(dict(row))
    return found


def _links(connection: Connection, pairs: set[Pair]) -> dict[Pair, list[Row]]:
    if not pairs:
        return {}
    table, people = TABLES["link"], {person for pair in pairs for person in pair}
    either = or_(table.c.one.in_(people), table.c.other.in_(people))
    found: dict[Pair, list[Row]] = {}
    rows = connection.execute(select(table).where(either, table.c.undone_by.is_(None)))
    for row in rows.mappings():
        found.setdefault(pair_of(dict(row)), []).append(dict(row))
    return found


def pair_of(row: Row) -> Pair:
    """The two persons of a link."""
    return frozenset((row["one"], row["other"]))


def said_of(entry: Entry, name: str) -> UUID | None:
    """The id that stands in a field of an entry."""
    try:
        value = payload_of(entry).fields.get(name, (None, None))[0]
        return UUID(str(value)) if value else None
    except (msgspec.MsgspecError, ValueError, Refused):
        return None
