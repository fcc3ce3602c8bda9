"""Who sleeps in which bed, from when on: facts; the last one of a visit counts."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.birth import ADULT
from app.domain.ids import OfficerId, PersonId, VisitId
from app.domain.room import Room

SMALL = 6
"""Up to this age a child is where the mother or father is; minors over 6 are apart by sex."""
MALE, FEMALE = "1", "2"
"""GB/T 2261.1."""


class Need(StrEnum):
    """What speaks for a bed before others."""

    NONE = "none"
    MINOR = "minor"
    CARE = "care"


class BedState(StrEnum):
    """How a bed stands."""

    FREE = "free"
    TAKEN = "taken"
    CLASH = "clash"
    """Two desks gave it away; the centre has not decided yet."""
    SHUT = "shut"


@dataclass(frozen=True, slots=True, kw_only=True)
class BedStay:
    """From `at` on somebody sleeps there, until the next one of the visit or its end; no `room`:
    nowhere any more.

    `why`: what was said where the rules ask for a reason; `need` as it was known then; `lost_to`:
    the centre gave the bed to that other stay, and this one has none.
    """

    id: UUID
    person: PersonId
    visit: VisitId
    room: UUID | None = None
    bed: int = 0
    need: Need = Need.NONE
    why: str = ""
    lost_to: UUID | None = None
    officer: OfficerId
    at: datetime

    @property
    def place(self) -> tuple[UUID, int] | None:
        """Room and number of the bed; None where somebody has none."""
        return None if self.room is None or self.lost_to else (self.room, self.bed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody who needs a bed, as far as it matters; ages are None where nobody knows."""

    visit: UUID
    sex: str = "0"
    youngest: int | None = None
    oldest: int | None = None
    infection: bool = False
    care: bool = False

    @property
    def small(self) -> bool:
        """A child that is where the mother or father is."""
        return self.oldest is not None and self.oldest <= SMALL

    @property
    def may_be_minor(self) -> bool:
        """By the lower end of an estimate: whoever may be a child is put up as one."""
        return self.youngest is not None and self.youngest < ADULT

    @property
    def grown(self) -> bool:
        """Surely not a child."""
        return self.youngest is not None and self.youngest >= ADULT

    @property
    def knows_sex(self) -> bool:
        """Whether it is known to be male or female."""
        return self.sex in (MALE, FEMALE)

    @property
    def need(self) -> Need:
        """What speaks for a bed."""
        if self.may_be_minor:
            return Need.MINOR
        return Need.CARE if self.care or self.infection else Need.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Bed:
    """One bed as it stands; two stays are a clash."""

    room: Room
    number: int
    stays: tuple[BedStay, ...] = ()

    @property
    def state(self) -> BedState:
        """People go before what the room says: a bed that was shut elsewhere may have somebody."""
        if len(self.stays) > 1:
            return BedState.CLASH
        if self.stays:
            return BedState.TAKEN
        return BedState.SHUT if self.room.why_shut(self.number) else BedState.FREE


def latest(stays: Iterable[BedStay]) -> dict[UUID, BedStay]:
    """visit -> the last that was said of its bed."""
    found: dict[UUID, BedStay] = {}
    for one in sorted(stays, key=lambda one: (one.at, one.id)):
        found[one.visit] = one
    return found


def standing(stays: Iterable[BedStay], inside: Collection[UUID]) -> list[BedStay]:
    """Who has a bed now: the last stay of each visit that goes on, where there is a place."""
    known = latest(stays)
    return [one for visit, one in known.items() if visit in inside and one.place]


def beds_of(rooms: Iterable[Room], stays: Iterable[BedStay]) -> list[Bed]:
    """Every bed in the order of the rooms; one that is not there any more only with somebody in
    it."""
    lie: dict[tuple[UUID, int], list[BedStay]] = {}
    for one in stays:
        if one.place:
            lie.setdefault(one.place, []).append(one)
    found = []
    for room in rooms:
        numbers = {*range(1, room.beds + 1)} if not room.gone else set()
        numbers |= {bed for where, bed in lie if where == room.id}
        found += [
            Bed(room=room, number=n, stays=tuple(lie.get((room.id, n), ())))
            for n in sorted(numbers)
        ]
    return found
