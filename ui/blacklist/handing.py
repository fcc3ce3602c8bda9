"""What is handed over or told of one course: its papers, read aloud, in pictures."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.desk.courses import Opened
from app.desk.listing_papers import NOTICE, Sheet, first_of, to_object
from app.desk.papers import Made
from app.domain.errors import Refused, Unavailable
from app.domain.staff import Right
from app.words.say import say
from ui.blacklist.papers_card import PapersCard
from ui.notices.telling import BY_PICTURES, BY_VOICE, NoticeTelling
from ui.page import Desk, Key, Telling
from ui.papers.output import Output
from ui.people.in_station import today


class Handing(QObject):
    """For whoever may decide or approve; who only reads hands nothing over."""

    turned = Signal()
    """Other keys than before."""
    told = Signal(object, str)
    """Which listing's notice was heard or seen to the end, and how, in words."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._opened: Opened | None = None
        self._told: dict[UUID, str] = {}
        self.card = PapersCard(desk.settings.lang)
        self.output = Output(desk, page)
        self.telling = NoticeTelling(desk, page)
        self.card.wanted.connect(self.print)
        self.telling.turned.connect(self.turned)
        self.telling.told.connect(self._was_told)

    def show_course(self, opened: Opened | None) -> None:
        """The papers of this course; None: nothing is open, or something else stands there."""
        if self._opened and (opened is None or opened.seen.id != self._opened.seen.id):
            self.telling.stop()
        officer = self._desk.officer
        may = officer.may(Right.DECIDE) or officer.may(Right.APPROVE)
        self._opened = opened if may else None
        if self._opened:
            self.card.show_course(self._opened, today())
        else:
            self.card.hide()

    def keys(self) -> list[Key]:
        """F8 prints what is to be handed over now, Shift+F8 the form for an objection; the notice
        is read aloud and shown in pictures."""
        if self._opened is None:
            return []
        course, found = self._opened.seen.course, []
        if first := first_of(course, today()):
            do = partial(self.print, first)
            found.append(Key(key="F8", words=self._called(first), do=do, icon="print"))
            if first.form == NOTICE:
                found += self.telling.keys(partial(self._read, first), NOTICE, first.subject)
        if form := to_object(course, today()):
            do = partial(self.print, form)
            found.append(Key(key="Shift+F8", words=self._called(form), do=do, on_page=True))
        return found

    def print(self, sheet: Sheet) -> None:
        """One of the papers of this course."""
        self.output.print(sheet.form, sheet.subject)

    def stop(self) -> None:
        """Nobody is read to any more."""
        self.telling.stop()

    def how_told(self, listing: UUID) -> str:
        """How its notice was told until now, for the words of the step."""
        return self._told.get(listing, "")

    def _called(self, sheet: Sheet) -> str:
        name = say(f"listing_paper.{sheet.form}", self._desk.settings.lang)
        return self.tr("打印{0}").format(name)

    def _read(self, sheet: Sheet) -> None:
        """What stands on the notice, as it would be printed now."""

        def read(made: Made) -> None:
            if self._opened and self._opened.seen.id == sheet.subject:
                self.telling.read(made.aloud, sheet.subject)

        self.output.make(sheet.form, sheet.subject, read, self._sorry)

    def _was_told(self, how: str, listing: UUID) -> None:
        said = {
            BY_VOICE: self.tr("告知书已由系统语音朗读。"),
            BY_PICTURES: self.tr("告知书已用图示说明。"),
        }[how]
        before = self.how_told(listing)
        if said not in before:
            self._told[listing] = before + said
            self.told.emit(listing, said)

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        self._desk.tell(Telling(words=self._desk.sentence(sorry), tone="warn"))
