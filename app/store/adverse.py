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
    proposals = [record_of(KINDS[0], row) for row in sorted(rows[KINDS[0]], key=_id)]
    opinions, answers, receipts = (_following(kind, rows[kind]) for kind in KINDS[1:])
    gone = {one.supersedes for one in proposals}
    wrote = {row["id"]: maker_of(row) for row in rows[KINDS[0]]}
    return [
        Adverse(
            proposal=one,
            device=wrote[one.id],
            opinions=tuple(opinions.get(one.id, ())),
            answers=tuple(answers.get(one.id, ())),
            receipts=tuple(receipts.get(one.id, ())),
        )
        for one in proposals
        if one.id not in gone
    ]


def _following(kind: str, rows: Rows) -> dict[UUID, list[Any]]:
    """Proposal -> what followed it, oldest first."""
    found: dict[UUID, list[Any]] = {}
    for row in sorted(rows, key=_id):
        found.setdefault(row["proposal"], []).append(record_of(kind, row))
    return found


def _id(row: dict[str, Any]) -> UUID:
    one: UUID = row["id"]
    return one


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
