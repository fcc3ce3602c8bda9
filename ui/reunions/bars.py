"""Upright bars with their counts and names; what they show stands in words as well."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import CARD, FAMILY, INK, INK_SOFT, LINE, PRIMARY, px

_LINE, _LEAST = 18, 110


class BarsView(QWidget):
    """Empty until there is something."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.bars: tuple[tuple[str, int], ...] = ()
        self.setAccessibleName(name)
        self.setMinimumHeight(px(_LEAST))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_bars(self, bars: Sequence[tuple[str, int]]) -> None:
        """Names and counts, from the left."""
        self.bars = tuple(bars)
        told = "；".join(f"{name} {count}" for name, count in bars if count)
        self.setAccessibleDescription(told)
        self.setToolTip(told)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(CARD))
        font = QFont(FAMILY)
        font.setPixelSize(px(12))
        painter.setFont(font)
        for at, (name, count) in enumerate(self.bars):
            self._bar(painter, at, name, count)
        painter.setPen(QColor(LINE))
        floor = self.height() - px(_LINE)
        painter.drawLine(0, floor, self.width(), floor)
        painter.end()

    def _bar(self, painter: QPainter, at: int, name: str, count: int) -> None:
        top = max((many for _, many in self.bars), default=0) or 1
        wide = self.width() / len(self.bars)
        room = self.height() - px(2 * _LINE)
        high = room * count / top
        left, above = at * wide, px(_LINE) + room - high
        middle = Qt.AlignmentFlag.AlignCenter
        painter.fillRect(QRectF(left + wide * 0.2, above, wide * 0.6, high), QColor(PRIMARY))
        painter.setPen(QColor(INK))
        number = QRectF(left, above - px(_LINE), wide, px(_LINE))
        painter.drawText(number, middle, f"{count:,}" if count else "")
        painter.setPen(QColor(INK_SOFT))
        told = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(wide))
        painter.drawText(QRectF(left, self.height() - px(_LINE), wide, px(_LINE)), middle, told)
