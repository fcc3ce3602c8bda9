"""The plot of one measure: each group's rate with its interval, beside that of everybody."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.fairness import Row, Share, Verdict
from ui.theme import CARD, FAMILY, INK, INK_FAINT, INK_SOFT, LINE, PRIMARY, TONES, px

_ROW, _LEFT, _RIGHT, _BELOW = 24.0, 132.0, 70.0, 22.0
_STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
_TICKS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One group, how it is called, and what stands behind its mark."""

    name: str
    row: Row
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """What is drawn. `whole` is of everybody."""

    bars: tuple[Bar, ...]
    whole: Share
    few: str
    counted: bool

    @property
    def top(self) -> float:
        """The highest value that has to find room."""
        if self.counted:
            return float(max((bar.row.share.count for bar in self.bars), default=0)) or 1.0
        ends = [one.ends[1] for one in self._shares if one.enough]
        return max(ends, default=0.0) or 1.0

    @property
    def _shares(self) -> list[Share]:
        return [self.whole, *(bar.row.share for bar in self.bars)]


def draw(painter: QPainter, rect: QRectF, plot: Plot, unit: float = 1.0) -> None:
    """Into this part of whatever is painted; `unit` is the size of a drawn pixel."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(rect, QColor(CARD))
    font = QFont(FAMILY)
    font.setPixelSize(round(12 * unit))
    painter.setFont(font)
    shown = fitting(plot.bars, rect.height() / unit)
    box = rect.adjusted(_LEFT * unit, 6 * unit, -_RIGHT * unit, -_BELOW * unit)
    box.setHeight(min(box.height(), len(shown) * _ROW * unit))
    scale = _Scale(box, plot.top)
    _axis(painter, scale, plot, unit)
    for at, bar in enumerate(shown):
        line = QRectF(rect.left(), box.top() + at * _ROW * unit, rect.width(), _ROW * unit)
        _bar(painter, line, scale, bar, plot, unit)


def fitting(bars: Sequence[Bar], height: float) -> Sequence[Bar]:
    """As many as there is room for; the rest stands in the table."""
    return bars[: max(1, int((height - _BELOW - 6) / _ROW))]


class _Scale:
    """Where a value lies."""

    def __init__(self, box: QRectF, top: float) -> None:
        self.box, self.top = box, top

    def x(self, value: float) -> float:
        return self.box.left() + min(value / self.top, 1.0) * self.box.width()


def _axis(painter: QPainter, scale: _Scale, plot: Plot, unit: float) -> None:
    box = scale.box
    for value in _ticks(plot):
        x = scale.x(value)
        painter.setPen(QPen(QColor(LINE), unit))
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        painter.setPen(QColor(INK_SOFT))
        said = f"{value:,.0f}" if plot.counted else f"{100 * value:g}%"
        place = QRectF(x - 40 * unit, box.bottom() + 2 * unit, 80 * unit, 18 * unit)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, said)
    if not plot.counted and plot.whole.enough:
        x = scale.x(plot.whole.rate)
        painter.setPen(QPen(QColor(INK_SOFT), 1.4 * unit, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))


def _ticks(plot: Plot) -> list[float]:
    if plot.counted:
        return [0.0, plot.top]
    step = next((one for one in _STEPS if plot.top / one <= _TICKS), 0.5)
    return [n * step for n in range(int(plot.top / step + 1e-9) + 1)]


def _bar(painter: QPainter, line: QRectF, scale: _Scale, bar: Bar, plot: Plot, unit: float) -> None:
    middle, left = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignLeft
    painter.setPen(QColor(INK))
    name = QRectF(line.left() + 4 * unit, line.top(), (_LEFT - 14) * unit, line.height())
    shown = QFontMetricsF(painter.font()).elidedText(
        bar.name, Qt.TextElideMode.ElideRight, name.width()
    )
    painter.drawText(name, middle | Qt.AlignmentFlag.AlignRight, shown)
    share, y = bar.row.share, line.center().y()
    if plot.counted:
        _length(painter, scale, y, share.count, unit)
    elif share.enough:
        _whisker(painter, scale, y, share, _colour(bar.row.verdict), unit)
    else:
        painter.setPen(QColor(INK_FAINT))
        place = QRectF(scale.box.left() + 8 * unit, line.top(), scale.box.width(), line.height())
        painter.drawText(place, middle | left, plot.few)
    painter.setPen(QColor(INK_SOFT))
    place = QRectF(scale.box.right() + 6 * unit, line.top(), _RIGHT * unit, line.height())
    painter.drawText(place, middle | left, bar.said)


def _length(painter: QPainter, scale: _Scale, y: float, count: int, unit: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(PRIMARY))
    left, width = scale.box.left(), scale.x(count) - scale.box.left()
    painter.drawRect(QRectF(left, y - 6 * unit, max(width, unit if count else 0.0), 12 * unit))


def _whisker(
    painter: QPainter, scale: _Scale, y: float, share: Share, colour: QColor, unit: float
) -> None:
    low, high = (scale.x(end) for end in share.ends)
    painter.setPen(QPen(colour, 2 * unit))
    painter.drawLine(QPointF(low, y), QPointF(high, y))
    for x in (low, high):
        painter.drawLine(QPointF(x, y - 4 * unit), QPointF(x, y + 4 * unit))
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(scale.x(share.rate), y), 4.5 * unit, 4.5 * unit)


def _colour(verdict: Verdict) -> QColor:
    """What differs stands out; nothing is called good or bad."""
    differs = verdict in (Verdict.HIGHER, Verdict.LOWER)
    return QColor(TONES["warn"][0] if differs else PRIMARY)


class PlotView(QWidget):
    """The plot on the page; empty until there is one."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._plot: Plot | None = None
        self.setAccessibleName(name)
        self.setMinimumHeight(px(100))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_plot(self, plot: Plot | None) -> None:
        """Another one, or none."""
        self._plot = plot
        rows = len(plot.bars) if plot else 0
        self.setFixedHeight(px(min(max(rows, 3), 6) * _ROW + _BELOW + 8))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if self._plot:
            painter = QPainter(self)
            draw(painter, QRectF(self.rect()), self._plot, px(100) / 100)
            painter.end()
