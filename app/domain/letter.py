"""The answer to a letter of the centre: who settled it and how, for every desk of the station."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.ids import OfficerId


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAnswer:
    """`how`: what holds stays ("kept"), the other value after all ("lost"), or seen to ("seen")."""

    id: UUID
    letter: UUID
    how: str
    at: datetime
    officer: OfficerId
