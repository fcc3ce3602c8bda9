"""Marks on a drawn figure: face, front and back; arrows walk the places, Enter adds a mark."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.marks_alike import Mark
from app.words.traces import site_in_words
from ui.theme import INK_FAINT, INK_SOFT, LINE_STRONG, PLAIN_TINT, PRIMARY, TONES, px
from ui.tracing.spots import BACK, FACE, FRONT, HIGH, SPOTS, WIDE, Spot, lit, step

_STEPS = {
    Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Up: (0, -1),
}  # fmt: skip
_CAPTION = 16
_DOT, _LIT, _NEAR = 2.6, 6.0, 9.0
_WHOLE = QSize(268, 190)


class Figure(QWidget):
    """One stop of Tab; the place with the cursor is told in words by `moved`."""

    wanted = Signal(object)
    """The place at which a mark is to be added."""
    moved = Signal(object)

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self.spot = next(one for one in SPOTS if (one.site, one.side) == ("forearm", "left"))
        self.lit: frozenset[Spot] = frozenset()
        self._typed: frozenset[Spot] = frozenset()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(px(_WHOLE.width()), px(_WHOLE.height()))
        self.setAccessibleName(self.tr("体貌特征图"))

    def show_marks(self, marks: Iterable[Mark]) -> None:
        """Those on the board."""
        self.lit = lit(marks)
        self.update()

    def show_typed(self, marks: Iterable[Mark]) -> None:
        """Those in a form that is being filled in."""
        self._typed = lit(marks)
        self.update()

    def say(self, spot: Spot) -> str:
        """左前臂."""
        return site_in_words(spot.site, spot.side, self._lang)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        way = _STEPS.get(Qt.Key(event.key()))
        if way is not None:
            self._go(step(self.spot, *way))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit(self.spot)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        at = event.position()
        nearest = min(SPOTS, key=lambda one: (self._place(one) - at).manhattanLength())
        if (self._place(nearest) - at).manhattanLength() < px(18):
            self._go(nearest)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self.wanted.emit(self.spot)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        self._go(self.spot)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        self.update()

    def _go(self, spot: Spot) -> None:
        self.spot = spot
        self.setAccessibleDescription(self.say(spot))
        self.moved.emit(spot)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for view, path in _PATHS.items():
            painter.save()
            painter.translate(self._corner(view))
            painter.scale(self._scale(), self._scale())
            painter.setPen(QPen(QColor(LINE_STRONG), 1.6))
            painter.setBrush(QColor(PLAIN_TINT))
            painter.drawPath(path)
            if view == FACE:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPath(_FEATURES)
            painter.restore()
        self._paint_captions(painter)
        for spot in SPOTS:
            self._paint_spot(painter, spot)

    def _paint_captions(self, painter: QPainter) -> None:
        font = QFont(painter.font())
        font.setPixelSize(px(12))
        painter.setFont(font)
        painter.setPen(QColor(INK_FAINT))
        words = {FACE: self.tr("面部"), FRONT: self.tr("正面"), BACK: self.tr("背面")}
        for view, word in words.items():
            at = self._corner(view)
            box = QRectF(at.x(), self.height() - px(_CAPTION), WIDE * self._scale(), px(_CAPTION))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)

    def _paint_spot(self, painter: QPainter, spot: Spot) -> None:
        at, here = self._place(spot), spot is self.spot and self.hasFocus()
        painter.setPen(Qt.PenStyle.NoPen)
        if spot in self.lit or spot in self._typed:
            painter.setBrush(QColor(TONES["bad" if spot in self.lit else "warn"][0]))
            painter.drawEllipse(at, px(_LIT), px(_LIT))
            # Not by its colour alone.
            painter.setPen(QPen(QColor("#FFFFFF"), px(1.6)))
            arm = px(2.6)
            painter.drawLine(at - QPointF(arm, arm), at + QPointF(arm, arm))
            painter.drawLine(at - QPointF(arm, -arm), at + QPointF(arm, -arm))
        else:
            painter.setBrush(QColor(INK_SOFT if here else LINE_STRONG))
            painter.drawEllipse(at, px(_DOT), px(_DOT))
        if here:
            painter.setPen(QPen(QColor(PRIMARY), px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, px(_NEAR), px(_NEAR))

    def _scale(self) -> float:
        return (self.height() - px(_CAPTION)) / HIGH

    def _corner(self, view: str) -> QPointF:
        left = {FACE: 0.0, FRONT: 1.15, BACK: 2.25}[view]
        return QPointF(left * WIDE * self._scale() + px(2), 0)

    def _place(self, spot: Spot) -> QPointF:
        return self._corner(spot.view) + QPointF(spot.x, spot.y) * self._scale()


def _limb(width: float, *points: tuple[float, float]) -> QPainterPath:
    line = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        line.lineTo(QPointF(*point))
    pen = QPainterPathStroker()
    pen.setWidth(width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen.createStroke(line)


def _body() -> QPainterPath:
    """The same outline from both sides; drawn for this program."""
    trunk = QPainterPath(QPointF(36, 40))
    trunk.cubicTo(30, 60, 36, 72, 36, 84)
    trunk.cubicTo(36, 94, 33, 100, 33, 112)
    trunk.lineTo(67, 112)
    trunk.cubicTo(67, 100, 64, 94, 64, 84)
    trunk.cubicTo(64, 72, 70, 60, 64, 40)
    trunk.closeSubpath()
    whole = trunk
    head = QPainterPath()
    head.addEllipse(QPointF(50, 16), 11, 14)
    parts = [head, _limb(9, (50, 28), (50, 40)), _limb(12, (34, 45), (66, 45))]
    for sign in (-1, 1):
        parts.append(
            _limb(9.5, *((50 + sign * x, y) for x, y in ((18.5, 46), (27, 82), (34, 112))))
        )
        hand, foot = QPainterPath(), QPainterPath()
        hand.addEllipse(QPointF(50 + sign * 35.5, 118), 5.5, 7.5)
        foot.addEllipse(QPointF(50 + sign * 13, 207), 8, 5)
        leg = _limb(14.5, *((50 + sign * x, y) for x, y in ((9, 108), (10.5, 155), (11, 202))))
        parts += [hand, leg, foot]
    for part in parts:
        whole = whole.united(part)
    return whole.simplified()


def _head() -> tuple[QPainterPath, QPainterPath]:
    """A face and its features, without age or sex."""
    oval = QPainterPath(QPointF(12, 66))
    oval.cubicTo(10, 8, 90, 8, 88, 66)
    oval.cubicTo(88, 104, 70, 136, 50, 136)
    oval.cubicTo(30, 136, 12, 104, 12, 66)
    for x in (7, 93):
        ear = QPainterPath()
        ear.addEllipse(QPointF(x, 76), 7, 13)
        oval = oval.united(ear)
    lines = QPainterPath()
    for x in (33, 67):
        lines.moveTo(x - 9, 57)
        lines.quadTo(x, 52, x + 9, 57)
        lines.addEllipse(QPointF(x, 70), 7.5, 3.6)
    lines.moveTo(50, 70)
    lines.lineTo(45, 90)
    lines.lineTo(54, 91)
    lines.moveTo(38, 106)
    lines.quadTo(50, 113, 62, 106)
    return oval, lines


_FACE_PATH, _FEATURES = _head()
_PATHS = {FACE: _FACE_PATH, FRONT: _body(), BACK: _body()}
