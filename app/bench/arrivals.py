"""Whole arrivals in the real window, by keys, with the camera running and the machine half busy.

A program of its own, so that what it measures is a desk and nothing else.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from subprocess import DEVNULL, PIPE, Popen, run
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

import msgspec
import psutil

from app.bench import data, faces

if TYPE_CHECKING:
    from ui.demo.arrive import Desk

_HALF = """
import time
while True:
    until = time.perf_counter() + .005
    while time.perf_counter() < until: pass
    time.sleep(.005)
"""
TICK_MS = 4
FACES = ("m01/1.jpg", "m02/1.jpg", "m01/2.jpg", "m04/1.jpg", "m02/2.jpg", "m01/3.jpg")
MB = 1024 * 1024


class Stall(msgspec.Struct, frozen=True, kw_only=True):
    """The longest time in which the window answered nothing, in one step of one arrival."""

    arrival: int
    step: str
    ms: float


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What one run saw."""

    stalls: list[Stall]
    shown_ms: list[float]
    """From F4 to the candidates on the screen."""
    memory_mb: dict[str, float]
    """By process, the window's first."""
    measure: str
    """"pss" shares what several processes hold among them; "rss" counts it for each."""
    faces: int


def watch(cache: Path, people: int, *, busy: bool) -> Seen:
    """Start the program on a copy of the register, and hear what it saw."""
    from app.bench.photo import framed

    folder = faces.made(cache, people)
    pictures = [str(framed(cache, face)) for face in FACES]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*=false"}
    with TemporaryDirectory(dir=cache) as copy, _others(2 if busy else 0):
        copytree(folder, copy, dirs_exist_ok=True)
        words = [sys.executable, "-m", "app.bench.arrivals", copy, *pictures]
        done = run(words, stdout=PIPE, stderr=DEVNULL, env=environment, check=True)  # noqa: S603
    return msgspec.json.decode(done.stdout.splitlines()[-1], type=Seen)


@contextmanager
def _others(count: int) -> Iterator[None]:
    """Processes that each take half a core."""
    words = [sys.executable, "-c", _HALF]
    others = [Popen(words) for _ in range(count)]  # noqa: S603 - ourselves
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


def main(folder: Path, pictures: list[Path]) -> None:
    """An arrival for each picture; three are of people who were here just now."""
    from app import clock
    from app.desk.door import Session
    from app.settings import Settings
    from app.store.register import open_register
    from ui.demo.arrive import Desk
    from ui.demo.drive import Player

    settings = Settings(data=folder, camera=str(pictures[0]), printer="none")
    with TemporaryDirectory() as out, Player(settings, Path(out)) as player:
        register = open_register(folder, data.key(), clock.now())
        station, officer = data.staff(register)
        player.shell.open_desk(Session(register=register, officer=officer, station=station))
        desk = Desk(player)
        # Nobody is registered in the first two seconds: what is read ahead has been read.
        player.wait(lambda: "ui.papers.page" in sys.modules, "read ahead")
        player.settle("read ahead")
        watch = _Watch()
        for number, picture in enumerate(pictures):
            watch.arrival = number
            _arrive(desk, picture, watch)
        answer = watch.seen(desk)
    sys.stdout.write(msgspec.json.encode(answer).decode() + "\n")


def _arrive(desk: "Desk", picture: Path, watch: "_Watch") -> None:
    """As an officer does it, to the paper on the screen."""
    watch.step = "camera"
    desk.begin(picture)
    watch.step = "form"
    desk.fill({"name": "赵一", "sex": "1", "birth": "1979", "story": "钱包被偷，希望回家。"})
    watch.step = "consent"
    desk.consent()
    watch.step = "photograph"
    begun = perf_counter()
    desk.photograph()
    watch.shown_ms.append(round((perf_counter() - begun) * 1000, 1))
    watch.step = "finish"
    desk.finish()
    watch.step = "papers"
    desk.player.settle("papers")


class _Watch:
    """A clock in the window's thread: what comes late was held up."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.arrival, self.step = 0, "camera"
        self.shown_ms: list[float] = []
        self._longest: dict[tuple[int, str], float] = {}
        self._last = perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def seen(self, desk: "Desk") -> Seen:
        """Everything, with the memory as it is now."""
        self._timer.stop()
        memory, measure = _memory()
        recogniser = desk.page.faces.recogniser
        stalls = [
            Stall(arrival=arrival, step=step, ms=round(ms, 1))
            for (arrival, step), ms in self._longest.items()
        ]
        return Seen(
            stalls=stalls,
            shown_ms=self.shown_ms,
            memory_mb=memory,
            measure=measure,
            faces=recogniser.on_file if recogniser else 0,
        )

    def _tick(self) -> None:
        now = perf_counter()
        here = (self.arrival, self.step)
        late = (now - self._last) * 1000 - TICK_MS
        self._longest[here] = max(self._longest.get(here, 0.0), late)
        self._last = now


def _memory() -> tuple[dict[str, float], str]:
    """Of this process and those it began."""
    me = psutil.Process()
    everyone = [me, *me.children(recursive=True)]
    measure = "pss" if hasattr(me.memory_full_info(), "pss") else "rss"
    names = ["window", *(f"process {n}" for n in range(1, len(everyone)))]
    sizes = [getattr(one.memory_full_info(), measure) / MB for one in everyone]
    return {name: round(size, 1) for name, size in zip(names, sizes, strict=True)}, measure


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(picture) for picture in sys.argv[2:]])
