"""The numbered streams of the centre: a number is given out last of all, so none is ever missing.

A sequence of PostgreSQL would show numbers out of order, and a reader with a cursor would lose
rows; the counter row is locked until the commit, and any hole would be a fault. A running hash over
salted commitments tells as well of whatever is changed later, and outlives a redaction.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from msgspec import structs
from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.dialects import postgresql

from app.domain.errors import Refused
from app.store.adding import pour, unawaited
from app.store.among import among_words
from app.store.hanging import in_parts
from app.store.tables import change, stream
from app.wire.audit import commit_body, run_on
from app.wire.talk import ERASED, LETTER, Change

BLOTTED = "blotted"
"""A change of which only the number is left."""
WITHDRAWN = "withdrawn"
"""A change that takes an index card back. It does not say whose: only who has the card finds it."""
OUTLIVE = frozenset({LETTER, WITHDRAWN})
"""What stands in no row: it is kept when the log is dropped, and is in the snapshots."""
NOBODY = UUID(int=0)
_SALT = 16
_AT_ONCE = 250
"""So many changes are written while the next ones are packed."""
_Row = tuple[str, int, UUID, bytes, bytes, bytes, bool]


class Stand(NamedTuple):
    """How far a stream has come, and up to where its log is no longer kept."""

    last: int = 0
    dropped: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPart:
    """Some of one stream as it is kept: every change is msgpack already."""

    stream: str
    changes: tuple[msgspec.Raw, ...]
    last: int


def append(connection: Connection, news: Mapping[str, list[Change]]) -> dict[str, int]:
    """Add changes to their streams; answers where each stream stands now."""
    # Always in this order: two pushes never wait for each other.
    stood = {name: _move_on(connection, name, len(news[name])) for name in sorted(news)}
    ends: list[dict[str, object]] = []
    with unawaited(connection):
        for name, (last, stand) in stood.items():
            end = stand
            rows = _rows(name, last - len(news[name]) + 1, news[name])
            while some := list(islice(rows, _AT_ONCE)):
                pour(connection, change, _COLUMNS, some)
                end = _run_on(end, some)
            ends.append({"of": name, "end": end})
    if ends:
        connection.execute(_END, ends)
    return {name: last for name, (last, _) in stood.items()}


def _run_on(head: bytes, rows: Iterable[_Row]) -> bytes:
    for row in rows:
        head = run_on(head, row[1], row[-2])
    return head


def _rows(name: str, first: int, said: Sequence[Change]) -> Iterator[_Row]:
    salts = secrets.token_bytes(_SALT * len(said))  # asked of the system once
    for at, one in enumerate(said):
        # It is nobody else's yet; a copy of each would cost as much as packing it.
        structs.force_setattr(one, "seq", first + at)
        yield _row(name, one, salts[at * _SALT : (at + 1) * _SALT])


def about(one: Change) -> UUID:
    """By which record a change is found again: a letter by the one that it is about."""
    said = one.fields.get("record") if one.kind == LETTER else None
    return UUID(str(said)) if said else one.record


def redacted(one: Change) -> Change:
    """The same number without a word: nothing of the record is left in it."""
    return structs.replace(
        one, kind=ERASED, record=about(one), fields={}, versions={}, reason="", extra={}
    )


def redact(connection: Connection, ids: Iterable[UUID], kind: str = "") -> set[str]:
    """Empty every change of these records in every stream, or those of one `kind` among them;
    answers the streams. The commitments stay, the salts go: nobody can try out what was there."""
    found: set[str] = set()
    put = (
        update(change)
        .where(change.c.stream == bindparam("of"), change.c.seq == bindparam("number"))
        .values(body=bindparam("emptied"), salt=None, letter=False)
    )
    for some in in_parts(ids):
        rows = connection.execute(select(change).where(change.c.record.in_(some))).all()
        if kind:
            rows = [row for row in rows if _kind(row.body) == kind]
        emptied = [{"of": r.stream, "number": r.seq, "emptied": _emptied(r.body)} for r in rows]
        if emptied:
            connection.execute(put, emptied)
        found |= {row.stream for row in rows}
    return found


def _kind(body: bytes) -> str:
    return msgspec.msgpack.decode(body, type=Change).kind


def _emptied(body: bytes) -> bytes:
    return msgspec.msgpack.encode(redacted(msgspec.msgpack.decode(body, type=Change)))


_END = update(stream).where(stream.c.name == bindparam("of")).values(head=bindparam("end"))


_COLUMNS = ("stream", "seq", "record", "body", "salt", "commitment", "letter")


def row_of(name: str, one: Change) -> dict[str, Any]:
    """A change as it is kept, committed to."""
    return dict(zip(_COLUMNS, _row(name, one, secrets.token_bytes(_SALT)), strict=True))


def _row(name: str, one: Change, salt: bytes) -> _Row:
    body = msgspec.msgpack.encode(one)
    commitment = commit_body(salt, body)
    return name, one.seq, about(one), body, salt, commitment, one.kind in OUTLIVE


def _move_on(connection: Connection, name: str, count: int) -> tuple[int, bytes]:
    """The number given last, and the running hash before them; nobody else moves the stream until
    the commit."""
    moved = postgresql.insert(stream).values(name=name, last=count)
    whole = moved.on_conflict_do_update(
        index_elements=[stream.c.name], set_={"last": stream.c.last + moved.excluded.last}
    )
    row = connection.execute(whole.returning(stream.c.last, stream.c.head)).one()
    return int(row.last), bytes(row.head)


def blot_out(connection: Connection, name: str, record: UUID) -> int:
    """Empty every change of a record in one stream: the numbers stay, nothing else does."""
    nothing = Change(
        seq=0, kind=BLOTTED, record=NOBODY, fields={}, versions={}, device=NOBODY, n=0,
        group=NOBODY, officer=NOBODY, hlc=0,
    )  # fmt: skip
    mine = (change.c.stream == name, change.c.record == record)
    numbers = list(connection.execute(select(change.c.seq).where(*mine)).scalars())
    for seq in numbers:
        body = msgspec.msgpack.encode(structs.replace(nothing, seq=seq))
        place = (change.c.stream == name, change.c.seq == seq)
        connection.execute(update(change).where(*place).values(record=NOBODY, body=body, salt=None))
    return len(numbers)


def heads(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    """Where streams stand; one that has not begun stands at 0."""
    return {name: stand.last for name, stand in stands(connection, names).items()}


def stands(connection: Connection, names: Iterable[str]) -> dict[str, Stand]:
    """The same, and up to where their logs are no longer kept."""
    wanted = list(names)
    rows = connection.execute(select(stream).where(among_words(stream.c.name, wanted)))
    found = {row.name: Stand(row.last, row.dropped) for row in rows}
    return dict.fromkeys(wanted, Stand()) | found


def after(connection: Connection, name: str, seq: int, most: int) -> RawPart:
    """What follows a cursor, in order. Refused "line.snapshot_again" where some of it is gone."""
    return part(connection, name, seq, stands(connection, [name])[name], most)


def part(connection: Connection, name: str, seq: int, stand: Stand, most: int) -> RawPart:
    """The same of a stream that is known to stand there: where nothing follows, nothing is
    asked."""
    last = stand.last
    if seq < stand.dropped:
        raise Refused("line.snapshot_again", stream=name)
    if last <= seq:
        return RawPart(stream=name, changes=(), last=last)
    found = connection.execute(
        select(change.c.body)
        .where(change.c.stream == name, change.c.seq > seq)
        .order_by(change.c.seq)
        .limit(most)
    ).scalars()
    return RawPart(stream=name, changes=tuple(msgspec.Raw(body) for body in found), last=last)
