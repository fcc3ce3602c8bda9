"""对照: who is at the desk and somebody on file side by side, in the place of the form."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import clock
from app.clock import local
from app.desk.identify import Candidate
from app.domain.errors import Refused, Unavailable
from app.domain.evidence import Sameness
from app.domain.ids import PersonId
from app.store.register import Register
from ui.compare.photos import TALL, Shot
from ui.compare.sheet import Sheet
from ui.faces import Faces
from ui.intake.arriving import Arriving
from ui.page import Desk, Telling
from ui.pictures import FINE, small
from ui.theme import px
from ui.thumbs import Thumbs

if TYPE_CHECKING:
    from app.desk.beside import Pair


class Beside(QWidget):
    """Enter on a candidate opens it, 1, 2, 3 answer, F6 goes on to the next, Esc shuts it."""

    turned = Signal()
    """Opened or shut: the form comes or goes, and other keys hold."""

    def __init__(self, desk: Desk, faces: Faces, arriving: Arriving) -> None:
        super().__init__()
        self._desk, self._faces, self._arriving = desk, faces, arriving
        self.person: PersonId | None = None
        self._asked = 0
        self._thumbs = Thumbs(desk.jobs, px(TALL) * FINE)
        self.sheet = Sheet(self._thumbs, desk.settings.lang)
        self.sheet.answered.connect(self._answer)
        self.sheet.opened.connect(self._to_file)
        arriving.shots.changed.connect(self._show_live)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.sheet)
        self.hide()

    def open(self, person: PersonId) -> None:
        """Somebody out of the list; that their file is looked at is written down first."""
        from app.desk import beside

        found = self._candidate(person)
        if found is None:
            return
        self._asked += 1
        number, officer, at = self._asked, self._desk.officer, clock.now()
        recogniser, shot = self._faces.recogniser, self._arriving.shots.best()
        arrival, bands = self._arriving.arrival(), recogniser.bands if recogniser else None

        def deed(register: Register) -> "Pair":
            return beside.beside_arrival(register, arrival, person, shot, bands, by=officer, at=at)

        def show(pair: "Pair") -> None:
            if number == self._asked:
                self._show(found, pair)

        self._desk.jobs.desk(self, deed, show, self._sorry)

    def go_on(self) -> None:
        """The next of the list."""
        if following := self._arriving.candidates.next_after(self.person):
            self.open(following.person)

    def shut(self) -> None:
        """The form again; the cursor stays on the card of whom it was about."""
        self._asked += 1
        if self.isHidden():
            return
        person, self.person = self.person, None
        self.hide()
        self.turned.emit()
        if person:
            self._arriving.candidates.stand_on(person)

    def _show(self, found: Candidate, pair: "Pair") -> None:
        self.person = found.person
        today = local(clock.now()).date()
        self.sheet.show_pair(pair, today, self._live(), found.likely or found.band)
        self.sheet.answers.show_given(self._arriving.candidates.answer_of(found.person))
        self.show()
        self.turned.emit()
        self.sheet.arrive()

    def _answer(self, answer: Sameness | None) -> None:
        if self.person:
            self._arriving.candidates.judge(self.person, answer)

    def _to_file(self) -> None:
        """The whole file; for somebody of another station the card."""
        found = self._candidate(self.person) if self.person else None
        if found:
            self._desk.go("card" if found.card.elsewhere else "person", found.person)

    def _candidate(self, person: PersonId) -> Candidate | None:
        found = self._arriving.candidates.found
        return next((one for one in found if one.person == person), None)

    def _show_live(self) -> None:
        if not self.isHidden():
            self.sheet.one.show_shots(self._live())

    def _live(self) -> list[Shot]:
        told, tall = self.tr("现场"), px(TALL) * FINE
        shots = reversed(self._arriving.shots.photos)
        return [Shot(image=small(shot.jpeg, tall), words=told) for shot in shots]

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        self._desk.tell(Telling(words=self._desk.sentence(sorry), tone="warn"))
