"""A notice in large pictures over the whole window, one thing at a time."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.paper.points import PICTOGRAMS, Point
from ui.cards import words
from ui.fields import Press
from ui.theme import CARD, px

_ON = frozenset(
    {Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_PageDown}
    | {Qt.Key.Key_Return, Qt.Key.Key_Enter}
)  # fmt: skip
_BACK = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Backspace, Qt.Key.Key_PageUp})
_TEXT = 30


class Picture(QWidget):
    """One drawing, as large as there is room for it."""

    def __init__(self) -> None:
        super().__init__()
        self._drawing = QSvgRenderer(self)

    def show_picture(self, name: str) -> None:
        """One of assets/pictograms."""
        self._drawing.load(str(PICTOGRAMS / f"{name}.svg"))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        side = min(self.width(), self.height())
        left, top = (self.width() - side) / 2, (self.height() - side) / 2
        self._drawing.render(painter, QRectF(left, top, side, side))


class Pictures(QWidget):
    """Arrows, space or Enter turn, Esc closes; no other key gets through but F10."""

    seen = Signal()
    """The last picture was reached."""
    shut = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._beneath = window
        self.setObjectName("pictures")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("图示告知"))
        self._points: Sequence[Point] = ()
        self._at = 0
        self._stood: QWidget | None = None
        self.picture, self.text = Picture(), words("", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text.setStyleSheet(f"font-size: {px(_TEXT)}px;")
        self.where = words("", "note")
        self.back, self.ahead = Press(self.tr("上一张"), "plain", "←"), Press("", "primary", "→")
        self.away = Press(self.tr("关闭"), "plain", "Esc")
        self.back.clicked.connect(lambda: self.turn(-1))
        self.ahead.clicked.connect(lambda: self.turn(1))
        self.away.clicked.connect(self.close_pictures)
        for button in (self.back, self.ahead, self.away):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows are for turning
        self._lay_out()
        self.hide()
        window.installEventFilter(self)

    @property
    def point(self) -> Point:
        """What is shown."""
        return self._points[self._at]

    def begin(self, points: Sequence[Point]) -> None:
        """From the first one, over whatever stands there."""
        self._points, self._at = points, 0
        self._stood = QApplication.focusWidget()
        self.setGeometry(self._beneath.rect())
        self._show_point()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn(self, by: int) -> None:
        """Onwards or back; after the last one it closes."""
        if self._at + by >= len(self._points):
            self.close_pictures()
            return
        self._at = max(0, self._at + by)
        self._show_point()

    def close_pictures(self) -> None:
        """Go, and leave the cursor where it stood."""
        stood, self._stood = self._stood, None
        self.hide()
        if stood and isValid(stood):
            stood.setFocus(Qt.FocusReason.PopupFocusReason)
        self.shut.emit()

    def event(self, event: QEvent) -> bool:
        # What a function key does on the page beneath must not happen unseen.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() != Qt.Key.Key_F10:
                event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.close_pictures()
        elif event.key() in _ON:
            self.turn(1)
        elif event.key() in _BACK:
            self.turn(-1)

    def eventFilter(self, watched: object, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Resize and watched is self._beneath:
            self.setGeometry(self._beneath.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        QPainter(self).fillRect(self.rect(), QColor(CARD))

    def _show_point(self) -> None:
        last = self._at == len(self._points) - 1
        self.picture.show_picture(self.point.picture)
        self.text.setText(self.point.text)
        self.where.setText(self.tr("第 {0} 张，共 {1} 张").format(self._at + 1, len(self._points)))
        self.back.setEnabled(self._at > 0)
        self.ahead.setText((self.tr("看完了") if last else self.tr("下一张")) + "  →")
        self.setAccessibleDescription(self.point.text)
        if last:
            self.seen.emit()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.where)
        head.addStretch(1)
        head.addWidget(self.away)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.ahead)
        foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(28), px(18), px(28), px(22))
        whole.setSpacing(px(16))
        whole.addLayout(head)
        whole.addWidget(self.picture, 1)
        whole.addWidget(self.text)
        whole.addLayout(foot)
