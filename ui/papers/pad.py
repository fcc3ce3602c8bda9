"""A box to sign in: with a pen on a pad, with a finger, or with the mouse."""

from itertools import pairwise

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QInputDevice,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTabletEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.signature import SignedWith
from ui.theme import CARD, INK, INK_FAINT, LINE_STRONG, px

_HIGH = 150
_PEN = 2.6
_DOTS = 3
"""Pixels of the picture for one of the screen: it is printed at 300 dpi."""
_LEAST = 12.0
"""A line shorter than this (drawn pixels) is a slip of the hand, no signature."""


class SignPad(QWidget):
    """Holds lines as they are drawn; nothing is kept until somebody asks for the picture."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[list[QPointF]] = []
        self._drawing = False
        self.how = SignedWith.MOUSE
        self.setFixedHeight(px(_HIGH))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TabletTracking, on=False)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(self.tr("签名处"))

    @property
    def is_signed(self) -> bool:
        """Whether there is more than a slip of the hand."""
        return sum(_length(line) for line in self._lines) >= _LEAST

    def clear(self) -> None:
        """An empty box again."""
        self._lines, self._drawing = [], False
        self.changed.emit()
        self.update()

    def picture(self) -> tuple[bytes, tuple[int, int]]:
        """PNG of the ink on a clear ground, cut to what was drawn, and its size in pixels."""
        around = self._around()
        image = QImage(around.size() * _DOTS, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.scale(_DOTS, _DOTS)
        painter.translate(-around.topLeft())
        self._draw(painter)
        painter.end()
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want a str for bytes
        return bytes(data.data()), (image.width(), image.height())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(px(600), px(_HIGH))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton:
            finger = event.device().type() == QInputDevice.DeviceType.TouchScreen
            self._begin(event.position(), SignedWith.TOUCH if finger else SignedWith.MOUSE)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._go_on(event.position())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:  # noqa: N802 - Qt's name
        # Accepted, so that Qt does not send the same stroke once more as the mouse's.
        event.accept()
        if event.type() == QEvent.Type.TabletPress:
            self._begin(event.position(), SignedWith.PEN)
        elif event.type() == QEvent.Type.TabletMove:
            self._go_on(event.position())
        else:
            self._end()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(LINE_STRONG), 1))
        painter.setBrush(QColor(CARD))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(5), px(5))
        base = self.height() - px(34)
        painter.setPen(QPen(QColor(INK_FAINT), 1, Qt.PenStyle.DashLine))
        painter.drawLine(px(24), base, self.width() - px(24), base)
        self._draw(painter)

    def _begin(self, at: QPointF, how: SignedWith) -> None:
        self._drawing, self.how = True, how
        self._lines.append([at])

    def _go_on(self, at: QPointF) -> None:
        if self._drawing:
            self._lines[-1].append(at)
            self.update()

    def _end(self) -> None:
        self._drawing = False
        self.changed.emit()

    def _around(self) -> QRect:
        points = [point for line in self._lines for point in line]
        edge = px(6)
        left, right = min(p.x() for p in points), max(p.x() for p in points)
        top, bottom = min(p.y() for p in points), max(p.y() for p in points)
        found = QRectF(left, top, right - left, bottom - top).adjusted(-edge, -edge, edge, edge)
        return found.toAlignedRect()

    def _draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(INK), px(_PEN))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in self._lines:
            path = QPainterPath(line[0])
            for point in line[1:] or line:
                path.lineTo(point)
            painter.drawPath(path)


def _length(line: list[QPointF]) -> float:
    return sum((b - a).manhattanLength() for a, b in pairwise(line))
