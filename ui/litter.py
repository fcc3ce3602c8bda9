"""Python's garbage is collected in the window's thread: a widget must not die in another one."""

import gc

from PySide6.QtCore import QObject, QTimer

OFTEN, SELDOM = 1_000, 60_000
"""Milliseconds between two collections of what is young, and of everything."""


class Litter(QObject):
    """While it lives, no other thread collects: Qt's timers and widgets belong to the window's."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timers = [self._every(OFTEN, 1), self._every(SELDOM, 2)]

    def stop(self) -> None:
        """Python collects again as it likes: no other thread is left."""
        for timer in self._timers:
            timer.stop()
        gc.enable()

    def _every(self, pause: int, generation: int) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(pause)
        timer.timeout.connect(lambda: gc.collect(generation))
        timer.start()
        return timer
