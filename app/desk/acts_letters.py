"""The deeds about 函件 without a window, as they stand in a line of JSON."""

from datetime import date
from uuid import UUID

import msgspec

from app.desk.acts import Deed
from app.domain.outside_letter import LetterKind, Sent


class WriteLetter(Deed, frozen=True, tag="letter", kw_only=True):
    """A letter to another body; what the register knows is filled in where `detail` says nothing.
    `corrects`: one that has not gone yet."""

    visit: UUID
    kind: LetterKind
    detail: dict[str, str] = msgspec.field(default_factory=dict)
    second: UUID | None = None
    corrects: UUID | None = None


class ApproveLetter(Deed, frozen=True, tag="letter_approve", kw_only=True):
    """A leader who wrote none of it agrees that a notice is published."""

    letter: UUID


class SendLetter(Deed, frozen=True, tag="letter_sent", kw_only=True):
    """It went out."""

    letter: UUID
    how: Sent
    on: date | None = None
    words: str = ""


class NoteReply(Deed, frozen=True, tag="letter_reply", kw_only=True):
    """What came back."""

    letter: UUID
    result: str
    whom: str
    on: date | None = None
    number: str = ""
    words: str = ""


class TakeBackLetter(Deed, frozen=True, tag="letter_take_back", kw_only=True):
    """An entry was wrong."""

    entry: UUID
    reason: str


LetterDeed = WriteLetter | ApproveLetter | SendLetter | NoteReply | TakeBackLetter
