"""A signature given on the screen or a pad, and exactly what was signed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.ids import OfficerId, PersonId, VisitId


class SignedWith(StrEnum):
    """What the hand held."""

    PEN = "pen"
    MOUSE = "mouse"
    TOUCH = "touch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The newest of a form counts. `picture` and `content` are SHA-256 in hex.

    `content` is the digest of what the paper said when it was signed: should any of it change,
    the paper must be signed again. Thumb-prints are never kept: they go on paper only.
    """

    id: UUID
    person: PersonId
    visit: VisitId
    form: str
    picture: str
    width: int
    height: int
    content: str
    how: SignedWith
    at: datetime
    officer: OfficerId
