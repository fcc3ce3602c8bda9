"""Questions about 不予救助 and 终止救助: proposals with what followed each."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.domain.adverse import Adverse
from app.store.ask import Asks
from app.store.refused import not_taken
from app.store.rows import maker_of, record_of
from app.store.tables import TABLES, adverse_proposal

KINDS = ("adverse_proposal", "adverse_opinion", "adverse_answer", "adverse_receipt")
Rows = list[dict[str, Any]]


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


def told_in(rows: Mapping[str, Rows]) -> list[Adverse]:
    """What rows of the four kinds tell, with what followed each; a superseded proposal is left
    out."""
    proposals, opinions, answers, receipts = (
        [record_of(kind, row) for row in sorted(rows[kind], key=lambda row: row["id"])]
        for kind in KINDS
    )
    gone = {one.supersedes for one in proposals}
    wrote = {row["id"]: maker_of(row) for row in rows[KINDS[0]]}
    return [
        Adverse(
            proposal=one,
            device=wrote[one.id],
            opinions=tuple(x for x in opinions if x.proposal == one.id),
            answers=tuple(x for x in answers if x.proposal == one.id),
            receipts=tuple(x for x in receipts if x.proposal == one.id),
        )
        for one in proposals
        if one.id not in gone
    ]


def _found(asks: Asks, where: Any) -> list[Adverse]:
    """Without what the centre did not take: that never was."""
    rows = {KINDS[0]: _rows(asks, KINDS[0], where)}
    if not rows[KINDS[0]]:  # as with nearly everybody
        return []
    ids = [row["id"] for row in rows[KINDS[0]]]
    for kind in KINDS[1:]:
        rows[kind] = _rows(asks, kind, TABLES[kind].c.proposal.in_(ids))
    refused = not_taken(asks, (row["id"] for found in rows.values() for row in found))
    return told_in(
        {kind: [row for row in found if row["id"] not in refused] for kind, found in rows.items()}
    )


def _rows(asks: Asks, kind: str, where: Any) -> Rows:
    return [row._asdict() for row in asks.ask(select(TABLES[kind]).where(where))]
