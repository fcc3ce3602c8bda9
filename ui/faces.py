"""The face engine as the window sees it: loaded in the background, one look at a time."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import clock
from app.domain.errors import Refused, Unavailable
from app.settings import Settings
from app.store.changes import Changes
from app.words.say import say
from ui.camera_view import Seen
from ui.jobs import Jobs

if TYPE_CHECKING:
    from app.desk.identify import Recogniser
    from app.vision import Image


class Faces(QObject):
    """Engine and gallery of this desk; without them everything else goes on working."""

    ready = Signal()
    missing = Signal(object)
    """The engine cannot be used, and why: Refused or Unavailable."""

    def __init__(self, jobs: Jobs, settings: Settings) -> None:
        super().__init__()
        self._jobs, self._settings = jobs, settings
        self._loaded: Recogniser | None = None
        self.recogniser: Recogniser | None = None
        self.why_not: Refused | Unavailable | None = None
        jobs.changed.connect(self._catch_up)

    def start(self) -> None:
        """Load the models, then the templates on file; both take a moment."""
        from app.desk import identify  # cv2 and numpy only after the first paint

        engine = self._settings.engine
        self._jobs.faces(self, lambda: identify.load(engine), self._models, self._no_models)

    def seen(self, frame: "Image") -> Seen:
        """What the detector says of a live frame; runs in the faces' own thread."""
        from app.faces.look import look

        if self.recogniser is None:
            return Seen(box=None, words="", good=False)
        found = look(frame, self.recogniser.engine, template=False)
        lang = self._settings.lang
        told = [say(reason, lang) for reason in found.quality.reasons[:1]]
        box = found.best.box if found.best else None
        return Seen(
            box=(box[0], box[1], box[2], box[3]) if box else None,
            words=told[0] if told else say("quality.good", lang),
            good=not found.quality.refused and not told,
        )

    def _models(self, recogniser: "Recogniser") -> None:
        self._loaded = recogniser
        at = clock.now()
        self._jobs.read(self, lambda reader: recogniser.fill(reader, at), self._filled)

    def _filled(self, _none: None) -> None:
        self.recogniser = self._loaded
        self.ready.emit()

    def _no_models(self, sorry: Refused | Unavailable) -> None:
        self.why_not = sorry
        self.missing.emit(sorry)

    def _catch_up(self, changes: Changes) -> None:
        """Templates that were saved here or (later) came from elsewhere."""
        recogniser = self._loaded
        if recogniser is None or "template" not in changes.kinds:
            return
        at = clock.now()
        self._jobs.read(
            self, lambda reader: recogniser.keep_new(reader, changes.ids, at), lambda _: None
        )
