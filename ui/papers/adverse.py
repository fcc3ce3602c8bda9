"""不予救助、终止救助 at the papers of a visit: propose, hear, answer, hand over."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app import clock
from app.desk import adverse, drafts
from app.desk.adverse import Proposed
from app.domain.adverse import Adverse, AdverseProposal, AdverseState, Answered
from app.domain.errors import Refused, Unavailable
from app.domain.ids import VisitId
from app.domain.staff import Officer, Right, Role
from app.domain.visit import Visit
from app.store.register import Register
from ui.cards import SayLine, scrolling, sheet
from ui.kept import HalfFilled
from ui.page import Desk, Key, Telling
from ui.papers.adverse_cards import (
    CORRECTS,
    SILENT,
    AnswerCard,
    DeedCard,
    HearCard,
    Heard,
    ProposeCard,
    ReceiveCard,
)
from ui.papers.adverse_told import ToldCard

Made = TypeVar("Made", bound=DeedCard)
Deed = Callable[[Register, Officer, datetime], object]


class AdversePanel(QWidget):
    """In the place of the paper, while there is none yet or something is filled in."""

    turned = Signal()
    """Shown or hidden, or other keys than before."""
    made = Signal(object)
    """A proposal was handed in: its id."""
    settled = Signal()
    """Something was saved: what is shown is older than that."""
    left = Signal()
    """Esc, where a card stays open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._lang = desk, desk.settings.lang
        self._visit: Visit | None = None
        self.found: Adverse | None = None
        self.told, self.waits = ToldCard(self._lang), SayLine()
        self.told.hide()
        self.cards: list[DeedCard] = []
        self.half_filled = HalfFilled(desk, drafts.ADVERSE, self._typed, self)
        self.half_filled.loaded.connect(self._kept_came)
        self._sheet = sheet(self.told, self.waits)
        self.area = scrolling(self._sheet)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)
        self.hide()

    # Made when they are first needed: all at once would hold up the page.

    @cached_property
    def propose(self) -> ProposeCard:
        """What is proposed."""
        return self._put(ProposeCard(self._lang), self._propose)

    @cached_property
    def hear(self) -> HearCard:
        """What the person says to it."""
        return self._put(HearCard(self._lang), self._hear)

    @cached_property
    def answer(self) -> AnswerCard:
        """What a leader says to it."""
        return self._put(AnswerCard(self._lang), self._answer)

    @cached_property
    def receive(self) -> ReceiveCard:
        """How the notice was received."""
        return self._put(ReceiveCard(self._lang), self._receive)

    def _put(self, card: Made, wanted: Callable[..., None]) -> Made:
        card.hide()
        card.shut.connect(self.put_away)
        card.wanted.connect(wanted)
        lines = self._sheet.layout()
        if isinstance(lines, QBoxLayout):
            lines.insertWidget(lines.count() - 1, card)
        self.cards.append(card)
        return card

    def keys(self) -> list[Key]:
        """What can be done now; nothing that the officer may not."""
        if card := self._open_card():
            return self._keys_of(card)
        found = self.found
        if found is None:
            return []
        if found.state is AdverseState.PENDING:
            return self._while_it_waits()
        return self._once_agreed(found) if found.state is AdverseState.AGREED else []

    def begin_key(self) -> list[Key]:
        """F2 beside the other papers: none of these is there yet."""
        if not self._desk.officer.may(Right.REGISTER):
            return []
        kept = self.half_filled.of(self._visit.id) if self._visit else {}
        begun = kept and not kept.get(CORRECTS)
        words = self.tr("接着写拟办") if begun else self.tr("不予、终止救助")
        return [Key(key="F2", words=words, do=self.begin)]

    def show_one(self, visit: Visit, found: Adverse | None, officers: Mapping[UUID, str]) -> None:
        """Another paper was chosen, or this one has changed; what is being typed stays."""
        same = self._visit is not None and self._visit.id == visit.id
        same = same and _id(found) == _id(self.found) and _state(found) == _state(self.found)
        if not same:
            self.half_filled.keep()
        self._visit, self.found = visit, found
        if not same:
            for card in self.cards:
                card.hide()
        pending = found is not None and found.state is AdverseState.PENDING
        self.told.setVisible(pending)
        if found is not None and pending:
            self.told.show_one(found, visit, officers)
        self._go_on()

    def begin(self) -> None:
        """F2: nothing is chosen beforehand."""
        self._open(self.propose)

    def put_away(self) -> None:
        """Esc: nothing is filled in here any more; what is asked for by itself stays."""
        if not self.told.isHidden() and self._open_card() is self._next():
            self.left.emit()
            return
        if card := self._open_card():
            self.half_filled.drop(self._subject(card))
        for card in self.cards:
            card.hide()
        self._go_on()

    def leave(self) -> None:
        """Another paper is looked at: what was typed and not handed in waits as a draft."""
        self.half_filled.keep()
        self.found = None
        for card in (*self.cards, self.told):
            card.hide()
        self._go_on()

    def _go_on(self) -> None:
        """What comes next is asked for by itself; who may not do it reads who may."""
        found, pending = self.found, not self.told.isHidden()
        if pending and self._open_card() is None and (card := self._next()):
            self._fresh(card)
        self.waits.say(self._waiting(found) if found and pending else "", "info")
        self.setVisible(pending or self._open_card() is not None)
        self.turned.emit()

    def _next(self) -> DeedCard | None:
        found = self.found
        if found is None or found.state is not AdverseState.PENDING:
            return None
        if found.must_be_heard:
            return self.hear if self._desk.officer.may(Right.REGISTER) else None
        return self.answer if self._may_answer(found) else None

    def _waiting(self, found: Adverse) -> str:
        if self._open_card() is not None:
            return ""
        if found.must_be_heard:
            return self.tr("终止救助前须先听取本人意见（社会救助法第四十八条）。")
        rounds = self._desk.rounds
        if rounds is None or rounds.stands.how == "alone":
            return self.tr("等待站领导审批。请由拟办人以外的站领导用自己的账号登录，在这里审批。")
        return self.tr("等待站领导审批。请由拟办人以外的站领导在另一台电脑上用自己的账号审批。")

    def _may_answer(self, found: Adverse) -> bool:
        officer = self._desk.officer
        leads = officer.role is Role.LEADER and officer.may(Right.APPROVE)
        return leads and officer.id != found.proposal.officer

    def _open_card(self) -> DeedCard | None:
        return next((card for card in self.cards if not card.isHidden()), None)

    def _fresh(self, card: DeedCard) -> None:
        if isinstance(card, AnswerCard):
            card.open_for(pending=_state(self.found) is AdverseState.PENDING)
        else:
            card.begin()
        self._take_up(card)

    def _take_up(self, card: DeedCard) -> None:
        if card.take_up(self.half_filled.of(self._subject(card))):
            told = self.tr("上次没写完的内容已经填上，请核对后再提交；不要了按 Esc。")
            self._desk.tell(Telling(words=told))

    def _kept_came(self) -> None:
        """What was left from before came after the card: nothing was typed in it yet."""
        card = self._open_card()
        if card and not card.raw():
            self._take_up(card)
        self.turned.emit()

    def _typed(self) -> tuple[UUID, dict[str, str]] | None:
        card = self._open_card()
        return (self._subject(card), card.raw()) if card and self._visit else None

    def _subject(self, card: DeedCard) -> UUID:
        """A proposal hangs on its visit, what follows on the proposal."""
        visit = self._visit.id if self._visit else UUID(int=0)
        return visit if isinstance(card, ProposeCard) else _id(self.found) or visit

    def _open(self, card: DeedCard) -> None:
        self.half_filled.keep()
        for other in self.cards:
            other.hide()
        self.show()
        self._fresh(card)
        self._go_on()
        self.area.ensureWidgetVisible(card)

    def _correct(self) -> None:
        if self.found:
            self._open(self.propose)
            self.propose.correct(self.found.proposal)
            self._take_up(self.propose)

    def _keys_of(self, card: DeedCard) -> list[Key]:
        save = Key(key="F9", words=card.doing, do=card.finish, primary=True, icon="check")
        if _state(self.found) is not AdverseState.PENDING or isinstance(card, ProposeCard):
            return [save]
        beside = self._beside()
        return [*(beside[:1] if isinstance(card, HearCard) else beside), save]

    def _beside(self) -> list[Key]:
        """Beside an answer: write it anew, or hear the person."""
        if not self._desk.officer.may(Right.REGISTER):
            return []
        return [
            Key(key="F2", words=self.tr("改写"), do=self._correct),
            Key(key="F3", words=self.tr("记本人意见"), do=lambda: self._open(self.hear)),
        ]

    def _while_it_waits(self) -> list[Key]:
        found = self.found
        if found is None or not self._may_answer(found) or found.must_be_heard:
            return self._beside()
        answer = Key(
            key="F9", words=self.tr("审批"), do=lambda: self._open(self.answer), primary=True
        )
        return [*self._beside(), answer]

    def _once_agreed(self, found: Adverse) -> list[Key]:
        keys, officer = [], self._desk.officer
        if officer.role is Role.LEADER and officer.may(Right.APPROVE):
            do = lambda: self._open(self.answer)  # noqa: E731 - a key's deed
            keys.append(Key(key="F4", words=self.tr("撤销通知书"), do=do))
        if officer.may(Right.REGISTER) and not found.receipts:
            hand_over = lambda: self._open(self.receive)  # noqa: E731 - a key's deed
            keys.append(Key(key="F9", words=self.tr("送达登记"), do=hand_over))
        return keys

    def _propose(self, wanted: Proposed) -> None:
        visit = self._visit
        if visit is None:
            return

        def deed(register: Register, by: Officer, at: datetime) -> AdverseProposal:
            return adverse.propose(register, VisitId(visit.id), wanted, by=by, at=at)

        told = self.tr("已提交，等待站领导审批；审批前照常救助。")
        self._do(deed, self.propose, told, then=lambda made: self.made.emit(made.id))

    def _hear(self, heard: Heard) -> None:
        one = _id(self.found)
        if one is None:
            return

        def deed(register: Register, by: Officer, at: datetime) -> object:
            return adverse.hear(
                register, one, heard.words, witnesses=heard.witnesses,
                silent=heard.how == SILENT, by=by, at=at,
            )  # fmt: skip

        self._do(deed, self.hear, self.tr("本人意见已记录。"))

    def _answer(self, said: Heard) -> None:
        one = _id(self.found)
        if one is None:
            return
        told = {
            Answered.AGREED: self.tr("已同意。请按 F8 打印通知书，当面送达。"),
            Answered.NOT_AGREED: self.tr("没有同意，照常救助。"),
            Answered.TAKEN_BACK: self.tr("通知书已撤销，照常救助。"),
        }

        def deed(register: Register, by: Officer, at: datetime) -> object:
            return adverse.answer(register, one, said.how, said.words, by=by, at=at)

        self._do(deed, self.answer, told.get(Answered(said.how), "") if said.how else "")

    def _receive(self, heard: Heard) -> None:
        one = _id(self.found)
        if one is None:
            return

        def deed(register: Register, by: Officer, at: datetime) -> object:
            names = heard.witnesses
            return adverse.receive(register, one, heard.how, witnesses=names, by=by, at=at)

        self._do(deed, self.receive, self.tr("送达已登记。"))

    def _do(
        self,
        deed: Deed,
        card: DeedCard,
        told: str,
        then: Callable[[AdverseProposal], None] | None = None,
    ) -> None:
        """On the writer; a rule that says no is told beside its field."""
        officer, at = self._desk.officer, clock.now()

        subject = self._subject(card)

        def done(answer: object) -> None:
            card.hide()
            self.half_filled.drop(subject)
            self._desk.tell(Telling(words=told, tone="ok"))
            if then and isinstance(answer, AdverseProposal):
                then(answer)
            self.settled.emit()

        def not_done(sorry: Refused | Unavailable) -> None:
            card.refused(sorry.key, self._desk.sentence(sorry))

        self._desk.jobs.desk(self, lambda register: deed(register, officer, at), done, not_done)


def _id(found: Adverse | None) -> UUID | None:
    return found.proposal.id if found else None


def _state(found: Adverse | None) -> AdverseState | None:
    return found.state if found else None
