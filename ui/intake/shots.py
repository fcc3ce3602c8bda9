"""The photographs of one arrival; a face vector is made only where a ground for it exists."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import numpy as np
from PySide6.QtCore import QObject, Signal

from app import clock
from app.arrays import Vector
from app.desk import photographs
from app.desk.admission import Taken
from app.domain.errors import Refused, Unavailable
from app.domain.face import Developed, Measured
from app.eyes import questions
from ui.faces import Faces
from ui.intake.photo import MOST_PHOTOS
from ui.jobs import Jobs


class Shots(QObject):
    """Two or three photographs; who refuses is photographed for the file and never measured."""

    taken = Signal(object)
    """Shot: a photograph was taken and looked at."""
    failed = Signal(object)
    """Refused or Unavailable: there is no photograph, and why."""
    changed = Signal()
    """One more, one less, or measured now."""

    def __init__(self, jobs: Jobs, faces: Faces) -> None:
        super().__init__()
        self._jobs, self._faces = jobs, faces
        self._photos: list[Taken] = []
        self._allowed = False
        self._tried: set[UUID] = set()
        self._by_old: dict[UUID, Vector | None] = {}
        """By the engine whose templates are being replaced; None where it makes nothing of it."""

    @property
    def photos(self) -> tuple[Taken, ...]:
        """As they would be saved now."""
        return tuple(self._photos)

    def put(self, photos: tuple[Taken, ...]) -> None:
        """Those of a draft; none for a new arrival."""
        self._photos = list(photos)

    def take(self) -> None:
        """What the camera sees now."""
        eyes, allowed = self._jobs.sight.eyes, self._allowed
        self._look(lambda: questions.take(eyes, measure=allowed))

    def take_file(self, path: Path) -> None:
        """A picture file."""
        eyes, allowed = self._jobs.sight.eyes, self._allowed
        self._look(lambda: questions.develop(eyes, path, measure=allowed))

    def drop(self, number: int) -> None:
        """Take one out."""
        if number < len(self._photos):
            del self._photos[number]
            self.changed.emit()

    def allow(self, allowed: bool) -> None:
        """The ground for comparing came or went: measure what is there, or forget it at once."""
        self._allowed = allowed
        if not allowed:
            self._photos = [photographs.without_vector(t) for t in self._photos]
            self._tried.clear()
            self._by_old.clear()
            return
        self._measure_by_old()
        model, eyes = self._faces.model, self._jobs.sight.eyes
        waiting = tuple(t for t in self._photos if not t.vector and t.id not in self._tried)
        if model and waiting:
            # One that quality refuses is not measured again and again.
            self._tried.update(t.id for t in waiting)
            self._jobs.faces(
                self,
                lambda: [
                    photographs.measured(t, model, questions.measured(eyes, t.jpeg))
                    for t in waiting
                ],
                self._measured,
                self.failed.emit,
            )

    def probe(self) -> Vector | None:
        """The vector of the best photograph that has one."""
        best = self.best()
        return photographs.vector_of(best) if best else None

    def best(self) -> Taken | None:
        """The best photograph that was measured."""
        return max((t for t in self._photos if t.vector), key=lambda t: t.quality, default=None)

    def old_probe(self) -> Vector | None:
        """The same photograph by the engine whose templates are being replaced, where there is
        one and it has looked."""
        best = self.best()
        return self._by_old.get(best.id) if best else None

    def _measure_by_old(self) -> None:
        """Behind the other one, which answers first."""
        recogniser, eyes = self._faces.recogniser, self._jobs.sight.eyes
        waiting = tuple(t for t in self._photos if t.vector and t.id not in self._by_old)
        if recogniser is None or recogniser.old is None or not waiting:
            return
        engine = recogniser.old.model.id
        self._by_old |= dict.fromkeys(t.id for t in waiting)  # not asked twice

        def measured() -> dict[UUID, Vector | None]:
            return {t.id: _numbers(questions.measured_by(eyes, t.jpeg, engine)) for t in waiting}

        self._jobs.faces(self, measured, self._came_by_old, lambda _: None)

    def _came_by_old(self, found: dict[UUID, Vector | None]) -> None:
        if self._allowed and any(vector is not None for vector in found.values()):
            self._by_old |= found
            self.changed.emit()

    def _look(self, work: Callable[[], Developed]) -> None:
        at = clock.now()
        self._jobs.faces(self, lambda: photographs.kept(work(), at), self._came, self._sorry)

    def _came(self, shot: photographs.Shot) -> None:
        del self._photos[: max(0, len(self._photos) - MOST_PHOTOS + 1)]
        self._photos.append(shot.taken)
        self.changed.emit()
        self.taken.emit(shot)
        # The answer may have changed while the picture was looked at.
        self.allow(self._allowed)

    def _measured(self, measured: list[Taken]) -> None:
        if not self._allowed:
            return
        now = {taken.id: taken for taken in measured}
        self._photos = [now.get(taken.id, taken) for taken in self._photos]
        self.changed.emit()
        self._measure_by_old()

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        self.failed.emit(sorry)


def _numbers(seen: Measured | None) -> Vector | None:
    return np.frombuffer(seen.vector, "<f4") if seen and seen.vector else None
