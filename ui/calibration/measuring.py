"""A measurement beside the window: photograph by photograph where faces are seen, then counted."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app import clock
from app.desk.calibrating import Known
from app.desk.decided_faces import FromRegister, from_register
from app.domain.errors import Refused, Unavailable
from app.eyes import questions
from app.eyes.eyes import Eyes
from app.faces.groups import Labels, read_groups
from app.faces.labelled import Photo, Seen, few, find, look_at, seen_as
from app.faces.survey import Survey, Wanted, survey
from app.words.say import say
from ui.page import Desk


class Measuring(QObject):
    """One at a time; it can be stopped between two photographs, and nothing of it stays."""

    turned = Signal()
    """It began, ended or was stopped."""
    went = Signal(int, int)
    """So many photographs are looked at, of so many."""
    measured = Signal(object)
    """Survey."""
    failed = Signal(object)
    """Refused or Unavailable."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self.running = desk, False
        self._files: list[Path] = []
        self._photos: list[Photo] = []
        self._labels: Labels = {}
        self._model = Known(id="", model_sha256="")
        self._leave_out, self._gallery, self._there = False, 0, 0

    def register(self, model: Known, gallery: int, *, leave_out: bool) -> None:
        """From what this station decided."""
        self._begin(model, gallery, leave_out=leave_out)
        officer, at = self._desk.officer, clock.now()

        def gathered(found: FromRegister) -> None:
            self._photos, self._labels = list(found.photos), found.labels
            self._count("calibration.made_from_register")

        self._desk.jobs.read(
            self,
            lambda reader: from_register(reader, model.id, by=officer, at=at),
            gathered,
            self._sorry,
        )

    def folder(
        self, folder: Path, groups: Path | None, model: Known, gallery: int, *, leave_out: bool
    ) -> None:
        """From labelled photographs, with labels of people where a list is given."""
        self._begin(model, gallery, leave_out=leave_out)
        self._desk.jobs.sight.load(model.id)

        def begun() -> tuple[list[Path], int, Mapping[str, Mapping[str, str]]]:
            there = find(folder)
            files = few(there)
            people = {file.parent.name for file in there}
            return files, len(there), read_groups(groups, people) if groups else {}

        def found(what: tuple[list[Path], int, Labels]) -> None:
            self._files, self._there, self._labels = what
            self._next()

        self._desk.jobs.beside(self, begun, found, self._sorry)

    def stop(self) -> None:
        """Drop what was looked at so far."""
        self._desk.jobs.forget(self)
        self._end()

    def _begin(self, model: Known, gallery: int, *, leave_out: bool) -> None:
        self._model, self._gallery, self._leave_out = model, gallery, leave_out
        self._files, self._photos, self._there, self.running = [], [], 0, True
        self.turned.emit()

    def _next(self) -> None:
        """One photograph a job: whoever photographs an arrival meanwhile waits for one only."""
        done, of = len(self._photos), len(self._files)
        if done == of:
            self._count("calibration.made_from_folder")
        else:
            sees, file = partial(_sees, self._desk.jobs.sight.eyes), self._files[done]
            self._desk.jobs.faces(self, lambda: look_at(file, sees), self._looked, self._sorry)
        self.went.emit(done, of)  # last: whoever hears it may stop everything

    def _looked(self, photo: Photo) -> None:
        self._photos.append(photo)
        self._next()

    def _count(self, made_from: str) -> None:
        photos, model = self._photos, self._model
        wanted = Wanted(
            made_from=say(
                made_from,
                self._desk.settings.lang,
                people=len({photo.person for photo in photos}),
                photos=len(photos),
                day=f"{clock.local(clock.now()):%Y-%m-%d}",
            ),
            groups=self._labels,
            leave_out=self._leave_out,
            gallery=self._gallery,
            drawn_from=self._there,
        )
        self._desk.jobs.beside(self, lambda: survey(photos, model, wanted), self._done, self._sorry)

    def _done(self, found: Survey) -> None:
        self._end()
        self.measured.emit(found)

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        self._end()
        self.failed.emit(sorry)

    def _end(self) -> None:
        self._files, self._photos, self._labels, self.running = [], [], {}, False
        self.turned.emit()


def _sees(eyes: Eyes, file: Path) -> Seen:
    vector, quality = questions.looked_at(eyes, file)
    return seen_as(vector, quality.reasons)
