"""The process of camera and faces from inside: obeys orders, one after the other."""

import os
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING

import msgspec

from app.domain.errors import Refused, Unavailable
from app.eyes import messages as m
from app.eyes.pipe import GarbledError, Pipe

if TYPE_CHECKING:
    from app.eyes.seer import Seer

BEAT = 0.5
"""Seconds between two signs of life."""
PATIENCE = 1.0
"""Seconds in which it goes by itself when the window is gone; then it just ends."""
GONE, STUCK, BROKEN = 0, 3, 4
"""Exit codes: nobody is there any more; the camera's driver hangs; our own bug."""


class Child:
    """Signs of life and the end have threads of their own: no camera, no model holds them up."""

    def __init__(self, pipe: Pipe[m.Order], leave: Callable[[int], object] = os._exit) -> None:
        self._pipe, self._leave = pipe, leave
        self._orders: SimpleQueue[tuple[m.Order, bytes] | None] = SimpleQueue()
        self._over = Event()
        self._size = (0, 0)
        self._seer: Seer | None = None

    def serve(self) -> None:
        """Until the window is gone."""
        threads = [
            Thread(target=self._hear, name="guitu-eyes-hear", daemon=True),
            Thread(target=self._beat, name="guitu-eyes-beat", daemon=True),
        ]
        for thread in threads:
            thread.start()
        from app.eyes.seer import Seer  # OpenCV takes a second: signs of life come first

        seer = self._seer = Seer(self.say, lambda: self._size)
        while order := self._next(seer):
            self._obey(seer, *order)
        self._over.set()
        seer.watch(0, None)
        for thread in threads:
            thread.join(PATIENCE)

    def say(self, message: msgspec.Struct, beside: bytes = b"") -> None:
        """To the window, if it is there."""
        try:
            self._pipe.say(message, beside)
        except (OSError, ValueError):
            self._orders.put(None)

    def _next(self, seer: "Seer") -> tuple[m.Order, bytes] | None:
        """The next order; meanwhile the live picture is looked at."""
        while True:
            try:
                return self._orders.get(timeout=seer.until_look())
            except Empty:
                seer.look()

    def _obey(self, seer: "Seer", order: m.Order, beside: bytes) -> None:
        match order:
            case m.Load():
                seer.load(order.engine)
            case m.LoadBeside():
                seer.load_beside(order.engine)
            case m.Watch():
                if not seer.watch(order.turn, order.camera):
                    self._leave(STUCK)
            case m.Show():
                self._size = (order.width, order.height)
            case _:
                self._answer(seer, order, beside)

    def _answer(self, seer: "Seer", order: m.Question, beside: bytes) -> None:
        from app.eyes.seer import said

        try:
            self.say(*seer.answer(order, beside))
        except (Refused, Unavailable) as sorry:
            self.say(m.Sorry(number=order.number, said=said(sorry)))

    def _hear(self) -> None:
        """Ends with the window: whatever ended it closed its end of the pipe."""
        try:
            while True:
                self._orders.put(self._pipe.hear())
        except (EOFError, OSError, GarbledError):
            self._orders.put(None)
        if not self._over.wait(PATIENCE):
            self._leave(GONE)

    def _beat(self) -> None:
        """Says that it lives, and notices a camera that hangs."""
        while not self._over.wait(BEAT):
            self.say(m.Alive())
            trouble = self._seer.stuck() if self._seer else None
            if trouble:
                self.say(trouble)
                self._leave(STUCK)
