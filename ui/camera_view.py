"""The live picture, with the face that was last seen in it and words about its quality."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.errors import Refused, Unavailable
from app.eyes.messages import Coded, Seen
from app.words.say import say, sentence
from ui.icons import picture
from ui.jobs import Jobs
from ui.theme import NAV_INK, px

_GOOD, _POOR = "#3DDC84", "#FFC45C"


class CameraView(QWidget):
    """Pictures come from the process of camera and faces, as large as they are shown here."""

    ready = Signal(bool)
    """Whether there is a picture to take."""
    lost = Signal(object)
    """The camera went away: Unavailable."""
    coded = Signal(object)
    """Coded: a code is held into the picture."""
    found = Signal()
    """The camera is back, or there for the first time."""

    def __init__(self, jobs: Jobs, lang: str = "zh") -> None:
        super().__init__()
        self._jobs, self._lang = jobs, lang
        self._image, self._seen, self._words = QImage(), _nothing(0), ""
        self._turn, self._running, self._there = 0, False, False
        self._why = self.tr("没有画面")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(190))
        self.setAccessibleName(self.tr("摄像头画面"))

    @property
    def has_picture(self) -> bool:
        """Whether a photograph can be taken now."""
        return self._there

    def start(self, camera: str) -> None:
        """Open the camera that the settings name; what another still sends is not shown."""
        sight = self._jobs.sight
        if not self._running:
            self._running = True
            sight.pictured.connect(self._show)
            sight.found.connect(self._find)
            sight.lost.connect(self._lose)
            sight.seen.connect(self._saw)
            sight.coded.connect(self._read)
        self._forget(self.tr("正在打开摄像头…"))
        self._turn = sight.watch(camera, instead_of=self._turn)
        self._say_size()

    def stop(self) -> None:
        """Let go of the camera."""
        if not self._running:
            return
        self._running = False
        sight = self._jobs.sight
        sight.pictured.disconnect(self._show)
        sight.found.disconnect(self._find)
        sight.lost.disconnect(self._lose)
        sight.seen.disconnect(self._saw)
        sight.coded.disconnect(self._read)
        sight.leave(self._turn)
        self._forget(self.tr("没有画面"))

    def _read(self, turn: int, coded: Coded) -> None:
        if turn == self._turn and self.isVisible():
            self.coded.emit(coded)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(px(332), px(190))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._say_size()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self._say_size()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._say_size()

    def _say_size(self) -> None:
        """The camera stays ready while another page is shown; nobody looks at its picture."""
        if not self._running:
            return
        by = self.devicePixelRatioF() if self.isVisible() else 0.0
        size = round(self.width() * by), round(self.height() * by)
        self._jobs.sight.show_at(self._turn, *size)

    def _forget(self, why: str) -> None:
        self._there, self._why = False, why
        self._image, self._seen, self._words = QImage(), _nothing(self._turn), ""
        self.setAccessibleDescription("")
        self.update()

    def _show(self, turn: int, image: QImage) -> None:
        if turn == self._turn:
            self._image = image
            self.update()

    def _find(self, turn: int) -> None:
        if turn == self._turn:
            self._there = True
            self.ready.emit(True)
            self.found.emit()

    def _saw(self, turn: int, seen: Seen) -> None:
        if turn != self._turn:
            return
        self._seen = seen
        self._words = say(seen.reasons[0] if seen.reasons else "quality.good", self._lang)
        self.setAccessibleDescription(self._words)
        self.update()

    def _lose(self, turn: int, why: Refused | Unavailable) -> None:
        if turn != self._turn:
            return
        self._forget(sentence(why, self._lang))
        self.ready.emit(False)
        self.lost.emit(why)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), px(5), px(5))
        painter.setClipPath(path)
        painter.fillRect(self.rect(), QColor("#1C2733"))
        if self._image.isNull():
            self._paint_none(painter)
            return
        place = self._place()
        painter.drawImage(place, self._image)
        self._paint_face(painter, place)
        self._paint_words(painter)

    def _place(self) -> QRectF:
        """The whole picture, as large as fits: what is outside the place would be taken too."""
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(left, top, size.width(), size.height())

    def _paint_face(self, painter: QPainter, place: QRectF) -> None:
        if self._seen.box is None:
            return
        x, y, width, height = self._seen.box
        across, down = place.width(), place.height()
        box = QRectF(place.x() + x * across, place.y() + y * down, width * across, height * down)
        painter.setPen(QPen(QColor(_POOR if self._seen.reasons else _GOOD), px(2)))
        painter.drawRoundedRect(box, px(6), px(6))

    def _paint_words(self, painter: QPainter) -> None:
        if not self._words:
            return
        bar = self.rect().adjusted(0, self.height() - px(26), 0, 0)
        painter.fillRect(bar, QColor(0, 0, 0, 170))
        font = painter.font()
        font.setPixelSize(px(13))
        painter.setFont(font)
        painter.setPen(QColor("#FFFFFF"))
        inside = bar.adjusted(px(10), 0, -px(6), 0)
        shown = painter.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_none(self, painter: QPainter) -> None:
        size = px(32)
        drawn = picture("no_photography", NAV_INK, size, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - size) // 2, self.height() // 2 - size, drawn)
        painter.setPen(QColor(NAV_INK))
        below = self.rect().adjusted(px(10), self.height() // 2 + px(8), -px(10), 0)
        way = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(below, int(way | Qt.TextFlag.TextWordWrap), self._why)


def _nothing(turn: int) -> Seen:
    return Seen(turn=turn, box=None, reasons=(), refused=True)
