"""寻亲: the pairs that may belong together, the likeliest first, and what is done about one."""

from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app import clock
from app.desk import drafts, kin
from app.desk.following import rules_of
from app.domain.errors import Refused, Unavailable
from app.domain.kin_match import KinMatch, KinState, KinStep, Pair
from app.domain.staff import Right
from app.domain.today import day_of
from app.store.register import Register
from app.words.clues import likely_word
from app.words.kin import state_in_words, step_in_words
from app.words.say import say
from ui.cards import SayLine, scrolling, sheet, words
from ui.kept import HalfFilled
from ui.page import Desk, Key, PageWidget, Telling
from ui.pills import PillRow
from ui.table import Cell, Column, RowTable
from ui.theme import GAP, px
from ui.tracing.kin_card import LIKELY_TONES, TONE_OF, KinCard
from ui.tracing.kin_forms import StepForm, StepForms
from ui.tracing.question import (
    PairCase,
    PairRow,
    Pairs,
    asked_in_words,
    pair_case,
    pairs_shown,
    who,
)

SIDE = 560
_LEAST = 210
_STEP = "step"
_OVER = frozenset({KinStep.REUNITED, KinStep.ELSEWHERE})
_ENDS = frozenset({KinState.CANDIDATE, KinState.VERIFYING, KinState.CANNOT_TELL})
_WISHES = frozenset({KinState.CANDIDATE, KinState.VERIFYING, KinState.CONFIRMED, KinState.DECLINED})


class KinPage(PageWidget):
    """A list to walk with the arrows; the match card of the chosen pair stands at the right."""

    reloads_on: ClassVar[frozenset[str]] = frozenset(
        {"kin_match", "inquiry_entry", "sought", "claim", "link", "person", "officer"}
        | {"inquiry_photo", "photograph", "template", "consent"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Pairs | None = None
        self.case: PairCase | None = None
        self._wanted: UUID | None = None
        self._kept: dict[str, str] = {}
        self._seen: UUID | None = None
        self._held: UUID | None = None
        lang = desk.settings.lang
        self.pills, self.told, self.none = PillRow(self.tr("只看")), SayLine(), words("", "label")
        self.table: RowTable[PairRow] = RowTable(self._columns(lang), self.tr("寻亲比对"), _LEAST)
        self.card, self.forms = KinCard(desk.jobs, lang), StepForms(lang, self).by
        self.half_filled = HalfFilled(desk, drafts.KIN, self._typed, self)
        self._lay_out()
        self.pills.chosen.connect(lambda _value: self._show_rows())
        self.table.moved.connect(lambda _row: self._choose())
        self.table.opened.connect(lambda _row: self._to_workbench())
        self.half_filled.loaded.connect(self._choose)  # what was left may be known only after it
        for step, form in self.forms.items():
            form.wanted.connect(partial(self._save, step))
            form.shut.connect(self._close)

    def keys(self) -> list[Key]:
        """While something is filled in: F9 saves it. Else what the chosen pair waits for."""
        if form := self._open_form():
            return [Key(key="F9", words=form.save.accessibleName(), do=form.ask, primary=True,
                        icon="check")]  # fmt: skip
        found = [
            Key(key="F2", words=self.tr("寻人登记"), do=self._to_inquiries, icon="description")
        ]
        found.append(
            Key(key="F8", words=self.tr("回访"), do=lambda: self.desk.go("followups", None))
        )
        pair = self.case.row.pair if self.case else None
        if pair is not None and self.desk.officer.may(Right.DECIDE):
            found += self._steps(pair.state, told=pair.told is not None)
            if len(pair.standing) > 1:
                found.append(self._step_key("Ctrl+F10", self.tr("撤销"), KinStep.UNDONE))
        if pair is not None and pair.steps[-1].visit:
            found.append(Key(key="F11", words=self.tr("工作台"), do=self._to_workbench))
        return found

    def _steps(self, state: KinState, *, told: bool) -> list[Key]:
        found = []
        if state in (KinState.CANDIDATE, KinState.CANNOT_TELL):
            found.append(self._step_key("F3", self.tr("开始核实"), KinStep.VERIFYING, first=True))
        if state in _WISHES:
            found.append(self._step_key("F4", self.tr("本人意愿"), KinStep.WISH))
        if state is KinState.VERIFYING:
            found.append(self._step_key("F6", self.tr("确认"), KinStep.CONFIRMED, first=True))
        if state is KinState.CONFIRMED:
            step = KinStep.REUNITED if told else KinStep.TOLD
            label = self.tr("登记团聚") if told else self.tr("告知寻人者")
            found.append(self._step_key("F6", label, step, first=True))
        if state in _ENDS:
            found.append(self._step_key("F7", self.tr("排除…"), KinStep.EXCLUDED))
        return found

    def _step_key(self, key: str, told: str, step: KinStep, *, first: bool = False) -> Key:
        return Key(key=key, words=told, do=partial(self._begin, step), primary=first)

    def arrive(self) -> None:
        """The cursor to the list; a form that is open keeps it."""
        if not self._open_form():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.half_filled.start()
        self._load()

    def leave(self) -> None:
        """What was typed is there again at the next login."""
        self.half_filled.stop()

    def open_for(self, subject: UUID | None) -> None:
        """The list, with a pair under the cursor; a form about another one is kept and closed."""
        if subject and subject != self._held and self._open_form():
            self._close()
        self._wanted = subject
        if self.isVisible():
            self._load()

    def reload(self) -> None:
        """Ask again; what is typed stays."""
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        by = self.desk.officer
        self.desk.jobs.read(self, lambda reader: pairs_shown(reader, by), self._show, self._sorry)

    def _show(self, found: Pairs) -> None:
        self.found = found
        counts = {
            state: sum(row.pair.state is state for row in found.rows)
            for state in (KinState.CANDIDATE, KinState.VERIFYING, KinState.CONFIRMED)
        }
        lang = self.desk.settings.lang
        self.pills.offer([
            ("open", self.tr("待办 {0}").format(sum(counts.values()))),
            *((str(s), f"{_begins(state_in_words(s, lang))} {n}") for s, n in counts.items()),
            ("all", self.tr("全部 {0}").format(len(found.rows))),
        ])  # fmt: skip
        if self._wanted and not any(self._passes(r) for r in found.rows if self._is_wanted(r)):
            self.pills.choose("all")
        self._show_rows()

    def _is_wanted(self, row: PairRow) -> bool:
        return row.pair.id == self._wanted

    def _passes(self, row: PairRow) -> bool:
        value = self.pills.value
        return value == "all" or row.pair.state == value or (value == "open" and row.pair.is_open)

    def _show_rows(self) -> None:
        rows = [row for row in self.found.rows if self._passes(row)] if self.found else []
        self.table.show_rows(rows, keep=lambda row: row.pair.id)
        if self._wanted:
            at = next((n for n, row in enumerate(rows) if self._is_wanted(row)), None)
            if at is not None:
                self.table.selectRow(at)
            self._wanted = None
        nothing = self.tr("没有发现相符的人。新的寻人登记和新到的人会自动比对，也可以按 F5 再看。")
        self.none.setText(nothing)
        self.none.setVisible(not rows)
        self._choose()

    def _choose(self) -> None:
        """Read what belongs to the pair with the cursor, or that a form is open about."""
        row = self._row()
        if row is None:
            self.case = None
            self._show_case()
            return
        by, now, chosen = self.desk.officer, clock.now(), self.desk.settings
        if row.pair.id != self._seen and self.isVisible():
            self._look(row.pair.id)
        self.desk.jobs.read(
            self, lambda reader: pair_case(reader, row, by, now, chosen), self._chosen, self._sorry
        )

    def _row(self) -> PairRow | None:
        """While a form is open it is about one pair, wherever the cursor goes meanwhile and
        whatever leaves the list."""
        if self._open_form() is None:
            return self.table.current()
        rows = self.found.rows if self.found else ()
        before = self.case.row if self.case else None
        return next((row for row in rows if row.pair.id == self._held), before)

    def _look(self, pair: UUID) -> None:
        """Whoever reads it is written down."""
        self._seen = pair
        by, at = self.desk.officer, clock.now()

        def deed(register: Register) -> Pair:
            return kin.look_at(register, pair, by=by, at=at)

        self.desk.jobs.desk(self, deed, lambda _seen: None, self._sorry)

    def _chosen(self, case: PairCase) -> None:
        row = self._row()
        if row is None or row.pair.id != case.row.pair.id:
            return
        self.case = case
        self._show_case()
        kept = self.half_filled.of(case.row.pair.id)
        if kept.get(_STEP) in self.forms and not self._open_form() and self._kept != kept:
            self._kept = kept
            self._begin(KinStep(kept[_STEP]))

    def _show_case(self) -> None:
        names = self.found.names if self.found else {}
        self.card.show_pair(self.case, names)
        self.keys_changed.emit()

    def _begin(self, step: KinStep) -> None:
        row = self.table.current()
        if self.case is None or self.found is None or row is None:
            return
        pair = self.case.row.pair
        if row.pair.id != pair.id:
            return  # the cursor has moved on and what it is at now is being read
        self._held = pair.id
        kept = self.half_filled.of(pair.id)
        typed = {k: v for k, v in kept.items() if k != _STEP} if kept.get(_STEP) == step else {}
        form = self.forms[step]
        for other in self.forms.values():
            if other is not form:
                other.hide()
        form.begin_for(pair, self.found.staff, day_of(clock.now()), typed)
        lang = self.desk.settings.lang
        form.told.say(f"{who(self.case.row, lang)} — {self.case.row.sought}")
        self._show_case()

    def _open_form(self) -> StepForm | None:
        return next((one for one in self.forms.values() if not one.isHidden()), None)

    def _close(self) -> None:
        """What stood there is kept until another form begins."""
        self.half_filled.keep()
        if self._held:
            self._kept = self.half_filled.of(self._held)  # not to open again by itself
        for form in self.forms.values():
            form.hide()
        self._show_case()
        self._choose()
        self.arrive()

    def _save(self, step: KinStep) -> None:
        form, case = self.forms[step], self.case
        said = form.said(step)
        if said is None or case is None:
            return
        pair, by, at = case.row.pair.id, self.desk.officer, clock.now()
        rules = rules_of(self.desk.settings)
        form.wait()

        def done(made: KinMatch) -> None:
            self.half_filled.drop(pair)
            for one in self.forms.values():
                one.hide()
            told = self.tr("已登记：{0}").format(step_in_words(made.step, self.desk.settings.lang))
            if made.step in _OVER and not case.row.station:
                told += self.tr("。寻人登记还开着：按 F2 打开，再按 F4 结束。")
            self.desk.tell(Telling(words=told, tone="ok"))
            self._wanted = pair
            self._load()
            self.arrive()

        def deed(register: Register) -> KinMatch:
            return kin.step(register, pair, said, by=by, at=at, rules=rules)

        self.desk.jobs.desk(self, deed, done, partial(self._refused, form))

    def _refused(self, form: StepForm, sorry: Refused | Unavailable) -> None:
        facts = dict(sorry.facts)
        lang = self.desk.settings.lang
        if state := facts.get("state"):
            facts["state"] = state_in_words(KinState(str(state)), lang)
        form.refused(sorry.key, say(sorry.key, lang, **facts))

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        self.told.say(self.desk.sentence(sorry), "warn")

    def _typed(self) -> tuple[UUID, dict[str, str]] | None:
        form = self._open_form()
        if form is None or self.case is None:
            return None
        step = next(step for step, one in self.forms.items() if one is form)
        typed = form.typed()
        return self.case.row.pair.id, ({_STEP: str(step), **typed} if typed else {})

    def _to_inquiries(self) -> None:
        mine = self.case.row.pair.inquiry if self.case and not self.case.row.station else None
        self.desk.go("inquiry", mine)

    def _to_workbench(self) -> None:
        row = self.table.current()
        if row and (visit := row.pair.steps[-1].visit):
            self.desk.go("workbench", visit)

    def _columns(self, lang: str) -> list[Column[PairRow]]:
        return [
            Column(title=self.tr("站里登记的人"), width=0, cell=lambda row: Cell(
                text=who(row, lang), note=" · ".join(self._where(row)), bold=True, ends=True)),
            Column(title=self.tr("被寻找的人"), width=180, cell=lambda row: Cell(
                text=row.sought or self.tr("姓名不详"), note=asked_in_words(row, lang), ends=True)),
            Column(title=self.tr("像不像"), width=90, cell=lambda row: Cell(
                text=say(f"likely.{likely_word(row.chance)}", lang),
                tone=LIKELY_TONES[likely_word(row.chance)])),
            Column(title=self.tr("状态"), width=96, cell=lambda row: Cell(
                text=_begins(state_in_words(row.pair.state, lang)), tone=TONE_OF[row.pair.state])),
        ]  # fmt: skip

    def _where(self, row: PairRow) -> list[str]:
        left = [self.tr("已离站")] if row.left else []
        return [*left, row.person.case_number]

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(px(GAP))
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.none.setWordWrap(True)
        self.none.hide()
        for widget in (self.pills, self.told, self.none):
            left.addWidget(widget)
        left.addWidget(self.table, 1)
        right = scrolling(sheet(*self.forms.values(), self.card))
        right.setFixedWidth(px(SIDE))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addLayout(left, 1)
        whole.addWidget(right)


def _begins(text: str) -> str:
    """As a label begins, where a language knows such a thing."""
    return text[:1].upper() + text[1:]
