"""The journal: one entry a changed record, chained, in its final format from the first day."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, func, insert, select

from app.domain.errors import Unavailable
from app.store.tables import device, journal
from app.wire.entry import FIRST, SCHEMA, Entry, Payload, chain, commit, dump, link, packed


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Which device writes, and which life of its disk this is."""

    device: UUID
    incarnation: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The last entry: what the next one stands on."""

    n: int = 0
    hash: bytes = FIRST
    hlc: int = 0


def origin(connection: Connection) -> Origin:
    """The device row made at set-up."""
    row = connection.execute(select(device.c.id, device.c.incarnation)).one()
    return Origin(device=row.id, incarnation=row.incarnation)


def head(connection: Connection) -> Head:
    """The last entry of the journal."""
    columns = (journal.c.n, journal.c.hash, journal.c.hlc)
    row = connection.execute(select(*columns).order_by(journal.c.n.desc()).limit(1)).first()
    return Head(n=row.n, hash=row.hash, hlc=row.hlc) if row else Head()


def hash_of(connection: Connection, n: int) -> bytes | None:
    """The hash of one entry, or None where there is no such entry."""
    return connection.execute(select(journal.c.hash).where(journal.c.n == n)).scalar()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One record about to be journalled."""

    kind: str
    record: UUID
    fields: dict[str, tuple[Any, str | None]]
    hlc: int


Octets = bytes | bytearray
Piece = tuple[str, Octets, Octets, Octets, Octets]
"""What an entry says, before it has a place in the chain: kind, record, payload, salt and
commitment. A plain tuple: another process sends hundreds of thousands of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What the entries of one group have in common."""

    group: UUID
    officer: UUID
    reason: str


def append(
    connection: Connection, last: Head, source: Origin, deed: Deed, changes: list[Change]
) -> Head:
    """Add the entries of one deed; answers the new head."""
    last, rows = rows_of(last, source, deed, changes)
    if rows:
        connection.execute(insert(journal), rows)
    return last


_COLUMNS = tuple(c.name for c in journal.columns)
_SALT = 16


def rows_of(
    last: Head, source: Origin, deed: Deed, changes: list[Change]
) -> tuple[Head, list[dict[str, Any]]]:
    """The entries of one deed as rows, and the head after them."""
    pieces = [piece_of(one.kind, one.record, one.fields, deed.reason) for one in changes]
    stamps = [one.hlc for one in changes]
    chained = list(links(last, source, deed.group, deed.officer, zip(pieces, stamps, strict=True)))
    rows: list[dict[str, Any]] = [
        {
            "n": n, "device": source.device, "incarnation": source.incarnation,
            "group": deed.group, "kind": change.kind, "record": change.record, "hlc": change.hlc,
            "officer": deed.officer, "schema": SCHEMA, "payload": payload, "salt": salt,
            "commitment": commitment, "previous": previous, "hash": made,
        }
        for change, (_, _, payload, salt, commitment), (n, previous, made) in zip(
            changes, pieces, chained, strict=True
        )
    ]  # fmt: skip
    return (Head(n=rows[-1]["n"], hash=rows[-1]["hash"], hlc=stamps[-1]) if rows else last), rows


def piece_of(
    kind: str, record: UUID, fields: Mapping[str, tuple[Any, str | None]], reason: str
) -> Piece:
    """What an entry says of a record, with a salt of its own."""
    payload = dump(Payload(fields=fields, reason=reason, extra={}))
    salt = secrets.token_bytes(_SALT)
    return kind, record.bytes, payload, salt, commit(salt, payload)


def links(
    last: Head, source: Origin, group: UUID, officer: UUID, said: Iterable[tuple[Piece, int]]
) -> Iterator[tuple[int, bytes, bytes]]:
    """Number, what stood before and the hash of each piece with its stamp.

    No `Entry` is made of each: an old register is hundreds of thousands.
    """
    n, previous = last.n, last.hash
    device, incarnation = source.device.bytes, source.incarnation.bytes
    deed, by = group.bytes, officer.bytes
    for (kind, record, _, _, commitment), stamp in said:
        n += 1
        chained = link(
            previous,
            packed((n, device, incarnation, deed, kind, record, stamp, by, SCHEMA, commitment)),
        )
        yield n, previous, chained
        previous = chained


def count(connection: Connection) -> int:
    """How many entries there are."""
    return int(connection.execute(select(func.count()).select_from(journal)).scalar_one())


def groups(connection: Connection) -> int:
    """How many deeds there are."""
    distinct = func.count(journal.c.group.distinct())
    return int(connection.execute(select(distinct)).scalar_one())


def entries(connection: Connection, after: int = 0) -> Iterator[Entry]:
    """The entries in order; one whose payload was erased comes with empty bytes."""
    found = connection.execute(select(journal).where(journal.c.n > after).order_by(journal.c.n))
    for row in found.mappings():
        yield _read(row)


def some(connection: Connection, after: int, most: int) -> list[Entry]:
    """So many entries that follow `after`, in order."""
    following = select(journal).where(journal.c.n > after).order_by(journal.c.n).limit(most)
    return [_read(row) for row in connection.execute(following).mappings()]


def _read(row: RowMapping) -> Entry:
    values = {name: row[name] for name in _COLUMNS}
    return Entry(**(values | {"payload": row["payload"] or b"", "salt": row["salt"] or b""}))


def verify(connection: Connection) -> int:
    """Check every number, hash and commitment; answers how many. Raises Unavailable at the first
    that does not prove right."""
    last = Head()
    for entry in entries(connection):
        whole = entry.n == last.n + 1 and entry.previous == last.hash
        kept = not entry.salt or commit(entry.salt, entry.payload) == entry.commitment
        if not (whole and kept and chain(entry) == entry.hash):
            raise Unavailable("register.journal_broken", n=entry.n)
        last = Head(n=entry.n, hash=entry.hash, hlc=entry.hlc)
    return last.n
