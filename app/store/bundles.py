"""Whose papers are printed together: who is here, and who left lately."""

from datetime import datetime

from sqlalchemy import exists, select

from app.domain.visit import Visit
from app.store.ask import Asks, records
from app.store.tables import inside, leaving, reopening, visit


def here(asks: Asks, limit: int) -> list[Visit]:
    """Visits without an end, newest first."""
    wanted = select(visit).join(inside, inside.c.visit == visit.c.id)
    return records(asks, Visit, wanted.order_by(inside.c.arrived_at.desc()).limit(limit))


def left_since(asks: Asks, since: datetime, limit: int) -> list[Visit]:
    """Visits that ended since then, newest first; a leaving that was taken back does not count."""
    taken_back = exists().where(reopening.c.leaving == leaving.c.id)
    wanted = select(visit).join(leaving, leaving.c.visit == visit.c.id)
    wanted = wanted.where(leaving.c.at >= since, ~taken_back).order_by(leaving.c.at.desc())
    found = records(asks, Visit, wanted.limit(limit))
    return list({one.id: one for one in found}.values())
