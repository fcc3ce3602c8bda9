"""Changes of kinds that only a newer version knows: kept as they came, and heard again once this
desk is as new as who said them."""

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import sqlite

from app.store.tables import TABLES, unheard
from app.wire.talk import Change


def keep(connection: Connection, stream: str, *changes: Change) -> None:
    """Not understood here; not lost either."""
    rows = [
        {
            "stream": stream,
            "seq": one.seq,
            "record": one.record,
            "kind": one.kind,
            "body": msgspec.msgpack.encode(one),
        }
        for one in changes
    ]
    if rows:
        # Of two snapshots the later one holds; a change comes but once.
        put = sqlite.insert(unheard)
        later = put.on_conflict_do_update(set_={"body": put.excluded.body})
        connection.execute(later, rows)


def understood(connection: Connection) -> list[tuple[str, Change]]:
    """What has become known since, in the order in which it came; it is no longer kept."""
    kinds = _known(connection.execute(select(unheard.c.kind).distinct()).scalars())
    if not kinds:
        return []
    of_these = unheard.c.kind.in_(kinds)
    rows = connection.execute(
        select(unheard.c.stream, unheard.c.body)
        .where(of_these)
        .order_by(unheard.c.stream, unheard.c.seq)
    ).all()
    connection.execute(delete(unheard).where(of_these))
    return [(row.stream, msgspec.msgpack.decode(row.body, type=Change)) for row in rows]


def drop_about(connection: Connection, ids: Iterable[object]) -> None:
    """Of somebody who was erased, nothing that nobody here understands may stay either."""
    wanted = {str(id_) for id_ in ids}
    for row in connection.execute(select(unheard)).all():
        if str(row.record) in wanted or any(id_.encode() in row.body for id_ in wanted):
            of_it = (unheard.c.stream == row.stream, unheard.c.seq == row.seq)
            connection.execute(delete(unheard).where(*of_it, unheard.c.record == row.record))


def _known(kinds: Iterable[str]) -> list[str]:
    return [kind for kind in kinds if kind in TABLES]
