"""Which form of 回访 is open, and what it saves."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app import clock
from app.desk import followup_letters, letters, slips
from app.desk.followups import Row
from app.desk.slips import Back
from app.domain.errors import Refused, Unavailable
from app.domain.outside_letter import LetterKind, OutsideLetter, Whole
from app.words.letters import result_in_words
from ui.followups.forms import LetterForm, NumberForm, OutcomeForm, SentForm
from ui.page import Desk, PageWidget, Telling
from ui.today.small_form import SmallForm

if TYPE_CHECKING:
    from app.store.ask import Asks
    from app.store.register import Register

FORM = "form"
NUMBER = UUID(int=0)
"""What a number that is typed is kept by: whose it is will only be found."""
_KEPT = frozenset({"letter", "number", "outcome"})


class Writing(QObject):
    """One form at a time; F9 saves the one that is open, Esc leaves it."""

    turned = Signal()
    """A form came or went."""
    saved = Signal(object)
    """The visit that something was written down about."""
    found = Signal(object)
    """`Back`: the letter of a number that was typed."""

    def __init__(self, desk: Desk, page: PageWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        lang = desk.settings.lang
        self.letter, self.number = LetterForm(), NumberForm()
        self.sent, self.outcome = SentForm(lang), OutcomeForm(lang)
        self.by_name: dict[str, SmallForm] = {
            "letter": self.letter, "number": self.number, "sent": self.sent,
            "outcome": self.outcome,
        }  # fmt: skip
        self._about: UUID | None = None
        self._many: tuple[UUID, ...] = ()
        for form in self.by_name.values():
            form.shut.connect(self.close)
        self.letter.wanted.connect(self._save_letter)
        self.number.wanted.connect(self._seek)
        self.sent.wanted.connect(self._save_sent)
        self.outcome.wanted.connect(self._save_outcome)

    @property
    def forms(self) -> tuple[SmallForm, ...]:
        """All of them, for the page to lay out."""
        return tuple(self.by_name.values())

    @property
    def open(self) -> SmallForm | None:
        """The one that is filled in now."""
        return next((form for form in self.forms if not form.isHidden()), None)

    def typed(self) -> tuple[UUID, dict[str, str]] | None:
        """What stands in the open form, by the visit it is about; a number by `NUMBER`."""
        name = next((key for key, form in self.by_name.items() if form is self.open), "")
        raw = self.by_name[name].typed() if name in _KEPT else {}
        return (self._about, {FORM: name, **raw}) if raw and self._about else None

    def write(self, row: Row, kept: Mapping[str, str]) -> None:
        """F2: asks what the register knows of a letter, then shows it."""
        station, at, lang = self._desk.station, clock.now(), self._desk.settings.lang

        def ask(asks: "Asks") -> dict[str, str]:
            return followup_letters.begun(asks, row, station, at=at, lang=lang)

        def show(known: dict[str, str]) -> None:
            self._open(self.letter, row.one.visit)
            self.letter.begin(known, kept, "to")
            self.letter.told.say(f"{row.card.name}　{row.card.case_number}")
            self.turned.emit()

        self._desk.jobs.read(self._page, ask, show)

    def seek(self, kept: Mapping[str, str]) -> None:
        """F4: a number as it is printed."""
        self._open(self.number, NUMBER)
        self.number.begin({}, kept, "number")
        self.turned.emit()

    def went(self, visit: UUID | None, many: tuple[UUID, ...], told: str) -> None:
        """F6: one letter, or all that were printed."""
        self._open(self.sent, visit)
        self._many = many
        self.sent.told.say(told)
        self.sent.begin({"how": "post"}, {}, "how")
        self.turned.emit()

    def answer(self, whole: Whole, name: str, kept: Mapping[str, str]) -> None:
        """F7, or a slip that was scanned."""
        self._open(self.outcome, whole.first.visit)
        lang, came = self._desk.settings.lang, whole.answer
        told = f"{name}　{whole.first.number}"
        if came:
            result = result_in_words(LetterKind.FOLLOW_UP, came.result, lang)
            told += self.tr("\n已登记：{0}（{1}）。再登记的以后一次为准。").format(result, came.on)
        self.outcome.begin_for(whole, told, kept)
        self.turned.emit()

    def close(self) -> None:
        """What stood there is kept until another form begins."""
        self._open(None, None)
        self.turned.emit()

    def ask(self) -> None:
        """F9."""
        if form := self.open:
            form.ask()

    def _open(self, form: SmallForm | None, about: UUID | None) -> None:
        for other in self.forms:
            if other is not form:
                other.hide()
        self._about = about

    def _save_letter(self) -> None:
        visit, form = self._about, self.letter
        if visit is None:
            return
        station, by, at = self._desk.station, self._desk.officer, clock.now()
        fields = {name: form.value(name) for name in followup_letters.ASKED}
        lang = self._desk.settings.lang

        def deed(register: "Register") -> OutsideLetter:
            return followup_letters.write(register, visit, fields, station, by=by, at=at, lang=lang)

        self._do(form, deed, lambda _made: self.tr("回访函已写好。按 F8 打印，寄出后按 F6 登记。"))

    def _seek(self) -> None:
        here, by, form = self._desk.station.code, self._desk.officer, self.number
        typed = form.value("number")

        def ask(asks: "Asks") -> Back:
            return slips.found(asks, typed, here, by=by)

        def come(back: Back) -> None:
            self.close()
            self.found.emit(back)

        form.wait()
        self._desk.jobs.read(self._page, ask, come, lambda sorry: self._refused(form, sorry))

    def _save_sent(self) -> None:
        many, by, at, how = self._many, self._desk.officer, clock.now(), self.sent.value("how")
        self._do(
            self.sent,
            lambda register: followup_letters.sent(register, many, how, by=by, at=at),
            lambda went: self.tr("已登记寄出 {0} 份，今日事项里相应的事项已办结。").format(went),
        )

    def _save_outcome(self) -> None:
        form, whole = self.outcome, self.outcome.whole
        result, said = form.value("result"), form.value("words")
        if whole is None:
            return
        if not result:
            form.warn("result", self.tr("请按 1 到 4 选择结果。"))
            return
        by, at, again = self._desk.officer, clock.now(), whole.answer is not None
        lang = self._desk.settings.lang

        def deed(register: "Register") -> OutsideLetter:
            return slips.note(register, whole.id, result, said, by=by, at=at, again=again)

        def told(_made: OutsideLetter) -> str:
            words = result_in_words(LetterKind.FOLLOW_UP, result, lang)
            return self.tr("回执已登记：{0}。").format(words)

        self._do(form, deed, told, undo=True)

    def _do(
        self,
        form: SmallForm,
        deed: "Callable[[Register], OutsideLetter | int]",
        told: Callable[..., str],
        *,
        undo: bool = False,
    ) -> None:
        about = self._about

        def done(made: OutsideLetter | int) -> None:
            self._open(None, None)
            back = (lambda: self._take_back(made)) if undo and not isinstance(made, int) else None
            self._desk.tell(Telling(words=told(made), tone="ok", undo=back))
            self.turned.emit()
            self.saved.emit(about)

        form.wait()
        self._desk.jobs.desk(self._page, deed, done, lambda sorry: self._refused(form, sorry))

    def _take_back(self, made: OutsideLetter) -> None:
        """F12: the wrong digit."""
        by, at, why = self._desk.officer, clock.now(), self.tr("按错了")

        def deed(register: "Register") -> OutsideLetter:
            return letters.take_back(register, made.id, why, by=by, at=at)

        def done(_made: OutsideLetter) -> None:
            self._desk.tell(Telling(words=self.tr("已撤回，原来的登记保留。"), tone="ok"))
            self.saved.emit(made.visit)

        self._desk.jobs.desk(self._page, deed, done)

    def _refused(self, form: SmallForm, sorry: Refused | Unavailable) -> None:
        form.refused(sorry.key, self._desk.sentence(sorry))
