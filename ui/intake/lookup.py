"""Looking for earlier visits beside the form; every search goes to the ledger."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from app import clock
from app.desk import identify
from app.desk.recogniser import Recogniser
from app.domain.ids import PersonId, VisitId
from app.domain.staff import Officer, Right
from app.store.ask import Asks
from app.store.register import Register
from app.wire.faces import FaceAnswers, FaceHit
from ui.candidate import TALL
from ui.faces import Faces
from ui.intake.candidates import Listed
from ui.jobs import Jobs
from ui.thumbs import smalls


class Lookup(QObject):
    """Only the answer to the last question is shown."""

    found = Signal(object)
    """Listed: candidates with their pictures on file, perhaps none."""

    def __init__(self, jobs: Jobs, faces: Faces, officer: Officer) -> None:
        super().__init__()
        self._jobs, self._faces, self._officer = jobs, faces, officer
        self._asked = 0
        self._entered: object = None
        self.answered: FaceAnswers | None = None
        """What the centre said of the face at the desk."""

    def ask(self, clues: identify.Clues, visit: VisitId, own: PersonId) -> bool:
        """Look with everything known so far; False where nothing is known that could be used.

        Who is completed after an emergency has a file of their `own`: that is no candidate.
        """
        if not clues.kinds:
            return False
        self._asked += 1
        number, recogniser = self._asked, self._faces.recogniser
        sealed = self._officer.may(Right.SEALED)
        hits = self.answered.hits if self.answered and clues.vector is not None else ()
        self._jobs.read(
            self,
            lambda reader: _listed(reader, recogniser, clues, own, hits, sealed=sealed),
            lambda listed: self._answer(number, clues, listed, visit),
        )
        return True

    def forget(self) -> None:
        """Another arrival: answers still to come are not for it."""
        self._asked += 1
        self._entered = None
        self.answered = None

    def _answer(self, number: int, clues: identify.Clues, listed: Listed, visit: VisitId) -> None:
        if number != self._asked:
            return
        self.found.emit(listed)
        entry = _entry(clues, listed, visit)
        if entry == self._entered:
            return  # looked for and shown as before: the line in the ledger says it already
        self._entered = entry
        recogniser, officer, at = self._faces.recogniser, self._officer, clock.now()
        answered = self.answered if clues.vector is not None else None

        def enter(register: Register) -> object:
            return identify.enter_search(
                register, recogniser, clues, listed.found, visit, "arrival",
                by=officer, at=at, answered=answered,
            )  # fmt: skip

        self._jobs.desk(self, enter, lambda _: None)


def _entry(clues: identify.Clues, listed: Listed, visit: VisitId) -> object:
    """What a line of the ledger says: which case, by what, by which picture, what was shown."""
    picture = clues.vector.tobytes() if clues.vector is not None else b""
    shown = tuple((one.person, one.band, one.why) for one in listed.found)
    return visit, clues.kinds, picture, shown


def _listed(
    reader: Asks,
    recogniser: Recogniser | None,
    clues: identify.Clues,
    own: PersonId,
    hits: Iterable[FaceHit],
    *,
    sealed: bool,
) -> Listed:
    """The candidates and their pictures on file; a picture that is gone leaves its place empty."""
    found = identify.candidates(reader, recogniser, clues, hits, sealed=sealed, without=(own,))
    return Listed(found=found, pictures=smalls(reader, {c.person: c.photo for c in found}, TALL))
