"""Snapshots that may no longer be given out."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, select, update

from app.store.tables import snapshot, snapshot_chunk


def drop(connection: Connection, names: Iterable[str]) -> None:
    """Take the snapshots of these streams away, somebody in them was erased; the next look makes
    new ones."""
    wanted = list(names)
    if not wanted:
        return
    of_these = select(snapshot.c.id).where(snapshot.c.stream.in_(wanted))
    connection.execute(delete(snapshot_chunk).where(snapshot_chunk.c.snapshot.in_(of_these)))
    gone = update(snapshot).where(snapshot.c.stream.in_(wanted))
    connection.execute(gone.values(manifest=None, signature=None))
