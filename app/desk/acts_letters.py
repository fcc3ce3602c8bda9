"""The deeds about 函件 without a window, as they stand in a line of JSON."""

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

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


class Followups(Deed, frozen=True, tag="followups", kw_only=True):
    """Who left and is followed up, what is due first at the top; the look is written down."""


class FollowupLetter(Deed, frozen=True, tag="followup_letter", kw_only=True):
    """Form 24 to the home town's offices, as the register names them; `detail` says otherwise."""

    visit: UUID
    detail: dict[str, str] = msgspec.field(default_factory=dict)


class FollowupSlip(Deed, frozen=True, tag="followup_slip", kw_only=True):
    """A slip came back: the text of its code, or the letter's number. `again`: this one counts,
    though something came back before."""

    slip: str
    result: str
    words: str = ""
    again: bool = False


class ReunionsOf(Deed, frozen=True, tag="reunions", kw_only=True):
    """A year's figures of reunions and returns."""

    year: Annotated[int, Meta(ge=1990, le=2200)]


FollowupDeed = Followups | FollowupLetter | FollowupSlip | ReunionsOf
LetterDeed = WriteLetter | ApproveLetter | SendLetter | NoteReply | TakeBackLetter | FollowupDeed
