"""甄别: a condition is answered with its evidence, and what was asked outside is written down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.checks import (
    Condition,
    ConditionAnswer,
    Met,
    OutsideQuery,
    QueryOutcome,
    QuerySource,
    checklist,
    must_be_asked,
    must_be_evident,
    must_correct,
)
from app.domain.choosing import chosen
from app.domain.errors import Refused
from app.domain.evidence import Sameness
from app.domain.ids import OfficerId, VisitId, new_id
from app.domain.person import Source
from app.domain.staff import Officer, Right
from app.domain.visit import Visit
from app.store.ask import Asks, get
from app.store.checks import answers_of, queries_of
from app.store.protected import is_shut
from app.store.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """A condition as it was filled in; an empty word is what nobody chose. `seen_at` None: now;
    `corrects`: the answer that this one is in the place of."""

    condition: str = ""
    answer: str = ""
    words: str = ""
    source: str = ""
    told_by: str = ""
    seen_at: datetime | None = None
    corrects: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query as it was filled in. `asked_by` None: whoever writes it down; `asked_at` None: now;
    `corrects`: the one that this is in the place of, as when the answer comes later."""

    source: str = ""
    whom: str = ""
    purpose: str = ""
    asked: str = ""
    asked_at: datetime | None = None
    asked_by: OfficerId | None = None
    outcome: str = ""
    result: str = ""
    candidates: str = ""
    decision: str = ""
    reason: str = ""
    notes: str = ""
    corrects: UUID | None = None


def tick(
    register: Register, visit_id: VisitId, said: Ticked, *, by: Officer, at: datetime
) -> ConditionAnswer:
    """Answer one condition; nothing is refused or approved by it."""
    visit = visit_of(register, visit_id, by)
    made = ConditionAnswer(
        id=new_id(),
        person=visit.person,
        visit=visit_id,
        condition=said.condition.strip(),
        answer=chosen(Met, said.answer, "checks.needs_answer"),
        words=said.words.strip(),
        source=chosen(Source, said.source, "checks.needs_source") if said.source else None,
        told_by=said.told_by.strip(),
        seen_at=said.seen_at or at,
        supersedes=said.corrects,
        officer=by.id,
        at=at,
    )
    must_be_evident(made)
    must_correct(made, answers_of(register, visit_id))
    register.write(made, by=by.id, at=at, reason="condition_answer")
    return made


def write_query(
    register: Register, visit_id: VisitId, said: Query, *, by: Officer, at: datetime
) -> OutsideQuery:
    """Write down what was asked outside and what came back, if it did."""
    visit = visit_of(register, visit_id, by)
    decided = said.decision
    made = OutsideQuery(
        id=new_id(),
        person=visit.person,
        visit=visit_id,
        source=chosen(QuerySource, said.source, "checks.needs_where"),
        whom=said.whom.strip(),
        purpose=said.purpose.strip(),
        asked=said.asked.strip(),
        asked_at=said.asked_at or at,
        asked_by=_asker(register, said.asked_by, by),
        outcome=chosen(QueryOutcome, said.outcome, "checks.needs_outcome"),
        result=said.result.strip(),
        candidates=said.candidates.strip(),
        decision=chosen(Sameness, decided, "checks.needs_answer") if decided else None,
        reason=said.reason.strip(),
        notes=said.notes.strip(),
        supersedes=said.corrects,
        officer=by.id,
        at=at,
    )
    must_be_asked(made)
    must_correct(made, queries_of(register, visit_id))
    register.write(made, by=by.id, at=at, reason="outside_query")
    return made


def conditions(asks: Asks, visit: Visit, more: Iterable[str] = ()) -> tuple[Condition, ...]:
    """The checklist of a visit; `more` are the station's own points (setting)."""
    return checklist(more, visit.conditions, answers_of(asks, visit.id))


def visit_of(asks: Asks, visit_id: UUID, by: Officer) -> Visit:
    """The visit, for somebody who may write about it. Refused "checks.no_visit"."""
    by.must(Right.REGISTER)
    found = get(asks, Visit, visit_id)
    if found is None or is_shut(asks, found.person, sealed=by.may(Right.SEALED)):
        raise Refused("checks.no_visit")
    return found


def _asker(asks: Asks, officer: OfficerId | None, by: Officer) -> OfficerId:
    if officer is None or officer == by.id:
        return OfficerId(by.id)
    found = get(asks, Officer, officer)
    if found is None or not found.active:
        raise Refused("checks.no_officer")
    return OfficerId(found.id)
