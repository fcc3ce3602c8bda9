"""Journal entries become rows again: what a damaged register still gave, on top of a backup."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, insert, select, update

from app.domain.errors import Refused
from app.store import find, inside, journal, owing
from app.store.journal import Head, Origin
from app.store.rows import record_of, values_of
from app.store.tables import TABLES
from app.store.tables import journal as journal_table
from app.wire import hlc
from app.wire.entry import Entry, Payload, chain, commit, dump, load
from app.wire.kinds import FIELDS, KINDS

_COLUMNS = tuple(c.name for c in journal_table.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """How many entries came back, and which could not: their beginning is lost."""

    head: Head
    came: int
    left: tuple[int, ...]


def take_in(
    connection: Connection, head: Head, origin: Origin, entries: Sequence[Entry]
) -> TakenIn:
    """Add the entries that the journal does not have yet, in order, and write their rows.

    As long as none is missing they are the very same entries, and the chain goes on. After a gap
    the rest is journalled anew, each with the number it had. Refused where these entries are not
    this register's own.
    """
    for entry in entries:
        if entry.n <= head.n and journal.hash_of(connection, entry.n) != entry.hash:
            raise Refused("rescue.not_of_this", n=entry.n)
    start, came, left = head, 0, list[int]()
    touched: list[object] = []
    for _, group in groupby((e for e in entries if e.n > start.n), key=lambda e: e.group):
        for entry in group:
            record = _apply(connection, entry)
            if record is None and entry.payload:
                left.append(entry.n)
                continue
            head = _append(connection, head, origin, entry)
            touched += [record] if record else []
            came += 1
    find.renew(connection, find.touched(touched))
    inside.renew(connection, inside.touched(touched))
    owing.renew(connection, owing.touched(touched))
    return TakenIn(head=head, came=came, left=tuple(left))


def _append(connection: Connection, head: Head, origin: Origin, entry: Entry) -> Head:
    if not (entry.n == head.n + 1 and entry.previous == head.hash):
        entry = _anew(head, origin, entry)
    values: dict[str, Any] = {name: getattr(entry, name) for name in _COLUMNS}
    if not entry.salt:
        values |= {"payload": None, "salt": None}
    connection.execute(insert(journal_table), [values])
    return Head(n=entry.n, hash=entry.hash, hlc=max(entry.hlc, head.hlc))


def _anew(head: Head, origin: Origin, entry: Entry) -> Entry:
    """The same change after a gap: chained to what is there, with the number it had before."""
    payload, salt = entry.payload, entry.salt
    commitment = entry.commitment
    if salt:
        old = load(payload)
        kept = {"n": entry.n, "incarnation": str(entry.incarnation), "hash": entry.hash.hex()}
        payload = dump(replace(old, extra=old.extra | {"rescued": kept}))
        commitment = commit(salt, payload)
    again = replace(
        entry,
        n=head.n + 1,
        incarnation=origin.incarnation,
        payload=payload,
        commitment=commitment,
        previous=head.hash,
    )
    return replace(again, hash=chain(again))


def _apply(connection: Connection, entry: Entry) -> object | None:
    """Write the row of an entry; None where it was erased or its beginning is lost."""
    if not entry.payload or entry.kind not in TABLES:
        return None
    table, changed = TABLES[entry.kind], load(entry.payload)
    version = hlc.version(entry.hlc, entry.device.hex)
    found = connection.execute(select(table).where(table.c.id == entry.record)).mappings().first()
    row: dict[str, Any] | None = dict(found) if found else None
    record = _record(entry.kind, entry.record, changed, row)
    if record is None:
        return None
    values = values_of(entry.kind, record)
    if row is None:
        connection.execute(
            insert(table).values(**values, versions={"*": version}, extra=changed.extra)
        )
    else:
        versions = {**row["versions"], **dict.fromkeys(changed.fields, version)}
        connection.execute(
            update(table).where(table.c.id == entry.record).values(**values, versions=versions)
        )
    return record


def _record(kind: str, id_: UUID, changed: Payload, row: dict[str, Any] | None) -> object | None:
    said = {name: value for name, (value, _) in changed.fields.items() if name in FIELDS[kind]}
    if row is not None:
        old = msgspec.to_builtins(values_of(kind, record_of(kind, row)), builtin_types=_PLAIN)
        return msgspec.convert({**old, **said}, KINDS[kind], strict=False)
    # A first entry names every field; one that was based on a version changes a row.
    if any(based for _, based in changed.fields.values()):
        return None
    return msgspec.convert({"id": str(id_), **said}, KINDS[kind], strict=False)


_PLAIN: Iterable[type] = (bytes,)
