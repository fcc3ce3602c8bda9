"""Snapshots at the centre: made of the rows as they stand at one number, given out in chunks, and
what the log may forget because they hold it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Engine, delete, exists, func, insert, select, update

from app.domain.errors import Refused
from app.domain.ids import new_id
from app.store import centre_key, cutting, feed, forgetting, walls
from app.store.devices import Device
from app.store.dropping import drop
from app.store.news import streams_of
from app.store.streams import kinds_in, letters_in, rows_of
from app.store.tables import change, erased, snapshot, snapshot_chunk, stream
from app.wire.kinds import FIELDS
from app.wire.snapshot import (
    CHUNK,
    MOST_ROWS,
    ChunkNote,
    Manifest,
    Offered,
    Signed,
    note_of,
    pack_chunk,
    sign,
)
from app.wire.talk import LETTER

KEPT = 2
"""So many of a stream are kept whole: whoever is in the middle of one can end it."""
FAMILIES = ("ref", "station", "prov")
"""Of a device's own stream and of what auditors read there are no snapshots."""
_DROPPED = ("station", "prov")
"""Where the log may forget; the centre's roots stand in "ref", and each must follow the last."""
_AT_ONCE = 5000
_HEAD = ("id", "stream", "seq", "made_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """When a snapshot is made, and how long changes are kept behind it."""

    grown: int = 20_000
    """Changes since the last one; but never before the stream has grown by a quarter."""
    keep: timedelta = timedelta(days=90)


def make(engine: Engine, name: str, at: datetime) -> Manifest:
    """A snapshot of a stream as it stands now; all of it or nothing. Refused "snapshot.no_stream"
    where none is made of such a stream."""
    if name.partition(":")[0] not in FAMILIES:
        raise Refused("snapshot.no_stream", stream=name)
    # One view of rows and number; what is pushed meanwhile comes after it.
    with (
        engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection,
        connection.begin(),
    ):
        walls.stand_in(connection, walls.EVERYWHERE)
        known = _erased(connection)
        seq = feed.heads(connection, [name])[name]
        id_ = new_id()
        notes = tuple(_put_chunks(connection, id_, name, seq))
        made = Manifest(id=id_, stream=name, seq=seq, made_at=at, chunks=notes)
        signed = sign(made, centre_key.signing_key(connection))
        values = {field: getattr(made, field) for field in _HEAD}
        values |= {"manifest": signed.manifest, "signature": signed.signature}
        connection.execute(insert(snapshot).values(values))
    with walls.within(engine, walls.EVERYWHERE) as connection:
        # Somebody may have been erased or sealed while it was made: it is no more then.
        forgetting.stand_alone(connection)
        if _erased(connection) != known or _taken_back(connection, made):
            drop(connection, [name])
        _forget_older(connection, name)
    return made


def _taken_back(connection: Connection, made: Manifest) -> bool:
    """Whether a card went while a province's snapshot was made: only its letter says so."""
    since = (change.c.stream == made.stream, change.c.seq > made.seq, change.c.letter)
    late = select(exists().where(*since))
    return made.stream.startswith("prov:") and bool(connection.execute(late).scalar())


def _erased(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(erased)).scalar_one())


def _put_chunks(connection: Connection, id_: UUID, name: str, seq: int) -> Iterator[ChunkNote]:
    number = 0
    kinds = kinds_in(name)
    # A card that was taken back may stand there again.
    for kind in (LETTER, *kinds) if name.startswith("prov:") else (*kinds, LETTER):
        fields = FIELDS.get(kind, ())
        for rows in _in_chunks(_encoded(connection, name, kind, seq)):
            body = pack_chunk(kind, fields, rows)
            values = {"snapshot": id_, "number": number, "body": body}
            connection.execute(insert(snapshot_chunk).values(values))
            number += 1
            yield note_of(body, len(rows))


def _encoded(connection: Connection, name: str, kind: str, seq: int) -> Iterator[bytes]:
    if kind == LETTER:
        yield from letters_in(connection, name, seq)
        return
    fields, encoder = FIELDS[kind], msgspec.msgpack.Encoder()
    for row in rows_of(connection, name, kind):
        record = {field: row[field] for field in fields}
        yield encoder.encode({"record": record, "versions": row["versions"], "extra": row["extra"]})


def _in_chunks(rows: Iterable[bytes]) -> Iterator[list[bytes]]:
    some: list[bytes] = []
    size = 0
    for row in rows:
        if some and (size + len(row) > CHUNK or len(some) == MOST_ROWS):
            yield some
            some, size = [], 0
        some.append(row)
        size += len(row)
    if some:
        yield some


def _forget_older(connection: Connection, name: str) -> None:
    """Keep the last ones whole; of the others only when the stream stood where."""
    whole = select(snapshot.c.id).where(snapshot.c.stream == name, snapshot.c.manifest.is_not(None))
    newest = whole.order_by(snapshot.c.seq.desc(), snapshot.c.made_at.desc())
    old = list(connection.execute(newest.offset(KEPT)).scalars())
    if old:
        connection.execute(delete(snapshot_chunk).where(snapshot_chunk.c.snapshot.in_(old)))
        gone = update(snapshot).where(snapshot.c.id.in_(old))
        connection.execute(gone.values(manifest=None, signature=None))


def due(engine: Engine, pace: Pace) -> list[str]:
    """The streams that have grown enough for a new snapshot."""
    last = _last_whole()
    had = exists().where(snapshot.c.stream == stream.c.name)
    with walls.within(engine, walls.EVERYWHERE) as connection:
        rows = connection.execute(
            select(stream.c.name, stream.c.last, stream.c.dropped, last.c.seq, had.label("had"))
            .outerjoin(last, last.c.stream == stream.c.name)
            .order_by(stream.c.name)
        ).all()
    return [
        row.name
        for row in rows
        if row.name.partition(":")[0] in FAMILIES and _has_grown(row, pace.grown)
    ]


def _has_grown(row: Any, grown: int) -> bool:
    if row.seq is None and (row.dropped or row.had):
        # Whoever comes new cannot begin without one, or is in the middle of one that is gone.
        return True
    since = row.last - (row.seq or 0)
    return bool(since >= max(grown, (row.seq or 0) // 4) and since)


def _last_whole() -> Any:
    return (
        select(snapshot.c.stream, func.max(snapshot.c.seq).label("seq"))
        .where(snapshot.c.manifest.is_not(None))
        .group_by(snapshot.c.stream)
        .subquery()
    )


def offered(engine: Engine, device: Device, wanted: Iterable[str], at: datetime) -> Offered:
    """The newest snapshots of streams that the device may read. Refused "line.not_your_stream"."""
    allowed = streams_of(device)
    if foreign := set(wanted) - set(allowed):
        raise Refused("line.not_your_stream", stream=min(foreign))
    names = [name for name in allowed if name in set(wanted)] or list(allowed)
    with walls.within(engine, walls.EVERYWHERE) as connection:
        newest = (one for name in names for one in _newest(connection, name))
        return Offered(
            snapshots=tuple(newest),
            centre_key=centre_key.public_key(connection),
            stick_key=centre_key.stick_key(connection, device.station),
            at=at,
        )


def _newest(connection: Connection, name: str) -> list[Signed]:
    whole = select(snapshot.c.manifest, snapshot.c.signature).where(
        snapshot.c.stream == name, snapshot.c.manifest.is_not(None)
    )
    last = whole.order_by(snapshot.c.seq.desc(), snapshot.c.made_at.desc()).limit(1)
    rows = connection.execute(last)
    return [Signed(manifest=row.manifest, signature=row.signature) for row in rows]


def signed(engine: Engine, made: Iterable[Manifest]) -> list[Signed]:
    """These very snapshots, as they are given out. Refused "snapshot.gone" where one is no more."""
    found = []
    with walls.within(engine, walls.EVERYWHERE) as connection:
        for one in made:
            this = select(snapshot.c.manifest, snapshot.c.signature).where(snapshot.c.id == one.id)
            row = connection.execute(this.where(snapshot.c.manifest.is_not(None))).first()
            if row is None:
                raise Refused("snapshot.gone")
            found.append(Signed(manifest=row.manifest, signature=row.signature))
    return found


def chunk(engine: Engine, device: Device | None, id_: UUID, number: int) -> bytes:
    """One chunk; without a device for the centre itself. Refused "snapshot.gone" where there is a
    newer one, and "line.not_your_stream"."""
    with walls.within(engine, walls.EVERYWHERE) as connection:
        whose = connection.execute(select(snapshot.c.stream).where(snapshot.c.id == id_)).scalar()
        if device is not None and whose is not None and whose not in streams_of(device):
            raise Refused("line.not_your_stream", stream=whose)
        found = connection.execute(
            select(snapshot_chunk.c.body).where(
                snapshot_chunk.c.snapshot == id_, snapshot_chunk.c.number == number
            )
        ).scalar()
    if found is None:
        raise Refused("snapshot.gone")
    return bytes(found)


def stick_key(engine: Engine, station: str) -> bytes:
    """What seals the sticks of a station."""
    with walls.within(engine, walls.EVERYWHERE) as connection:
        return centre_key.stick_key(connection, station)


@contextmanager
def alone(engine: Engine) -> Iterator[bool]:
    """Whether nobody else makes snapshots at this moment: several workers may serve one centre."""
    with engine.connect() as connection, connection.begin():
        lock = func.pg_try_advisory_xact_lock(func.hashtext("snapshots"))
        yield bool(connection.execute(select(lock)).scalar())


def forget(engine: Engine, keep: timedelta, at: datetime) -> dict[str, int]:
    """Drop changes that every kept snapshot holds and that are older than `keep`; letters stay.

    When a change came is known from the snapshots made since. Answers how many went, by stream.
    """
    gone: dict[str, int] = {}
    with walls.within(engine, walls.EVERYWHERE) as connection:
        names = list(connection.execute(select(snapshot.c.stream).distinct()).scalars())
    for name in sorted(name for name in names if name.partition(":")[0] in _DROPPED):
        with walls.within(engine, walls.EVERYWHERE) as connection:
            upto = _may_go(connection, name, at - keep)
        if count := _forget(engine, name, upto):
            gone[name] = count
    return gone


def _may_go(connection: Connection, name: str, before: datetime) -> int:
    of_it = snapshot.c.stream == name
    whole = select(func.min(snapshot.c.seq)).where(of_it, snapshot.c.manifest.is_not(None))
    old = select(func.max(snapshot.c.seq)).where(of_it, snapshot.c.made_at < before)
    held = connection.execute(whole).scalar()
    aged = connection.execute(old).scalar()
    return min(held, aged) if held is not None and aged is not None else 0


def _forget(engine: Engine, name: str, upto: int) -> int:
    """In small steps; the mark is moved first, so that nobody reads across a hole. The running hash
    goes on to where the log begins now, so that what is left still proves."""
    count = 0
    while True:
        with walls.within(engine, walls.EVERYWHERE) as connection:
            row = cutting.stand(connection, name)
            if row is None or row.dropped >= upto:
                return count
            end = min(upto, row.dropped + _AT_ONCE)
            moved = update(stream).where(stream.c.name == name)
            connection.execute(moved.values(dropped=end, **cutting.moved(connection, row, end)))
            dropping = select(func.guitu_forget(name, row.dropped, end))
            count += int(connection.execute(dropping).scalar_one())
