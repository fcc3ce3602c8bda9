"""What was decided about people in a period: listings, refusals, likenesses of faces."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, select, union

from app.domain.adverse import AdverseKind, AdverseState, Answered
from app.domain.blacklist import Course, State, StepKind
from app.domain.evidence import DecisionKind, EvidenceKind, Sameness
from app.domain.fairness import Measure
from app.store.adverse import adverse_of
from app.store.ask import Asks
from app.store.fairness import Between, Happened
from app.store.tables import adverse_answer, decision, evidence, listing

_KINDS = {
    AdverseKind.REFUSAL: Measure.REFUSED,
    AdverseKind.TERMINATION: Measure.ENDED,
}
_SAID = {
    Sameness.SAME: Measure.FACE_SAME,
    Sameness.NOT_SAME: Measure.FACE_NOT,
    Sameness.CANNOT_TELL: Measure.FACE_UNSURE,
}
_STEPS = {
    StepKind.APPROVED: Measure.APPROVED,
    StepKind.DROPPED: Measure.DROPPED,
    StepKind.OBJECTED: Measure.OBJECTED,
    StepKind.UPHELD: Measure.UPHELD,
    StepKind.REVOKED: Measure.REVOKED,
}
_OVERTURNS = frozenset({StepKind.CORRECTED, StepKind.REVOKED})
REFUSALS = frozenset(_KINDS.values())
FACES = frozenset({*_SAID.values(), Measure.FACE_UNDONE})
_A_DAY = timedelta(days=1)


def people_of(when: Between, measures: Iterable[Measure] = Measure) -> "Select[Any]":
    """Of whom such deeds of this time may speak: whoever was ever listed, was refused help, or was
    searched for by a face."""
    wanted = set(measures)
    either = [select(listing.c.person)] if wanted - REFUSALS - FACES else []
    if wanted & REFUSALS:
        either.append(select(adverse_answer.c.person).where(*_within(adverse_answer, when)))
    if wanted & FACES:
        searched = evidence.c.kind == EvidenceKind.FACE_SEARCH, *_within(evidence, when)
        either.append(select(evidence.c.person).where(*searched))
    found = union(*either).subquery()
    return select(found.c.person)


def _within(table: Table, when: Between) -> "tuple[ColumnElement[bool], ...]":
    return table.c.at >= when.begin, table.c.at < when.end


def listed(courses: Iterable[Course], when: Between) -> list[Happened]:
    """Leads and steps, each at its own time."""
    found = (one for course in courses for one in _of_course(course, when))
    return [one for one in found if when.begin <= one.at < when.end]


def _of_course(course: Course, when: Between) -> Iterator[Happened]:
    lead, objected = course.listing, False

    def one(measure: Measure, officer: UUID, at: datetime) -> Happened:
        return Happened(
            measure=measure, person=lead.person, officer=officer, at=at, why=course.fact
        )

    yield one(Measure.LEAD, lead.officer, lead.at)
    for step in course.steps:
        if step.kind in _STEPS:
            yield one(_STEPS[step.kind], step.officer, step.at)
        if step.kind in _OVERTURNS and objected:
            yield one(Measure.OVERTURNED, step.officer, step.at)
        objected = step.kind is StepKind.OBJECTED
    until, approval = course.until, course.approval
    if until and approval and course.state(when.day) is State.EXPIRED and when.first <= until:
        yield one(Measure.EXPIRED, approval.officer, when.end - _A_DAY)


def refused(asks: Asks, when: Between) -> list[Happened]:
    """Papers 7 and 21 that a leader agreed to and nobody took back; by who proposed them."""
    answered = select(adverse_answer.c.person).where(
        adverse_answer.c.answer == Answered.AGREED, *_within(adverse_answer, when)
    )
    known = adverse_of(asks, {row.person for row in asks.ask(answered)})
    return [
        Happened(
            measure=_KINDS[one.proposal.kind], person=one.proposal.person,
            officer=one.proposal.officer, at=one.decided.at, why=one.proposal.ground,
        )
        for one in known
        if one.state is AdverseState.AGREED
        and one.decided
        and when.begin <= one.decided.at < when.end
    ]  # fmt: skip


def faces(asks: Asks, when: Between) -> list[Happened]:
    """What officers said to a likeness that a search had shown; and what was taken back since."""
    shown = select(evidence.c.id).where(
        evidence.c.kind == EvidenceKind.FACE_SEARCH, *_within(evidence, when)
    )
    seen = {str(row.id) for row in asks.ask(shown)}
    undone = select(decision.c.undoes).where(decision.c.kind == DecisionKind.UNDO_LINK)
    gone = {row.undoes for row in asks.ask(undone)}
    said = select(
        decision.c.id, decision.c.subjects, decision.c.answer, decision.c.evidence,
        decision.c.officer, decision.c.at,
    ).where(decision.c.kind == DecisionKind.SAME_PERSON, *_within(decision, when))  # fmt: skip
    found = []
    for row in asks.ask(said):
        if seen.isdisjoint(row.evidence):
            continue
        measures = [_SAID[Sameness(row.answer)]]
        if measures == [Measure.FACE_SAME] and row.id in gone:
            measures.append(Measure.FACE_UNDONE)
        who, officer, at = UUID(row.subjects[0]), row.officer, row.at
        found += [Happened(measure=m, person=who, officer=officer, at=at) for m in measures]
    return found
