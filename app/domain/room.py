"""Rooms and their beds, as the station has them; a leader edits them in the settings."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.errors import Refused
from app.domain.ids import OfficerId

MOST_BEDS = 60
"""In one room; more of them are several rooms, each with who may sleep there."""
LONGEST_NAME = 20
LONGEST_WHY = 100
_SHUT = re.compile(r"([0-9]{1,3})(?:\s*(?:号床|床|号)?[\s:：,，、]+)?(\D.*)")


class RoomFor(StrEnum):
    """Who sleeps in a room (381号令 8; 2026 rules on minors 13, 32)."""

    MEN = "men"
    WOMEN = "women"
    FAMILY = "family"
    """Parents with their children."""
    BOYS = "boys"
    GIRLS = "girls"
    CARE = "care"
    ISOLATION = "isolation"


class FirstBed(StrEnum):
    """Who keeps a bed that two desks gave away without hearing of each other."""

    EARLIER = "earlier"
    NEED = "need"
    """A minor or a care case, whenever that was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """`shut`: number of a bed -> why it is out of use; `closed`: why the whole room is, empty while
    it is in use; `gone`: it is not there any more."""

    id: UUID
    station: str
    name: str
    use: RoomFor
    beds: int
    shut: dict[str, str] = field(default_factory=dict)
    closed: str = ""
    gone: bool = False
    officer: OfficerId
    at: datetime

    def has(self, bed: int) -> bool:
        """Whether there is a bed of this number."""
        return 1 <= bed <= self.beds

    def why_shut(self, bed: int) -> str:
        """Why nobody may sleep in a bed; empty where somebody may."""
        return self.closed or self.shut.get(str(bed), "")


def must_be_told(room: Room, others: Iterable[Room]) -> None:
    """A name that no other room has, and a number of beds that there may be. Refused "room.…"."""
    if not room.name:
        raise Refused("room.needs_name")
    if len(room.name) > LONGEST_NAME:
        raise Refused("room.name_too_long", longest=LONGEST_NAME)
    names = {one.name.casefold() for one in others if not one.gone and one.id != room.id}
    if room.name.casefold() in names:
        raise Refused("room.name_taken", name=room.name)
    if not 1 <= room.beds <= MOST_BEDS:
        raise Refused("room.beds", most=MOST_BEDS)
    if any(len(why) > LONGEST_WHY for why in (room.closed, *room.shut.values())):
        raise Refused("room.why_too_long", longest=LONGEST_WHY)


def must_leave_room(room: Room, taken: Iterable[int]) -> None:
    """Nobody's bed is taken away under them: they are moved first. Refused "room.…"."""
    lie = sorted(taken)
    if lie and (room.closed or room.gone):
        raise Refused("room.people_in_it", count=len(lie))
    for bed in lie:
        if not room.has(bed) or room.why_shut(bed):
            raise Refused("room.bed_taken", bed=bed)


def read_shut(text: str) -> dict[str, str]:
    """3 漏水；5 床板坏: beds out of use, each with why. Refused "room.shut_unclear"."""
    found: dict[str, str] = {}
    for part in filter(None, (one.strip() for one in text.replace("；", ";").split(";"))):
        said = _SHUT.fullmatch(part)
        if said is None:
            raise Refused("room.shut_unclear", text=part)
        found[str(int(said[1]))] = said[2].strip()
    return found


def shown_shut(shut: dict[str, str]) -> str:
    """The same as it is typed."""
    return "；".join(f"{bed} {why}" for bed, why in sorted(shut.items(), key=lambda x: int(x[0])))
