"""Beginning a lead: about whom, the form, its draft, and saving it."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app import clock
from app.desk import blacklist, drafts
from app.domain.blacklist import Listing
from app.domain.errors import Refused, Unavailable
from app.domain.ids import PersonId
from app.store.people import card
from app.store.register import Register
from ui.blacklist.lead_form import Lead, LeadForm
from ui.kept import HalfFilled
from ui.page import Desk, Key, PageWidget, Telling
from ui.people.in_station import today

if TYPE_CHECKING:
    from app.store.ask import Reader


class Leading(QObject):
    """One lead at a time; what was typed for somebody is there again."""

    turned = Signal()
    """The form came or went."""
    saved = Signal(object)
    """The id of the new listing."""

    def __init__(self, desk: Desk, page: PageWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self.form = LeadForm(desk.settings.lang)
        self._person: UUID | None = None
        self._name, self._earlier = "", 0
        self.half_filled = HalfFilled(desk, drafts.LISTING, self._typed, self)
        self.half_filled.loaded.connect(self._kept_came)
        self.form.wanted.connect(self._save)
        self.form.shut.connect(self._shut)

    @property
    def is_open(self) -> bool:
        """Whether a lead is being written."""
        return self._person is not None

    def keys(self) -> list[Key]:
        """Back, one more piece of evidence, save."""
        form = self.form
        return [
            Key(key="Esc", words=self.tr("返回"), do=self._shut),
            Key(key="Ctrl+N", words=self.tr("清空重来"), do=self.throw_away),
            Key(key="F4", words=self.tr("再加一条证据"), do=form.add_proof),
            Key(key="F9", words=self.tr("保存线索"), do=form.finish, primary=True),
        ]

    def start(self) -> None:
        """Keep what is typed from now on."""
        self.half_filled.start()

    def stop(self) -> None:
        """For the last time."""
        self.half_filled.stop()

    def arrive(self) -> None:
        """Where the lead begins."""
        self.form.fact.setFocus()

    def throw_away(self) -> None:
        """What was typed is not wanted any more."""
        if self._person:
            self.half_filled.drop(self._person)
            self._fill()

    def begin(self, person: UUID) -> None:
        """About somebody whose file is open."""
        if self._person == person:
            return
        officer = self._desk.officer

        def ask(reader: "Reader") -> tuple[str, int]:
            known = blacklist.courses_of(reader, PersonId(person), by=officer)
            return card(reader, person).name, len(known)

        def show(found: tuple[str, int]) -> None:
            self.half_filled.keep()
            self._person = person
            self._name, self._earlier = found
            self._fill()
            self.turned.emit()
            self.arrive()

        self._desk.jobs.read(self, ask, show)

    def _fill(self) -> None:
        if self._person:
            kept = self.half_filled.of(self._person)
            self.form.begin(self._name or self.tr("姓名不详"), today(), self._earlier, kept)
            if kept:
                told = self.tr("上次没写完的线索已经填上，请接着写；清空重来按 Ctrl+N。")
                self._desk.tell(Telling(words=told))

    def _kept_came(self) -> None:
        """What was left from before came after the form: nothing was typed in it yet."""
        if self.is_open and not self.form.raw():
            self._fill()

    def _typed(self) -> tuple[UUID, dict[str, str]] | None:
        return (self._person, self.form.raw()) if self._person else None

    def _save(self, lead: Lead) -> None:
        person = self._person
        if person is None:
            return
        officer, at = self._desk.officer, clock.now()

        def deed(register: Register) -> Listing:
            return blacklist.open_lead(
                register, PersonId(person), lead.fact, lead.happened_on, lead.words, lead.proofs,
                by=officer, at=at,
            )  # fmt: skip

        def done(made: Listing) -> None:
            self.half_filled.drop(person)
            self._end()
            told = self.tr("线索已保存；要调查、告知、听取意见并由另一人审批后才生效。")
            self._desk.tell(Telling(words=told, tone="ok"))
            self.saved.emit(made.id)

        self._desk.jobs.desk(self, deed, done, self._not_saved)

    def _not_saved(self, sorry: Refused | Unavailable) -> None:
        self.form.refused(sorry.key, self._desk.sentence(sorry))

    def _shut(self) -> None:
        """What was typed stays kept; back to the file."""
        self.half_filled.keep()
        self._end()
        self._desk.back()

    def _end(self) -> None:
        self._person = None
        self.form.hide()
        self.turned.emit()
