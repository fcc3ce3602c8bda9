"""Questions about what was given in the station."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from app.domain.service import Service, ServiceKind
from app.store.ask import Asks, records
from app.store.tables import inside, service, visit


def of_visits(asks: Asks, visits: Iterable[UUID]) -> dict[UUID, list[Service]]:
    """visit -> everything that was written down at it, corrected or not, oldest first."""
    found: dict[UUID, list[Service]] = {one: [] for one in visits}
    mine = select(service).where(service.c.visit.in_(list(found))).order_by(service.c.id)
    for one in records(asks, Service, mine):
        found[one.visit].append(one)
    return found


def who_is_here(asks: Asks) -> list[tuple[UUID, UUID]]:
    """(visit, person) of everybody in the station."""
    wanted = select(visit.c.id, visit.c.person).join(inside, inside.c.visit == visit.c.id)
    return [(row.id, row.person) for row in asks.ask(wanted.order_by(inside.c.arrived_at))]


def eaten_and_away(asks: Asks) -> dict[UUID, list[Service]]:
    """visit -> meals and ways to hospital and back, of everybody in the station."""
    kinds = (ServiceKind.MEAL, ServiceKind.HOSPITAL, ServiceKind.BACK, ServiceKind.MISTAKEN)
    wanted = select(service).where(service.c.visit.in_(select(inside.c.visit)))
    found: dict[UUID, list[Service]] = {}
    mine = wanted.where(service.c.kind.in_(kinds)).order_by(service.c.id)
    for one in records(asks, Service, mine):
        found.setdefault(one.visit, []).append(one)
    return found
