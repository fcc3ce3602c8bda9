"""Where the keyboard is: what hears of hands is asked there only.

A filter on the whole program is asked some 1,200 times for a page that is shown, which was 30 ms of
100 for one key on a slow PC (measured with `./guitu bench stay`).
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class Keyed(QObject):
    """Lets `ear` filter the events of the window that has the keyboard, and of its field too
    where it is asked: words of an input method come to the field alone."""

    def __init__(self, ear: QObject, *, field: bool = False) -> None:
        super().__init__(ear)
        self._ear = ear
        self._left = False
        self._window: QObject | None = None
        self._field: QObject | None = None
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        app.focusWindowChanged.connect(self._other_window)
        self._other_window(app.focusWindow())
        if field:
            app.focusChanged.connect(self._other_field)
            self._other_field(None, app.focusWidget())

    def leave(self) -> None:
        """Hear nothing any more."""
        self._left = True
        self._window = self._moved(self._window, None)
        self._field = self._moved(self._field, None)

    def _other_window(self, window: QWindow | None) -> None:
        if not self._left:
            self._window = self._moved(self._window, window)

    def _other_field(self, _before: QWidget | None, field: QWidget | None) -> None:
        if not self._left:
            self._field = self._moved(self._field, field)

    def _moved(self, before: QObject | None, there: QObject | None) -> QObject | None:
        if before is not None and isValid(before):
            before.removeEventFilter(self._ear)
        if there is not None:
            there.installEventFilter(self._ear)
        return there
