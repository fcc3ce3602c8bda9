"""What stands already beside what comes: another correction of the same claim, another decision
about the same two persons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, or_, select

from app.store.among import among
from app.store.tables import TABLES
from app.wire.entry import Entry, Payload

Row = dict[str, Any]
Pair = frozenset[UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """Claims by what they correct, links by the two persons they are about."""

    corrections: Mapping[UUID, list[Row]] = field(default_factory=dict)
    links: Mapping[Pair, list[Row]] = field(default_factory=dict)


def rivals(connection: Connection, entries: Iterable[Entry], said: Mapping[int, Payload]) -> Rivals:
    """What is there of the kind that these entries, with what they say, add."""
    corrected: set[UUID] = set()
    pairs: set[Pair] = set()
    for entry in entries:
        if entry.kind == "claim" and (found := id_in(said.get(entry.n), "supersedes")):
            corrected.add(found)
        elif entry.kind == "link":
            payload = said.get(entry.n)
            one, other = id_in(payload, "one"), id_in(payload, "other")
            if one and other:
                pairs.add(frozenset((one, other)))
    return Rivals(corrections=_corrections(connection, corrected), links=_links(connection, pairs))


def _corrections(connection: Connection, corrected: set[UUID]) -> dict[UUID, list[Row]]:
    if not corrected:
        return {}
    table = TABLES["claim"]
    found: dict[UUID, list[Row]] = {}
    rows = connection.execute(select(table).where(among(table.c.supersedes, corrected)))
    for row in rows.mappings():
        found.setdefault(row["supersedes"], []).append(dict(row))
    return found


def _links(connection: Connection, pairs: set[Pair]) -> dict[Pair, list[Row]]:
    if not pairs:
        return {}
    table, people = TABLES["link"], {person for pair in pairs for person in pair}
    either = or_(among(table.c.one, people), among(table.c.other, people))
    found: dict[Pair, list[Row]] = {}
    rows = connection.execute(select(table).where(either, table.c.undone_by.is_(None)))
    for row in rows.mappings():
        found.setdefault(pair_of(dict(row)), []).append(dict(row))
    return found


def pair_of(row: Row) -> Pair:
    """The two persons of a link."""
    return frozenset((row["one"], row["other"]))


def id_in(payload: Payload | None, name: str) -> UUID | None:
    """The id that stands in a field."""
    value = payload.fields.get(name, (None, None))[0] if payload else None
    try:
        return UUID(str(value)) if value else None
    except ValueError:
        return None
