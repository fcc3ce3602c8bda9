"""重建人脸库 while the desk runs: one picture after the other, and only while nobody waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app import clock
from app.domain.errors import Refused, Unavailable
from app.domain.staff import Right
from ui.jobs import Jobs

if TYPE_CHECKING:
    from uuid import UUID

    from app.desk.rebuilding import Kept, Stands
    from app.domain.face import Measured
    from app.domain.staff import Officer
    from app.eyes.eyes import Eyes
    from app.eyes.messages import Loaded
    from app.store.ask import Reader
    from app.store.rebuilding import Model
    from app.store.register import Register

FIRST = 600
"""Milliseconds after the login: the desk is there first."""
AFTER = 20
_MAKE_WAY = 400
"""Between two looks whether somebody still waits."""
PATIENCE = 3
"""So many pictures in a row without an answer end it until somebody wants it again."""
CALM = 3.0
"""Seconds since a photograph was last taken or measured for somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How it goes on; `how`: whole, going, paused, waiting (for the engine), watching (not by this
    officer)."""

    how: str
    stands: "Stands"
    done: int = 0
    """Since the rows were last counted."""
    sorry: Refused | Unavailable | None = None

    @property
    def measured(self) -> int:
        """Photographs that have a template of this engine, or can have none."""
        return self.stands.counted.measured + self.done

    @property
    def of(self) -> int:
        """All that may have one."""
        return self.stands.counted.measured + self.stands.to_do


class Rebuilder(QObject):
    """Lives beside the sessions, as backups and rounds do."""

    turned = Signal(object)
    """Progress."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs, self._engine, self._days = jobs, "", 30
        self._officer: Officer | None = None
        self._paused = False
        self._model: Loaded | None = None
        self._few: list[Kept] = []
        self._seen: list[tuple[Kept, Measured]] = []
        self._after: UUID | None = None
        self._absent = 0
        self._busy = self._listens = False
        self._measured = self._failed = 0
        """Pictures of this pass, and those in a row that the eyes gave no answer about."""
        self._ended = False
        """A pass through the rows found nothing more that could be measured."""
        self.progress: Progress | None = None
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._step)
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.timeout.connect(self._look)

    def serve(self, officer: "Officer", engine: str, old_days: int = 30) -> None:
        """Somebody is at the desk, who uses this engine: see what is left. `old_days`: so long it
        is in use before what the engine before left goes."""
        self._officer, self._engine, self._days = officer, engine, old_days
        self._few, self._seen, self._model = [], [], None
        self._begin()
        self._first.start(FIRST)

    def _begin(self) -> None:
        """From the beginning of the rows."""
        self._paused = self._busy = self._ended = False
        self._after, self._absent, self._measured, self._failed = None, 0, 0, 0

    def leave(self) -> None:
        """They go; what was not saved yet is measured again another time."""
        self._first.stop()
        self._next.stop()
        self._jobs.forget(self)
        self._officer, self.progress = None, None

    def pause(self, wanted: bool) -> None:
        """Wait until somebody wants it again, or go on."""
        self._paused, self._failed = wanted, 0
        self._tell(0)
        if not wanted:
            self._go()
        elif self._seen and not self._busy:
            self._busy = True
            self._keep()

    def again(self) -> None:
        """Also those of which nothing could be made."""
        officer, model = self._officer, self.progress.stands.model if self.progress else None
        if officer is None or model is None:
            return

        def deed(register: "Register") -> None:
            from app.desk import rebuilding

            rebuilding.try_again(register, model, by=officer)

        self._begin()
        self._jobs.desk(self, deed, lambda _: self._look(), self._sorry)

    def _look(self) -> None:
        """How it stands, by the rows."""
        at, name, absent = clock.now(), self._engine, self._absent

        def ask(reader: "Reader") -> "Stands":
            from app.desk import rebuilding

            return rebuilding.stands(reader, rebuilding.model_of(name), at, absent)

        self._jobs.read(self, ask, self._stands, self._sorry)

    def _stands(self, stands: "Stands") -> None:
        how = "whole" if stands.whole or self._ended else self._how()
        self.progress = Progress(how=how, stands=stands)
        self.turned.emit(self.progress)
        if how != "whole":
            self._go()
        elif stands.others and self._how() != "watching":
            self._clear(stands)

    def _clear(self, stands: "Stands") -> None:
        """What the engine before left goes once it has no purpose any more; a few at a time."""
        officer, days, at = self._officer, self._days, clock.now()
        if officer is None:
            return

        def over(reader: "Reader") -> bool:
            from app.desk import rebuilding

            return rebuilding.is_over(reader, stands, days, at)

        def some(register: "Register") -> int:
            from app.desk import rebuilding

            return rebuilding.clear_some(register, stands, days, by=officer, at=at)

        def go_on(more: int) -> None:
            if more:
                self._jobs.desk(self, some, go_on, self._sorry)

        self._jobs.read(self, over, lambda is_over: go_on(int(is_over)), self._sorry)

    def _go(self) -> None:
        """On with it, as soon as the engine is there."""
        how = self._how()
        if how == "waiting":
            self._want_engine()
        elif how == "going":
            self._next.start(AFTER)

    def _how(self) -> str:
        officer = self._officer
        if officer is None or not (officer.may(Right.REGISTER) or officer.may(Right.STAFF)):
            return "watching"
        if self._paused:
            return "paused"
        return "going" if self._model else "waiting"

    def _want_engine(self) -> None:
        sight = self._jobs.sight
        if not self._listens:
            self._listens = True
            sight.loaded.connect(self._loaded)
            sight.missing.connect(self._sorry)
        sight.load(self._engine)

    def _loaded(self, model: "Loaded") -> None:
        """Only what the rows were asked about: another model of that name is another engine."""
        progress = self.progress
        if self._model or progress is None:
            return
        if (model.id, model.model_sha256) == progress.stands.model:
            self._model = model
            self._tell(0)
            self._next.start(AFTER)

    def _step(self) -> None:
        """The next picture, unless somebody waits for something."""
        if self._busy or self._officer is None or self._how() != "going":
            return
        if self._jobs.waiting or monotonic() - self._jobs.faces_asked < CALM:
            self._next.start(_MAKE_WAY)
            return
        self._busy = True
        if not self._few and self._seen:
            self._keep()
        elif self._few:
            self._measure(self._few.pop(0))
        else:
            self._read()

    def _read(self) -> None:
        at, after, progress = clock.now(), self._after, self.progress
        if progress is None:
            return

        def ask(reader: "Reader") -> "list[Kept]":
            from app.desk import rebuilding

            return rebuilding.next_few(reader, progress.stands.model, at, after)

        self._jobs.read(self, ask, self._came, self._sorry)

    def _came(self, few: "list[Kept]") -> None:
        self._busy = False
        if not few:
            self._ended = not self._measured
            self._after, self._measured = None, 0
            self._look()  # by the rows: that is the end, or some came meanwhile
            return
        if self._after is None:
            self._absent = 0
        self._after = few[-1].due.old.id
        here = [one for one in few if one.jpeg is not None]
        self._absent += len(few) - len(here)
        self._few = here
        self._next.start(AFTER)

    def _measure(self, one: "Kept") -> None:
        eyes, began, progress = self._jobs.sight.eyes, monotonic(), self.progress
        if progress is None:
            return

        def done(seen: "Measured | None") -> None:
            self._busy, self._failed = False, 0
            if seen is not None:
                self._measured += 1
                self._seen.append((one, seen))
            # As long at rest as at work: half a core at most.
            self._next.start(AFTER + round(1000 * (monotonic() - began)))

        def sorry(why: Refused | Unavailable) -> None:
            """The process ended over it, perhaps over this very picture: the next one."""
            self._busy, self._failed = False, self._failed + 1
            self._absent += 1
            if self._failed < PATIENCE:
                self._next.start(round(1000 * CALM))
            else:
                self._sorry(why)

        work = partial(_looked_at, eyes, one, progress.stands.model)
        self._jobs.measuring(self, work, done, sorry)

    def _keep(self) -> None:
        officer, at, progress = self._officer, clock.now(), self.progress
        seen, self._seen = self._seen, []
        if officer is None or progress is None:
            return

        def deed(register: "Register") -> int:
            from app.desk import rebuilding

            return rebuilding.keep(register, progress.stands.model, seen, by=officer, at=at)

        self._jobs.desk(self, deed, lambda _: self._kept(seen), self._sorry)

    def _kept(self, seen: "Sequence[object]") -> None:
        self._busy = False
        self._tell(len(seen))
        self._next.start(AFTER)

    def _tell(self, more: int) -> None:
        progress = self.progress
        if progress is None or progress.how == "whole":
            return
        self.progress = Progress(how=self._how(), stands=progress.stands, done=progress.done + more)
        self.turned.emit(self.progress)

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        """It rests until the next start; everything else goes on."""
        self._busy, self._paused = False, True
        if self.progress is not None and self.progress.how != "whole":
            stands, done = self.progress.stands, self.progress.done
            self.progress = Progress(how="paused", stands=stands, done=done, sorry=sorry)
            self.turned.emit(self.progress)


def _looked_at(eyes: "Eyes", one: "Kept", model: "Model") -> "Measured | None":
    """In the thread of questions to the eyes."""
    from app.desk import rebuilding
    from app.eyes.questions import measured_by

    try:
        return measured_by(eyes, one.jpeg or b"")
    except Refused as sorry:
        return rebuilding.nothing(model, sorry)
