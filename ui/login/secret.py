"""A field for a password: it can be looked at, and says when capitals are locked."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.fields import TextField
from ui.icons import icon
from ui.theme import INK_SOFT


class SecretField(TextField):
    """Never through an input method; what was typed stays after a wrong try."""

    def __init__(self, label: str) -> None:
        super().__init__(label, secret=True)
        self._look = QAction(icon("visibility", INK_SOFT), self.tr("显示密码"), self.line)
        self._look.setCheckable(True)
        self._look.toggled.connect(self._show)
        self.line.addAction(self._look, QLineEdit.ActionPosition.TrailingPosition)
        self.line.installEventFilter(self)

    def value(self) -> str:
        return self.line.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._notice_capitals(event)
        return super().eventFilter(watched, event)

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)

    def _notice_capitals(self, event: QKeyEvent) -> None:
        text = event.text()
        if not (text.isascii() and text.isalpha()):
            return
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.set_hint(self.tr("大写锁定已打开") if text.isupper() != shifted else "")
