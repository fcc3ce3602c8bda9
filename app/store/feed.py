"""The numbered streams of the centre: a number is given out last of all, so none is ever missing.

A sequence of PostgreSQL would show numbers out of order, and a reader with a cursor would lose
rows; the counter row is locked until the commit, and any hole would be a fault.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec
from msgspec import structs
from sqlalchemy import Connection, insert, select
from sqlalchemy.dialects import postgresql

from app.domain.errors import Refused
from app.store.tables import change, stream
from app.wire.talk import LETTER, Change


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPart:
    """Some of one stream as it is kept: every change is msgpack already."""

    stream: str
    changes: tuple[msgspec.Raw, ...]
    last: int


def append(connection: Connection, news: Mapping[str, list[Change]]) -> dict[str, int]:
    """Add changes to their streams; answers where each stream stands now."""
    last: dict[str, int] = {}
    rows: list[dict[str, object]] = []
    for name in sorted(news):  # always in this order: two pushes never wait for each other
        last[name] = _move_on(connection, name, len(news[name]))
        first = last[name] - len(news[name]) + 1
        for seq, one in enumerate(news[name], start=first):
            body = msgspec.msgpack.encode(structs.replace(one, seq=seq))
            rows.append(
                {
                    "stream": name, "seq": seq, "record": one.record, "body": body,
                    "letter": one.kind == LETTER,
                }
            )  # fmt: skip
    if rows:
        connection.execute(insert(change), rows)
    return last


def _move_on(connection: Connection, name: str, count: int) -> int:
    moved = postgresql.insert(stream).values(name=name, last=count)
    whole = moved.on_conflict_do_update(
        index_elements=[stream.c.name], set_={"last": stream.c.last + moved.excluded.last}
    )
    return int(connection.execute(whole.returning(stream.c.last)).scalar_one())


def heads(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    """Where streams stand; one that has not begun stands at 0."""
    wanted = list(names)
    rows = connection.execute(select(stream).where(stream.c.name.in_(wanted)))
    return dict.fromkeys(wanted, 0) | {row.name: row.last for row in rows}


def after(connection: Connection, name: str, seq: int, most: int) -> RawPart:
    """What follows a cursor, in order. Refused "line.snapshot_again" where some of it is gone."""
    stands = connection.execute(select(stream).where(stream.c.name == name)).first()
    last, dropped = (stands.last, stands.dropped) if stands else (0, 0)
    if seq < dropped:
        raise Refused("line.snapshot_again", stream=name)
    found = connection.execute(
        select(change.c.body)
        .where(change.c.stream == name, change.c.seq > seq)
        .order_by(change.c.seq)
        .limit(most)
    ).scalars()
    return RawPart(stream=name, changes=tuple(msgspec.Raw(body) for body in found), last=last)
