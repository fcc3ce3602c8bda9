"""What is filled in: a condition, a query, a proposal, an answer; or, after a no, a refusal."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from app import clock
from app.desk import adverse, checks, stay_approval
from app.domain.checks import Condition
from app.domain.errors import Refused, Unavailable
from app.domain.ids import VisitId
from app.domain.staff import Officer
from app.domain.stay_approval import StayAnswered
from app.store.register import Register
from ui.checks.cards import Answered, AnswerStayCard, ConditionCard, QueryCard, StayCard
from ui.checks.question import Case
from ui.checks.rows import Asked
from ui.page import Desk, Key, PageWidget, Telling
from ui.papers.adverse_cards import DeedCard, ProposeCard


class Doing(QObject):
    """One card at a time; a rule that says no stands beside its field."""

    turned = Signal()
    """A card came or went."""
    shut = Signal(object)
    """Esc: what had been typed in the card, as for a draft."""
    done = Signal()
    refusing = Signal()
    """不予救助 was proposed: it goes on at the papers."""

    def __init__(self, desk: Desk, page: PageWidget) -> None:
        super().__init__(page)
        self._desk, self._busy = desk, False
        self._stood: dict[str, str] = {}
        self.case: Case | None = None
        lang = desk.settings.lang
        self.condition, self.query = ConditionCard(lang), QueryCard(lang)
        self.stay, self.answer = StayCard(lang), AnswerStayCard(lang)
        self.refusal = ProposeCard(lang)
        self.cards: tuple[DeedCard, ...] = (
            self.condition, self.query, self.stay, self.answer, self.refusal,
        )  # fmt: skip
        said = self.tr("已保存；写错了可以再改，原来的保留。")
        told = self.tr("已提交，等待站领导审批；审批前照常救助。")
        self.condition.wanted.connect(partial(self._do, self.condition, checks.tick, said))
        self.query.wanted.connect(partial(self._do, self.query, checks.write_query, said))
        self.stay.wanted.connect(partial(self._do, self.stay, stay_approval.propose, told))
        self.refusal.wanted.connect(partial(self._do, self.refusal, adverse.propose, told))
        self.answer.wanted.connect(self._answer)
        for card in self.cards:
            card.hide()
            card.shut.connect(self._put_away)

    def keys(self) -> list[Key]:
        """F9 saves what is being filled in."""
        card = self.open_card()
        if card is None:
            return []
        return [Key(key="F9", words=card.doing, do=card.finish, primary=True, icon="check")]

    def show_case(self, case: Case) -> None:
        """What there is, and who works here; what is being filled in stays."""
        self.case = case
        self.query.asked_by.offer(case.working)

    def open_card(self) -> DeedCard | None:
        """The one that is filled in now."""
        return next((card for card in self.cards if not card.isHidden()), None)

    def tick(self, one: Condition) -> None:
        """A condition is answered, or answered anew."""
        self._open(self.condition, lambda: self.condition.open_for(one))

    def ask(self) -> None:
        """A new query."""
        self._open(self.query, self.query.begin)

    def correct(self, one: Asked) -> None:
        """A query is written anew; of the machine's own searches nothing is."""
        query = one.query
        if query is not None:
            self._open(self.query, lambda: self.query.open_for(query))

    def propose(self) -> None:
        """A stay is proposed, or proposed anew."""
        if self.case:
            made, room = self.case.approval, self.case.room
            proposal = made.proposal if made else None
            self._open(self.stay, lambda: self.stay.open_for(proposal, room))

    def decide(self) -> None:
        """A leader answers."""
        self._open(self.answer, self.answer.begin)

    def refuse(self) -> None:
        """After a no: a refusal of its own, begun with what is known; the officer completes it."""
        if self.case is None or self.case.approval is None:
            return
        known = stay_approval.refusal_of(self.case.approval, self.case.conditions)

        def fill() -> None:
            self.refusal.begin()
            for name in ("kind", "ground", "facts"):
                self.refusal.fields[name].set_value(getattr(known, name))

        self._open(self.refusal, fill)

    def take_up(self, kept: Mapping[str, str]) -> None:
        """Open again what was left half-filled."""
        if not kept or self.open_card() is not None:
            return
        self._stood = {}
        for card in self.cards:
            card.begin()
            if card.take_up(kept):
                break
            card.hide()
        self.turned.emit()

    def close(self) -> None:
        """Somebody else is looked at."""
        for card in self.cards:
            card.hide()
        self.turned.emit()

    def _open(self, card: DeedCard, fill: Callable[[], None]) -> None:
        for other in self.cards:
            other.hide()
        fill()
        self._stood = card.raw()
        card.show()
        card.arrive()
        self.turned.emit()

    def _answer(self, said: Answered) -> None:
        if self.case is None or self.case.approval is None:
            return
        proposal = self.case.approval.proposal.id
        told = {
            StayAnswered.AGREED: self.tr("已同意入站。请按 F8 打印审批表。"),
            StayAnswered.SENT_BACK: self.tr("已退回拟办人；照常救助。"),
            StayAnswered.NOT_AGREED: self.tr("没有同意；照常救助，不予救助须另行拟办。"),
        }

        def deed(
            register: Register, _visit: VisitId, _said: object, *, by: Officer, at: datetime
        ) -> object:
            return stay_approval.answer(register, proposal, said.how, said.reason, by=by, at=at)

        self._do(self.answer, deed, told[StayAnswered(said.how)] if said.how else "", said)

    def _do(self, card: DeedCard, deed: Callable[..., object], told: str, said: object) -> None:
        """On the writer, one at a time."""
        if self.case is None or self._busy:
            return
        self._busy = True
        visit, officer, at = VisitId(self.case.visit.id), self._desk.officer, clock.now()

        def well(_made: object) -> None:
            self._busy = False
            card.hide()
            self._desk.tell(Telling(words=told, tone="ok"))
            self.turned.emit()
            self.done.emit()
            if card is self.refusal:
                self.refusing.emit()

        def ill(sorry: Refused | Unavailable) -> None:
            self._busy = False
            card.refused(sorry.key, self._desk.sentence(sorry))

        self._desk.jobs.desk(
            self, lambda register: deed(register, visit, said, by=officer, at=at), well, ill
        )

    def _put_away(self) -> None:
        raw = card.raw() if (card := self.open_card()) else {}
        self.close()
        self.shut.emit({} if raw == self._stood else raw)
