"""寄存: what somebody carried, line by line; the security check, bags, and what is given back."""

from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app import clock
from app.desk import custody, drafts, papers
from app.domain.ids import VisitId
from app.domain.staff import Right
from app.store.register import Register
from app.words.say import say
from ui.cards import Card, SayLine, scrolling, sheet, words
from ui.custody.doing import Doing, second_names
from ui.custody.line_card import Line, LineCard
from ui.custody.lines import Row, columns, rows_of
from ui.custody.pictures import Pictures
from ui.custody.question import Case, case_of
from ui.kept import HalfFilled
from ui.looking_into import note_look
from ui.page import Desk, Key, PageWidget
from ui.papers.adverse_cards import DeedCard
from ui.papers.output import Output
from ui.people.lines import breakable, copyable
from ui.table import RowTable
from ui.theme import GAP, px

SIDE = 372
ROW = "row"
"""Of a draft: the line with the cursor, which what is given back may be about."""


class CustodyPage(PageWidget):
    """One line and Enter is one thing; what is to be signed stands at the right."""

    reloads_on: ClassVar[frozenset[str]] = frozenset(
        {"belonging", "belonging_photo", "photograph"}
        | {"custody", "custody_return", "security_check", "officer", "visit", "claim"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lang = desk.settings.lang
        self.case: Case | None = None
        self._visit: UUID | None = None
        self.entry, self.told = LineCard(lang), SayLine()
        self.table: RowTable[Row] = RowTable(
            columns(self._titles(), self._states(), lang, self._thumb), self.tr("物品")
        )
        self.pictures = Pictures(desk, self)
        self.pictures.turned.connect(self._redraw)
        self.name, self.sums = copyable("", "strong"), words("", "label", wrap=True)
        self.checked = words("", "label", wrap=True)
        self.doing = Doing(desk, self)
        self.half_filled = HalfFilled(desk, drafts.CUSTODY, self._typed, self)
        self.output = Output(desk, self)
        self._lay_out()
        self._connect()

    def _thumb(self, name: str) -> QImage | None:
        return self.pictures.thumbs.called(name)

    def _redraw(self) -> None:
        self.table.viewport().update()

    def keys(self) -> list[Key]:
        """While something is filled in: F9 saves it. Else what can be done with the belongings."""
        if keys := self.doing.keys():
            return keys
        found = [Key(key="Esc", words=self.tr("返回"), do=self._go_back)]
        if self.case is None:
            return found
        found += self._line_keys() if self._may() else []
        if self.case.account.bags:
            found.append(Key(key="Shift+F8", words=self.tr("打印标签"), do=self.print_label))
        found.append(Key(key="F8", words=self.tr("文书"), do=self._to_papers, icon="print"))
        if self._may() and self.case.account.loose:
            found.append(self._key("F9", self.tr("装袋寄存"), self.doing.seal, primary=True))
        return [*found, *(self.pictures.keys() if self._may() else [])]

    def _go_back(self) -> None:
        """The camera is put away first."""
        if not self.pictures.card.shut():
            self.desk.back()

    def _line_keys(self) -> list[Key]:
        found = [
            Key(key="F2", words=self.tr("危险品"), do=self.entry.turn_dangerous),
            Key(key="F3", words=self.tr("改这一行"), do=self.correct),
            Key(key="Ctrl+F10", words=self.tr("划去"), do=self.strike),
            self._key("F6", self.tr("安检"), self.doing.check),
        ]
        if self.case and self.case.account.kept:
            found.append(self._key("F7", self.tr("领回"), self.doing.back))
        return found

    def _key(self, key: str, told: str, card: DeedCard, *, primary: bool = False) -> Key:
        def begin() -> None:
            self.doing.begin(card, self._kept())

        return Key(key=key, words=told, do=begin, primary=primary)

    def arrive(self) -> None:
        """The cursor to the next line, or to what is being filled in."""
        if card := self.doing.open_card():
            card.arrive()
        else:
            self.entry.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.output.check_printer()
        if self._may():
            self.half_filled.start()

    def leave(self) -> None:
        """What was typed is there again at the next login."""
        self.half_filled.stop()

    def open_for(self, subject: UUID | None) -> None:
        """The belongings of a visit; without one, those that were open."""
        if subject is not None and subject != self._visit:
            self.half_filled.keep()
            self.doing.close()
            self.pictures.card.shut()
            self.entry.clear()
            self.told.say("")
            self._visit, self.case = subject, None
            self._take_up()
            note_look(self.desk, self, subject, "custody", self._warn)
        self._load()

    def reload(self) -> None:
        """Ask again; what is typed stays."""
        if self.isVisible():
            self._load()

    def correct(self) -> None:
        """F3: the chosen line comes back into the field."""
        row = self.table.current()
        if row is None:
            return
        if not row.is_open:
            self._warn(say("custody.sealed_already", self.desk.settings.lang))
            return
        told = self.tr("正在改第 {0} 行；原来的保留，不再采用。")
        self._warn(told.format(row.number))
        self.entry.correct(row.belonging)

    def strike(self) -> None:
        """There is no such thing: the line counts no more."""
        row, officer, at = self.table.current(), self.desk.officer, clock.now()
        if row is None:
            return

        def deed(register: Register, visit: VisitId) -> object:
            return custody.strike(register, visit, row.belonging.id, by=officer, at=at)

        self.doing.do(deed, lambda _made: None, lambda _key, told: self._warn(told))

    def print_label(self) -> None:
        """Shift+F8: of the newest bag."""
        if self.case and self.case.account.bags:
            self.output.print(papers.LABEL, self.case.account.bags[-1].id)

    def _add(self, line: Line) -> None:
        officer, at = self.desk.officer, clock.now()

        def deed(register: Register, visit: VisitId) -> object:
            return custody.add(
                register, visit, line.said, by=officer, at=at, disposal=line.disposal,
                corrects=line.corrects,
            )  # fmt: skip

        def added(_made: object) -> None:
            if self.entry.line.value() == line.text:
                self.entry.clear()
                self._drop_draft()
            self.told.say("")

        self.doing.do(deed, added, self.entry.refused)

    def _typed(self) -> tuple[UUID, dict[str, str]] | None:
        """What stands in the line and in the open card."""
        if self._visit is None:
            return None
        card, row = self.doing.open_card(), self.table.current()
        found = {**(card.raw() if card else {}), **self.entry.raw()}
        if card is self.doing.back and found and row:
            found[ROW] = str(row.belonging.id)
        return self._visit, found

    def _kept(self) -> dict[str, str]:
        return self.half_filled.of(self._visit) if self._visit else {}

    def _take_up(self) -> None:
        """What was typed before and not saved."""
        if not self.entry.line.value():
            self.entry.take_up(self._kept())
        if self.doing.open_card() is None:
            self.doing.take_up(self._kept())
            self._choose(self._kept().get(ROW, ""))

    def _choose(self, line: str) -> None:
        """The cursor to a line that is there."""
        ids = [str(row.belonging.id) for row in self.table.rows.rows]
        if line in ids:
            self.table.selectRow(ids.index(line))

    def _drop_draft(self) -> None:
        if self._visit:
            self.half_filled.drop(self._visit)

    def _shut(self, typed: dict[str, str]) -> None:
        """Esc; F12 opens it once more, as long as nothing else is open."""
        if visit := self._visit:
            self.half_filled.put_away(visit, typed, partial(self._again, visit, typed))
        self._settled()

    def _put_line_away(self, typed: dict[str, str]) -> None:
        """Esc in the line; F12 has it back."""
        if visit := self._visit:
            self.half_filled.put_away(visit, typed, partial(self._line_again, visit, typed))

    def _line_again(self, visit: UUID, typed: dict[str, str]) -> None:
        if visit == self._visit and not self.entry.line.value():
            self.entry.take_up(typed)
            self.arrive()

    def _again(self, visit: UUID, typed: dict[str, str]) -> None:
        if visit == self._visit and self.doing.open_card() is None:
            self.doing.take_up(typed)
            self.arrive()

    def _settled(self) -> None:
        """A card is gone: the cursor goes back to the line."""
        self._drop_draft()
        self.arrive()

    def _load(self) -> None:
        if self._visit is None:
            self._warn(self.tr("还没有选定来站记录。请从在站人员（Alt+2）里选一个人。"))
            return
        visit, me = self._visit, self.desk.officer
        sealed = me.may(Right.SEALED)
        self.desk.jobs.read(
            self,
            lambda reader: case_of(reader, visit, me.id, sealed=sealed),
            self._show,
            lambda sorry: self._warn(self.desk.sentence(sorry)),
        )

    def _show(self, case: Case) -> None:
        if case.visit.id != self._visit:
            return
        self.case = case
        many, rows = len(self.table.rows.rows), rows_of(case.account, case.photos)
        self.table.show_rows(rows, keep=lambda row: row.belonging.id)
        if not many and self.doing.open_card() is self.doing.back:
            self._choose(self._kept().get(ROW, ""))
        elif len(rows) > many and self.doing.open_card() is None:
            # Never under a card: what is given back is that of the line with the cursor, and
            # another desk may have written one down meanwhile.
            self.table.selectRow(len(rows) - 1)
        self.doing.show_case(case, rows, self.table.current())
        self.pictures.show_case(case, self.table.current())
        self.name.setText(f"{breakable(case.person.name)}　{case.visit.case_number}")
        self.about.emit(f"{case.person.name} · {case.visit.case_number}")
        self._sum_up(case)
        self.keys_changed.emit()

    def _sum_up(self, case: Case) -> None:
        account, me = case.account, self.desk.officer
        told = self.tr("寄存 {0} 袋，还没有领回 {1} 件，其中现金 ¥{2}；没有装袋 {3} 件。")
        kept, loose = sum(one.quantity for one in account.kept), sum(account.loose.values())
        money = f"{account.cash_kept:.2f}"
        self.sums.setText(told.format(len(account.bags), kept, money, loose))
        if not account.checks:
            self.checked.setText(self.tr("还没有安检登记。"))
            return
        names, last = second_names(case, me.id, me.name), account.checks[-1]
        both = (names.get(str(one), "") for one in (last.officer, last.second))
        self.checked.setText(self.tr("已安检：{0}、{1}").format(*both))

    def _warn(self, told: str) -> None:
        self.told.say(told, "warn")

    def _to_papers(self) -> None:
        if self._visit:
            self.desk.go("papers", self._visit)

    def _may(self) -> bool:
        return self.desk.officer.may(Right.REGISTER)

    def _titles(self) -> dict[str, str]:
        return {
            "number": self.tr("序号"),
            "photo": self.tr("照片"),
            "item": self.tr("品名 / 特征"),
            "kind": self.tr("类别 / 袋号"),
            "state": self.tr("状态"),
        }

    def _states(self) -> dict[str, str]:
        return {
            "kept": self.tr("寄存 {0}"),
            "loose": self.tr("未装袋 {0}"),
            "missing": self.tr("缺少 {0}"),
            "back": self.tr("已领回"),
        }

    def _connect(self) -> None:
        self.entry.wanted.connect(self._add)
        self.entry.shut.connect(self._go_back)
        self.entry.dropped.connect(self._put_line_away)
        self.table.moved.connect(lambda row: self.doing.back.show_rows(self.table.rows.rows, row))
        self.table.moved.connect(self.pictures.show_row)
        self.table.opened.connect(lambda _row: self.correct())
        self.doing.turned.connect(self.keys_changed)
        self.doing.shut.connect(self._shut)
        self.doing.done.connect(self._settled)
        self.half_filled.loaded.connect(self._take_up)

    def _lay_out(self) -> None:
        state = Card(self.tr("寄存情况"), "description")
        for label in (self.name, self.sums, self.checked):
            state.body.addWidget(label)
        left = QVBoxLayout()
        left.setSpacing(px(GAP))
        left.addWidget(self.entry)
        left.addWidget(self.told)
        left.addWidget(self.table, 1)
        right = scrolling(sheet(state, *self.doing.cards, self.pictures.card))
        right.setFixedWidth(px(SIDE))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addLayout(left, 1)
        whole.addWidget(right)
        self.entry.setEnabled(self._may())
