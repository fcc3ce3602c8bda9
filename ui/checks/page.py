"""甄别与审批: the conditions with their evidence, what was asked outside, and whether the stay is
approved."""

from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.desk import drafts, papers
from app.domain.checks import Condition
from app.domain.staff import Right, Role
from app.domain.stay_approval import StayState
from app.store.register import SENT
from ui.cards import Card, SayLine, scrolling, sheet, words
from ui.checks.doing import Doing
from ui.checks.question import Case, case_of
from ui.checks.rows import Asked, asked_columns, asked_in, condition_columns
from ui.checks.state_card import StateCard
from ui.kept import HalfFilled
from ui.looking_into import note_look
from ui.page import Desk, Key, PageWidget
from ui.papers.output import Output
from ui.people.lines import breakable, copyable
from ui.table import RowTable
from ui.theme import GAP, ROW, px

SIDE, WIDE, WIDEST = 372, 560, 690
"""While something is filled in the side is wider; a refusal has the widest rows."""
_HEAD = 34
_MOST = 5
"""So many conditions are seen at once; more are scrolled."""


class ChecksPage(PageWidget):
    """Two lists to walk with the arrows, Enter opens a row; the form stands at the right."""

    reloads_on: ClassVar[frozenset[str]] = frozenset(
        {"condition_answer", "outside_query", "stay_proposal", "stay_answer", "search", "link"}
        | {"visit", "claim", "officer", "bed_stay", "evidence", "adverse_proposal"}
        | {"adverse_answer", "letter", SENT}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lang = desk.settings.lang
        self.case: Case | None = None
        self._visit: UUID | None = None
        self.told = SayLine()
        self.conditions: RowTable[Condition] = RowTable(
            condition_columns(self._titles(), self._words(), self._name, lang),
            self.tr("救助条件"),
        )
        self.asked: RowTable[Asked] = RowTable(
            asked_columns(self._titles(), self._words(), self._name, lang), self.tr("查询和检索")
        )
        self.name, self.number = copyable("", "strong"), copyable("", "label")
        self.state, self.doing = StateCard(lang), Doing(desk, self)
        self.half_filled = HalfFilled(desk, drafts.CHECKS, self._typed, self)
        self.output = Output(desk, self)
        self._lay_out()
        self.doing.turned.connect(self._turned)
        self.doing.shut.connect(self._shut)
        self.doing.done.connect(self._settled)
        self.doing.refusing.connect(self._to_papers)
        self.half_filled.loaded.connect(self._take_up)
        self.conditions.opened.connect(self._tick)
        self.asked.opened.connect(self._correct)

    def keys(self) -> list[Key]:
        """While something is filled in: F9 saves it. Else what can be done with this visit."""
        if keys := self.doing.keys():
            return keys
        found = [Key(key="Esc", words=self.tr("返回"), do=self.desk.back)]
        if self.case is None:
            return found
        if self._may():
            anew = self.tr("改写拟办") if self.case.approval else self.tr("拟办入站")
            found += [
                Key(key="F2", words=self.tr("核对条件"), do=self._tick_current),
                Key(key="F3", words=self.tr("记查询"), do=self.doing.ask),
                Key(key="F6", words=anew, do=self.doing.propose),
            ]
        if self._may_answer():
            do = self.doing.decide
            found.append(Key(key="F7", words=self.tr("审批"), do=do, primary=True))
        if self._may_refuse():
            found.append(Key(key="F11", words=self.tr("拟不予救助"), do=self.doing.refuse))
        found.append(Key(key="Shift+F8", words=self.tr("打印查询记录"), do=self._print_queries))
        found.append(
            Key(key="F8", words=self.tr("打印审批表"), do=self._print_approval, icon="print")
        )
        return found

    def arrive(self) -> None:
        """The cursor to what is being filled in, or to the conditions."""
        if card := self.doing.open_card():
            card.arrive()
        else:
            self.conditions.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.output.check_printer()
        if self._may():
            self.half_filled.start()

    def leave(self) -> None:
        """What was typed is there again at the next login."""
        self.half_filled.stop()

    def open_for(self, subject: UUID | None) -> None:
        """A visit; without one, the one that was open."""
        if subject is not None and subject != self._visit:
            self.half_filled.keep()
            self.doing.close()
            self.told.say("")
            self._visit, self.case = subject, None
            self._take_up()
            note_look(self.desk, self, subject, "checks", self._warn)
        self._load()

    def reload(self) -> None:
        """Ask again; what is typed stays."""
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        if self._visit is None:
            self._warn(self.tr("还没有选定来站记录。请从在站人员（Alt+2）里选一个人。"))
            return
        visit, more = self._visit, self.desk.settings.more_conditions
        sealed = self.desk.officer.may(Right.SEALED)
        self.desk.jobs.read(
            self,
            lambda reader: case_of(reader, visit, more, sealed=sealed),
            self._show,
            lambda sorry: self._warn(self.desk.sentence(sorry)),
        )

    def _show(self, case: Case) -> None:
        if case.visit.id != self._visit:
            return
        self.case = case
        self.doing.show_case(case)
        self.conditions.show_rows(case.conditions, keep=lambda one: one.code)
        rows = min(len(case.conditions), _MOST)
        self.conditions.setFixedHeight(px(_HEAD) + rows * px(ROW) + px(8))
        self.asked.show_rows(asked_in(case), keep=lambda one: one.id)
        self.none.setVisible(not self.asked.rows.rows)
        self.state.show_case(case)
        self.name.setText(breakable(case.person.name))
        self.number.setText(case.visit.case_number)
        self.about.emit(f"{case.person.name} · {case.visit.case_number}")
        self.keys_changed.emit()

    def _tick(self, one: Condition) -> None:
        if self._may():
            self.doing.tick(one)

    def _tick_current(self) -> None:
        """F2: the condition with the cursor."""
        if (one := self.conditions.current()) is not None:
            self._tick(one)

    def _correct(self, one: Asked) -> None:
        if one.query is None:
            self._warn(self.tr("本机检索由系统记录，不能改。"))
        elif self._may():
            self.doing.correct(one)

    def _print_queries(self) -> None:
        if self._visit:
            self.output.print(papers.QUERIES, self._visit)

    def _print_approval(self) -> None:
        if self._visit:
            self.output.print(papers.APPROVAL, self._visit)

    def _to_papers(self) -> None:
        if self._visit:
            self.desk.go("papers", self._visit)

    def _typed(self) -> tuple[UUID, dict[str, str]] | None:
        card = self.doing.open_card()
        return (self._visit, card.raw()) if card and self._visit else None

    def _take_up(self) -> None:
        """What was typed before and not saved."""
        if self._visit and self.doing.open_card() is None:
            self.doing.take_up(self.half_filled.of(self._visit))

    def _shut(self, typed: dict[str, str]) -> None:
        """Esc; F12 opens it once more, as long as nothing else is open."""
        if visit := self._visit:
            again = partial(self._again, visit, typed)
            self.half_filled.put_away(visit, typed, again)
        self._settled()

    def _again(self, visit: UUID, typed: dict[str, str]) -> None:
        if visit == self._visit:
            self.doing.take_up(typed)
            self.arrive()

    def _settled(self) -> None:
        """A card is gone: the cursor goes back to the list."""
        if self._visit:
            self.half_filled.drop(self._visit)
        self._load()
        self.arrive()

    def _turned(self) -> None:
        """A leader reads the proposal beside the answer; everything else needs the room."""
        card = self.doing.open_card()
        widest = WIDEST if card is self.doing.refusal else WIDE
        self.right.setFixedWidth(px(widest if card else SIDE))
        self.state.setVisible(card is None or card is self.doing.answer)
        self.keys_changed.emit()

    def _may(self) -> bool:
        return self.desk.officer.may(Right.REGISTER)

    def _may_answer(self) -> bool:
        """A leader who did not propose it, as long as nobody answered."""
        officer, found = self.desk.officer, self.case.approval if self.case else None
        leads = officer.role is Role.LEADER and officer.may(Right.APPROVE)
        waits = found is not None and found.state is StayState.PENDING
        return leads and waits and found is not None and found.proposal.officer != officer.id

    def _may_refuse(self) -> bool:
        """After a no, unless a refusal is under way already."""
        case = self.case
        if case is None or case.approval is None or case.adverse is not None:
            return False
        return self._may() and case.approval.state is StayState.NOT_AGREED

    def _name(self, officer: UUID) -> str:
        return self.case.officers.get(officer, "") if self.case else ""

    def _warn(self, told: str) -> None:
        self.told.say(told, "warn")

    def _titles(self) -> dict[str, str]:
        return {
            "condition": self.tr("救助条件 / 依据"),
            "met": self.tr("是否符合"),
            "source": self.tr("来源 / 时间"),
            "asked": self.tr("查询 / 内容"),
            "came": self.tr("结果"),
            "who": self.tr("查询人 / 时间"),
        }

    def _words(self) -> dict[str, str]:
        return {
            "none": self.tr("未核对"),
            "at_arrival": self.tr("到站登记时勾选，没有记依据"),
            "differs": self.tr("两台电脑的回答不同，请核对"),
            "shown": self.tr("列出 {0} 人"),
            "machine": self.tr("本机检索"),
        }

    def _lay_out(self) -> None:
        self.none = words(self.tr("还没有查询。按 F3 记一次向外查询。"), "label")
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.none.hide()
        who = Card()
        who.body.addWidget(self.name)
        who.body.addWidget(self.number)
        left = QVBoxLayout()
        left.setSpacing(px(GAP))
        for widget in (self.told, self.conditions, self.none):
            left.addWidget(widget)
        left.addWidget(self.asked, 1)
        self.right = scrolling(sheet(who, self.state, *self.doing.cards))
        self.right.setFixedWidth(px(SIDE))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addLayout(left, 1)
        whole.addWidget(self.right)
