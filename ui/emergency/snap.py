"""The camera of an emergency: the one that is open already, or one opened for it."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app import clock
from app.domain.errors import Refused, Unavailable
from ui.camera_view import CameraView
from ui.jobs import Jobs
from ui.pictures import of_frame

_A_SECOND = 10
PATIENCE = 2500
"""Milliseconds F4 waits for a camera that has only just been opened."""


class Snap(QObject):
    """Shows what the camera sees, and photographs it; whatever it does, saving never waits."""

    seen = Signal(object)
    """QImage: the newest picture."""
    taken = Signal(object)
    """Taken: a photograph for the file."""
    failed = Signal(object)
    """Unavailable: there is no photograph, and why."""

    def __init__(self, jobs: Jobs, camera: str, lang: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs, self._camera, self._lang, self._parent = jobs, camera, lang, parent
        self._view: CameraView | None = None
        self._own: CameraView | None = None
        self._wanted_until = 0
        self._frames = QTimer(self)
        self._frames.setInterval(1000 // _A_SECOND)
        self._frames.timeout.connect(self._look)
        self.taking = False

    def open(self, shared: CameraView | None) -> None:
        """Use the camera of the page behind, or open one when the screen has been painted."""
        self._view = shared
        self._frames.start()
        if shared is None and self._camera != "none":
            self._jobs.beside(self, _read_modules, self._open_own, self.failed.emit)

    def close(self) -> None:
        """Let go; a photograph still to come is not for the next person."""
        self._frames.stop()
        self._view, self.taking = None, False
        self._jobs.forget(self)
        if self._own:
            self._own.stop()
            self._own.deleteLater()
            self._own = None

    def take(self) -> None:
        """Photograph now, or as soon as the camera gives its first picture."""
        if self.taking:
            return
        self.taking = True
        self._wanted_until = PATIENCE if self._view or self._camera != "none" else 0
        self._try()

    def _open_own(self, _read: None) -> None:
        if not self._frames.isActive():
            return
        self._own = self._view = CameraView(self._jobs, None, self._lang)
        self._own.setParent(self._parent)
        self._own.hide()
        self._own.lost.connect(self._lost)
        try:
            self._own.start(self._camera)
        except (Refused, Unavailable) as sorry:
            self._lost(sorry)

    def _look(self) -> None:
        frame = self._view.frame() if self._view else None
        if frame is not None:
            self.seen.emit(of_frame(frame))
        if self.taking and self._wanted_until > 0:
            self._wanted_until -= self._frames.interval()
            self._try()

    def _try(self) -> None:
        frame = self._view.frame() if self._view else None
        if frame is None:
            if self._wanted_until <= 0:
                self._missed(Unavailable("emergency.no_frame"))
            return
        self._wanted_until, at = 0, clock.now()

        def work() -> object:
            from app.desk.snapshot import of_pixels  # not wanted before the first paint

            return of_pixels(frame, at)

        self._jobs.beside(self, work, self._came, self._missed)

    def _came(self, taken: object) -> None:
        self.taking = False
        self.taken.emit(taken)

    def _missed(self, sorry: Refused | Unavailable) -> None:
        self.taking = False
        self.failed.emit(sorry)

    def _lost(self, sorry: Refused | Unavailable) -> None:
        self.seen.emit(QImage())
        if self.taking:
            self._missed(sorry)


def _read_modules() -> None:
    """OpenCV takes a while to load: beside the window, never in it."""
    import app.devices.camera  # noqa: F401
