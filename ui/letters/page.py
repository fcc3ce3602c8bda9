"""函件: the letters of a visit, how each stands, and what is written down about the chosen one."""

from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app import clock
from app.desk import drafts, letters
from app.domain.errors import Refused, Unavailable
from app.domain.outside_letter import APPROVED_FIRST, LetterState, Whole
from app.domain.staff import Right, Role
from app.domain.today import day_of
from app.domain.visit import Visit
from app.store.register import Register
from ui.cards import SayLine, scrolling, sheet, words
from ui.kept import HalfFilled
from ui.letters.chosen_card import ChosenCard
from ui.letters.question import Case, Row, case_of
from ui.letters.rows import columns
from ui.letters.text_form import KIND
from ui.letters.writing import Writing
from ui.page import Desk, Key, PageWidget
from ui.papers.output import Output
from ui.people.lines import breakable
from ui.table import RowTable
from ui.theme import GAP, px

SIDE = 520
_UNSENT = (LetterState.DRAFT, LetterState.APPROVED)


class LettersPage(PageWidget):
    """A list to walk with the arrows; the letter chosen stands at the right."""

    reloads_on: ClassVar[frozenset[str]] = frozenset(
        {"outside_letter", "claim", "visit", "leaving", "person", "officer", "matter_step"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lang = desk.settings.lang
        self.case: Case | None = None
        self._visit: UUID | None = None
        self._looked, self._sorry, self._begins = False, False, ""
        self.told, self.none = SayLine(), words("", "label")
        self.table: RowTable[Row] = RowTable(
            columns(self._titles(), day_of(clock.now()), lang), self.tr("函件")
        )
        self.card = ChosenCard(lang)
        self.writing = Writing(desk, self)
        self.half_filled = HalfFilled(desk, drafts.LETTER, self._typed, self)
        self.output = Output(desk, self)
        self._lay_out()
        self.table.moved.connect(self._choose)
        self.table.opened.connect(lambda _row: self._anew())
        self.writing.turned.connect(self._turned)
        self.writing.saved.connect(self._saved)
        self.half_filled.loaded.connect(self._take_up)

    def keys(self) -> list[Key]:
        """While something is filled in: F9 saves it. Else what the chosen letter waits for."""
        if self.writing.open:
            save = self.writing.ask
            return [Key(key="F9", words=self.tr("保存"), do=save, primary=True, icon="check")]
        found = [Key(key="Esc", words=self.tr("返回"), do=self.desk.back)]
        if self.case is None:
            return found
        if self._may():
            found.append(Key(key="F2", words=self.tr("写函件"), do=self._write, icon="description"))
        whole = self._whole()
        if whole is None:
            return found
        if self._may() and whole.state is not LetterState.WITHDRAWN:
            found += self._steps(whole)
        found.append(Key(key="F8", words=self.tr("打印"), do=partial(self._print, 0), icon="print"))
        if whole.kind in APPROVED_FIRST and whole.approval is not None:
            to = partial(self.desk.go, "publish", whole.id)
            found.append(Key(key="F11", words=self.tr("发布包"), do=to))
        if len(letters.FORMS[whole.kind]) > 1:
            do = partial(self._print, 1)
            found.append(Key(key="Shift+F8", words=self.tr("打印另一份"), do=do))
        return found

    def _steps(self, whole: Whole) -> list[Key]:
        found = []
        if whole.state in _UNSENT:
            found.append(Key(key="F3", words=self.tr("改写"), do=self._anew))
            if self._may_approve(whole):
                do = self._approve
                found.append(Key(key="F4", words=self.tr("批准发布"), do=do, primary=True))
            goes = whole.kind not in APPROVED_FIRST or whole.approval is not None
            found.append(self._step_key("F6", self.tr("登记发出"), "sent", primary=goes))
        else:
            primary = whole.answer is None
            found.append(self._step_key("F7", self.tr("登记复函"), "answer", primary=primary))
        return [*found, self._step_key("Ctrl+F10", self.tr("撤回"), "back")]

    def _may_approve(self, whole: Whole) -> bool:
        waits = whole.kind in APPROVED_FIRST and whole.approval is None
        return waits and self.desk.officer.role is Role.LEADER

    def _step_key(self, key: str, told: str, name: str, *, primary: bool = False) -> Key:
        return Key(key=key, words=told, do=partial(self._step, name), primary=primary)

    def arrive(self) -> None:
        """The cursor to the list; a form that is open keeps it."""
        if not self.writing.open:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.output.check_printer()
        if self._may():
            self.half_filled.start()

    def leave(self) -> None:
        """What was typed is there again at the next login."""
        self.half_filled.stop()

    def open_for(self, subject: UUID | None) -> None:
        """The letters of a visit: that they are looked at is written down."""
        if subject is not None and subject != self._visit:
            self.half_filled.keep()
            self.writing.close()
            self.told.say("")
            self._visit, self.case = subject, None
            self._show_nothing()
            self._look(subject)
        elif self._visit is None:
            self._warn(self.tr("还没有选定来站记录。请从在站人员（Alt+2）里选一个人。"))
        else:
            self._load()

    def begin_with(self, what: str) -> None:
        """A letter of this kind is wanted: one that has not gone yet, else a new one."""
        self._begins = what

    def reload(self) -> None:
        """Ask again; what is typed stays. A look that could not be written down is tried anew."""
        if self.isVisible() and self._looked:
            self._load()
        elif self.isVisible() and self._visit and self._sorry:
            self._look(self._visit)

    def _look(self, visit: UUID) -> None:
        officer, at = self.desk.officer, clock.now()
        self._looked = self._sorry = False

        def looked(_seen: Visit) -> None:
            if self._visit == visit:
                self._looked = True
                self._load()

        def deed(register: Register) -> Visit:
            return letters.look(register, visit, by=officer, at=at)

        def sorry(why: Refused | Unavailable) -> None:
            self._sorry = True
            self._warn(self.desk.sentence(why))

        self.desk.jobs.desk(self, deed, looked, sorry)

    def _load(self) -> None:
        if self._visit is None:
            return
        visit, me, now = self._visit, self.desk.officer, clock.now()
        sealed = me.may(Right.SEALED)
        self.desk.jobs.read(
            self,
            lambda reader: case_of(reader, visit, me.id, now, sealed=sealed),
            self._show,
            lambda sorry: self._shut_out(self.desk.sentence(sorry)),
        )

    def _shut_out(self, told: str) -> None:
        """Sealed while it was open: nothing of it stays on the screen."""
        self.case = None
        self.writing.close()
        self._show_nothing()
        self._warn(told)

    def _show_nothing(self) -> None:
        self.table.show_rows([])
        self.card.show_letter(None, None)
        self.none.hide()
        self.about.emit("")
        self.keys_changed.emit()

    def _show(self, case: Case) -> None:
        if case.visit.id != self._visit:
            return
        first, self.case = self.case is None, case
        self.writing.case = case
        self.writing.text.know_staff(case.staff)
        self.table.show_rows(list(case.rows), keep=lambda row: row.whole.id)
        self.none.setText(self.tr("还没有函件。按 F2 写一份，能从登记里取的已经填好。"))
        self.none.setVisible(not case.rows)
        exposed = self.tr("此人已受保密保护，还有没有撤下的寻亲公告：请立即撤下，并按 F7 登记。")
        self.told.say(exposed if case.exposed else "", "bad")
        self.about.emit(f"{breakable(case.person.name)} · {case.visit.case_number}")
        if first:
            self._take_up()
        self._begin_wanted(case)
        self._choose(self.table.current())

    def _begin_wanted(self, case: Case) -> None:
        """What was half-filled before comes first: nothing of it is lost."""
        kind, self._begins = self._begins, ""
        if not kind or self.writing.open or not self._may():
            return
        unsent = [
            n for n, row in enumerate(case.rows)
            if row.whole.kind == kind and row.whole.state in _UNSENT
        ]  # fmt: skip
        if unsent:
            self.table.selectRow(unsent[0])
        else:
            self.writing.write({KIND: kind})

    def _choose(self, row: Row | None) -> None:
        whole = row.whole if row and not self.writing.open else None
        self.card.show_letter(whole, self.case)
        self.keys_changed.emit()

    def _turned(self) -> None:
        self._choose(self.table.current())
        self.arrive()  # the form that had the cursor may be gone

    def _saved(self, letter: UUID) -> None:
        if self._visit:
            self.half_filled.drop(self._visit)
        self._load()
        at = next((n for n, x in enumerate(self.table.rows.rows) if x.whole.id == letter), None)
        if at is not None:
            self.table.selectRow(at)
        self.arrive()

    def _whole(self) -> Whole | None:
        row = self.table.current()
        return row.whole if row else None

    def _write(self) -> None:
        self.writing.write(self._kept("text", None))

    def _anew(self) -> None:
        whole = self._whole()
        if whole and self._may() and whole.state in _UNSENT:
            self.writing.write_anew(whole, self._kept("text", whole))

    def _step(self, name: str) -> None:
        if whole := self._whole():
            self.writing.step(name, whole, self._kept(name, whole))

    def _approve(self) -> None:
        if whole := self._whole():
            self.writing.approve(whole)

    def _print(self, which: int) -> None:
        if whole := self._whole():
            self.output.print(letters.FORMS[whole.kind][which], whole.id)

    def _kept(self, form: str, whole: Whole | None) -> dict[str, str]:
        """What was typed in this very form before and not saved."""
        kept = self.half_filled.of(self._visit) if self._visit else {}
        about = str(whole.id) if whole else None
        if (kept.get("form"), kept.get("letter")) != (form, about):
            return {}
        return {key: value for key, value in kept.items() if key not in ("form", "letter")}

    def _typed(self) -> tuple[UUID, dict[str, str]] | None:
        if self._visit is None:
            return None
        typed = self.writing.typed()
        return (self._visit, typed) if typed else None

    def _take_up(self) -> None:
        if self._visit:
            self.writing.take_up(self.half_filled.of(self._visit))

    def _warn(self, told: str) -> None:
        self.told.say(told, "warn")

    def _may(self) -> bool:
        may = self.desk.officer.may
        return may(Right.REGISTER) or may(Right.DECIDE)

    def _titles(self) -> dict[str, str]:
        return {
            "what": self.tr("函件 / 编号"),
            "to": self.tr("送往"),
            "state": self.tr("状态"),
            "due": self.tr("期限 / 结果"),
            "by": self.tr("最迟"),
        }

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(px(GAP))
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.none.hide()
        for widget in (self.told, self.none):
            left.addWidget(widget)
        left.addWidget(self.table, 1)
        right = scrolling(sheet(self.card, *self.writing.forms))
        right.setFixedWidth(px(SIDE))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addLayout(left, 1)
        whole.addWidget(right)
