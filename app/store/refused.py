"""What a desk wrote and the centre did not take: still in the chain, it counts for nothing."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select

from app.store.ask import Asks
from app.store.tables import letter


def not_taken(asks: Asks, ids: Iterable[UUID]) -> set[UUID]:
    """Which of these records of this desk the centre refused."""
    return {row.record for row in asks.ask(refusals(letter.c.record.in_(list(ids))))}


def refusals(*where: ColumnElement[bool]) -> "Select[tuple[UUID]]":
    """The records that letters say were refused."""
    return select(letter.c.record).where(letter.c.kind == "refused", *where)
