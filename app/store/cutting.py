"""Dropping old changes of a stream: the running hash at the cut stays, so the rest still proves."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from app.domain.errors import Refused
from app.store.tables import change, root, root_leaf, stream
from app.wire.audit import run_on, stream_label

AUDIT = "audit:"
"""Streams of who looked at whom begin so."""
KEPT_AT_LEAST = timedelta(days=184)
"""So long nobody takes away who looked at whom (六个月)."""


def cut(connection: Connection, name: str, upto: int, at: datetime) -> int:
    """Drop the changes of a stream up to number `upto`; answers how many went.

    Refused "audit.too_young" where they say who looked at whom and no root of six months ago
    covers them: only a root's time is beyond anybody's clock.
    """
    row = stand(connection, name)
    upto = min(upto, row.last) if row else 0
    if row is None or upto <= row.cut:
        return 0
    if name.startswith(AUDIT) and upto > _old_enough(connection, name, at):
        raise Refused("audit.too_young", stream=name)
    end = moved(connection, row, upto)
    gone = connection.execute(
        delete(change).where(change.c.stream == name, change.c.seq <= upto)
    ).rowcount
    connection.execute(update(stream).where(stream.c.name == name).values(end))
    return int(gone)


def stand(connection: Connection, name: str) -> Row[Any] | None:
    """Where a stream stands; nobody else moves it until the commit."""
    wanted = select(stream).where(stream.c.name == name).with_for_update()
    return connection.execute(wanted).first()


def moved(connection: Connection, row: Row[Any], upto: int) -> dict[str, Any]:
    """Where the cut of a stream is, and the running hash there, once it is moved to `upto`; to be
    asked while the changes are still here."""
    if upto <= row.cut:
        return {}
    going = select(change.c.seq, change.c.commitment).where(
        change.c.stream == row.name, change.c.seq > row.cut, change.c.seq <= upto
    )
    head = row.cut_head
    for one in connection.execute(going.order_by(change.c.seq)):
        head = run_on(head, one.seq, one.commitment)
    return {"cut": upto, "cut_head": head}


def _old_enough(connection: Connection, name: str, at: datetime) -> int:
    covered = connection.execute(
        select(func.max(root_leaf.c.seq))
        .join(root, root.c.n == root_leaf.c.root)
        .where(root_leaf.c.label == stream_label(name), root.c.at < at - KEPT_AT_LEAST)
    ).scalar()
    return int(covered or 0)
