"""A new desk's snapshot: fetched over the line or from a stick, taken up where it broke off."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Protocol
from uuid import UUID

from app import circles
from app.domain.errors import Refused, Unavailable
from app.store import line as lines
from app.store import loading
from app.store.register import Register
from app.store.unpacking import Rows, Stage, in_steps, prepared
from app.sync.line import Line, TooOld
from app.wire.snapshot import MOST_ROWS, AskSnapshot, ChunkSent, Offered, WantChunk

Tell = Callable[[int, int], None]
Work = Callable[[Register], object]


class Source(Protocol):
    """Where a snapshot comes from."""

    def offers(self, streams: tuple[str, ...]) -> Offered | None:
        """What there is; None where whoever is asked knows nothing of snapshots."""
        ...

    def chunk(
        self, snapshot: UUID, number: int, meanwhile: Callable[[], object] | None = None
    ) -> bytes:
        """A chunk's bytes, not proved yet; `meanwhile` is done until they are here, to its end."""
        ...


class FromCentre:
    """Over the line: who speaks has shown the centre's certificate."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def offers(self, streams: tuple[str, ...]) -> Offered | None:
        """Asked for, signed."""
        try:
            return self._line.ask("/v1/snapshot", AskSnapshot(streams=streams), Offered)
        except TooOld:
            return None

    def chunk(
        self, snapshot: UUID, number: int, meanwhile: Callable[[], object] | None = None
    ) -> bytes:
        """Asked for, signed."""
        wanted = WantChunk(snapshot=snapshot, number=number)
        sent = self._line.ask("/v1/snapshot/chunk", wanted, ChunkSent, meanwhile=meanwhile)
        return sent.data


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came, ready to be put down; nothing at all where there is no snapshot."""

    offered: Offered | None = None
    rows: Rows | None = None
    gone: UUID | None = None


def fetch(source: Source, stage: Stage, meanwhile: Callable[[], object] | None = None) -> Fetched:
    """The next piece, proved; away from the register, for it may take long."""
    if stage.asks:
        return Fetched(offered=source.offers(stage.streams))
    try:
        data = source.chunk(stage.snapshot, stage.number, meanwhile)
    except Refused as sorry:
        if sorry.key != "snapshot.gone":
            raise
        return Fetched(gone=stage.snapshot)
    return Fetched(rows=prepared(stage, data))


def begin(register: Register, offered: Offered, stage: Stage, at: datetime) -> None:
    """Note what the centre offers, and the keys with which it signs and seals."""
    known = register.line
    if known is None:
        return
    key = offered.centre_key or known.centre_key
    if key is None:
        raise Refused("snapshot.no_key")
    if offered.centre_key and (known.centre_key, known.stick_key) != (key, offered.stick_key):
        register.within(lambda c: lines.keep_keys(c, key, offered.stick_key))
    register.within(lambda c: loading.begin(c, offered, key, stage, at))


def load(register: Register, source: Source, at: datetime, tell: Tell | None = None) -> int:
    """Everything there is, without a window; answers how many rows that were."""
    with circles.seldom_sought():
        return _load(register, source, at, tell)


def _load(register: Register, source: Source, at: datetime, tell: Tell | None) -> int:
    count, asked = 0, False
    while stage := register.within(loading.stage):
        if asked and stage.asks and not stage.streams:
            break
        fetched = fetch(source, stage)
        if stage.asks and fetched.offered is None:
            break
        asked = asked or stage.asks
        count += _put_down(register, source, stage, fetched, at, tell)
    return count


def _put_down(
    register: Register,
    source: Source,
    stage: Stage,
    fetched: Fetched,
    at: datetime,
    tell: Tell | None,
) -> int:
    """What came, and every chunk that follows in its stream: the next one is on its way while the
    last one is put down."""
    count = 0
    while True:
        steps = work(stage, fetched, at, MOST_ROWS)
        count += len(fetched.rows or ())
        if tell:
            tell(stage.done, stage.rows)
        following = register.within(partial(loading.following, stage=stage))
        if following is None or fetched.rows is None:
            _do(steps, register)
            return count
        done = following.done + len(fetched.rows)
        stage = replace(following, done=done)
        try:
            fetched = fetch(source, stage, partial(_do, steps, register))
        except (Refused, Unavailable):
            _do(steps, register)  # what did come is kept; said twice, a step is done once
            raise


def _do(steps: Iterable[Work], register: Register) -> None:
    for step in steps:
        step(register)


AT_ONCE = 250
"""Rows that are put down in one piece while a window is open: no save waits long behind one."""


def work(stage: Stage, fetched: Fetched, at: datetime, at_once: int = AT_ONCE) -> list[Work]:
    """What is to be done at the register with what came, in short pieces."""
    if offered := fetched.offered:
        return [lambda register: begin(register, offered, stage, at)]
    if gone := fetched.gone:
        return [lambda register: register.within(lambda c: loading.begin_anew(c, gone))]
    steps = in_steps(fetched.rows, at_once) if fetched.rows is not None else []
    return [partial(Register.load, rows=rows, at=at) for rows in steps]
