"""The live picture, with the face that was last seen in it and words about its quality."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.errors import Unavailable
from app.words.say import sentence
from ui.icons import picture
from ui.jobs import Jobs
from ui.pictures import of_frame
from ui.theme import NAV_INK, px

if TYPE_CHECKING:
    from app.devices.camera import CameraThread
    from app.vision import Image

LOOK_EVERY = 5
"""The detector sees every fifth frame."""
_GOOD, _POOR = "#3DDC84", "#FFC45C"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A box (left, top, width, height in the frame), words, and whether a photograph is good."""

    box: tuple[float, float, float, float] | None
    words: str
    good: bool


NOTHING = Seen(box=None, words="", good=False)


class CameraView(QWidget):
    """Frames come from the camera's thread through a signal; the newest one is shown."""

    ready = Signal(bool)
    """Whether there is a picture to take."""
    lost = Signal(object)
    """The camera went away: Unavailable."""
    found = Signal()
    """The camera is back, or there for the first time."""
    _came = Signal(int, object)
    _went = Signal(int, object)

    def __init__(
        self, jobs: Jobs, look: "Callable[[Image], Seen] | None", lang: str = "zh"
    ) -> None:
        super().__init__()
        self._jobs, self._look, self._lang = jobs, look, lang
        self._frame: Image | None = None
        self._image, self._seen = QImage(), NOTHING
        self._count, self._looking = 0, False
        self._turn = 0
        self._why = self.tr("没有画面")
        self._thread: CameraThread | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(190))
        self.setAccessibleName(self.tr("摄像头画面"))
        queued = Qt.ConnectionType.QueuedConnection
        self._came.connect(self._show, queued)
        self._went.connect(self._lose, queued)

    def start(self, camera: str) -> None:
        """Open the camera that the settings name, in a thread of its own."""
        from app.devices.camera import CameraThread, choose  # cv2 only when a camera is wanted

        self.stop()
        # What another camera still had on its way must not be taken for this one's.
        self._turn += 1
        turn, self._frame, self._image, self._seen = self._turn, None, QImage(), NOTHING
        self._thread = CameraThread(
            choose(camera),
            on_frame=lambda frame: self._came.emit(turn, frame),
            on_lost=lambda why: self._went.emit(turn, why),
            on_found=self.found.emit,
        )
        self._thread.start()

    def stop(self) -> None:
        """Let go of the camera."""
        if self._thread is not None:
            self._thread.stop()
            self._thread = None

    def frame(self) -> "Image | None":
        """The newest frame, to be taken as the photograph."""
        return self._frame

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(px(332), px(190))

    def _show(self, turn: int, frame: "Image") -> None:
        if turn != self._turn:
            return
        if self._frame is None:
            self.ready.emit(True)
        self._frame = frame
        if not self.isVisible():
            # The camera stays ready while another page is shown; nobody looks at its picture.
            return
        self._image = of_frame(frame)
        self._count += 1
        if self._look and not self._looking and self._count % LOOK_EVERY == 1:
            self._looking = True
            look = self._look
            self._jobs.faces(self, lambda: look(frame), self._saw, self._blind)
        self.update()

    def _saw(self, seen: Seen) -> None:
        self._looking = False
        self._seen = seen
        self.setAccessibleDescription(seen.words)
        self.update()

    def _blind(self, sorry: object) -> None:
        """Without a face model there are still pictures; it is said once."""
        self._looking, self._look = False, None
        self._jobs.trouble.emit(sorry)

    def _lose(self, turn: int, why: Unavailable) -> None:
        if turn != self._turn:
            return
        self._frame, self._image = None, QImage()
        self._seen, self._why = NOTHING, sentence(why, self._lang)
        self.ready.emit(False)
        self.lost.emit(why)
        self.update()

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
        by = place.width() / self._image.width()
        box = QRectF(place.x() + x * by, place.y() + y * by, width * by, height * by)
        painter.setPen(QPen(QColor(_GOOD if self._seen.good else _POOR), px(2)))
        painter.drawRoundedRect(box, px(6), px(6))

    def _paint_words(self, painter: QPainter) -> None:
        if not self._seen.words:
            return
        bar = self.rect().adjusted(0, self.height() - px(26), 0, 0)
        painter.fillRect(bar, QColor(0, 0, 0, 170))
        font = painter.font()
        font.setPixelSize(px(13))
        painter.setFont(font)
        painter.setPen(QColor("#FFFFFF"))
        inside = bar.adjusted(px(10), 0, -px(6), 0)
        shown = painter.fontMetrics().elidedText(
            self._seen.words, Qt.TextElideMode.ElideRight, inside.width()
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
