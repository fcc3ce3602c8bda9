"""One round: gather what waits, exchange it with the centre, settle what came."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from app.domain.errors import Unavailable
from app.store import line as lines
from app.store import loading
from app.store.register import Register
from app.store.unpacking import Stage
from app.sync import snapshot
from app.sync.line import Line, Trouble
from app.wire.entry import Entry
from app.wire.talk import Ask, Fed, Part, Push, Pushed

AT_ONCE = 100
"""So many changes are settled in one piece, where a window must answer meanwhile."""
INDEXED_AT_ONCE = 500
_SNAPSHOTS_AGAIN = 3
"""Streams that may be too old here: the province's, the station's and the facts of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What the desk has to say, and how far it has heard."""

    incarnation: UUID
    entries: tuple[Entry, ...]
    cursors: dict[str, int]
    stage: Stage | None = None
    """What of a snapshot is to be loaded before anything is heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the centre said. `again`: there is more of something."""

    pushed: Pushed | None = None
    parts: tuple[Part, ...] = ()
    at: datetime | None = None
    again: bool = False
    sorry: Trouble | None = None
    """Why nothing could be heard, although what waited was taken."""


@dataclass(slots=True, kw_only=True)
class Done:
    """What rounds came to, for whoever watches."""

    sent: int = 0
    came: int = 0
    loaded: int = 0
    unknown: int = 0
    kinds: set[str] = field(default_factory=set)


def gather(register: Register) -> Bundle:
    """Read what waits. Unavailable "line.alone" where this desk speaks to no centre."""
    known = register.line
    if known is None:
        raise Unavailable("line.alone")
    entries = register.within(lambda c: lines.waiting(c, known.sent))
    heard = {name: seq for name, (seq, _) in lines.cursors(register).items()}
    return Bundle(
        incarnation=register.incarnation,
        entries=tuple(entries),
        cursors=heard,
        stage=register.within(loading.stage),
    )


def exchange(line: Line, bundle: Bundle, wait: float = 0.0) -> Answers:
    """Speak to the centre; away from the register, for it may take long."""
    pushed = say(line, bundle) if bundle.entries else None
    hold = 0.0 if bundle.entries else wait
    try:
        fed = line.ask("/v1/feed", Ask(cursors=bundle.cursors, wait=hold), Fed, hold)
    except Trouble as trouble:
        if pushed is None:
            raise
        return Answers(pushed=pushed, sorry=trouble)
    more = any(part.changes and part.changes[-1].seq < part.last for part in fed.parts)
    return Answers(pushed=pushed, parts=fed.parts, at=fed.at, again=more or bool(bundle.entries))


def say(line: Line, bundle: Bundle) -> Pushed:
    """Send what waits; answers how far the centre has this desk's entries."""
    push = Push(incarnation=bundle.incarnation, entries=bundle.entries)
    try:
        return line.ask("/v1/push", push, Pushed)
    except Trouble as trouble:
        return _stands(trouble)


def _stands(trouble: Trouble) -> Pushed:
    """The centre has other entries than was thought here: an answer got lost, or worse."""
    if trouble.key != "line.gap" or trouble.last_n is None or trouble.at is None:
        raise trouble
    return Pushed(last_n=trouble.last_n, last_hash=trouble.last_hash, at=trouble.at)


def acknowledge(register: Register, pushed: Pushed, now: datetime) -> None:
    """What the centre has is not sent again; how far its clock is from this one is remembered."""
    behind = round((pushed.at - now).total_seconds() * 1000)
    register.acknowledge(pushed.last_n, pushed.last_hash, behind)


def pieces(answers: Answers) -> Iterator[Part]:
    """What came, in pieces small enough that an officer's save never waits long behind one."""
    for part in answers.parts:
        if not part.changes:
            yield part
        for start in range(0, len(part.changes), AT_ONCE):
            yield replace(part, changes=part.changes[start : start + AT_ONCE])


def go_round(register: Register, line: Line, now: datetime, most: int = 10_000) -> Done:
    """Round after round until nothing is left to say or to hear; without a window.

    Where this desk has heard nothing yet, or too little to go on from, snapshots come first.
    """
    done = Done()
    for tries in range(_SNAPSHOTS_AGAIN, -1, -1):
        done.loaded += snapshot.load(register, snapshot.FromCentre(line), now)
        try:
            _talk(register, line, now, most, done)
            break
        except Trouble as trouble:
            if not tries or not begin_anew(register, trouble):
                raise
    while register.index(INDEXED_AT_ONCE):
        pass
    return done


def begin_anew(register: Register, sorry: Exception) -> bool:
    """Whether the centre no longer has what follows here: then the stream's snapshot is wanted."""
    if not isinstance(sorry, Trouble) or sorry.key != "line.snapshot_again":
        return False
    stream = str(sorry.facts.get("stream", ""))
    if stream not in lines.cursors(register):
        return False
    register.within(lambda connection: loading.want(connection, stream))
    return True


def _talk(register: Register, line: Line, now: datetime, most: int, done: Done) -> None:
    for _ in range(most):
        bundle = gather(register)
        answers = exchange(line, bundle)
        done.sent += len(bundle.entries)
        if answers.pushed:
            acknowledge(register, answers.pushed, now)
        if answers.sorry:
            raise answers.sorry
        if answers.parts:
            settled = register.settle(answers.parts, now)
            done.kinds |= settled.changes.kinds
            done.unknown += settled.unknown
        done.came += sum(len(part.changes) for part in answers.parts)
        if not answers.again:
            break
