"""Quick phrases: words that are typed again and again, the station's own."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.ids import OfficerId

FIELDS = ("story", "found_at", "brought_by", "reason", "marks", "items", "note")
"""The fields that have phrases of their own; an empty field means: offered everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words for one field; not active: taken out of the list."""

    id: UUID
    field: str
    words: str
    active: bool = True
    at: datetime
    officer: OfficerId
