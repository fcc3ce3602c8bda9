"""What stands around everything before the desk opens: the name, a card, a line that tells."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.cards import Card, Drawing, SayLine, scrolling, words
from ui.fields import Press
from ui.theme import NAV, PRIMARY, px


class DoorFrame(QWidget):
    """A card in the middle; it scrolls where the screen is low."""

    emergency = Signal()
    """Somebody needs help at once; nobody has to log in for it."""

    def __init__(self, title: str, about: str, *, width: int = 420) -> None:
        super().__init__()
        self.card = Card()
        self.card.setFixedWidth(px(width))
        self.card.body.setContentsMargins(px(28), px(22), px(28), px(24))
        self.card.body.setSpacing(px(10))
        self.line = QHBoxLayout()
        self.line.setSpacing(px(8))
        self.line.addWidget(Drawing("home", PRIMARY, 20))
        self.line.addWidget(words(self.tr("归途 · 救助管理站接待台"), "label"), 1)
        self.card.body.addLayout(self.line)
        self.card.body.addWidget(words(title, "title"))
        if about:
            self.card.body.addWidget(words(about, "label", wrap=True))
        self.told = SayLine()
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self.card)
        across.addStretch(1)
        holder = _Holder()
        down = QVBoxLayout(holder)
        down.setContentsMargins(px(12), px(12), px(12), px(12))
        down.addStretch(1)
        down.addLayout(across)
        down.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(holder, NAV))

    def buttons(self, *presses: Press) -> None:
        """The line of buttons that ends the card; the first is at the right."""
        row = QHBoxLayout()
        row.setSpacing(px(10))
        row.addStretch(1)
        for press in reversed(presses):
            row.addWidget(press)
        self.card.body.addSpacing(px(6))
        self.card.body.addWidget(self.told)
        self.card.body.addLayout(row)

    def offer_emergency(self) -> None:
        """The way that is open to anybody; F10 does the same."""
        press = Press(self.tr("紧急登记（不用登录）"), "urgent-key", "F10")
        press.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        press.clicked.connect(self.emergency)
        self.card.body.addSpacing(px(4))
        self.card.body.addWidget(press)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        QPainter(self).fillRect(self.rect(), QColor(NAV))


class _Holder(QWidget):
    """As high as its sentences need at this width; a scroll area asks only for the least."""

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._grow()
        return super().event(event)

    def _grow(self) -> None:
        lines = self.layout()
        if lines is not None and self.width() > 0:
            self.setMinimumHeight(max(0, lines.totalHeightForWidth(self.width())))
