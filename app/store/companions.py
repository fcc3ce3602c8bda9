"""Who arrived at this station about when somebody did; asked for one case, and kept nowhere."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from app.domain.visit import Visit
from app.store.ask import Asks, records
from app.store.people import standing_visits
from app.store.tables import visit


def arrived_beside(
    asks: Asks, people: Iterable[UUID], since: datetime, near: timedelta
) -> list[tuple[Visit, Visit]]:
    """Each arrival of these since a moment, with every arrival of others so near to it."""
    mine = list(people)
    own = [one for one in standing_visits(asks, mine) if one.arrived_at >= since]
    found = [(one, other) for one in own for other in _near(asks, one, mine, near)]
    stands = {one.id for one in standing_visits(asks, {other.person for _, other in found})}
    return [(one, other) for one, other in found if other.id in stands]


def _near(asks: Asks, one: Visit, people: list[UUID], near: timedelta) -> list[Visit]:
    wanted = select(visit).where(
        visit.c.arrived_at.between(one.arrived_at - near, one.arrived_at + near),
        visit.c.station == one.station,
        visit.c.person.not_in(people),
    )
    return records(asks, Visit, wanted.order_by(visit.c.arrived_at))
