"""Questions about emergencies: which visits are still to be completed."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ScalarSelect, select

from app.domain.evidence import Evidence, EvidenceKind
from app.domain.face import Photograph
from app.store.ask import Asks, records
from app.store.tables import evidence, photograph, visit

_LATE = 5_000
"""Rows of evidence: weeks at a busy station, and read in a moment at every login."""


def uncompleted(asks: Asks, people: Iterable[UUID]) -> dict[UUID, Evidence]:
    """visit -> its emergency, for those of these persons' visits that nobody completed yet."""
    kinds = (EvidenceKind.EMERGENCY, EvidenceKind.COMPLETED)
    wanted = select(evidence).where(evidence.c.person.in_(list(people)), evidence.c.kind.in_(kinds))
    return still_open(records(asks, Evidence, wanted.order_by(evidence.c.id)))


def still_open(found: Iterable[Evidence]) -> dict[UUID, Evidence]:
    """The same out of evidence that is at hand."""
    kept = list(found)
    done = {e.visit for e in kept if e.kind is EvidenceKind.COMPLETED}
    return {
        e.visit: e
        for e in kept
        if e.kind is EvidenceKind.EMERGENCY and e.visit and e.visit not in done
    }


def numbers_of(asks: Asks) -> list[str]:
    """The temporary numbers among what was noted as evidence of late."""
    late = select(evidence.c.id).order_by(evidence.c.id.desc()).limit(_LATE)
    sealed = select(evidence.c.detail).where(
        evidence.c.id.in_(late), evidence.c.kind == EvidenceKind.EMERGENCY
    )
    return [row.detail["number"] for row in asks.ask(sealed) if "number" in row.detail]


def of_visit(asks: Asks, one: UUID) -> list[Evidence]:
    """Everything noted as evidence at one visit, oldest first."""
    wanted = select(evidence).where(evidence.c.person == _owner(one), evidence.c.visit == one)
    return records(asks, Evidence, wanted.order_by(evidence.c.id))


def photos_of(asks: Asks, one: UUID) -> list[Photograph]:
    """The photographs of one visit, oldest first."""
    mine = photograph.c.person == _owner(one)
    wanted = select(photograph).where(mine, photograph.c.visit == one)
    return records(asks, Photograph, wanted.order_by(photograph.c.id))


def _owner(one: UUID) -> ScalarSelect[UUID]:
    """By way of the person, for whom there are indexes."""
    return select(visit.c.person).where(visit.c.id == one).scalar_subquery()
