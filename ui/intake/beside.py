"""对照: who is at the desk and somebody on file side by side, in the place of the form."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import clock
from app.clock import local
from app.desk.identify import Candidate
from app.domain.errors import Refused, Unavailable
from app.domain.evidence import Sameness
from app.domain.ids import PersonId
from app.domain.staff import Right
from app.store.changes import Changes
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
    from app.desk.admission import Arrival, Taken
    from app.desk.beside import Pair
    from app.faces.bands import Calibration
    from app.store.ask import Reader


_KINDS = frozenset({"person", "claim", "link", "index_card", "photograph", "erasure"})


class Beside(QWidget):
    """Enter on a candidate opens it, 1, 2, 3 answer, F6 goes on to the next, Esc shuts it."""

    turned = Signal()
    """Opened or shut: the form comes or goes, and other keys hold."""

    def __init__(self, desk: Desk, faces: Faces, arriving: Arriving) -> None:
        super().__init__()
        self._desk, self._faces, self._arriving = desk, faces, arriving
        self.person: PersonId | None = None
        self._found: Candidate | None = None
        self._asked = 0
        self._thumbs = Thumbs(desk.jobs, px(TALL) * FINE)
        self.sheet = Sheet(self._thumbs, desk.settings.lang)
        self.sheet.answered.connect(self._answer)
        self.sheet.opened.connect(self._to_file)
        arriving.shots.changed.connect(self._show_live)
        arriving.candidates.stood.connect(self._follow)
        desk.jobs.changed.connect(self._changed)
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
        arrival, shot, bands = self._now()

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
        person, self.person, self._found = self.person, None, None
        self.hide()
        self.turned.emit()
        if person:
            self._arriving.candidates.go_back(person)

    def refresh(self) -> None:
        """The arrival or the file has changed: compared anew. That it is looked at was written down
        when it began."""
        from app.desk import beside

        person = self.person
        if self.isHidden() or person is None:
            return
        # One that is being opened is painted as everything stands then.
        number, at, sealed = self._asked, clock.now(), self._desk.officer.may(Right.SEALED)
        arrival, shot, bands = self._now()

        def work(reader: "Reader") -> "Pair":
            return beside.arrival_again(reader, arrival, person, shot, bands, at=at, sealed=sealed)

        def show(pair: "Pair") -> None:
            found = self._candidate(person) or self._found
            if number == self._asked and found:
                self._paint(found, pair)

        def shut_out(sorry: Refused | Unavailable) -> None:
            """Sealed or erased while they were looked at: nothing of them stays on the screen."""
            if number == self._asked:
                self.shut()
                self._sorry(sorry)

        self._desk.jobs.read(self, work, show, shut_out)

    def _changed(self, changes: Changes) -> None:
        if changes.kinds & _KINDS:
            self.refresh()

    def _follow(self, person: PersonId) -> None:
        """The cursor went to another card: 1, 2 and 3 answer about whom one sees."""
        if not self.isHidden() and person != self.person:
            self.open(person)

    def _now(self) -> "tuple[Arrival, Taken | None, Calibration | None]":
        recogniser = self._faces.recogniser
        bands = recogniser.bands if recogniser else None
        return self._arriving.arrival(), self._arriving.shots.best(), bands

    def _show(self, found: Candidate, pair: "Pair") -> None:
        self.person = found.person
        self._paint(found, pair)
        self.show()
        self.turned.emit()
        self.sheet.arrive()

    def _paint(self, found: Candidate, pair: "Pair") -> None:
        self._found = found
        listed = self._arriving.candidates
        # The list compared faces with all of theirs, and knows of twins.
        faced = [clue for clue in found.clues if clue.about == "face"]
        if faced:
            others = [clue for clue in pair.clues if clue.about != "face"]
            pair = replace(pair, clues=(*faced, *others))
        today = local(clock.now()).date()
        self.sheet.show_pair(pair, today, self._live(), found.likely or found.band)
        self.sheet.told.say(listed.caution_of(found), "warn")
        place = listed.place_of(found.person)
        self.sheet.note.setText(self.tr("机器只列出依据，由人判断　{0}").format(place).strip())
        self.sheet.answers.show_given(listed.answer_of(found.person))

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
