"""甄别 and 入站审批 without a window: the same as in it, with the same rights and traces."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.desk import acts_checks as acts
from app.desk import checks, stay_approval
from app.domain.ids import OfficerId, VisitId

if TYPE_CHECKING:
    from app.desk.act import Deeds, Outside


def _tick(outside: "Outside", deed: acts.TickCondition, at: datetime) -> dict[str, Any]:
    session = outside.session
    said = checks.Ticked(
        condition=deed.condition, answer=deed.answer, words=deed.words, source=deed.source or "",
        told_by=deed.told_by, seen_at=deed.seen_at, corrects=deed.corrects,
    )  # fmt: skip
    visit = VisitId(deed.visit)
    made = checks.tick(session.register, visit, said, by=session.officer, at=at)
    return {"condition": made.id}


def _query(outside: "Outside", deed: acts.WriteQuery, at: datetime) -> dict[str, Any]:
    session = outside.session
    said = checks.Query(
        source=deed.source, whom=deed.whom, purpose=deed.purpose, asked=deed.asked,
        asked_at=deed.asked_at, asked_by=OfficerId(deed.asked_by) if deed.asked_by else None,
        outcome=deed.outcome, result=deed.result, candidates=deed.candidates,
        decision=deed.decision or "", reason=deed.reason, notes=deed.notes,
        corrects=deed.corrects,
    )  # fmt: skip
    visit = VisitId(deed.visit)
    made = checks.write_query(session.register, visit, said, by=session.officer, at=at)
    return {"query": made.id}


def _propose(outside: "Outside", deed: acts.ProposeStay, at: datetime) -> dict[str, Any]:
    session = outside.session
    wanted = stay_approval.Wanted(
        facts=deed.facts, special=tuple(map(str, deed.special)), special_words=deed.special_words,
        room=deed.room, services=tuple(map(str, deed.services)),
        service_words=deed.service_words, opinion=deed.opinion, corrects=deed.corrects,
    )  # fmt: skip
    visit = VisitId(deed.visit)
    made = stay_approval.propose(session.register, visit, wanted, by=session.officer, at=at)
    return {"proposal": made.id}


def _answer(outside: "Outside", deed: acts.AnswerStay, at: datetime) -> dict[str, Any]:
    session, one = outside.session, deed.proposal
    stay_approval.answer(session.register, one, deed.answer, deed.reason, by=session.officer, at=at)
    return {"state": stay_approval.known(session.register, one).state}


DEEDS: "Deeds" = {
    acts.TickCondition: _tick,
    acts.WriteQuery: _query,
    acts.ProposeStay: _propose,
    acts.AnswerStay: _answer,
}
