"""What stands on forms 5 and 6."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from app.desk.checks import conditions
from app.desk.stay_approval import unconfirmed
from app.domain.checks import Condition, OutsideQuery, standing
from app.domain.codes import CONDITIONS
from app.domain.face import Search
from app.domain.staff import Officer
from app.domain.stay_approval import Approval, standing_of
from app.domain.visit import Visit
from app.paper import facts
from app.store.ask import Asks, all_of
from app.store.checks import approvals_of, queries_of, searches_of
from app.store.people import File

QUERIES = "queries"
APPROVAL = "approval"


def queries_paper(
    asks: Asks, visit: Visit, known: File, head: facts.Head, sheet: facts.Sheet
) -> facts.Queries:
    """Form 5: the conditions, what was asked outside, and the machine's own searches."""
    names = _names(asks)
    asked = standing(queries_of(asks, visit.id))
    decided = _decided(known)
    return facts.Queries(
        sheet=sheet,
        head=head,
        conditions=tuple(_ticked(one, names) for one in conditions(asks, visit)),
        asked=(*_at_intake(visit), *(_asked(one, names) for one in asked)),
        searched=tuple(_searched(one, decided, names) for one in searches_of(asks, visit.id)),
    )


def approval_paper(
    asks: Asks, visit: Visit, head: facts.Head, sheet: facts.Sheet, room: str
) -> facts.StayApproval:
    """Form 6 of the proposal that stands; without one what is known already, for the pen."""
    names, found = _names(asks), standing_of(approvals_of(asks, visit.id))
    said = {one.code: one.said for one in conditions(asks, visit) if one.code in CONDITIONS}
    many = len(standing(queries_of(asks, visit.id)))
    paper = facts.StayApproval(
        sheet=sheet, head=head, arrived_at=visit.arrived_at, conditions=said, queries=many,
        room=room,
    )  # fmt: skip
    return _proposed(asks, paper, found, names) if found else paper


def _proposed(
    asks: Asks, paper: facts.StayApproval, found: Approval, names: Mapping[UUID, str]
) -> facts.StayApproval:
    made, decided = found.proposal, found.decided
    proposer = names.get(made.officer, "")
    leader = names.get(decided.officer, "") if decided else ""
    head = replace(paper.head, handler=proposer, second_handler=leader, at=made.at)
    return replace(
        paper,
        head=head,
        facts=made.facts,
        special=made.special,
        special_words=made.special_words,
        room=made.room or paper.room,
        services=made.services,
        service_words=made.service_words,
        opinion=made.opinion,
        proposer=proposer,
        proposed_at=made.at,
        answer=decided.answer if decided else "",
        reason=decided.reason if decided else "",
        leader=leader,
        answered_at=decided.at if decided else None,
        differs=found.differs,
        unconfirmed=unconfirmed(asks, found),
    )


def _names(asks: Asks) -> dict[UUID, str]:
    return {one.id: one.name for one in all_of(asks, Officer)}


def _ticked(one: Condition, names: Mapping[UUID, str]) -> facts.Ticked:
    said = one.newest
    if said is None:
        return facts.Ticked(code=one.code, answer=one.at_arrival)
    return facts.Ticked(
        code=one.code, answer=said.answer, words=said.words, source=said.source or "",
        told_by=said.told_by, at=said.seen_at, officer=names.get(said.officer, ""),
        differs=one.differs,
    )  # fmt: skip


def _at_intake(visit: Visit) -> Iterable[facts.OutsideQuery]:
    """What was written down at the arrival, one a line, where and after a colon what came back."""
    for line in filter(None, map(str.strip, visit.detail.get("queries", "").splitlines())):
        where, _, result = line.replace("：", ":", 1).partition(":")
        yield facts.OutsideQuery(
            at=visit.registered_at, source="intake", whom=where.strip(), result=result.strip()
        )


def _asked(one: OutsideQuery, names: Mapping[UUID, str]) -> facts.OutsideQuery:
    return facts.OutsideQuery(
        at=one.asked_at, source=one.source, whom=one.whom, purpose=one.purpose, asked=one.asked,
        outcome=one.outcome, result=one.result, candidates=one.candidates,
        decision=one.decision or "", reason=one.reason, notes=one.notes,
        officer=names.get(one.asked_by, ""),
    )  # fmt: skip


def _decided(known: File) -> dict[UUID, str]:
    """Whom officers compared this person with, and what they said: as it stands."""
    return {
        UUID(str(end)): str(link.answer)
        for link in known.links
        if link.stands
        for end in (link.one, link.other)
    }


def _searched(
    one: Search, decided: Mapping[UUID, str], names: Mapping[UUID, str]
) -> facts.Searched:
    """Nobody who was shown is named: whoever it was not is none of this paper's business."""
    people = {UUID(row["person"]) for row in one.shown if row.get("person")}
    return facts.Searched(
        at=one.at, kinds=tuple(filter(None, one.kind.split(","))), why=one.why,
        looked_through=one.looked_through, shown=len(people),
        decided=Counter(decided[person] for person in people if person in decided),
        officer=names.get(one.officer, ""),
    )  # fmt: skip
