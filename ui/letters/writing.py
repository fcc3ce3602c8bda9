"""Which form about a letter is open, and what it saves."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app import clock
from app.desk import letter_prefill, letters
from app.domain.errors import Refused, Unavailable
from app.domain.ids import OfficerId
from app.domain.letter_closes import closed_by_sending
from app.domain.letter_fields import said_of_text
from app.domain.outside_letter import LetterKind, OutsideLetter, Whole
from app.domain.today import day_of
from app.words.letters import kind_in_words
from ui.letters.question import Case
from ui.letters.step_forms import AnswerForm, BackForm, SentForm
from ui.letters.text_form import KIND, TextForm
from ui.page import Desk, PageWidget, Telling
from ui.today.small_form import SmallForm

if TYPE_CHECKING:
    from app.store.register import Register

FORM, LETTER = "form", "letter"
Deed = Callable[["Register"], OutsideLetter]


class Writing(QObject):
    """One form at a time; F9 saves the one that is open, Esc leaves it."""

    turned = Signal()
    """A form came or went."""
    saved = Signal(object)
    """The letter that something was written down about."""

    def __init__(self, desk: Desk, page: PageWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        lang = desk.settings.lang
        self.text, self.sent = TextForm(lang), SentForm(lang)
        self.answer, self.back = AnswerForm(lang), BackForm(lang)
        self.steps: dict[str, SentForm | AnswerForm | BackForm] = {
            "sent": self.sent, "answer": self.answer, "back": self.back,
        }  # fmt: skip
        self.case: Case | None = None
        self._about: Whole | None = None
        self.text.wanted.connect(self._save_text)
        self.text.chosen.connect(self._prefill)
        self.text.shut.connect(self.close)
        self.sent.wanted.connect(self._save_sent)
        self.answer.wanted.connect(self._save_answer)
        self.back.wanted.connect(self._save_back)
        for form in self.steps.values():
            form.shut.connect(self.close)

    @property
    def forms(self) -> tuple[TextForm | SmallForm, ...]:
        """All of them, for the page to lay out."""
        return (self.text, *self.steps.values())

    @property
    def open(self) -> TextForm | SmallForm | None:
        """The one that is filled in now."""
        return next((one for one in self.forms if not one.isHidden()), None)

    def typed(self) -> dict[str, str]:
        """What stands in the open form, by which it is opened again."""
        form = self.open
        raw = form.typed() if form else {}
        name = next((key for key, one in self.steps.items() if one is form), "text")
        about = {LETTER: str(self._about.id)} if self._about else {}
        return {FORM: name, **about, **raw} if raw else {}

    def write(self, kept: Mapping[str, str]) -> None:
        """F2: a new letter."""
        if self.case:
            self._open(self.text, None)
            self.text.begin(self.case.subject, self.case.staff, {}, kept)
            self.turned.emit()
            if kind := kept.get(KIND):
                self._prefill(kind)

    def write_anew(self, whole: Whole, kept: Mapping[str, str]) -> None:
        """F3: one that has not gone yet."""
        if self.case:
            self._open(self.text, whole)
            text = whole.text
            values = {KIND: str(whole.kind), **said_of_text(text)}
            values |= {"second": str(text.second)} if text.second else {}
            self.text.begin(self.case.subject, self.case.staff, values, kept)
            self.turned.emit()

    def step(self, name: str, whole: Whole, kept: Mapping[str, str]) -> None:
        """F6, F7, Ctrl+F10: that it went, what came back, what was wrong."""
        form = self.steps[name]
        self._open(form, whole)
        if isinstance(form, BackForm):
            form.begin_for(whole, kept)
        else:
            form.begin_for(whole, day_of(clock.now()), kept)
        lang = self._desk.settings.lang
        form.told.say(f"{kind_in_words(whole.kind, lang)}　{whole.first.number}")
        self.turned.emit()

    def take_up(self, kept: Mapping[str, str]) -> None:
        """Open again what was left half-filled."""
        if not kept or self.open or self.case is None:
            return
        name = kept.get(FORM, "")
        about = next((x.whole for x in self.case.rows if str(x.whole.id) == kept.get(LETTER)), None)
        raw = {key: value for key, value in kept.items() if key not in (FORM, LETTER)}
        if name in self.steps and about:
            self.step(name, about, raw)
        elif name == "text" and about:
            self.write_anew(about, raw)
        elif name == "text" and LETTER not in kept:
            self.write(raw)

    def close(self) -> None:
        """What stood there is kept until another form begins."""
        self._open(None, None)
        self.turned.emit()

    def ask(self) -> None:
        """F9."""
        if form := self.open:
            form.ask()

    def approve(self, whole: Whole) -> None:
        """F4: what stands there now may be published."""
        by, at = self._desk.officer, clock.now()
        told = self.tr("已批准发布。发布后按 F6 登记。")
        self._do(
            lambda register: letters.approve(register, whole.id, by=by, at=at), told, self._tell
        )

    def _open(self, form: TextForm | SmallForm | None, about: Whole | None) -> None:
        for other in self.forms:
            if other is not form:
                other.hide()
        self._about = about

    def _prefill(self, kind: str) -> None:
        """What the register knows, beside the window's thread."""
        if self.case is None or self._about is not None:
            return
        visit, station = self.case.visit.id, self._desk.station
        at, lang = clock.now(), self._desk.settings.lang
        self._desk.jobs.read(
            self._page,
            lambda reader: letter_prefill.prefilled(
                reader, visit, LetterKind(kind), station, at=at, lang=lang
            ),
            lambda known: self.text.fill(kind, known),
        )

    def _save_text(self) -> None:
        fields = self.text.said()
        if fields is None or self.case is None:
            return
        second = fields.pop("second", "")
        said = letters.Said(
            kind=LetterKind(self.text.kind.value()),
            fields=fields,
            second=OfficerId(UUID(second)) if second else None,
            corrects=self._about.id if self._about else None,
        )
        visit, station, by = self.case.visit.id, self._desk.station, self._desk.officer
        at = clock.now()
        self.text.save.setEnabled(False)
        told = self.tr("函件已保存。按 F8 打印，发出后按 F6 登记。")
        self._do(
            lambda register: letters.write(register, visit, said, station, by=by, at=at),
            told,
            self.text.refused,
        )

    def _save_sent(self) -> None:
        on, form = self.sent.day(), self.sent
        if on is None or self._about is None:
            return
        letter, by, at = self._about.id, self._desk.officer, clock.now()
        how, said = form.value("how"), form.value("words")
        closes = bool(closed_by_sending(self._about.text))
        closed = self.tr("已登记发出，今日事项里相应的一项已办结。")
        told = closed if closes else self.tr("已登记发出。")
        self._step(
            form,
            lambda register: letters.send(register, letter, how, by=by, at=at, on=on, words=said),
            told,
        )

    def _save_answer(self) -> None:
        came, form = self.answer.came(), self.answer
        if came is None or self._about is None:
            return
        letter, by, at = self._about.id, self._desk.officer, clock.now()
        told = self.tr("复函已登记。")
        self._step(
            form, lambda register: letters.answer(register, letter, came, by=by, at=at), told
        )

    def _save_back(self) -> None:
        which, why, form = self.back.value("which"), self.back.value("words"), self.back
        if not which:
            form.warn("which", self.tr("请选择。"))
            return
        by, at = self._desk.officer, clock.now()
        told = self.tr("已撤回，原来的登记保留。")
        self._step(
            form, lambda register: letters.take_back(register, UUID(which), why, by=by, at=at), told
        )

    def _step(self, form: SmallForm, deed: Deed, told: str) -> None:
        form.wait()
        self._do(deed, told, lambda sorry: form.refused(sorry.key, self._desk.sentence(sorry)))

    def _do(self, deed: Deed, told: str, refused: Callable[[Refused | Unavailable], None]) -> None:
        def done(made: OutsideLetter) -> None:
            self.text.save.setEnabled(True)
            self._open(None, None)
            self._desk.tell(Telling(words=told, tone="ok"))
            self.turned.emit()
            self.saved.emit(made.letter)

        self._desk.jobs.desk(self._page, deed, done, refused)

    def _tell(self, sorry: Refused | Unavailable) -> None:
        self._desk.tell(Telling(words=self._desk.sentence(sorry), tone="warn"))
