"""The faces on file as the window knows them: filled in the background, kept in step."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app import clock
from app.domain.errors import Refused, Unavailable
from app.settings import Settings
from app.store.changes import Changes
from ui.jobs import Jobs

if TYPE_CHECKING:
    from app.desk.recogniser import Recogniser
    from app.faces.engine import Model
    from app.store.ask import Reader
    from app.store.rebuilding import Model as Old
    from ui.rebuilding import Progress


_HOUR = 3_600_000
_KINDS = frozenset({"template", "consent", "link", "face", "face_sharing", "viewing"})
"""With these, templates come and go: one's own, and those that other stations share; or another
calibration holds."""


class Faces(QObject):
    """The gallery of this desk; without an engine everything else goes on working.

    The engine itself works in the process of camera and faces; only numbers come here.
    """

    ready = Signal()
    missing = Signal(object)
    """The engine cannot be used, and why: Refused or Unavailable."""

    def __init__(self, jobs: Jobs, settings: Settings) -> None:
        super().__init__()
        self._jobs, self._settings = jobs, settings
        self._loaded: Recogniser | None = None
        self.recogniser: Recogniser | None = None
        self.why_not: Refused | Unavailable | None = None
        self._beside: Old | None = None
        # A desk may run for days: what an emergency allowed ends while it runs, too.
        self._hourly = QTimer(self)
        self._hourly.setInterval(_HOUR)
        self._hourly.timeout.connect(self.let_lapse)

    @property
    def model(self) -> "Model | None":
        """The model that measures faces, when it is loaded."""
        return self.recogniser.model if self.recogniser else None

    def start(self) -> None:
        """Load the models, then the templates on file; both take a moment."""
        sight = self._jobs.sight
        self._jobs.changed.connect(self._catch_up)
        sight.loaded.connect(self._fill)
        sight.loaded_beside.connect(self._fill_old)
        sight.missing.connect(self._no_models)
        sight.load(self._settings.engine)
        self._hourly.start()

    def stop(self) -> None:
        """The officer leaves: what is on file is forgotten here."""
        self._hourly.stop()
        sight = self._jobs.sight
        for signal, slot in (
            (self._jobs.changed, self._catch_up),
            (sight.loaded, self._fill),
            (sight.loaded_beside, self._fill_old),
            (sight.missing, self._no_models),
        ):
            signal.disconnect(slot)
        self._loaded = self.recogniser = None

    def let_lapse(self) -> None:
        """Take templates out of the gallery whose ground has run out."""
        recogniser, at = self._loaded, clock.now()
        if recogniser is not None:

            def lapse(reader: "Reader") -> None:
                for one in recogniser.both:
                    one.let_lapse(reader, at)

            self._jobs.read(self, lapse, lambda _: None)

    def rebuilt(self, progress: "Progress | None") -> None:
        """How far the photographs are measured again: until then the engine before answers too."""
        beside = progress.stands.beside if progress else None
        if beside != self._beside:
            self._beside = beside
            self._stand_beside()

    def _stand_beside(self) -> None:
        old, recogniser = self._beside, self.recogniser
        if recogniser is None:
            return
        if old is None:
            recogniser.old = None
        if old is None or recogniser.old is None:
            self._jobs.sight.load_beside(old[0] if old else "")

    def _fill_old(self, model: "Model") -> None:
        """It is ready: what there is of its templates, beside the others."""
        recogniser, at = self.recogniser, clock.now()
        if recogniser is None or recogniser.old or (model.id, model.model_sha256) != self._beside:
            return

        def filled(reader: "Reader") -> "Recogniser":
            from app.desk.recogniser import recogniser_of

            old = recogniser_of(model)
            old.fill(reader, at)
            return old

        def then(old: "Recogniser") -> None:
            if self.recogniser is recogniser and self._beside is not None:
                recogniser.old = old
                self.ready.emit()

        self._jobs.read(self, filled, then, lambda _: None)

    def _fill(self, model: "Model") -> None:
        """A process that was begun again loads the same model: then nothing is new."""
        known = self._loaded
        if known and known.model.model_sha256 == model.model_sha256:
            return
        at, data = clock.now(), self._settings.data

        def filled(reader: "Reader") -> "Recogniser":
            from app.desk import calibrating  # numpy only after the first paint
            from app.desk.recogniser import recogniser_of

            now = calibrating.in_use(reader, data, model.id)
            recogniser = self._loaded = recogniser_of(model, now.table)
            recogniser.fill(reader, at)
            return recogniser

        self._jobs.read(self, filled, self._filled, self._no_models)

    def _filled(self, recogniser: "Recogniser") -> None:
        self.recogniser = recogniser
        self.ready.emit()
        if self._beside:
            self._stand_beside()

    def _no_models(self, sorry: Refused | Unavailable) -> None:
        """Said once, not again by every process that is begun."""
        if self.why_not is None:
            self.why_not = sorry
            self.missing.emit(sorry)

    def _catch_up(self, changes: Changes) -> None:
        """Templates that were saved here or came from elsewhere, and those that went."""
        recogniser = self._loaded
        if recogniser is None:
            return
        at, data = clock.now(), self._settings.data

        def follow(reader: "Reader") -> None:
            for one in recogniser.both:
                _follow(one, reader, changes, at)
            if "viewing" in changes.kinds:
                # Another calibration was adopted, perhaps: the log has the line.
                from app.desk import calibrating

                now = calibrating.in_use(reader, data, recogniser.model.id)
                recogniser.judge_by(now.table)

        if changes.kinds & _KINDS:
            self._jobs.read(self, follow, lambda _: None)


def _follow(one: "Recogniser", reader: "Reader", changes: Changes, at: datetime) -> None:
    """Templates that came, and those that went."""
    kinds, ids = changes.kinds, changes.ids
    if "template" in kinds:
        one.keep_new(reader, ids, at)
    if kinds & {"consent", "link"}:
        one.look_again(reader, ids, at)
    if kinds & {"face", "face_sharing"}:
        one.follow_others(reader, at, None if "face_sharing" in kinds else ids)
