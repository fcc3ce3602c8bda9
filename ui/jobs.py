"""Work off the window's thread: one writer, a few readers, slow work beside."""

import logging
import queue
import sys
import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from app.broke import report
from app.domain.errors import Refused, Unavailable
from ui.litter import Litter

if TYPE_CHECKING:
    from app.store.ask import Reader
    from app.store.register import Register
    from ui.eyes import Sight

READERS = 2
BESIDE = 2
HAND_OVER = 0.001
"""Seconds after which who counts in the background lets the window have Python; a paint asks for it
many times, and Python's own pause is five times as long."""
OUR_BUG = "window.our_bug"
"""What who asked is told where the work broke; the report went to `failed`."""
TIDY_AFTER, TIDY_AGAIN = 0.3, 0.02
"""So many seconds without a deed are an idle moment, and so many between two pieces of tidying."""

T = TypeVar("T")
Sorry: TypeAlias = Callable[[Refused | Unavailable], None]

log = logging.getLogger("guitu.jobs")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    number: int
    work: Callable[[Any], Any]
    wrote: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    number: int
    value: Any = None
    sorry: Refused | Unavailable | None = None
    report: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    owner: "weakref.ref[QObject]"
    then: Callable[[Any], None]
    refused: Sorry | None
    idle: bool = False
    """Nobody at the desk waits for it."""


class _Line:
    """A queue and the threads that serve it, each holding a tool of its own."""

    def __init__(
        self,
        name: str,
        count: int,
        tool: Callable[[], Any],
        answer: Callable[[_Job, Callable[[], Any]], None],
        *,
        closes: bool,
        tidy: Callable[[Any], bool] | None = None,
    ) -> None:
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._tool, self._answer, self._closes, self._tidy = tool, answer, closes, tidy
        self._threads = [
            threading.Thread(target=self._serve, name=f"guitu-{name}-{number}", daemon=True)
            for number in range(count)
        ]
        for thread in self._threads:
            thread.start()

    def put(self, job: _Job) -> None:
        self._jobs.put(job)

    def stop(self) -> None:
        """Finish what is queued, close the tools, and wait for the threads."""
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        tools: list[Any] = []

        def tool() -> Any:
            # Opened at the first job, not before: a fault then reaches somebody who can say so.
            if not tools:
                tools.append(self._tool())
            return tools[0]

        while (job := self._next(tool)) is not None:
            self._answer(job, tool)
        if self._closes and tools:
            tools[0].close()

    def _next(self, tool: Callable[[], Any]) -> _Job | None:
        """The next job; as long as none comes, the tool is tidied a little at a time."""
        pause, more = TIDY_AFTER, self._tidy is not None
        while more:
            try:
                return self._jobs.get(timeout=pause)
            except queue.Empty:
                more, pause = self._tidy_once(tool), TIDY_AGAIN
        return self._jobs.get()

    def _tidy_once(self, tool: Callable[[], Any]) -> bool:
        left: list[bool] = []
        if self._tidy:
            tidy = self._tidy
            self._answer(_Job(number=0, work=lambda t: left.append(tidy(t)), wrote=False), tool)
        return bool(left and left[0])


class Jobs(QObject):
    """Ask for work, hear of it in the window's thread; answers for a closed owner are dropped."""

    changed = Signal(object)
    """The register's Changes, after every desk job that wrote."""
    trouble = Signal(object)
    """A Refused or Unavailable that nobody else wanted to show."""
    failed = Signal(str)
    """Our own bug: a report without personal data."""
    idle = Signal()
    """Nothing is being waited for any more."""
    _answered = Signal(object)
    _wrote = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked: dict[int, _Asked] = {}
        self._last = 0
        self._register: Register | None = None
        self._desk: _Line | None = None
        self._read: _Line | None = None
        self._beside = _Line("beside", BESIDE, lambda: None, self._do, closes=False)
        self._sight: Sight | None = None
        self._litter = Litter(self)
        sys.setswitchinterval(HAND_OVER)
        # Questions to the process of camera and faces, one after the other.
        self._faces = _Line("faces", 1, lambda: None, self._do, closes=False)
        self.faces_asked = 0.0
        """When somebody at the desk last asked them, by the machine's running time."""
        # A backup takes minutes: it must not stand before papers and passwords.
        self._keep = _Line("keep", 1, lambda: None, self._do, closes=False)
        # Whoever waits at the centre for news waits long.
        self._centre = _Line("centre", 1, lambda: None, self._do, closes=False)
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._wrote.connect(self.changed, Qt.ConnectionType.QueuedConnection)

    def serve(self, register: "Register") -> None:
        """Begin the writer and the readers on an opened register; it closes with `release`."""
        self._register = register
        self._desk = _Line(
            "desk", 1, lambda: register, self._do, closes=True, tidy=lambda r: bool(r.tidy())
        )
        self._read = _Line("read", READERS, register.reader, self._do, closes=True)
        # The writer takes hold of the register at once, so that it also closes it.
        self._desk.put(_Job(number=0, work=lambda _: None, wrote=False))

    def release(self) -> None:
        """Finish and close writer, readers and register: after logging out."""
        for line in (self._read, self._desk):
            if line:
                line.stop()
        self._register = self._desk = self._read = None

    @property
    def sight(self) -> "Sight":
        """The process of camera and faces; it stays while officers come and go."""
        if self._sight is None:
            from ui.eyes import Sight

            self._sight = Sight(self)
            self._sight.broke.connect(self._broke)
        return self._sight

    def shut(self) -> None:
        """Finish everything; nobody is told of answers any more."""
        self._asked.clear()
        if self._sight:
            self._sight.stop()
        self.release()
        self._beside.stop()
        self._faces.stop()
        self._litter.stop()
        self._keep.stop()
        self._centre.stop()

    @property
    def waiting(self) -> int:
        """How many answers are still to come."""
        return sum(not asked.idle for asked in self._asked.values())

    def desk(
        self,
        owner: QObject,
        work: Callable[["Register"], T],
        then: Callable[[T], None],
        refused: Sorry | None = None,
    ) -> None:
        """A deed: on the one writer, in the order asked."""
        self._put(self._desk, owner, work, then, refused, wrote=True)

    def read(
        self,
        owner: QObject,
        work: Callable[["Reader"], T],
        then: Callable[[T], None],
        refused: Sorry | None = None,
    ) -> None:
        """A question: on a read-only connection, never held up by a save."""
        self._put(self._read, owner, work, then, refused)

    def beside(
        self,
        owner: QObject,
        work: Callable[[], T],
        then: Callable[[T], None],
        refused: Sorry | None = None,
    ) -> None:
        """Slow work without the register: papers, passwords, printers."""
        self._put(self._beside, owner, lambda _: work(), then, refused)

    def faces(
        self,
        owner: QObject,
        work: Callable[[], T],
        then: Callable[[T], None],
        refused: Sorry | None = None,
    ) -> None:
        """Questions to the process of camera and faces, one after the other."""
        self.faces_asked = monotonic()
        self._put(self._faces, owner, lambda _: work(), then, refused)

    def measuring(
        self,
        owner: QObject,
        work: Callable[[], T],
        then: Callable[[T], None],
        refused: Sorry | None = None,
    ) -> None:
        """The same for what is on file: nobody at the desk waits for it."""
        self._put(self._faces, owner, lambda _: work(), then, refused, idle=True)

    def keeping(
        self,
        owner: QObject,
        work: Callable[[], T],
        then: Callable[[T], None],
        refused: Sorry | None = None,
    ) -> None:
        """Backups, one after the other; one that runs at the end is finished first."""
        self._put(self._keep, owner, lambda _: work(), then, refused)

    def centre(
        self,
        owner: QObject,
        work: Callable[[], T],
        then: Callable[[T], None],
        refused: Sorry | None = None,
    ) -> None:
        """What is said to the centre, one after the other; who asks must be able to end it."""
        self._put(self._centre, owner, lambda _: work(), then, refused, idle=True)

    def forget(self, owner: QObject) -> None:
        """Drop every answer still to come for an owner that is closing, or for a part of it."""
        gone = [number for number, asked in self._asked.items() if _is_of(asked.owner(), owner)]
        for number in gone:
            del self._asked[number]

    def _put(
        self,
        line: _Line | None,
        owner: QObject,
        work: Callable[[Any], Any],
        then: Callable[[Any], None],
        refused: Sorry | None,
        *,
        wrote: bool = False,
        idle: bool = False,
    ) -> None:
        if line is None:
            self._complain(refused, Unavailable("window.no_register"))
            return
        self._last += 1
        self._asked[self._last] = _Asked(
            owner=weakref.ref(owner), then=then, refused=refused, idle=idle
        )
        line.put(_Job(number=self._last, work=work, wrote=wrote))

    def _do(self, job: _Job, tool: Callable[[], Any]) -> None:
        """Runs in a worker's thread; whatever happens, an answer goes back."""
        try:
            answer = _Answer(number=job.number, value=job.work(tool()))
        except (Refused, Unavailable) as sorry:
            answer = _Answer(number=job.number, sorry=sorry)
        except Exception as error:
            answer = _Answer(number=job.number, report=report(error))
        if job.wrote and self._register is not None:
            changes = self._register.take_changes()
            if changes:
                self._wrote.emit(changes)
        if job.number or answer.report:  # of what nobody asked for, only a bug is told
            self._answered.emit(answer)

    def _deliver(self, answer: _Answer) -> None:
        asked = self._asked.pop(answer.number, None)
        if answer.report:
            log.error("%s", answer.report)
            self.failed.emit(answer.report)
            if asked and asked.refused and _alive(asked.owner()):
                # Who asked goes on by its other way, or lets the officer try again.
                asked.refused(Unavailable(OUR_BUG))
        elif asked and _alive(asked.owner()):
            if answer.sorry:
                self._complain(asked.refused, answer.sorry)
            else:
                asked.then(answer.value)
        if not self.waiting:
            self.idle.emit()

    def _broke(self, report: str) -> None:
        log.error("%s", report)
        self.failed.emit(report)

    def _complain(self, refused: Sorry | None, sorry: Refused | Unavailable) -> None:
        if refused:
            refused(sorry)
        else:
            self.trouble.emit(sorry)


def _alive(owner: QObject | None) -> bool:
    return owner is not None and shiboken6.isValid(owner)


def _is_of(part: QObject | None, whole: QObject) -> bool:
    while part is not None and part is not whole:
        part = part.parent() if shiboken6.isValid(part) else None
    return part is not None
