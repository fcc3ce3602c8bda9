"""A new desk takes in a snapshot: chunk after chunk, each where the one before ended, and only
with the last one is its stream heard up to the snapshot's number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy import exists as there_is

from app.domain.errors import Refused, Unavailable
from app.store import find, inside, line, pictures, settling, unheard
from app.store.adding import add
from app.store.ask import Asks
from app.store.rows import values_of
from app.store.tables import TABLES, cursor, loading
from app.store.tables import line as line_table
from app.wire import hlc
from app.wire.kinds import FIELDS, KINDS
from app.wire.snapshot import Chunk, ChunkNote, Manifest, Offered, Whole, open_chunk, open_manifest
from app.wire.talk import LETTER, Change

Row = dict[str, Any]
_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What is to be fetched next: `asks` for what there is of these streams (all, where none is
    named), or one chunk from a `row` on. `done` of `rows` are here."""

    asks: bool
    streams: tuple[str, ...] = ()
    snapshot: UUID = _NOBODY
    number: int = 0
    row: int = 0
    note: ChunkNote | None = None
    done: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A proved chunk, or a part of it, ready to be put down: made away from the register."""

    snapshot: UUID
    number: int
    kind: str
    first: int
    last: bool
    records: tuple[object, ...] = ()
    rows: tuple[Row, ...] = ()
    changes: tuple[Change, ...] = ()
    """Letters, and rows of kinds that nobody here knows."""

    def __len__(self) -> int:
        return len(self.rows) + len(self.changes)


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
    manifests = [msgspec.msgpack.decode(row.manifest, type=Manifest) for row in begun]
    first, manifest = begun[0], manifests[0]
    return Stage(
        asks=False,
        streams=tuple(row.stream for row in begun),
        snapshot=manifest.id,
        number=first.chunk,
        row=first.row,
        note=manifest.chunks[first.chunk],
        done=sum(row.done for row in begun),
        rows=sum(one.rows for one in manifests),
    )


def still_to_load(asks: Asks) -> int:
    """How many streams are not whole here yet."""
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
        if (connection.execute(heard).scalar() or 0) >= manifest.seq:
            continue
        connection.execute(delete(loading).where(loading.c.stream == manifest.stream))
        if not manifest.chunks:
            line.move(connection, manifest.stream, manifest.seq, at)
            continue
        values = {"stream": manifest.stream, "snapshot": manifest.id, "seq": manifest.seq}
        connection.execute(insert(loading).values(**values, manifest=signed.manifest))


def begin_anew(connection: Connection, snapshot: UUID) -> None:
    """The centre has a newer one: what is here stays, and is compared row by row."""
    values = {"snapshot": None, "manifest": None, "chunk": 0, "row": 0, "done": 0}
    connection.execute(update(loading).where(loading.c.snapshot == snapshot).values(values))


def prepared(stage: Stage, data: bytes) -> Rows:
    """What is not here yet of a chunk, as rows; no register is needed.

    Refused "snapshot.damaged" where it is not what the manifest says, or says what no record can
    be.
    """
    if stage.note is None:
        raise Refused("snapshot.damaged")
    chunk = open_chunk(data, stage.note)
    made = Rows(
        snapshot=stage.snapshot,
        number=stage.number,
        kind=chunk.kind,
        first=stage.row,
        last=True,
    )
    chunk = replace(chunk, rows=chunk.rows[stage.row :])
    try:
        if chunk.kind in TABLES:
            records, rows = _records(chunk)
            return replace(made, records=records, rows=rows)
        return replace(made, changes=tuple(_changes(chunk)))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise Refused("snapshot.damaged") from None


def _records(chunk: Chunk) -> tuple[tuple[object, ...], tuple[Row, ...]]:
    kind, known = chunk.kind, {*FIELDS[chunk.kind]}
    if not set(chunk.fields) <= known:
        return _with_unknown(chunk, known)
    decoder = msgspec.msgpack.Decoder(_whole_of(kind))
    records, rows = [], []
    for raw in chunk.rows:
        one = decoder.decode(raw)
        records.append(one.record)
        rows.append(values_of(kind, one.record) | {"versions": one.versions, "extra": one.extra})
    return tuple(records), tuple(rows)


_WHOLE: dict[str, Any] = {}


def _whole_of(kind: str) -> Any:
    """The shape of a row whose record is one of ours: checked while it is read."""
    if kind not in _WHOLE:
        fields: list[Any] = [("record", KINDS[kind]), ("versions", dict[str, str])]
        fields.append(("extra", dict[str, object], msgspec.field(default_factory=dict)))
        _WHOLE[kind] = msgspec.defstruct(f"Whole_{kind}", fields, frozen=True, kw_only=True)
    return _WHOLE[kind]


def _with_unknown(chunk: Chunk, known: set[str]) -> tuple[tuple[object, ...], tuple[Row, ...]]:
    """Of a newer centre: what is not known here is kept beside the row."""
    records, rows = [], []
    for raw in chunk.rows:
        one = msgspec.msgpack.decode(raw, type=Whole)
        said = {name: value for name, value in one.record.items() if name in known}
        more = {name: value for name, value in one.record.items() if name not in known}
        record: object = msgspec.convert(said, KINDS[chunk.kind], strict=False)
        beside = {"versions": one.versions, "extra": {**one.extra, **more}}
        records.append(record)
        rows.append(values_of(chunk.kind, record) | beside)
    return tuple(records), tuple(rows)


def _changes(chunk: Chunk) -> Iterable[Change]:
    for raw in chunk.rows:
        if chunk.kind == LETTER:
            yield msgspec.msgpack.decode(raw, type=Change)
        else:
            one = msgspec.msgpack.decode(raw, type=Whole)
            fields = {n: v for n, v in one.record.items() if n != "id"}
            id_ = UUID(str(one.record["id"])) if "id" in one.record else _NOBODY
            yield _as_change(chunk.kind, id_, {**one.extra, **fields}, one.versions)


def _as_change(
    kind: str, record: UUID, fields: dict[str, object], versions: dict[str, str]
) -> Change:
    return Change(
        seq=0,
        kind=kind,
        record=record,
        fields=fields,
        versions=versions,
        device=_NOBODY,
        n=0,
        group=_NOBODY,
        officer=_NOBODY,
        hlc=_latest(versions),
    )


def in_steps(rows: Rows, most: int) -> list[Rows]:
    """A chunk in pieces that hold up no save for long."""
    if len(rows) <= most:
        return [rows]
    steps = []
    for start in range(0, len(rows), most):
        end = start + most
        steps.append(
            replace(
                rows,
                first=rows.first + start,
                last=end >= len(rows),
                records=rows.records[start:end],
                rows=rows.rows[start:end],
                changes=rows.changes[start:end],
            )
        )
    return steps


def take(connection: Connection, rows: Rows, at: datetime) -> bool:
    """Put down what is not here yet; whether a stream has become whole with it.

    What was put down before is passed over: a step is done once, however often it is said.
    """
    begun = connection.execute(select(loading).where(loading.c.snapshot == rows.snapshot)).first()
    if begun is None or (begun.chunk, begun.row) != (rows.number, rows.first):
        return False
    stream = str(begun.stream)
    seen = _put_down(connection, stream, rows, at)
    line.note_hlc(connection, seen)
    moved = update(loading).where(loading.c.stream == stream)
    if not rows.last:
        row = rows.first + len(rows)
        connection.execute(moved.values(row=row, done=begun.done + len(rows)))
        return False
    chunks = msgspec.msgpack.decode(begun.manifest, type=Manifest).chunks
    if rows.number + 1 < len(chunks):
        following = {"chunk": rows.number + 1, "row": 0, "done": begun.done + len(rows)}
        connection.execute(moved.values(following))
        return False
    connection.execute(delete(loading).where(loading.c.stream == stream))
    line.move(connection, stream, begun.seq, at)
    return True


def _put_down(connection: Connection, stream: str, rows: Rows, at: datetime) -> int:
    """Answers the highest stamp among them."""
    if rows.kind == LETTER:
        for one in rows.changes:
            settling.take_letter(connection, one)
        return max((one.hlc for one in rows.changes), default=0)
    if rows.kind not in TABLES:
        unheard.keep(connection, stream, *rows.changes)
        return max((one.hlc for one in rows.changes), default=0)
    put_rows(connection, rows.kind, rows.records, rows.rows, at)
    return max((_latest(row["versions"]) for row in rows.rows), default=0)


def put_rows(
    connection: Connection,
    kind: str,
    records: Sequence[object],
    rows: Sequence[Row],
    at: datetime,
) -> int:
    """Rows as they stand at the centre, merged with what is here; answers how many were news."""
    table = TABLES[kind]
    ids = [row["id"] for row in rows]
    found = connection.execute(select(table).where(table.c.id.in_(ids))).mappings()
    here = {row["id"]: dict(row) for row in found}
    new = [row for row in rows if row["id"] not in here]
    add(connection, table, new)
    touched = [record for record, row in zip(records, rows, strict=True) if row["id"] not in here]
    for row in rows:
        old = here.get(row["id"])
        if old is not None and old["versions"] != row["versions"]:
            touched += _change(connection, kind, row, old)
    pictures.note(connection, pictures.named_in(touched), pictures.WANTED, at)
    find.owe(connection, find.touched(touched))
    inside.renew(connection, inside.touched(touched))
    return len(touched)


def _change(connection: Connection, kind: str, row: Row, old: Row) -> list[object]:
    said = {name: value for name, value in row.items() if name in FIELDS[kind] and name != "id"}
    plain = msgspec.msgpack.decode(msgspec.msgpack.encode(said))
    one = _as_change(kind, row["id"], {**row["extra"], **plain}, row["versions"])
    made = settling.merged(one, old)
    if made is None:
        return []
    record, whole = made
    values = {name: value for name, value in whole.items() if name != "id"}
    table = TABLES[kind]
    connection.execute(update(table).where(table.c.id == row["id"]).values(values))
    return [record]


def _latest(versions: dict[str, str]) -> int:
    try:
        return hlc.stamp_of(max(versions.values(), default="0"))
    except ValueError:
        return 0
