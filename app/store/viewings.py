"""Questions about the log of looks of this desk."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from app.store.ask import Asks
from app.store.tables import inside, viewing, visit


def files_looked_at(asks: Asks, officer: UUID, since: datetime) -> int:
    """How many people's files an officer opened since then who are not in the station now."""
    here = select(visit.c.person).join(inside, inside.c.visit == visit.c.id)
    wanted = select(func.count(viewing.c.person.distinct())).where(
        viewing.c.id >= _first_id(since),  # ids rise with time: only the last ones are read
        viewing.c.officer == officer,
        viewing.c.at >= since,
        viewing.c.what == "file",
        viewing.c.person.not_in(here),
    )
    return int(asks.ask(wanted)[0][0])


def _first_id(since: datetime) -> UUID:
    """The least id (UUIDv7, RFC 9562) of that moment."""
    return UUID(int=int(since.timestamp() * 1000) << 80)
