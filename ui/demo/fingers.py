"""Ten fingers and no mouse: every key is counted, and how long the window kept the officer."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.errors import Refused
from ui.demo.drive import PATIENCE_MS, Player

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
ENTER = Qt.Key.Key_Return


@dataclass(frozen=True, slots=True, kw_only=True)
class Waited:
    """Milliseconds from pressing a key until the next could be pressed."""

    at: str
    ms: float


class Fingers:
    """Presses where the cursor is. `keys`: of every kind; `letters` of them were text."""

    def __init__(self, player: Player) -> None:
        self.player = player
        self.keys = self.letters = 0
        self.waits: list[Waited] = []

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = NONE,
        *,
        until: Callable[[], object] | None = None,
        at: str = "",
    ) -> None:
        """One key; `until`: what the officer must see before going on."""
        begun = perf_counter()
        self.player.press(key, modifier)
        self._done(begun, until, at or Qt.Key(key).name)
        self.keys += 1

    def enter(self, times: int = 1) -> None:
        """To the next field, so many times."""
        for _ in range(times):
            self.press(ENTER)

    def answer(self, *digits: int) -> None:
        """A digit for the answer and Enter to the next question."""
        for digit in digits:
            self.press(Qt.Key(Qt.Key.Key_0 + digit))
            self.press(ENTER)

    def write(self, words: str) -> None:
        """Letters are pressed; anything else comes from an input method and counts as a key a
        character, however many letters it took."""
        begun = perf_counter()
        here = QApplication.focusWidget() or self.player.shell
        if words.isascii():
            QTest.keyClicks(here, words)
        else:
            done = QInputMethodEvent()
            done.setCommitString(words)
            QApplication.sendEvent(here, done)
        self._done(begun, None, "text")
        self.keys += len(words)
        self.letters += len(words)

    def _done(self, begun: float, until: Callable[[], object] | None, at: str) -> None:
        limit = QDeadlineTimer(PATIENCE_MS)
        QApplication.processEvents()
        while until is not None and not until():
            if limit.hasExpired():
                raise Refused("demo.step_failed", step=at)
            # Woken by whatever comes, and looks again at least every other millisecond.
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 2)
        self.waits.append(Waited(at=at, ms=(perf_counter() - begun) * 1000))
