"""What people had with them, which papers of a station name them, and where they have been."""

from collections.abc import Mapping
from typing import TypedDict
from uuid import UUID

from sqlalchemy import select

from app.domain.carried_alike import papers_in
from app.domain.traits import MOST_VALUES
from app.store.ask import Asks
from app.store.tables import belonging, leaving, visit, voucher


class Carried(TypedDict):
    """As `app.domain.traits.Traits` has them."""

    carried: tuple[str, ...]
    papers: tuple[str, ...]
    route: tuple[str, ...]


def carried_by(asks: Asks, everybody: Mapping[UUID, UUID]) -> dict[UUID, Carried]:
    """By human; `everybody` says of each record of a person which human it belongs to."""
    visits = select(visit.c.id, visit.c.person, visit.c.case_number, visit.c.found_at)
    rows = asks.ask(visits.where(visit.c.person.in_(list(everybody))).order_by(visit.c.id.desc()))
    of_visit = {row.id: everybody[row.person] for row in rows}
    things, papers, places = _Lists(), _Lists(), _Lists()
    for row in rows:
        papers.add(everybody[row.person], row.case_number)
        places.add(everybody[row.person], row.found_at)
    mine = list(of_visit)
    had = select(
        *(belonging.c.id, belonging.c.supersedes, belonging.c.quantity),
        *(belonging.c.visit, belonging.c.item, belonging.c.features),
    )
    lines = asks.ask(had.where(belonging.c.visit.in_(mine)))
    corrected = {row.supersedes for row in lines}
    for row in lines:
        if row.id in corrected or not row.quantity:
            continue
        human, thing = of_visit[row.visit], f"{row.item} {row.features}".strip()
        things.add(human, thing)
        for number in papers_in([thing]):
            papers.add(human, number)
    went = select(leaving.c.visit, leaving.c.destination)
    for row in asks.ask(went.where(leaving.c.visit.in_(mine))):
        places.add(of_visit[row.visit], row.destination)
    given = select(voucher.c.visit, voucher.c.serial, voucher.c.to_place)
    for row in asks.ask(given.where(voucher.c.visit.in_(mine))):
        papers.add(of_visit[row.visit], row.serial)
        places.add(of_visit[row.visit], row.to_place)
    return {
        human: Carried(carried=things.of(human), papers=papers.of(human), route=places.of(human))
        for human in set(of_visit.values())
    }


class _Lists:
    """Values by human, each once, not very many."""

    def __init__(self) -> None:
        self._of: dict[UUID, dict[str, None]] = {}

    def add(self, human: UUID, value: str) -> None:
        """One more."""
        if value.strip():
            self._of.setdefault(human, {})[value.strip()] = None

    def of(self, human: UUID) -> tuple[str, ...]:
        """All of somebody."""
        return tuple(self._of.get(human, {}))[:MOST_VALUES]


def holders_of(asks: Asks, papers: tuple[str, ...]) -> list[UUID]:
    """Who is on file with one of these case numbers or serials."""
    if not papers:
        return []
    cases = select(visit.c.person).where(visit.c.case_number.in_(papers))
    serials = (
        select(visit.c.person)
        .join(voucher, voucher.c.visit == visit.c.id)
        .where(voucher.c.serial.in_(papers))
    )
    return [row[0] for row in asks.ask(cases.union(serials))]
