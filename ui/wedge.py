"""A scanner that types: keys so quick that no hand made them, ended with Enter.

The first key of a burst goes where every key goes; what follows at a scanner's speed waits until
it is clear what it is. A scanned code never reaches a field; everything else does, unchanged.
"""

from collections.abc import Callable
from functools import partial
from itertools import takewhile

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QWindow
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ui.keyed import Keyed
from ui.walk import is_composing

QUICK = 25
"""Milliseconds between two keys of a scanner, by the clock of the keyboard's events."""
QUIET = 90
"""After so long without a key a burst has ended."""
SHORTEST, LONGEST = 8, 2000
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)

_COMMANDS = (
    *(QEvent.Type.Shortcut, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin),
    *(QEvent.Type.InputMethod, QEvent.Type.FocusAboutToChange, QEvent.Type.Close),
)


class Wedge(QObject):
    """Watches the keys of one window; `is_code` says whether a burst is a code to take."""

    scanned = Signal(str)

    def __init__(self, window: QWidget, is_code: Callable[[str], bool]) -> None:
        super().__init__(window)
        self._window, self._is_code = window, is_code
        self._text = ""
        self._held: list[QKeyEvent] = []
        self._last = 0
        self._restore: Callable[[], None] = _nothing
        self._giving_back = False
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.setInterval(QUIET)
        self._end.timeout.connect(self._give_back)
        # Keys come to the system's window first, before any field sees them.
        self._keyed = Keyed(self)
        self._commands = _Commands(self._give_back)

    def stop(self) -> None:
        """The window closes."""
        self._give_back()
        self._keyed.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        # To ask for its class is quick, for its type it is not.
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWindow):
            return False
        if event.type() != QEvent.Type.KeyPress or self._giving_back:
            return False
        ours = self._window.isVisible() and watched is self._window.window().windowHandle()
        return ours and self._key(event)

    def _key(self, event: QKeyEvent) -> bool:
        """Whether the key is held back."""
        quick = bool(event.timestamp()) and 0 <= event.timestamp() - self._last <= QUICK
        self._last = event.timestamp()
        if event.key() == Qt.Key.Key_Shift:
            return False
        if quick and self._held and event.key() in _ENTER:
            return self._enter(event)
        letter = event.text() if event.text().isprintable() else ""
        if not letter or event.modifiers() not in _PLAIN or event.isAutoRepeat():
            self._give_back()
            return False
        return self._letter(event, letter, quick=quick)

    def _letter(self, event: QKeyEvent, letter: str, *, quick: bool) -> bool:
        here = QApplication.focusWidget()
        if not quick or not self._text or len(self._held) >= LONGEST or is_composing(here):
            self._give_back()
            self._text = "" if is_composing(here) else letter
            self._restore = _as_it_is(here)
            return False
        self._text += letter
        self._hold(event)
        self._end.start()
        return True

    def _enter(self, event: QKeyEvent) -> bool:
        if len(self._text) < SHORTEST or not self._is_code(self._text):
            self._hold(event)
            self._give_back()
            return True
        code, restore = self._text, self._restore
        self._forget()
        restore()
        self.scanned.emit(code)
        return True

    def _hold(self, event: QKeyEvent) -> None:
        app = QApplication.instance()
        if app and not self._held:
            app.installEventFilter(self._commands)
        self._held.append(event.clone())

    def _give_back(self) -> None:
        """No code: the keys go where they would have gone, in their order."""
        held = self._held
        self._forget()
        handle = self._window.window().windowHandle()
        self._giving_back = True
        for event in held if handle else ():
            QApplication.sendEvent(handle, event)
        self._giving_back = False

    def _forget(self) -> None:
        app = QApplication.instance()
        if app and self._held:
            app.removeEventFilter(self._commands)
        self._text, self._held, self._restore = "", [], _nothing
        self._end.stop()


class _Commands(QObject):
    """Sees everything in the program, but only while keys are held: it may act upon them."""

    def __init__(self, first: Callable[[], None]) -> None:
        super().__init__()
        self._first = first

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if _may_command(event):
            self._first()
        return False


def _may_command(event: QEvent) -> bool:
    """Whether something may be done upon this: it must find the field whole.

    Shortcuts act before the window hears of their key; what is asked before them is heard.
    """
    if event.type() != QEvent.Type.ShortcutOverride:
        return event.type() in _COMMANDS
    if not isinstance(event, QKeyEvent):
        return False
    return not _goes_into_code(event)


def _goes_into_code(event: QKeyEvent) -> bool:
    """Whether a scanner types such a key: a letter, Shift for a large one, Enter at the end."""
    if event.key() == Qt.Key.Key_Shift or event.key() in _ENTER:
        return True
    return bool(event.text()) and event.text().isprintable() and event.modifiers() in _PLAIN


def _nothing() -> None:
    """Nothing was changed."""


def _as_it_is(here: QWidget | None) -> Callable[[], None]:
    """How to put a field back as it was before the first key of a burst."""
    line = here.lineEdit() if isinstance(here, QComboBox) else here
    if isinstance(line, QLineEdit):
        text, at = line.text(), line.cursorPosition()
        return partial(_put_back, line, text, at)
    if isinstance(here, QPlainTextEdit):
        was = here.textCursor()
        return partial(_put_text_back, here, here.toPlainText(), was.anchor(), was.position())
    return _nothing


def _put_text_back(area: QPlainTextEdit, text: str, anchor: int, at: int) -> None:
    """Only what the key changed is put back: cursor and undo stay the officer's."""
    now = area.toPlainText()
    if now != text:
        start = _alike(text, now)
        end = _alike(text[start:][::-1], now[start:][::-1])
        changed = QTextCursor(area.document())
        changed.setPosition(_length(now[:start]))
        changed.setPosition(_length(now[: len(now) - end]), QTextCursor.MoveMode.KeepAnchor)
        changed.insertText(text[start : len(text) - end])
    cursor = area.textCursor()
    cursor.setPosition(anchor)
    cursor.setPosition(at, QTextCursor.MoveMode.KeepAnchor)
    area.setTextCursor(cursor)


def _alike(one: str, other: str) -> int:
    """So many characters from the beginning are the same."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _ in same)


def _length(text: str) -> int:
    """As Qt counts: a rare character (𬎆) takes two places."""
    return len(text.encode("utf-16-le")) // 2


def _put_back(line: QLineEdit, text: str, at: int) -> None:
    line.setText(text)
    line.setCursorPosition(at)
