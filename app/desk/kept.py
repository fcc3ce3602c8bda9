"""What somebody gave into custody and has not got back: what a leaving has to settle or explain."""

from uuid import UUID

from app.domain.ids import VisitId
from app.store.ask import Asks
from app.store.papers import belongings


def still_kept(asks: Asks, visit: UUID) -> tuple[str, ...]:
    """In words, one a thing; the simple list knows of no return yet."""
    kept = (one for one in belongings(asks, VisitId(visit)) if one.kept)
    return tuple(one.item if one.quantity == 1 else f"{one.item}×{one.quantity}" for one in kept)
