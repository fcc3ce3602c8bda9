"""One round: gather what waits, exchange it with the centre, settle what came."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from app import circles, clock
from app.domain.errors import Unavailable
from app.domain.face_sharing import Mode
from app.store import held, loading, others
from app.store import line as lines
from app.store.register import Register
from app.store.settling import Settled
from app.store.unpacking import Stage
from app.sync import snapshot
from app.sync.line import Line, Trouble
from app.sync.permits import keep, renew
from app.wire.audit import to_seal
from app.wire.entry import Entry
from app.wire.faces import faces_of
from app.wire.permit import AskPermits, Permits
from app.wire.talk import Ask, Fed, Part, Push, Pushed

AT_ONCE = 100
"""So many changes are settled in one piece, where a window must answer meanwhile."""
INDEXED_AT_ONCE = 1000
_SNAPSHOTS_AGAIN = 3
"""Streams that may be too old here: the province's, the station's and the facts of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What the desk has to say, and how far it has heard."""

    incarnation: UUID
    entries: tuple[Entry, ...]
    cursors: dict[str, int]
    permits: AskPermits | None = None
    """What officers need of the centre's word."""
    without: tuple[str, ...] = ()
    """Streams that this desk does not want to hear."""
    stage: Stage | None = None
    """What of a snapshot is to be loaded before anything is heard."""
    waits: int = 0
    """So many entries are to be said in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the centre said. `again`: there is more of something; `coming`: so many changes more."""

    pushed: Pushed | None = None
    parts: tuple[Part, ...] = ()
    at: datetime | None = None
    again: bool = False
    coming: int = 0
    permits: tuple[AskPermits, Permits] | None = None
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

    def note(self, bundle: Bundle, answers: Answers, settled: Settled | None) -> None:
        """One round more."""
        self.sent += len(bundle.entries)
        self.came += sum(len(part.changes) for part in answers.parts)
        if settled:
            self.kinds |= settled.changes.kinds
            self.unknown += settled.unknown


def gather(register: Register, most: Mode = Mode.SHARE) -> Bundle:
    """Read what waits. Unavailable "line.alone" where this desk speaks to no centre.

    `most` is how far this desk lets faces travel: where that is less than sharing them, it hears
    of none.
    """
    known = register.line
    if known is None:
        raise Unavailable("line.alone")
    without = () if most is Mode.SHARE else (faces_of(known.station),)
    if without and others.hears(register):
        register.within(others.stop_hearing)
    heard = {name: seq for name, (seq, _) in lines.cursors(register).items()}
    entries = _after(register, known.sent)
    waits = lines.how_many_wait(register) if entries else 0
    # Everything else first: of an officer whose record is not there the centre knows nothing.
    wanted = None if entries else _permits_due(register)
    return Bundle(
        incarnation=register.incarnation,
        entries=entries,
        waits=waits,
        cursors=heard,
        permits=wanted,
        without=without,
        stage=register.within(loading.stage),
    )


def _permits_due(register: Register) -> AskPermits | None:
    known = register.line
    at = clock.now() + timedelta(milliseconds=known.behind_ms if known else 0)
    return register.within(lambda c: held.due(c, at))


def _after(register: Register, n: int) -> tuple[Entry, ...]:
    return tuple(register.within(lambda c: lines.waiting(c, n)))


def exchange(
    line: Line, bundle: Bundle, wait: float = 0.0, meanwhile: Callable[[], object] | None = None
) -> Answers:
    """Speak to the centre; away from the register, for it may take long."""
    pushed = say(line, bundle, meanwhile) if bundle.entries else None
    permits = None if bundle.entries else renew(line, bundle.permits)
    hold = 0.0 if bundle.entries or permits else wait
    busy = None if bundle.entries else meanwhile
    asked = Ask(cursors=bundle.cursors, without=bundle.without, wait=hold)
    try:
        fed = line.ask("/v1/feed", asked, Fed, hold, busy)
    except Trouble as trouble:
        if pushed is None:
            raise
        return Answers(pushed=pushed, permits=permits, sorry=trouble)
    coming = sum(part.last - part.changes[-1].seq for part in fed.parts if part.changes)
    again = coming > 0 or bool(bundle.entries)
    return Answers(
        pushed=pushed, parts=fed.parts, at=fed.at, again=again, coming=coming, permits=permits
    )


def say(line: Line, bundle: Bundle, meanwhile: Callable[[], object] | None = None) -> Pushed:
    """Send what waits; answers how far the centre has this desk's entries."""
    try:
        return line.ask("/v1/push", _push(line, bundle), Pushed, meanwhile=meanwhile)
    except Trouble as trouble:
        return _stands(trouble)


def _push(line: Line, bundle: Bundle) -> Push:
    """With the device's own word for its chain up to here."""
    last = bundle.entries[-1]
    seal = line.sign(to_seal(last.device, bundle.incarnation, last.n, last.hash))
    return Push(incarnation=bundle.incarnation, entries=bundle.entries, seal=seal)


def _stands(trouble: Trouble) -> Pushed:
    """The centre has other entries than was thought here: an answer got lost, or worse."""
    if trouble.key != "line.gap" or trouble.last_n is None or trouble.at is None:
        raise trouble
    return Pushed(last_n=trouble.last_n, last_hash=trouble.last_hash, at=trouble.at)


def acknowledge(register: Register, pushed: Pushed, now: datetime) -> None:
    """What the centre has is not sent again; how far its clock is from this one is remembered."""
    behind = round((pushed.at - now).total_seconds() * 1000)
    register.acknowledge(pushed.last_n, pushed.last_hash, behind)


def note_permits(register: Register, answers: Answers) -> None:
    """What the centre allows the officers from now on."""
    if answers.permits:
        keep(register, *answers.permits)


def pieces(answers: Answers) -> Iterator[Part]:
    """What came, in pieces small enough that an officer's save never waits long behind one."""
    for part in answers.parts:
        if not part.changes:
            yield part
        for start in range(0, len(part.changes), AT_ONCE):
            yield replace(part, changes=part.changes[start : start + AT_ONCE])


def go_round(
    register: Register,
    line: Line,
    now: datetime,
    most: int = 10_000,
    faces: Mode = Mode.SHARE,
) -> Done:
    """Round after round until nothing is left to say or to hear; without a window.

    Where this desk has heard nothing yet, or too little to go on from, snapshots come first.
    """
    done = Done()
    if register.within(loading.stage):
        done.sent += say_all(register, line, now)  # what waits does not wait for a snapshot
    for tries in range(_SNAPSHOTS_AGAIN, -1, -1):
        done.loaded += snapshot.load(register, snapshot.FromCentre(line), now)
        try:
            talk(register, line, now, most, faces, done)
            break
        except Trouble as trouble:
            if not tries or not begin_anew(register, trouble):
                raise
    index_all(register)
    return done


def index_all(register: Register) -> None:
    """Until everybody who came is found."""
    with circles.seldom_sought():
        while register.index(INDEXED_AT_ONCE):
            pass


def talk(
    register: Register,
    line: Line,
    now: datetime,
    most: int = 10_000,
    faces: Mode = Mode.SHARE,
    done: Done | None = None,
) -> Done:
    """The same from the streams alone; who came is on file, and will be findable.

    What came is settled, and what follows is gathered, while the centre is at the next round.
    """
    done, came = done or Done(), Answers()
    with circles.seldom_sought():
        bundle = replace(gather(register, faces), permits=None)  # those are asked for at the end
        for _ in range(most):
            ahead = _Ahead(register, bundle, came, now)
            answers = exchange(line, bundle, meanwhile=ahead.work)
            done.note(bundle, answers, ahead.settled)
            bundle, came = ahead.following(answers), answers
            if answers.sorry:
                _take_in(register, came, now)
                raise answers.sorry
            if not answers.again:
                break
        ahead = _Ahead(register, replace(bundle, entries=()), came, now)
        permits = renew(line, _permits_due(register), ahead.work)
        ahead.finish()
        done.note(replace(bundle, entries=()), Answers(), ahead.settled)
        note_permits(register, Answers(permits=permits))
    return done


def say_all(register: Register, line: Line, now: datetime) -> int:
    """Send everything that waits and hear nothing yet; answers how many entries that was."""
    sent, pushed = 0, Answers()
    with circles.seldom_sought():
        bundle = gather(register)
        while bundle.entries:
            ahead = _Ahead(register, bundle, pushed, now)
            pushed = Answers(pushed=say(line, bundle, ahead.work))
            sent += len(bundle.entries)
            bundle = ahead.following(pushed)
        _take_in(register, pushed, now)
    return sent


class _Ahead:
    """The register's work while the centre is spoken to: what it answered before, and what will
    be said after."""

    def __init__(self, register: Register, bundle: Bundle, came: Answers, now: datetime) -> None:
        self._register, self._bundle, self._came, self._now = register, bundle, came, now
        self._entries: tuple[Entry, ...] = ()
        self._worked = False
        self.settled: Settled | None = None

    def work(self) -> None:
        """In another thread than the one that speaks."""
        if self._bundle.entries:
            self._entries = _after(self._register, self._bundle.entries[-1].n)
        self.settled = _take_in(self._register, self._came, self._now)
        self._worked = True

    def finish(self) -> None:
        """Where nothing was said there was no meanwhile; what went wrong in it is said now."""
        if not self._worked:
            self.work()

    def following(self, answers: Answers) -> Bundle:
        """The next bundle, as if what the centre just answered were settled already."""
        heard = {part.stream: part.changes[-1].seq for part in answers.parts if part.changes}
        quiet = {part.stream: 0 for part in answers.parts if part.last == 0}
        entries = self._entries
        if answers.pushed and answers.pushed.last_n != self._bundle.entries[-1].n:
            # An answer got lost, or the disk is another: from where the centre says it stands.
            acknowledge(self._register, answers.pushed, self._now)
            entries = _after(self._register, answers.pushed.last_n)
        cursors = {**quiet, **self._bundle.cursors, **heard}
        return replace(self._bundle, entries=entries, cursors=cursors, permits=None)


def _take_in(register: Register, came: Answers, now: datetime) -> Settled | None:
    if came.pushed:
        acknowledge(register, came.pushed, now)
    if not came.parts:
        return None
    settled = register.settle(came.parts, now)
    register.take_changes()  # there is no window: the ids of a whole station are kept for nobody
    return settled


def begin_anew(register: Register, sorry: Exception) -> bool:
    """Whether the centre no longer has what follows here: then the stream's snapshot is wanted."""
    if not isinstance(sorry, Trouble) or sorry.key != "line.snapshot_again":
        return False
    stream = str(sorry.facts.get("stream", ""))
    if stream not in lines.cursors(register):
        return False
    register.within(lambda connection: loading.want(connection, stream))
    return True
