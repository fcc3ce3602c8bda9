"""A chunk of a snapshot becomes rows: proved and read away from the register."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import msgspec

from app.domain.errors import Refused
from app.store.rows import Kept
from app.store.tables import TABLES
from app.wire import hlc
from app.wire.kinds import FIELDS, KINDS
from app.wire.snapshot import Chunk, ChunkNote, Whole, open_chunk
from app.wire.talk import LETTER, Change

NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What is to be fetched next: `asks` for what there is of these streams (all, where none is
    named), or one chunk from a `row` on. `done` of `rows` are here."""

    asks: bool
    streams: tuple[str, ...] = ()
    snapshot: UUID = NOBODY
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
    records: tuple[Kept, ...] = ()
    changes: tuple[Change, ...] = ()
    """Letters, and rows of kinds that nobody here knows."""

    def __len__(self) -> int:
        return len(self.records) + len(self.changes)


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
            return replace(made, records=tuple(_records(chunk)))
        return replace(made, changes=tuple(_changes(chunk)))
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise Refused("snapshot.damaged") from None


def _records(chunk: Chunk) -> Iterator[Kept]:
    kind, known = chunk.kind, {*FIELDS[chunk.kind]}
    if not set(chunk.fields) <= known:
        yield from _with_unknown(chunk, known)
        return
    decoder = msgspec.msgpack.Decoder(_whole_of(kind))
    for raw in chunk.rows:
        one = decoder.decode(raw)
        yield Kept(one.record, one.versions, one.extra)


_WHOLE: dict[str, Any] = {}


def _whole_of(kind: str) -> Any:
    """The shape of a row whose record is one of ours: checked while it is read."""
    if kind not in _WHOLE:
        fields: list[Any] = [("record", KINDS[kind]), ("versions", dict[str, str])]
        fields.append(("extra", dict[str, object], msgspec.field(default_factory=dict)))
        _WHOLE[kind] = msgspec.defstruct(f"Whole_{kind}", fields, frozen=True, kw_only=True)
    return _WHOLE[kind]


def _with_unknown(chunk: Chunk, known: set[str]) -> Iterator[Kept]:
    """Of a newer centre: what is not known here is kept beside the row."""
    for raw in chunk.rows:
        one = msgspec.msgpack.decode(raw, type=Whole)
        said = {name: value for name, value in one.record.items() if name in known}
        more = {name: value for name, value in one.record.items() if name not in known}
        record: object = msgspec.convert(said, KINDS[chunk.kind], strict=False)
        yield Kept(record, one.versions, {**one.extra, **more})


def _changes(chunk: Chunk) -> Iterator[Change]:
    for raw in chunk.rows:
        if chunk.kind == LETTER:
            yield msgspec.msgpack.decode(raw, type=Change)
        else:
            one = msgspec.msgpack.decode(raw, type=Whole)
            fields = {n: v for n, v in one.record.items() if n != "id"}
            id_ = UUID(str(one.record["id"])) if "id" in one.record else NOBODY
            yield as_change(chunk.kind, id_, {**one.extra, **fields}, one.versions)


def as_change(
    kind: str, record: UUID, fields: dict[str, object], versions: dict[str, str]
) -> Change:
    """A row as the change that would have made it."""
    return Change(
        seq=0,
        kind=kind,
        record=record,
        fields=fields,
        versions=versions,
        device=NOBODY,
        n=0,
        group=NOBODY,
        officer=NOBODY,
        hlc=latest(versions),
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
                changes=rows.changes[start:end],
            )
        )
    return steps


def latest(versions: dict[str, str]) -> int:
    """The highest stamp in them."""
    return latest_of((versions,))


def latest_of(each: Iterable[dict[str, str]]) -> int:
    """The highest stamp in any of them: as text they stand in the same order."""
    try:
        return hlc.stamp_of(max((v for versions in each for v in versions.values()), default="0"))
    except ValueError:
        return 0
