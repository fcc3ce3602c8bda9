"""One life of the process of camera and faces, seen from the window's side."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from time import monotonic

import msgspec

from app.eyes import messages as m
from app.eyes.pipe import GarbledError, Pipe

ROOT = Path(__file__).parents[2]
ORDER = "eyes"
"""The word on the command line that begins the process; not one an officer types."""
SILENCE = 2.5
"""Seconds without a sign of life after which it is taken to hang; it gives two a second."""
BEGINS = 15.0
"""Until its first sign of life: a busy machine takes a while to start Python."""
LAST_WORDS = 1.0
"""Seconds in which it may go by itself."""

ENVIRONMENT = {
    "PYTHONPATH": str(ROOT),
    "PYTHONUTF8": "1",
    "OMP_NUM_THREADS": "1",
    # glibc would keep the room of every large picture for later: 250 MB instead of 160.
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": "131072",
    "MALLOC_TRIM_THRESHOLD_": "131072",
}

Hear = Callable[[m.Word, bytes], None]


def command() -> list[str]:
    """How the process is started: packed as one program, the program itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, ORDER]
    return [sys.executable, "-P", "-m", "app", ORDER]


class Life:
    """Raises OSError where it cannot be started; `listen` ends when the process does."""

    def __init__(self, started_by: list[str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - ourselves
            started_by,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | ENVIRONMENT,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise OSError("no pipes")
        self._pipe: Pipe[m.Word] = Pipe(self._process.stdout, self._process.stdin, m.Word)
        self._stdout = self._process.stdout
        self._said: SimpleQueue[tuple[msgspec.Struct, bytes] | None] = SimpleQueue()
        self._over = Event()
        self._silent_at = monotonic() + BEGINS
        self._threads = [
            Thread(target=self._tell, name="guitu-eyes-tell", daemon=True),
            Thread(target=self._watch, name="guitu-eyes-watch", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    def say(self, message: msgspec.Struct, beside: bytes = b"") -> None:
        """Never waits: a process that hangs must not hang the window."""
        self._said.put((message, beside))

    def listen(self, hear: Hear) -> None:
        """Hand over every message; ends when the process ends or hangs, and leaves none behind."""
        try:
            while True:
                word, beside = self._pipe.hear()
                self._silent_at = monotonic() + SILENCE
                hear(word, beside)
        except (EOFError, OSError, GarbledError):
            return
        finally:
            self._process.kill()
            self._end()

    def leave(self) -> None:
        """It goes by itself when the pipe is closed; a process that hangs is ended."""
        self._said.put(None)
        try:
            self._process.wait(LAST_WORDS)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _end(self) -> None:
        self._over.set()
        self._said.put(None)
        self._process.wait()
        for thread in self._threads:
            thread.join()
        self._pipe.close()
        self._stdout.close()

    def _tell(self) -> None:
        while said := self._said.get():
            try:
                self._pipe.say(*said)
            except (OSError, ValueError):
                return  # its end is noticed where it is listened to
        self._pipe.close()

    def _watch(self) -> None:
        """A process that hangs neither reads nor ends; ending it wakes whoever waits for it."""
        while not self._over.wait(0.25):
            if monotonic() > self._silent_at:
                self._process.kill()
                return
