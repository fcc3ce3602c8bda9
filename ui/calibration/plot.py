"""The plot: how many strangers would be shown, against the score, for some gallery sizes."""

import os
import sys
from dataclasses import dataclass
from math import log10

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.faces.bands import LIKELY, POSSIBLE
from app.faces.survey import Drawn, Survey
from app.words.say import say
from ui import fonts
from ui.theme import CARD, FAMILY, INK, INK_FAINT, INK_SOFT, LINE, px

COLOURS = ("#1A5FB4", "#9A5B00", "#16704A", "#5B4B9A")
SIZES = (100, 1000, 10000)
_FLOOR, _CEILING = 1e-4, 1.0
_STEPS = (1.0, 0.1, 0.01, 0.001, 0.0001)
_FILE = QSize(1200, 720)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """What is drawn: one comparison's curve, and the sizes it is shown for."""

    curve: Drawn
    margin: float
    sizes: tuple[int, ...]
    lang: str

    def share(self, rate: float, size: int) -> float:
        """Of strangers, taken for somebody in a gallery of this size."""
        return float(1 - (1 - min(rate, 1.0)) ** (size * self.margin))

    def rows(self, rates: tuple[float, ...], size: int) -> list[tuple[float, float]]:
        """Score and share, where there is something to see."""
        return [
            (score, max(self.share(rate, size), _FLOOR))
            for score, rate in zip(self.curve.scores, rates, strict=True)
        ]

    def counted(self, size: int) -> float:
        """The share down to which pairs were counted."""
        return self.share(self.curve.counted_to, size)


def plot_of(found: Survey, lang: str, today: int = 0) -> Plot:
    """Of a measurement; `today` is how many faces are on file, beside round sizes."""
    apart = {size for size in SIZES if not today or not today / 2 < size < 2 * today}
    sizes = sorted(apart | ({today} if today else set()))
    margin = found.calibration.margin
    return Plot(curve=found.curve, margin=margin, sizes=tuple(sizes), lang=lang)


class _Frame:
    """Where a score and a share lie."""

    def __init__(self, rect: QRectF, plot: Plot, unit: float) -> None:
        self.inside = rect.adjusted(58 * unit, 12 * unit, -12 * unit, -40 * unit)
        self.left, self.right = plot.curve.scores[0], plot.curve.scores[-1]

    def at(self, score: float, share: float) -> QPointF:
        down = log10(_CEILING / share) / log10(_CEILING / _FLOOR)
        across = (score - self.left) / (self.right - self.left)
        box = self.inside
        return QPointF(box.left() + across * box.width(), box.top() + down * box.height())


def draw(painter: QPainter, rect: QRectF, plot: Plot, unit: float = 1.0) -> None:
    """Into this part of whatever is painted; `unit` is the size of a drawn pixel."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(rect, QColor(CARD))
    frame = _Frame(rect, plot, unit)
    _axes(painter, frame, plot, unit)
    painter.save()
    painter.setClipRect(frame.inside)
    for size, colour in zip(plot.sizes, COLOURS, strict=False):
        _curve(painter, frame, plot, size, QColor(colour), unit)
    painter.restore()
    _bands(painter, frame, plot, unit)
    _legend(painter, frame, plot, unit)


def _font(painter: QPainter, unit: float) -> None:
    font = QFont(FAMILY)
    font.setPixelSize(round(12 * unit))
    painter.setFont(font)


def _axes(painter: QPainter, frame: _Frame, plot: Plot, unit: float) -> None:
    _font(painter, unit)
    box = frame.inside
    for share in _STEPS:
        y = frame.at(frame.left, share).y()
        painter.setPen(QPen(QColor(LINE), unit))
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        painter.setPen(QColor(INK_SOFT))
        place = QRectF(box.left() - 58 * unit, y - 9 * unit, 52 * unit, 18 * unit)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, right, f"{100 * share:g} %")
    tenths = range(int(frame.left * 20) + 1, int(frame.right * 20) + 1)
    for tenth in tenths:
        x = frame.at(tenth / 20, _FLOOR).x()
        painter.setPen(QPen(QColor(LINE), unit))
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        painter.setPen(QColor(INK_SOFT))
        place = QRectF(x - 30 * unit, box.bottom() + 3 * unit, 60 * unit, 16 * unit)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"{tenth / 20:.2f}")
    below = QRectF(box.left(), box.bottom() + 20 * unit, box.width(), 18 * unit)
    painter.drawText(below, Qt.AlignmentFlag.AlignCenter, say("plot.axes", plot.lang))


def _curve(
    painter: QPainter, frame: _Frame, plot: Plot, size: int, colour: QColor, unit: float
) -> None:
    curve = plot.curve
    band = QPolygonF([frame.at(*row) for row in plot.rows(curve.highs, size)])
    for row in reversed(plot.rows(curve.lows, size)):
        band.append(frame.at(*row))
    tint = QColor(colour)
    tint.setAlpha(34)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)
    painter.drawPolygon(band)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    rows, counted = plot.rows(curve.rates, size), plot.counted(size)
    solid = [row for row in rows if row[1] >= counted]
    rest = [*solid[-1:], *(row for row in rows if _FLOOR < row[1] < counted)]
    for part, style in ((solid, Qt.PenStyle.SolidLine), (rest, Qt.PenStyle.DashLine)):
        painter.setPen(QPen(colour, 2 * unit, style))
        painter.drawPolyline(QPolygonF([frame.at(*row) for row in part]))


def _bands(painter: QPainter, frame: _Frame, plot: Plot, unit: float) -> None:
    """The two lines that make the words."""
    _font(painter, unit)
    box = frame.inside
    for share, word in ((POSSIBLE, "possible"), (LIKELY, "likely")):
        y = frame.at(frame.left, share).y()
        painter.setPen(QPen(QColor(INK), 1.2 * unit, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        painter.setPen(QColor(INK))
        place = QRectF(box.left() + 6 * unit, y + unit, 320 * unit, 18 * unit)
        said = say("plot.band", plot.lang, word=say(f"likely.{word}", plot.lang))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, said)


def _legend(painter: QPainter, frame: _Frame, plot: Plot, unit: float) -> None:
    _font(painter, unit)
    left, top = frame.inside.right() - 190 * unit, frame.inside.top() + 6 * unit
    lines = [say("plot.size", plot.lang, size=f"{size:,}") for size in plot.sizes]
    notes = [say("plot.interval", plot.lang), say("plot.continued", plot.lang)]
    height = (len(lines) + len(notes)) * 18 * unit + 8 * unit
    ground = QColor(CARD)
    ground.setAlpha(225)
    painter.fillRect(QRectF(left - 8 * unit, top, 196 * unit, height), ground)
    colours = [*COLOURS[: len(lines)], *(INK_FAINT for _ in notes)]
    for at, (text, colour) in enumerate(zip([*lines, *notes], colours, strict=True)):
        painter.setPen(QColor(colour))
        place = QRectF(left, top + (4 + 18 * at) * unit, 184 * unit, 18 * unit)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


class PlotView(QWidget):
    """The plot on a page; empty until there is one."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._plot: Plot | None = None
        self.setAccessibleName(name)
        self.setMinimumHeight(px(250))
        policy = QSizePolicy.Policy.Expanding
        self.setSizePolicy(policy, policy)

    def show_plot(self, plot: Plot | None) -> None:
        """Another one, or none."""
        self._plot = plot
        self.setVisible(plot is not None)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if self._plot:
            painter = QPainter(self)
            draw(painter, QRectF(self.rect()), self._plot, px(100) / 100)
            painter.end()


def as_file(found: Survey, lang: str) -> bytes:
    """As a PNG; no screen is needed for it."""
    if QGuiApplication.instance() is None:
        if sys.platform.startswith("linux"):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _kept.append(QGuiApplication(["guitu"]))
        fonts.load()
    image = QImage(_FILE, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    draw(painter, QRectF(image.rect()), plot_of(found, lang, found.gallery), 1.3)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes
    return bytes(data.data())


_kept: list[QGuiApplication] = []
