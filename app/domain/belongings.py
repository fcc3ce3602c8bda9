"""Belongings: what a person carried and gave into custody."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.ids import BelongingId, OfficerId, VisitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """One line of the simple list."""

    id: BelongingId
    visit: VisitId
    item: str
    features: str = ""
    quantity: int = 1
    kept: bool = False
    at: datetime
    officer: OfficerId
