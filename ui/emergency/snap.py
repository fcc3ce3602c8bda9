"""The camera of an emergency: the one that is open already, or one opened for it."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app import clock
from app.domain.errors import Refused, Unavailable
from ui.jobs import Jobs

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

    def __init__(self, jobs: Jobs, camera: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs, self._camera = jobs, camera
        self._turn, self._there, self._again = 0, False, False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PATIENCE)
        self._wait.timeout.connect(lambda: self._missed(Unavailable("emergency.no_frame")))
        self.taking = False

    def open(self, width: int, height: int) -> None:
        """The camera gives its picture here; the page behind has it again afterwards."""
        if self._turn or self._camera == "none":
            return
        sight = self._jobs.sight
        sight.pictured.connect(self._look)
        sight.found.connect(self._found)
        sight.lost.connect(self._lost)
        self._turn = sight.watch(self._camera)
        sight.show_at(self._turn, width, height)

    def close(self) -> None:
        """Let go; a photograph still to come is not for the next person."""
        self._wait.stop()
        self.taking = self._there = False
        self._jobs.forget(self)
        if self._turn:
            sight = self._jobs.sight
            sight.pictured.disconnect(self._look)
            sight.found.disconnect(self._found)
            sight.lost.disconnect(self._lost)
            sight.leave(self._turn)
            self._turn = 0

    def take(self) -> None:
        """Photograph now, or as soon as the camera gives its first picture."""
        if self.taking:
            return
        self.taking, self._again = True, True
        if self._there:
            self._photograph()
        else:
            self._wait.start(PATIENCE if self._turn else 0)

    def give_up(self) -> None:
        """The photograph does not come in time: there is none, whatever still arrives."""
        self._wait.stop()
        self._jobs.forget(self)
        self._missed(Unavailable("emergency.no_frame"))

    def _look(self, turn: int, image: QImage) -> None:
        if turn == self._turn:
            self.seen.emit(image)

    def _found(self, turn: int) -> None:
        if turn != self._turn:
            return
        self._there = True
        if self.taking and self._wait.isActive():
            self._wait.stop()
            self._photograph()

    def _photograph(self) -> None:
        eyes, at = self._jobs.sight.eyes, clock.now()

        def work() -> object:
            from app.desk import photographs  # not wanted before the first paint
            from app.eyes import questions

            # For the file and nothing more: in an emergency nobody has been asked yet.
            return photographs.kept(questions.take_plainly(eyes), at).taken

        self._jobs.faces(self, work, self._came, self._not_taken)

    def _not_taken(self, sorry: Refused | Unavailable) -> None:
        """A process that is begun again has its first picture soon: once more then."""
        if self._again and isinstance(sorry, Unavailable):
            self._again, self._there = False, False
            self._wait.start(PATIENCE)
        else:
            self._missed(sorry)

    def _came(self, taken: object) -> None:
        self.taking = False
        self.taken.emit(taken)

    def _missed(self, sorry: Refused | Unavailable) -> None:
        self.taking = False
        self.failed.emit(sorry)

    def _lost(self, turn: int, _sorry: Refused | Unavailable) -> None:
        """A photograph that was asked for hears of it by itself."""
        if turn == self._turn:
            self._there = False
            self.seen.emit(QImage())
