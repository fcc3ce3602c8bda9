"""The sums of a stream at the centre, and the rows of a bucket that a desk has otherwise."""

from collections.abc import Iterator, Mapping
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Engine

from app.domain.errors import Refused
from app.store import feed, grants, walls
from app.store.devices import Device
from app.store.news import streams_of
from app.store.rows import record_of, values_of
from app.store.snapshots import FAMILIES
from app.store.streams import kinds_in, rows_of, versions_of
from app.store.unpacking import as_change
from app.wire.check import BUCKETS, Bucket, Sums, sums_of
from app.wire.talk import Change

APART = frozenset({grants.KIND})
"""Numbers are the device's own: what it has used of them is known here only now and then."""


def sums(engine: Engine, device: Device, name: str) -> Sums:
    """Refused "line.not_your_stream" for one that the device may not read."""
    _must_be_theirs(device, name)
    with _still(engine) as connection, connection.begin():
        walls.stand_in(connection, walls.EVERYWHERE)
        seq = feed.heads(connection, [name])[name]
        return Sums(stream=name, seq=seq, sums=sums_of(_versions(connection, name)))


def _versions(connection: Connection, name: str) -> Iterator[tuple[str, UUID, Mapping[str, str]]]:
    for kind in kinds_in(name):
        if kind not in APART:
            for id_, versions in versions_of(connection, name, kind):
                yield kind, id_, versions


def bucket(engine: Engine, device: Device, name: str, number: int) -> Bucket:
    """The rows of one bucket, whole."""
    _must_be_theirs(device, name)
    if not 0 <= number < BUCKETS:
        raise Refused("line.not_understood")
    with _still(engine) as connection, connection.begin():
        walls.stand_in(connection, walls.EVERYWHERE)
        seq = feed.heads(connection, [name])[name]
        rows = tuple(_rows(connection, name, number))
    return Bucket(stream=name, bucket=number, seq=seq, rows=rows)


def _rows(connection: Connection, name: str, number: int) -> Iterator[Change]:
    for kind in kinds_in(name):
        if kind in APART:
            continue
        for row in rows_of(connection, name, kind, number):
            said = values_of(kind, record_of(kind, dict(row)))
            del said["id"]
            fields = msgspec.msgpack.decode(msgspec.msgpack.encode(said))
            yield as_change(kind, row["id"], {**row["extra"], **fields}, row["versions"])


def _still(engine: Engine) -> Connection:
    """One view of rows and number."""
    return engine.connect().execution_options(isolation_level="REPEATABLE READ")


def _must_be_theirs(device: Device, name: str) -> None:
    if name not in streams_of(device) or name.partition(":")[0] not in FAMILIES:
        raise Refused("line.not_your_stream", stream=name)
