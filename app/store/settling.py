"""What came from the centre becomes rows of the desk, by the rules the centre merges by."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, insert, select, update

from app.domain.merge import Way, settles, version_in, way_of
from app.store import find, heard, inside, line, pictures
from app.store.changes import Changes
from app.store.merging import LETTER
from app.store.rows import record_of, values_of
from app.store.tables import TABLES
from app.wire.audit import AUDIT_ROOT
from app.wire.kinds import FACTS, FIELDS, KINDS
from app.wire.talk import Change, Part

Row = dict[str, Any]


class _Content(msgspec.Struct, frozen=True):
    """A letter as it travels."""

    kind: str
    about: str
    record: UUID | None
    person: UUID | None
    content: dict[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What changed here, the highest stamp seen, and how many changes nobody here understands."""

    changes: Changes
    seen_hlc: int
    unknown: int


def settle(connection: Connection, parts: Iterable[Part], at: datetime) -> Settled:
    """Take in parts of streams, in their order, and note how far each has been heard."""
    kinds: set[str] = set()
    touched: list[object] = []
    seen, unknown = 0, 0
    for part in parts:
        rows = _rows(connection, part.changes)
        for one in part.changes:
            seen = max(seen, one.hlc)
            if one.kind == AUDIT_ROOT:
                kinds |= heard.hear(connection, one, at)
                continue
            record = _take(connection, one, rows, forced=part.stream.startswith("dev:"))
            if record is not None:
                kinds.add(one.kind)
                touched.append(record)
            unknown += one.kind not in TABLES and one.kind != LETTER
        if part.changes:
            line.move(connection, part.stream, part.changes[-1].seq, at)
        elif part.last == 0:
            line.move(connection, part.stream, 0, at)
    pictures.note(connection, pictures.named_in(touched), pictures.WANTED, at)
    find.renew(connection, find.touched(touched))
    inside.renew(connection, inside.touched(touched))
    ids = frozenset(record.id for record in touched)  # type: ignore[attr-defined]
    return Settled(changes=Changes(kinds=frozenset(kinds), ids=ids), seen_hlc=seen, unknown=unknown)


def _rows(connection: Connection, changes: Iterable[Change]) -> dict[tuple[str, UUID], Row]:
    ids: dict[str, set[UUID]] = {}
    for one in changes:
        if one.kind in TABLES:
            ids.setdefault(one.kind, set()).add(one.record)
    found: dict[tuple[str, UUID], Row] = {}
    for kind, wanted in ids.items():
        table = TABLES[kind]
        rows = connection.execute(select(table).where(table.c.id.in_(wanted))).mappings()
        found.update({(kind, row["id"]): dict(row) for row in rows})
    return found


def _take(
    connection: Connection, one: Change, rows: dict[tuple[str, UUID], Row], *, forced: bool
) -> object | None:
    """The record as it is now; None where nothing changed."""
    if one.kind == LETTER:
        return _letter(connection, one)
    if one.kind not in TABLES:
        return None  # of a newer centre: asked for again once this desk is as new
    key = (one.kind, one.record)
    row = rows.get(key)
    made = _new(one) if row is None else _changed(one, row, forced=forced)
    if made is None:
        return None
    table = TABLES[one.kind]
    if row is None:
        connection.execute(insert(table).values(made))
    else:
        values = {name: value for name, value in made.items() if name != "id"}
        connection.execute(update(table).where(table.c.id == one.record).values(values))
    rows[key] = made
    record: object = record_of(one.kind, made)
    return record


def _letter(connection: Connection, one: Change) -> "line.Letter | None":
    said = msgspec.convert(one.fields, _Content, strict=False)
    made = line.Letter(
        id=one.record,
        kind=said.kind,
        person=said.person,
        about=said.about,
        record=said.record,
        content=said.content,
        at=said.at,
    )
    line.put_letter(connection, made)
    return made


def _new(one: Change) -> Row | None:
    if "*" not in one.versions:
        return None  # its beginning was erased, or is not for this desk
    return _row(one.kind, {"id": str(one.record), **one.fields}, dict(one.versions))


def _changed(one: Change, row: Row, *, forced: bool) -> Row | None:
    versions = dict(row["versions"])
    taken: dict[str, object] = {}
    for name, value in one.fields.items():
        version = version_in(one.versions, name) or ""
        current = version_in(versions, name)
        way = Way.QUIET if one.kind in FACTS else way_of(one.kind, name)
        echo = current is not None and _is_echo(one, current)
        if forced or echo or settles(way, version=version, current=current):
            taken[name] = value
            versions[name] = version
    if not taken or (versions == row["versions"] and not forced):
        return None
    old: dict[str, object] = msgspec.msgpack.decode(
        msgspec.msgpack.encode(values_of(one.kind, record_of(one.kind, row)))
    )
    return _row(one.kind, {**row["extra"], **old, **taken}, versions)


def _is_echo(one: Change, current: str) -> bool:
    """Our own change, which the centre set back in time: then its version counts here as well."""
    return one.claimed is not None and current == f"{one.claimed:016x}.{one.device.hex}"


def _row(kind: str, said: dict[str, object], versions: dict[str, str]) -> Row:
    known = {n: v for n, v in said.items() if n in FIELDS[kind] or n == "id"}
    record: object = msgspec.convert(known, KINDS[kind], strict=False)
    unknown = {n: v for n, v in said.items() if n not in known}
    return values_of(kind, record) | {"versions": versions, "extra": unknown}
