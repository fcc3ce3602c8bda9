"""The deeds of 街面巡查 without a window, as they stand in a line of JSON."""

from typing import Literal
from uuid import UUID

import msgspec

from app.desk.acts import Deed, Moment
from app.domain.street import Offer, StreetAnswer, Urgent
from app.domain.visit import Answer


class Round(Deed, frozen=True, tag="round", kw_only=True):
    """Two go out; `second` is a login. With `corrects` (a round) it is said anew."""

    second: str
    area: str = ""
    weather: str = ""
    low: int | None = None
    began_at: Moment | None = None
    corrects: UUID | None = None


class RoundOver(Deed, frozen=True, tag="round_over", kw_only=True):
    """They are back."""

    round: UUID
    words: str = ""
    ended_at: Moment | None = None


class Meet(Deed, frozen=True, tag="encounter", kw_only=True):
    """Somebody was met or looked for. `photo` is a file, never measured; `look_at`: as the rule has
    it, where it is left out."""

    place: str
    answer: StreetAnswer
    round: UUID | None = None
    stranger: UUID | None = None
    person: UUID | None = None
    met_at: Moment | None = None
    name: str = ""
    sex: Literal["", "0", "1", "2", "9"] = ""
    age: str = ""
    look: str = ""
    photo: str = ""
    photo_answer: Answer | None = None
    offered: tuple[Offer, ...] = ()
    why: str = ""
    urgent: tuple[Urgent, ...] = ()
    called: dict[Literal["hospital", "police"], Moment] = msgspec.field(default_factory=dict)
    look_at: Moment | None = None
    never: bool = False
    """Nobody looks again."""
    words: str = ""
    corrects: UUID | None = None


class SeenAgain(Deed, frozen=True, tag="seen_again", kw_only=True):
    """Whoever was met is the stranger of before; said of their own stranger, it was not."""

    encounter: UUID
    stranger: UUID


class ToLookFor(Deed, frozen=True, tag="to_look_for", kw_only=True):
    """Whom to look for again, what is due first at the top."""


StreetDeed = Round | RoundOver | Meet | SeenAgain | ToLookFor
