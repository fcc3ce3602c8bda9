"""A new desk takes in a snapshot: chunk after chunk, each where the one before ended, and only
with the last one is its stream heard up to the snapshot's number."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy import exists as there_is

from app.domain.errors import Refused, Unavailable
from app.store import line, settling, unheard
from app.store.ask import Asks
from app.store.rows import UNFIT, Kept, pour, put, values_of
from app.store.tables import TABLES, cursor, loading
from app.store.tables import line as line_table
from app.store.unpacking import Rows, Stage, as_change, latest_of
from app.wire.snapshot import Manifest, Offered, open_manifest
from app.wire.talk import LETTER

Row = dict[str, Any]


def following(connection: Connection, stage: Stage) -> Stage | None:
    """The chunk after the one that is being loaded; None where that is the last of its stream."""
    asked = select(loading.c.manifest).where(loading.c.snapshot == stage.snapshot)
    data = connection.execute(asked).scalar()
    if stage.asks or data is None:
        return None
    chunks = msgspec.msgpack.decode(data, type=Manifest).chunks
    number = stage.number + 1
    if number == len(chunks):
        return None
    return replace(stage, number=number, row=0, note=chunks[number])


def stage(connection: Connection) -> Stage | None:
    """What is to be done before streams are heard; None where nothing is."""
    # The station's own file first: its people are waited for.
    begun = connection.execute(select(loading).order_by(loading.c.stream.desc())).all()
    if wanted := [row.stream for row in begun if row.manifest is None]:
        return Stage(asks=True, streams=tuple(wanted))
    if not begun:
        joined = connection.execute(select(there_is().select_from(line_table))).scalar()
        heard = connection.execute(select(there_is().select_from(cursor))).scalar()
        return Stage(asks=True) if joined and not heard else None
    manifests = {row.stream: msgspec.msgpack.decode(row.manifest, type=Manifest) for row in begun}
    left = [row for row in begun if row.chunk < len(manifests[row.stream].chunks)]
    if not left:
        return None
    first, manifest = left[0], manifests[left[0].stream]
    return Stage(
        asks=False,
        streams=tuple(row.stream for row in left),
        snapshot=manifest.id,
        number=first.chunk,
        row=first.row,
        note=manifest.chunks[first.chunk],
        done=sum(row.done for row in begun),
        rows=sum(one.rows for one in manifests.values()),
    )


def still_to_load(asks: Asks) -> int:
    """Of how many streams snapshots are loaded at this moment; none once all of them are whole."""
    return len(asks.ask(select(loading.c.stream)))


def want(connection: Connection, stream: str) -> None:
    """What this desk has heard of a stream is too old to go on from: its snapshot first."""
    connection.execute(delete(loading).where(loading.c.stream == stream))
    connection.execute(insert(loading).values(stream=stream))
    connection.execute(delete(cursor).where(cursor.c.stream == stream))


def begin(
    connection: Connection, offered: Offered, centre_key: bytes, stage: Stage, at: datetime
) -> None:
    """Note what was offered. Refused "snapshot.not_ours" where this centre did not sign it,
    Unavailable "snapshot.not_yet" where something is wanted that it does not have."""
    manifests = [(one, open_manifest(one, centre_key)) for one in offered.snapshots]
    if stage.streams and not set(stage.streams) <= {m.stream for _, m in manifests}:
        raise Unavailable("snapshot.not_yet")
    for signed, manifest in manifests:
        heard = select(cursor.c.seq).where(cursor.c.stream == manifest.stream)
        connection.execute(delete(loading).where(loading.c.stream == manifest.stream))
        if (connection.execute(heard).scalar() or 0) >= manifest.seq:
            continue
        if not manifest.chunks:
            line.move(connection, manifest.stream, manifest.seq, at)
            continue
        values = {"stream": manifest.stream, "snapshot": manifest.id, "seq": manifest.seq}
        connection.execute(insert(loading).values(**values, manifest=signed.manifest))


def begin_anew(connection: Connection, snapshot: UUID) -> None:
    """The centre has a newer one: what is here stays, and is compared row by row."""
    values = {"snapshot": None, "manifest": None, "chunk": 0, "row": 0, "done": 0}
    connection.execute(update(loading).where(loading.c.snapshot == snapshot).values(values))


def take(connection: Connection, rows: Rows, at: datetime) -> bool:
    """Put down what is not here yet; whether a stream has become whole with it.

    What was put down before is passed over: a step is done once, however often it is said. Refused
    "snapshot.damaged" where it fits no table.
    """
    begun = connection.execute(select(loading).where(loading.c.snapshot == rows.snapshot)).first()
    if begun is None or (begun.chunk, begun.row) != (rows.number, rows.first):
        return False
    stream = str(begun.stream)
    try:
        seen = _put_down(connection, stream, rows, at)
    except UNFIT as error:
        settling.must_not_be_the_disk(error)
        raise Refused("snapshot.damaged") from None
    line.note_hlc(connection, seen)
    moved = update(loading).where(loading.c.stream == stream)
    done = begun.done + len(rows)
    if not rows.last:
        connection.execute(moved.values(row=rows.first + len(rows), done=done))
        return False
    connection.execute(moved.values(chunk=rows.number + 1, row=0, done=done))
    if rows.number + 1 < len(msgspec.msgpack.decode(begun.manifest, type=Manifest).chunks):
        return False
    line.move(connection, stream, begun.seq, at)
    if stage(connection) is None:
        connection.execute(delete(loading))
    return True


def _put_down(connection: Connection, stream: str, rows: Rows, at: datetime) -> int:
    """Answers the highest stamp among them."""
    if rows.kind == LETTER:
        settling.take_unrowed(connection, rows.changes)
        return max((one.hlc for one in rows.changes), default=0)
    if rows.kind not in TABLES:
        unheard.keep(connection, stream, *rows.changes)
        return max((one.hlc for one in rows.changes), default=0)
    put_rows(connection, rows.kind, rows.records, at)
    return latest_of(one.versions for one in rows.records)


def put_rows(connection: Connection, kind: str, kept: Sequence[Kept], at: datetime) -> int:
    """Rows as they stand at the centre, merged with what is here; answers how many were news."""
    here = _here(connection, kind, kept)
    new = [one for one in kept if one.record.id not in here]
    pour(connection, kind, new)
    touched = [one.record for one in new]
    for one in kept if here else ():
        old = here.get(one.record.id)
        if old is not None and old["versions"] != one.versions:
            touched += _change(connection, kind, one, old)
    settling.follow(connection, touched, at)
    return len(touched)


def _here(connection: Connection, kind: str, kept: Sequence[Kept]) -> dict[UUID, Row]:
    """The rows of these that are here; they come in the order of their ids, and on a new desk
    there is nothing between the first and the last."""
    if not kept:
        return {}
    table = TABLES[kind]
    ids = [one.record.id for one in kept]
    between = table.c.id.between(min(ids), max(ids))
    there = set(connection.execute(select(table.c.id).where(between)).scalars())
    found = [id_ for id_ in ids if id_ in there]
    if not found:
        return {}
    rows = connection.execute(select(table).where(table.c.id.in_(found))).mappings()
    return {row["id"]: dict(row) for row in rows}


def _change(connection: Connection, kind: str, kept: Kept, old: Row) -> list[object]:
    said = values_of(kind, kept.record)
    del said["id"]
    plain = msgspec.msgpack.decode(msgspec.msgpack.encode(said))
    one = as_change(kind, kept.record.id, {**kept.extra, **plain}, kept.versions)
    made = settling.merged(one, old)
    if made is None:
        return []
    put(connection, kind, made)
    return [made.record]
