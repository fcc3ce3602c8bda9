"""交接班: one officer hands the station over to another, with everything that is open."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.bed_warnings import Duty
from app.domain.errors import Refused
from app.domain.ids import OfficerId

LONGEST = 2000


class Matter(StrEnum):
    """What is open at a handover, as the register knows it."""

    NO_BED = "no_bed"
    TO_COMPLETE = "to_complete"
    APPROVAL = "approval"
    LETTER = "letter"
    REQUEST = "request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """`officer` goes and `comes` takes over, each by their own password. `matters`: kind -> ids of
    what was open; nobody's name stands in it. `women`: how many on shift are women, None where it
    was not said."""

    id: UUID
    station: str
    comes: OfficerId
    on_shift: tuple[UUID, ...]
    women: int | None = None
    matters: dict[str, list[str]] = field(default_factory=dict)
    words: str = ""
    officer: OfficerId
    at: datetime

    @property
    def duty(self) -> Duty:
        """Who is there from now on."""
        return Duty(officers=len(self.on_shift), women=self.women)


def must_hand_over(made: Handover, known: Iterable[UUID]) -> None:
    """Two people, one of whom stays; everybody on shift works here. Refused "handover.…"."""
    if made.comes == made.officer:
        raise Refused("handover.one_officer")
    if made.comes not in made.on_shift:
        raise Refused("handover.who_comes_stays")
    if not set(made.on_shift) <= set(known):
        raise Refused("handover.unknown_officer")
    if made.women is not None and not 0 <= made.women <= len(made.on_shift):
        raise Refused("handover.women", most=len(made.on_shift))
    if len(made.words) > LONGEST:
        raise Refused("handover.too_long", longest=LONGEST)
