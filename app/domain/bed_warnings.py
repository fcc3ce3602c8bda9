"""快速预警 of beds: a bed too few for tonight, a child without one, nobody there to look after
somebody. Plain functions: for the board and for the list of today."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.domain.bed import FEMALE, Bed, BedState, Guest
from app.domain.bed_rules import best_of, by_room, free_of

AT_LEAST_FOR_MINORS = 2
"""On duty while a minor is here (2026 rules on minors 32)."""


class BedAlarm(StrEnum):
    """What is wrong, the most urgent first."""

    CHILD_WITHOUT = "child_without"
    TOO_FEW = "too_few"
    CLASH = "clash"
    NO_WOMAN = "no_woman"
    ALONE_WITH_MINORS = "alone_with_minors"
    WITHOUT = "without"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Who is on shift, as the last handover says; None where nobody has said it."""

    officers: int | None = None
    women: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BedWarning:
    """`visits` are those it is about."""

    alarm: BedAlarm
    visits: tuple[UUID, ...] = ()

    @property
    def count(self) -> int:
        """How many it is about."""
        return len(self.visits)


def warnings(beds: Sequence[Bed], guests: Iterable[Guest], duty: Duty) -> list[BedWarning]:
    """What has to be looked at now; `guests` is everybody in the station."""
    here = list(guests)
    lie = {stay.visit for bed in beds for stay in bed.stays}
    without = [one for one in here if one.visit not in lie]
    clash = {s.visit for bed in beds if bed.state is BedState.CLASH for s in bed.stays}
    women = [one for one in here if one.sex == FEMALE]
    minors = [one for one in here if one.may_be_minor]
    few = duty.officers is not None and duty.officers < AT_LEAST_FOR_MINORS
    about = {
        BedAlarm.CHILD_WITHOUT: [one for one in without if one.may_be_minor],
        BedAlarm.TOO_FEW: _unplaced(without, beds, here),
        BedAlarm.CLASH: [one for one in here if one.visit in clash],
        BedAlarm.NO_WOMAN: women if duty.women == 0 else [],
        BedAlarm.ALONE_WITH_MINORS: minors if few else [],
        BedAlarm.WITHOUT: without,
    }
    return [
        BedWarning(alarm=alarm, visits=tuple(one.visit for one in whom))
        for alarm, whom in about.items()
        if whom
    ]


def _unplaced(without: Iterable[Guest], beds: Sequence[Bed], here: Sequence[Guest]) -> list[Guest]:
    """For whom no bed would be left if everybody were given one tonight, the neediest first."""
    free, lie, short = free_of(beds), by_room(beds, here), list[Guest]()
    for guest in sorted(without, key=lambda one: (not one.may_be_minor, not one.care)):
        bed = best_of(guest, free, lie)
        if bed is None:
            short.append(guest)
            continue
        free.remove(bed)
        lie.setdefault(bed.room.id, []).append(guest)
    return short
