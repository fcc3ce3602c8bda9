"""Questions about 甄别 and 入站审批: conditions, queries, the machine's own searches, approvals."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, select

from app.domain.checks import ConditionAnswer, OutsideQuery
from app.domain.face import Search
from app.domain.stay_approval import Approval, StayAnswer, StayProposal, standing_of
from app.store.ask import Asks, get, records, table_of
from app.store.refused import not_taken
from app.store.tables import inside, search, stay_answer, stay_proposal

_One = TypeVar("_One", ConditionAnswer, OutsideQuery, StayProposal, StayAnswer)


def answers_of(asks: Asks, visit: UUID) -> list[ConditionAnswer]:
    """What was answered of the conditions, also what was corrected; without what the centre did
    not take."""
    return _taken(asks, ConditionAnswer, table_of(ConditionAnswer).c.visit == visit)


def queries_of(asks: Asks, visit: UUID) -> list[OutsideQuery]:
    """The same of what was asked outside."""
    return _taken(asks, OutsideQuery, table_of(OutsideQuery).c.visit == visit)


def searches_of(asks: Asks, visit: UUID) -> list[Search]:
    """What the machine looked for at this visit, out of the ledger, oldest first."""
    wanted = select(search).where(search.c.visit == visit).order_by(search.c.id)
    return records(asks, Search, cast("Select[Any]", wanted))


def approvals_of(asks: Asks, visit: UUID) -> list[Approval]:
    """What was proposed of a visit with its answers, oldest first."""
    return _approvals(asks, lambda table: table.c.visit == visit)


def approval_by(asks: Asks, proposal: UUID) -> Approval | None:
    """One of them; None where it is not there."""
    made = get(asks, StayProposal, proposal)
    found = approvals_of(asks, made.visit) if made else []
    return next((one for one in found if one.proposal.id == proposal), None)


def refused_of(asks: Asks, visit: UUID) -> list[StayProposal]:
    """Proposals of this desk that the centre did not take, since another desk was first: they count
    for nothing, and nothing that was typed is lost."""
    found = _every(asks, StayProposal, stay_proposal.c.visit == visit)
    refused = not_taken(asks, [one.id for one in found])
    return [one for one in found if one.id in refused]


def waiting(asks: Asks) -> list[Approval]:
    """What waits of the people who are here: for a leader, or to be written anew."""
    here = select(inside.c.visit)
    found = _approvals(asks, lambda table: table.c.visit.in_(here))
    by_visit: dict[UUID, list[Approval]] = {}
    for one in found:
        by_visit.setdefault(one.proposal.visit, []).append(one)
    standing = (standing_of(some) for some in by_visit.values())
    return [one for one in standing if one is not None and one.waits]


def told_in(proposals: Iterable[StayProposal], answers: Iterable[StayAnswer]) -> list[Approval]:
    """Proposals with the answers to each, oldest first."""
    made = sorted(proposals, key=lambda one: one.id.int)
    said = sorted(answers, key=lambda one: one.id.int)
    gone = {one.supersedes for one in made}
    return [
        Approval(
            proposal=one,
            answers=tuple(answer for answer in said if answer.proposal == one.id),
            gone=one.id in gone,
        )
        for one in made
    ]


def every_fact(
    asks: Asks, people: Iterable[UUID]
) -> tuple[list[ConditionAnswer], list[OutsideQuery], list[Approval]]:
    """What was ever written about these persons, corrected or not."""
    these = list(people)

    def mine(record: type[_One]) -> list[_One]:
        return _every(asks, record, table_of(record).c.person.in_(these))

    return mine(ConditionAnswer), mine(OutsideQuery), told_in(mine(StayProposal), mine(StayAnswer))


def _approvals(asks: Asks, where: "Callable[[Table], ColumnElement[bool]]") -> list[Approval]:
    proposals = _taken(asks, StayProposal, where(stay_proposal))
    if not proposals:
        return []
    return told_in(proposals, _taken(asks, StayAnswer, where(stay_answer)))


def _taken(asks: Asks, record: type[_One], where: "ColumnElement[bool]") -> list[_One]:
    """Without what the centre did not take: that never was."""
    found = _every(asks, record, where)
    refused = not_taken(asks, [one.id for one in found]) if found else set()
    return [one for one in found if one.id not in refused]


def _every(asks: Asks, record: type[_One], where: "ColumnElement[bool]") -> list[_One]:
    table = table_of(record)
    wanted = select(table).where(where).order_by(table.c.id)
    return records(asks, record, cast("Select[Any]", wanted))
