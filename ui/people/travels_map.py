"""A sketch of where the stations lie: points and the order of arrivals, no borders."""

from collections.abc import Mapping, Sequence
from math import cos, radians
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.domain.came import Point
from ui.theme import GROUND, INK, INK_FAINT, LINE_STRONG, PRIMARY, px

TALL = 240
_LEAST_DEGREES = 5.0
_MARGIN = 0.14


class Stop(NamedTuple):
    """One arrival: its number in the list, where, and what the station is called."""

    number: int
    point: Point
    name: str


class TravelsMap(QWidget):
    """Each station once, with the numbers of the arrivals there; lines from one to the next.

    The same stands in words beneath it: whoever does not see it misses nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self._stops: list[tuple[Point, str, str]] = []
        self._way: list[Point] = []
        self._around: Mapping[str, Point] = {}
        self.setFixedHeight(px(TALL))
        self.setAccessibleName(self.tr("各站位置示意图"))

    def show_way(self, stops: Sequence[Stop], around: Mapping[str, Point]) -> None:
        """`stops` in the order of arrivals; `around` are names to find one's way by."""
        numbers: dict[tuple[Point, str], list[int]] = {}
        for stop in stops:
            numbers.setdefault((stop.point, stop.name), []).append(stop.number)
        self._stops = [(point, name, _short(counted)) for (point, name), counted in numbers.items()]
        self._way = [stop.point for stop in stops]
        self._around = around
        self.setAccessibleDescription("；".join(f"{n} {name}" for _, name, n in self._stops))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(GROUND))
        if not self._stops:
            return
        to = Projection([point for point, _, _ in self._stops], QRectF(self.rect()))
        painter.setFont(self._font(12))
        labels = self._labels(to, painter.fontMetrics())
        self._paint_around(painter, to, list(labels.values()))
        self._paint_way(painter, to)
        self._paint_stops(painter, to, labels)

    def _labels(self, to: "Projection", metrics: QFontMetrics) -> dict[str, QRectF]:
        """Where the words of each station have room."""
        found: dict[str, QRectF] = {}
        for point, name, number in self._stops:
            text = f"{number} {name}"
            found[text] = self._room(text, to.place(point), list(found.values()), metrics)
        return found

    def _paint_around(self, painter: QPainter, to: "Projection", taken: list[QRectF]) -> None:
        """Names to find one's way by, where nothing else stands."""
        painter.setFont(self._font(11))
        painter.setPen(QColor(LINE_STRONG).darker(120))
        metrics, whole, dots = painter.fontMetrics(), QRectF(self.rect()), px(6)
        full = [*taken]
        for point, _, _ in self._stops:
            at = to.place(point)
            full.append(QRectF(at.x() - dots, at.y() - dots, 2 * dots, 2 * dots))
        for name, point in self._around.items():
            at = to.place(point)
            wide, tall = metrics.horizontalAdvance(name), metrics.height()
            box = QRectF(at.x() - wide / 2, at.y() - tall / 2, wide, tall)
            if whole.contains(box) and not any(box.intersects(other) for other in full):
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
                full.append(box)

    def _paint_way(self, painter: QPainter, to: "Projection") -> None:
        painter.setPen(QPen(QColor(PRIMARY), px(1.6), Qt.PenStyle.SolidLine))
        painter.setBrush(QColor(PRIMARY))
        for here, there in zip(self._way, self._way[1:], strict=False):
            one, other = to.place(here), to.place(there)
            step = other - one
            length = (step.x() ** 2 + step.y() ** 2) ** 0.5
            if length < px(14):
                continue
            painter.drawLine(one, other)
            self._paint_arrow(painter, one + step * 0.55, step / length)

    def _paint_arrow(self, painter: QPainter, at: QPointF, along: QPointF) -> None:
        size, across = px(7), QPointF(-along.y(), along.x())
        back = at - along * size
        head = QPolygonF([at, back + across * (size * 0.5), back - across * (size * 0.5)])
        painter.drawPolygon(head)

    def _paint_stops(
        self, painter: QPainter, to: "Projection", labels: Mapping[str, QRectF]
    ) -> None:
        painter.setFont(self._font(12))
        for point, name, number in self._stops:
            text, radius = f"{number} {name}", px(5)
            painter.setPen(QPen(QColor("#FFFFFF"), px(1.5)))
            painter.setBrush(QColor(PRIMARY))
            painter.drawEllipse(to.place(point), radius, radius)
            painter.fillRect(labels[text], QColor(GROUND))
            painter.setPen(QColor(INK))
            painter.drawText(labels[text], Qt.AlignmentFlag.AlignVCenter, text)
        painter.setPen(QColor(INK_FAINT))
        painter.setFont(self._font(11))
        corner = QRectF(self.rect()).adjusted(px(8), 0, -px(8), -px(5))
        where = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        painter.drawText(corner, where, self.tr("示意图，只标站点位置，不表示边界"))

    def _room(
        self, text: str, at: QPointF, taken: Sequence[QRectF], metrics: QFontMetrics
    ) -> QRectF:
        """To the right of the point, else to the left, else beneath others."""
        wide, tall = metrics.horizontalAdvance(text) + px(4), metrics.height()
        whole = QRectF(self.rect())
        spots = [
            QRectF(at.x() + px(9), at.y() - tall / 2 + shift, wide, tall)
            for shift in (0, tall, -tall)
        ] + [
            QRectF(at.x() - px(9) - wide, at.y() - tall / 2 + shift, wide, tall)
            for shift in (0, tall, -tall)
        ]
        free = (
            box
            for box in spots
            if whole.contains(box) and not any(box.intersects(other) for other in taken)
        )
        return next(free, spots[0])

    def _font(self, size: int) -> QFont:
        font = self.font()
        font.setPixelSize(px(size))
        return font


class Projection:
    """Degrees to pixels: all points with room around them, a degree as long east as north."""

    def __init__(self, points: Sequence[Point], box: QRectF) -> None:
        lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
        self._middle = ((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2)
        self._shrink = cos(radians(self._middle[1]))
        wide = max((max(lons) - min(lons)) * self._shrink, _LEAST_DEGREES)
        tall = max(max(lats) - min(lats), _LEAST_DEGREES)
        room = 1 - 2 * _MARGIN
        self._scale = min(box.width() * room / wide, box.height() * room / tall)
        self._centre = box.center()

    def place(self, point: Point) -> QPointF:
        """Where it is painted."""
        lon, lat = point
        return QPointF(
            self._centre.x() + (lon - self._middle[0]) * self._shrink * self._scale,
            self._centre.y() - (lat - self._middle[1]) * self._scale,
        )


def _short(numbers: Sequence[int]) -> str:
    """1、3 or 1、3…9."""
    if len(numbers) <= 3:
        return "、".join(map(str, numbers))
    return f"{numbers[0]}、{numbers[1]}…{numbers[-1]}"
