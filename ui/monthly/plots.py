"""A month at a glance: six small plots; what they show stands in words for whoever cannot see."""

from collections.abc import Mapping
from math import sqrt

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.domain.came import Point
from app.domain.dashboard import Plot, Series
from app.words.monthly import bar_in_words
from app.words.say import say
from ui.cards import Card
from ui.people.travels_map import Projection
from ui.theme import CARD, FAMILY, GAP, INK, INK_FAINT, INK_SOFT, PRIMARY, px

_COLUMNS, _LEAST = 3, 120
_UPRIGHT = frozenset({Plot.ARRIVALS, Plot.REFUNDS})
_NAME, _COUNT, _ROW = 112, 40, 20
_BIGGEST_DOT, _LIST = 8.0, 104
Bars = tuple[tuple[str, int], ...]


class PlotView(QWidget):
    """One plot: months upright, the rest as lines, provinces as dots."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self._series: Series | None = None
        self._points: Mapping[str, Point] = {}
        self.setMinimumHeight(px(_LEAST))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_series(self, found: Series, points: Mapping[str, Point]) -> None:
        """Other counts; `points` are the provinces by code."""
        self._series, self._points = found, points
        told = "；".join(f"{self._called(name)} {count}" for name, count in found.bars if count)
        self.setAccessibleName(say(f"monthly_plot.{found.plot}", self._lang))
        if found.more[0]:
            told += f"；{self._more(found.more[0])} {found.more[1]}"
        self.setAccessibleDescription(told or say("monthly.nothing", self._lang))
        self.setToolTip(told)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if self._series is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(CARD))
        font = QFont(FAMILY)
        font.setPixelSize(px(12))
        painter.setFont(font)
        if self._series.plot is Plot.ORIGINS and self._points:
            self._dots(painter, self._series)
        elif self._series.plot in _UPRIGHT:
            self._upright(painter, self._series)
        else:
            self._lines(painter, self._series)
        if not self._series.bars:
            painter.setPen(QColor(INK_SOFT))
            painter.drawText(
                QRectF(0, 0, self.width(), px(_ROW)), say("monthly.nothing", self._lang)
            )
        painter.end()

    def _called(self, name: str) -> str:
        return bar_in_words(self._series.plot, name, self._lang) if self._series else ""

    def _upright(self, painter: QPainter, found: Series) -> None:
        top = max((count for _, count in found.bars), default=0) or 1
        wide = self.width() / max(len(found.bars), 1)
        room = self.height() - px(2 * _ROW)
        for at, (name, count) in enumerate(found.bars):
            high = room * count / top
            left, above = at * wide, px(_ROW) + room - high
            painter.fillRect(QRectF(left + wide * 0.18, above, wide * 0.64, high), QColor(PRIMARY))
            painter.setPen(QColor(INK))
            number = QRectF(left - wide, above - px(_ROW), 3 * wide, px(_ROW))
            painter.drawText(number, Qt.AlignmentFlag.AlignCenter, _short(count))
            painter.setPen(QColor(INK_SOFT))
            month = QRectF(left, self.height() - px(_ROW), wide, px(_ROW))
            painter.drawText(month, Qt.AlignmentFlag.AlignCenter, self._called(name)[-2:])

    def _lines(self, painter: QPainter, found: Series) -> None:
        top = max((count for _, count in found.bars), default=0) or 1
        bars, left_out = self.fitting(found)
        room = self.width() - px(_NAME + _COUNT)
        middle = Qt.AlignmentFlag.AlignVCenter
        for at, (name, count) in enumerate(bars):
            y, high = at * px(_ROW), px(_ROW)
            told = painter.fontMetrics().elidedText(
                self._called(name), Qt.TextElideMode.ElideRight, px(_NAME - 8)
            )
            painter.setPen(QColor(INK))
            painter.drawText(QRectF(0, y, px(_NAME - 8), high), middle, told)
            long = room * count / top
            painter.fillRect(QRectF(px(_NAME), y + high * 0.2, long, high * 0.6), QColor(PRIMARY))
            painter.setPen(QColor(INK_SOFT))
            beside = QRectF(px(_NAME) + long + px(4), y, px(_COUNT), high)
            painter.drawText(beside, middle, f"{count:,}")
        if left_out[0]:
            last = QRectF(0, len(bars) * px(_ROW), self.width(), px(_ROW))
            painter.setPen(QColor(INK_SOFT))
            painter.drawText(last, middle, f"{self._more(left_out[0])}　{left_out[1]:,}")

    def fitting(self, found: Series) -> tuple[Bars, tuple[int, int]]:
        """Which lines there is room for; how many are only counted in the last one, and to what."""
        fits = max(self.height() // px(_ROW), 1)
        more, rest = found.more
        drawn = fits if len(found.bars) + bool(more) <= fits else fits - 1
        left = found.bars[drawn:]
        return found.bars[:drawn], (more + len(left), rest + sum(count for _, count in left))

    def _more(self, lines: int) -> str:
        return say("monthly.more_lines", self._lang, lines=lines)

    def _dots(self, painter: QPainter, found: Series) -> None:
        """A sketch without borders beside the counts: the larger a dot, the more came."""
        self._column(painter, found)
        box = QRectF(self.rect()).adjusted(px(_LIST), 0, 0, 0)
        to = Projection(list(self._points.values()), box)
        top = max((count for _, count in found.bars), default=0) or 1
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(INK_FAINT))
        for point in self._points.values():
            painter.drawEllipse(to.place(point), px(1.5), px(1.5))
        colour = QColor(PRIMARY)
        colour.setAlphaF(0.55)
        painter.setBrush(colour)
        for name, count in found.bars:
            if name in self._points:
                size = px(1 + _BIGGEST_DOT * sqrt(count / top))
                painter.drawEllipse(to.place(self._points[name]), size, size)

    def _column(self, painter: QPainter, found: Series) -> None:
        bars, left_out = self.fitting(found)
        lines = [(self._called(name), count, INK) for name, count in bars]
        if left_out[0]:
            lines.append((self._more(left_out[0]), left_out[1], INK_SOFT))
        for at, (name, count, ink) in enumerate(lines):
            line = QRectF(0, at * px(_ROW), px(_LIST - 12), px(_ROW))
            painter.setPen(QColor(ink))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, name)
            painter.setPen(QColor(INK_SOFT))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(line, right, f"{count:,}")


class PlotsView(QWidget):
    """All six."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.plots = {plot: PlotView(lang) for plot in Plot}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(px(GAP))
        for at, (plot, view) in enumerate(self.plots.items()):
            card = Card(say(f"monthly_plot.{plot}", lang))
            card.body.addWidget(view, 1)
            grid.addWidget(card, *divmod(at, _COLUMNS))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("图"))

    def show_plots(self, found: tuple[Series, ...], points: Mapping[str, Point]) -> None:
        """Another month."""
        for one in found:
            self.plots[one.plot].show_series(one, points)

    def arrive(self) -> None:
        """There is nothing to choose."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)


def _short(count: int) -> str:
    return f"{count:,}" if count < 10_000 else f"{count / 10_000:.1f}万"
