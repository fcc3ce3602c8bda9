"""Writing something down in 今日事项: which form is open, and what it saves."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app import clock
from app.clock import local
from app.desk import cold, matters
from app.desk.today import Row
from app.domain.cold import ColdSpell
from app.domain.errors import Refused, Unavailable
from app.domain.matter import Matter, MatterStep
from app.domain.staff import Officer
from app.words.say import say
from ui.page import Desk, PageWidget, Telling
from ui.today.forms import ColdForm, MatterForm, OwnerForm
from ui.today.small_form import SmallForm

if TYPE_CHECKING:
    from app.store.register import Register

COLD = UUID(int=0)
"""By which what was typed of a cold night is kept: it is about nobody."""


class Writing(QObject):
    """One form at a time; F9 saves the one that is open, Esc leaves it."""

    turned = Signal()
    """A form came or went."""
    saved = Signal(object)
    """By which what was typed is kept; None where nothing is."""
    shut = Signal()

    def __init__(self, desk: Desk, page: PageWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self.matter, self.owner = MatterForm(desk.settings.lang), OwnerForm()
        self.weather = ColdForm()
        self.forms: tuple[SmallForm, ...] = (self.matter, self.owner, self.weather)
        self._about: UUID | None = None
        """The matter with the cursor when the form was opened."""
        self._record: UUID | None = None
        """By which what is typed is kept."""
        self._row: Row | None = None
        self._visit: UUID | None = None
        self.matter.wanted.connect(self._save_matter)
        self.owner.wanted.connect(self._save_owner)
        self.weather.wanted.connect(self._save_cold)
        for form in self.forms:
            form.shut.connect(self._leave)

    @property
    def shown(self) -> SmallForm | None:
        """The form that is open."""
        return next((one for one in self.forms if not one.isHidden()), None)

    @property
    def open(self) -> bool:
        """Whether one is."""
        return self.shown is not None

    @property
    def about(self) -> UUID | None:
        """The matter that the open form is about."""
        return self._about if self.open else None

    def ask(self) -> None:
        """F9."""
        if form := self.shown:
            form.ask()

    def typed(self) -> tuple[UUID, dict[str, str]] | None:
        """What stands in the form about a matter, for keeping."""
        if raw := self.weather.typed():
            return COLD, raw
        raw, record = self.matter.typed(), self._record
        return (record, raw) if raw and record else None

    def moved(self, record: UUID | None) -> None:
        """The cursor is on another matter: a form about the one before goes."""
        if self.open and self._about is not None and record != self._about:
            self._hide()

    def close(self, row: Row, kept: dict[str, str], record: UUID) -> None:
        """F9: with its evidence; a stay is extended."""
        self._hide()
        self._row, self._visit, self._about, self._record = row, row.due.visit, record, record
        self.matter.begin_closing(row.due.matter, _today(), kept)
        self.turned.emit()

    def add(self, visit: UUID, kept: dict[str, str], about: UUID) -> None:
        """F2: something that no rule knows."""
        self._hide()
        self._row, self._visit, self._about, self._record = None, visit, about, visit
        self.matter.begin_adding(_today(), kept)
        self.turned.emit()

    def give(self, row: Row, working: tuple[Officer, ...], record: UUID) -> None:
        """F6: who sees to it."""
        self._hide()
        self._row, self._about, self._record = row, record, None
        self.owner.begin_for(working, str(row.due.owner or ""))
        self.turned.emit()

    def cold(self, kept: dict[str, str]) -> None:
        """F7: how cold it will be."""
        self._hide()
        self._about, self._record = None, None
        self.weather.begin_today(_today(), kept)
        self.turned.emit()

    def cold_is_over(self, spell: ColdSpell) -> None:
        """The warning goes."""
        by, at = self._desk.officer, clock.now()
        told = self.tr("寒冷天气预警已取消。")
        self._desk.jobs.desk(
            self._page,
            lambda register: cold.take_back(register, spell.id, by=by, at=at),
            lambda _made: self._desk.tell(Telling(words=told, tone="ok")),
        )

    def take_back(self, wrong: MatterStep, why: str) -> None:
        """An entry was wrong."""
        by, at = self._desk.officer, clock.now()

        def taken(_made: object) -> None:
            told = self.tr("已标为记录有误，原记录保留。")
            self._desk.tell(Telling(words=told, tone="ok"))
            self.saved.emit(None)

        def not_taken(sorry: Refused | Unavailable) -> None:
            self._desk.tell(Telling(words=self._desk.sentence(sorry), tone="warn"))

        self._desk.jobs.desk(
            self._page,
            lambda register: matters.take_back(register, wrong.id, why, by=by, at=at),
            taken,
            not_taken,
        )

    def _save_matter(self) -> None:
        said, visit, what = self.matter.written(), self._visit, self.matter.what
        if said is None or visit is None:
            return
        by, at = self._desk.officer, clock.now()
        new = None if what else Matter(self.matter.value("matter"))

        def deed(register: "Register") -> MatterStep:
            if new is not None:
                return matters.begin(register, visit, new, said, by=by, at=at)
            if what is Matter.STAY or what is None:
                return matters.extend(register, visit, said, by=by, at=at)
            return matters.close(register, visit, what, said, by=by, at=at)

        self._save(self.matter, deed)

    def _save_owner(self) -> None:
        row, chosen = self._row, self.owner.value("owner")
        if row is None or row.due.person is None:
            return
        if not chosen:
            self.owner.warn("owner", self.tr("请选择。"))
            return
        due, person, by, at = row.due, row.due.person, self._desk.officer, clock.now()
        owner = UUID(chosen)
        self._save(
            self.owner,
            lambda register: matters.give(
                register, person, due.subject, due.matter, owner, by=by, at=at
            ),
        )

    def _save_cold(self) -> None:
        read = self.weather.read()
        if read is None:
            return
        (first, last, low), words = read, self.weather.value("words")
        by, at = self._desk.officer, clock.now()
        self._save(
            self.weather,
            lambda register: cold.say(register, first, last, low, words, by=by, at=at),
        )

    def _save(self, form: SmallForm, deed: "Callable[[Register], MatterStep | ColdSpell]") -> None:
        form.wait()
        record = self._record if form is self.matter else None
        record = COLD if form is self.weather else record

        def saved(made: MatterStep | ColdSpell) -> None:
            self._hide()
            self._desk.tell(Telling(words=self._told(made), tone="ok"))
            self.saved.emit(record)

        def not_saved(sorry: Refused | Unavailable) -> None:
            form.refused(sorry.key, self._desk.sentence(sorry))

        self._desk.jobs.desk(self._page, deed, saved, not_saved)

    def _told(self, made: MatterStep | ColdSpell) -> str:
        if isinstance(made, ColdSpell):
            return self.tr("寒冷天气已登记。")
        lang = self._desk.settings.lang
        what, how = say(f"matter.{made.matter}", lang), say(f"step_kind.{made.kind}", lang)
        return self.tr("{0}：{1}。").format(what, how)

    def _leave(self) -> None:
        self.shut.emit()  # what is typed is kept while it is still shown
        self._hide()

    def _hide(self) -> None:
        if form := self.shown:
            form.hide()
            self.turned.emit()


def _today() -> date:
    return local(clock.now()).date()
