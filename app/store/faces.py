"""Questions about templates and the ledger of searches."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select

from app.domain.face import Search, Template
from app.store.ask import Asks, records
from app.store.tables import search, template


def usable(
    asks: Asks, engine: str, model_sha256: str, at: datetime, among: Iterable[UUID] | None = None
) -> list[Template]:
    """Templates of one engine and model that have not lapsed; all, or those among some ids."""
    alive = or_(template.c.lapses_at.is_(None), template.c.lapses_at > at)
    wanted = select(template).where(
        template.c.engine == engine, template.c.model_sha256 == model_sha256, alive
    )
    if among is not None:
        wanted = wanted.where(template.c.id.in_(list(among)))
    return records(asks, Template, wanted.order_by(template.c.id))


def photos_of(asks: Asks, templates: Iterable[UUID]) -> dict[UUID, UUID]:
    """template -> photograph."""
    wanted = select(template.c.id, template.c.photo).where(template.c.id.in_(list(templates)))
    return {row.id: row.photo for row in asks.ask(wanted)}


def persons_with_face(asks: Asks) -> int:
    """How many persons have a template: at 100,000 the law asks for a filing."""
    return int(asks.ask(select(func.count(template.c.person.distinct())))[0][0])


def ledger(asks: Asks, visit: UUID) -> list[Search]:
    """The searches of one case."""
    return records(asks, Search, select(search).where(search.c.visit == visit))
