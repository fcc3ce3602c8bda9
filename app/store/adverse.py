"""Questions about 不予救助 and 终止救助: proposals with what followed each."""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from app.domain.adverse import (
    Adverse,
    AdverseAnswer,
    AdverseOpinion,
    AdverseProposal,
    AdverseReceipt,
)
from app.store.ask import Asks, records, table_of
from app.store.tables import adverse_proposal

Followed = TypeVar("Followed", AdverseOpinion, AdverseAnswer, AdverseReceipt)


def adverse_of(asks: Asks, people: Iterable[UUID]) -> list[Adverse]:
    """What was proposed about these persons, oldest first; a superseded proposal is left out."""
    return _found(asks, adverse_proposal.c.person.in_(list(people)))


def adverse_of_visit(asks: Asks, visit: UUID) -> list[Adverse]:
    """The same of one visit."""
    return _found(asks, adverse_proposal.c.visit == visit)


def adverse_by(asks: Asks, proposal: UUID) -> Adverse | None:
    """One of them; None where it is not there or was superseded."""
    visit = select(adverse_proposal.c.visit).where(adverse_proposal.c.id == proposal)
    known = _found(asks, adverse_proposal.c.visit.in_(visit))
    return next((one for one in known if one.proposal.id == proposal), None)


def _found(asks: Asks, where: Any) -> list[Adverse]:
    wanted = select(adverse_proposal).where(where).order_by(adverse_proposal.c.id)
    proposals = records(asks, AdverseProposal, wanted)
    if not proposals:  # as with nearly everybody
        return []
    gone = {one.supersedes for one in proposals}
    ids = [one.id for one in proposals]
    opinions = _following(asks, AdverseOpinion, ids)
    answers = _following(asks, AdverseAnswer, ids)
    receipts = _following(asks, AdverseReceipt, ids)
    return [
        Adverse(
            proposal=one,
            opinions=tuple(opinions.get(one.id, ())),
            answers=tuple(answers.get(one.id, ())),
            receipts=tuple(receipts.get(one.id, ())),
        )
        for one in proposals
        if one.id not in gone
    ]


def _following(
    asks: Asks, record: type[Followed], proposals: list[UUID]
) -> dict[UUID, list[Followed]]:
    table = table_of(record)
    wanted = select(table).where(table.c.proposal.in_(proposals)).order_by(table.c.id)
    found: dict[UUID, list[Followed]] = {}
    for one in records(asks, record, wanted):
        found.setdefault(one.proposal, []).append(one)
    return found
