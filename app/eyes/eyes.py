"""Camera and faces from the window's side: a process that is begun again whenever it ends."""

from collections.abc import Callable
from itertools import count
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from time import monotonic
from typing import TypeAlias

from app.domain.errors import Refused, Unavailable
from app.eyes import messages as m
from app.eyes.life import Life, command

PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
"""Seconds before it is begun again, longer each time it does not last."""
LASTED = 30.0
"""A life of so many seconds was no failure to begin with."""
PATIENCE = 20.0
"""Seconds in which a question is answered, a new beginning included."""

Wish: TypeAlias = m.Load | m.LoadBeside | m.Watch | m.Show


class Eyes:
    """Threads: one listens and begins again; what it hears goes to `hear`, in that thread.

    The engine, the camera and the size of its picture are said again to every new process.
    """

    def __init__(
        self,
        hear: Callable[[m.Word, bytes], None],
        *,
        started_by: list[str] | None = None,
        pauses: tuple[float, ...] = PAUSES,
    ) -> None:
        self._hear, self._pauses = hear, pauses
        self._started_by = started_by or command()
        self._lock = Lock()
        self._wanted: dict[type, Wish] = {}
        self._life: Life | None = None
        self._there, self._stopping = Event(), Event()
        self._asked: dict[int, SimpleQueue[tuple[m.Answer, bytes] | None]] = {}
        self._numbers = count(1)
        self._thread: Thread | None = None

    @property
    def pid(self) -> int | None:
        """The process that is there now."""
        life = self._life
        return life.pid if life else None

    def want(self, order: Wish) -> None:
        """From now on, in this process and in every later one; never waits."""
        with self._lock:
            self._wanted[type(order)] = order
            if self._life:
                self._life.say(order)
        self._begin()

    def ask(
        self, make: Callable[[int], m.Question], beside: bytes = b"", *, now: bool = False
    ) -> tuple[m.Answer, bytes]:
        """Wait for the answer; Refused or Unavailable where there is none.

        Not in the window's thread. A question whose process ends is asked of the next one, once;
        `now`: not even that, since the next one would see something else.
        """
        self._begin()
        until = monotonic() + PATIENCE
        for _ in range(1 if now else 2):
            if not now:
                self._there.wait(max(0.0, until - monotonic()))
            answer = self._ask_once(make, beside, until)
            if answer is not None:
                return _or_raise(answer)
        raise Unavailable("camera.ended")

    def stop(self) -> None:
        """End the process and whoever waits for it."""
        self._stopping.set()
        self._there.set()
        with self._lock:
            life = self._life
        if life:
            life.leave()
        if self._thread:
            self._thread.join()

    def _begin(self) -> None:
        """At the first wish or question; the window opens without it."""
        with self._lock:
            if self._thread is None and not self._stopping.is_set():
                self._thread = Thread(target=self._live, name="guitu-eyes", daemon=True)
                self._thread.start()

    def _ask_once(
        self, make: Callable[[int], m.Question], beside: bytes, until: float
    ) -> tuple[m.Answer, bytes] | None:
        waiting: SimpleQueue[tuple[m.Answer, bytes] | None] = SimpleQueue()
        with self._lock:
            if self._life is None:
                return None
            number = next(self._numbers)
            self._asked[number] = waiting
            self._life.say(make(number), beside)
        try:
            return waiting.get(timeout=max(0.0, until - monotonic()))
        except Empty:
            return None
        finally:
            self._asked.pop(number, None)

    def _live(self) -> None:
        failed = 0
        while not self._stopping.is_set():
            began = monotonic()
            self._one_life()
            failed = 1 if monotonic() - began > LASTED else failed + 1
            self._stopping.wait(self._pauses[min(failed, len(self._pauses)) - 1])

    def _one_life(self) -> None:
        """Begin, say what is wanted, listen to the end, and tell what that means."""
        try:
            life = Life(self._started_by)
        except OSError:
            self._lost("camera.cannot_begin")
            return
        with self._lock:
            self._life = life
            for order in self._wanted.values():
                life.say(order)
            self._there.set()
        if self._stopping.is_set():
            life.leave()
        life.listen(self._heard)
        self._ended()

    def _heard(self, word: m.Word, beside: bytes) -> None:
        if isinstance(word, m.Pictured | m.Measured | m.Looked | m.Cameras | m.Sorry):
            waiting = self._asked.get(word.number)
            if waiting:
                waiting.put((word, beside))
            return
        self._hear(word, beside)

    def _ended(self) -> None:
        with self._lock:
            self._life = None
            if not self._stopping.is_set():
                self._there.clear()
            asked = list(self._asked.values())
        # Before whoever waits is told: by then nobody believes that there is still a picture.
        self._lost("camera.ended")
        for waiting in asked:
            waiting.put(None)

    def _lost(self, key: str) -> None:
        """Said of the camera, where its picture would be."""
        watch = self._wanted.get(m.Watch)
        if self._stopping.is_set() or not isinstance(watch, m.Watch) or watch.camera is None:
            return
        said = m.Said(refused=False, key=key, facts={})
        self._hear(m.Lost(turn=watch.turn, said=said), b"")


def error_of(said: m.Said) -> Refused | Unavailable:
    """An outcome that was sent, as it is raised."""
    kind = Refused if said.refused else Unavailable
    return kind(said.key, **said.facts)


def _or_raise(answer: tuple[m.Answer, bytes]) -> tuple[m.Answer, bytes]:
    if isinstance(answer[0], m.Sorry):
        raise error_of(answer[0].said)
    return answer
