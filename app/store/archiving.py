"""Questions for a yearly archive: whose visits began within it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select

from app.domain.visit import Visit
from app.store.ask import Asks, records
from app.store.tables import visit


def visits_between(asks: Asks, station: UUID, since: datetime, until: datetime) -> list[Visit]:
    """Visits of a station that began from `since` on and before `until`, oldest first; corrected
    ones are left out."""
    later = visit.alias("later")
    corrected = exists().where(later.c.supersedes == visit.c.id)
    wanted = select(visit).where(
        visit.c.station == station, visit.c.arrived_at >= since, visit.c.arrived_at < until,
        ~corrected,
    )  # fmt: skip
    return records(asks, Visit, wanted.order_by(visit.c.arrived_at, visit.c.id))
