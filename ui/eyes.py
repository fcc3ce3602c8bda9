"""The process of camera and faces as the window sees it: what it says arrives as signals."""

from dataclasses import dataclass
from threading import Lock  # noqa: TID251 (a lock, no thread: the eyes speak in their own)

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from app.eyes import messages as m
from app.eyes.eyes import Eyes, error_of

_PIXEL = 4


@dataclass(slots=True, kw_only=True)
class _Place:
    """Somewhere the camera is shown: its number, which camera, how large."""

    turn: int
    camera: str
    width: int = 0
    height: int = 0


class Sight(QObject):
    """One for the whole program; the process begins at the first wish."""

    pictured = Signal(int, object)
    """QImage: the newest picture of the camera."""
    found = Signal(int)
    """The camera gives pictures; which camera, as `watch` numbered it."""
    lost = Signal(int, object)
    """It gives none any more, and why: Refused or Unavailable."""
    seen = Signal(int, object)
    """Seen: what the detector says of the live picture."""
    coded = Signal(int, object)
    """Coded: somebody holds a code into the picture."""
    loaded = Signal(object)
    """Loaded: the face engine can be used."""
    loaded_beside = Signal(object)
    """Loaded: so can the one before it."""
    missing = Signal(object)
    """It cannot, and why: Refused or Unavailable."""
    broke = Signal(str)
    """Our own bug in that process: a report without personal data."""
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.eyes = Eyes(self._hear)
        self._turn = 0
        self._places: list[_Place] = []
        self._lock = Lock()
        self._newest: tuple[int, QImage] | None = None
        self._engine = self._old = ""
        self.model: m.Loaded | None = None
        """The engine in use, when it is loaded."""
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def load(self, engine: str) -> None:
        """Use this face engine; one that is there already is told of at once."""
        if engine == self._engine and self.model:
            self.loaded.emit(self.model)
            return
        self._engine, self.model = engine, None
        self.eyes.want(m.Load(engine=engine))

    def load_beside(self, engine: str) -> None:
        """Have the engine ready as well whose templates are being replaced; "": none any more."""
        if engine != self._old:
            self._old = engine
            self.eyes.want(m.LoadBeside(engine=engine))

    def watch(self, camera: str, instead_of: int = 0) -> int:
        """Open this camera; what is said of it carries this number.

        A camera gives its picture to one place only: the last that asked. When that one leaves,
        the one before has it again.
        """
        self._turn += 1
        before = [place for place in self._places if place.turn != instead_of]
        self._places = [*before, _Place(turn=self._turn, camera=camera)]
        self._serve()
        return self._turn

    def leave(self, turn: int) -> None:
        """It is not looked at there any more."""
        self._places = [place for place in self._places if place.turn != turn]
        self._serve()

    def show_at(self, turn: int, width: int, height: int) -> None:
        """How large the picture is shown there, in the screen's own pixels; 0 × 0: not now."""
        for place in self._places:
            if place.turn == turn and (place.width, place.height) != (width, height):
                place.width, place.height = width, height
                self._serve()

    def stop(self) -> None:
        """End the process."""
        self.eyes.stop()

    def _serve(self) -> None:
        last = self._places[-1] if self._places else None
        if last is None:
            self.eyes.want(m.Watch(turn=0, camera=None))
            return
        self.eyes.want(m.Show(width=last.width, height=last.height))
        self.eyes.want(m.Watch(turn=last.turn, camera=last.camera))

    def _hear(self, word: m.Word, beside: bytes) -> None:
        """In the eyes' thread. A window that is busy is told of one picture, the newest."""
        if not isinstance(word, m.Frame):
            self._arrived.emit(word)
            return
        if len(beside) != word.width * word.height * _PIXEL:
            return
        shape = (word.width, word.height, word.width * _PIXEL)
        image = QImage(beside, *shape, QImage.Format.Format_RGB32).copy()
        with self._lock:
            waiting, self._newest = self._newest, (word.turn, image)
        if waiting is None:
            self._arrived.emit(word)

    def _deliver(self, word: m.Word) -> None:
        match word:
            case m.Frame():
                self._picture()
            case m.Found():
                self.found.emit(word.turn)
            case m.Lost():
                self.lost.emit(word.turn, error_of(word.said))
            case m.Seen():
                self.seen.emit(word.turn, word)
            case m.Coded():
                self.coded.emit(word.turn, word)
            case _:
                self._deliver_engine(word)

    def _picture(self) -> None:
        """Taken out whoever looks: one that nobody takes would keep the next from being told."""
        with self._lock:
            newest, self._newest = self._newest, None
        if newest:
            self.pictured.emit(*newest)

    def _deliver_engine(self, word: m.Word) -> None:
        match word:
            case m.Loaded(beside=True):
                self.loaded_beside.emit(word)
            case m.Loaded():
                self.model = word
                self.loaded.emit(word)
            case m.NotLoaded(beside=False):
                self.missing.emit(error_of(word.said))
            case m.Broken():
                self.broke.emit(word.report)
