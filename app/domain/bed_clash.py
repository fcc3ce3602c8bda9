"""Two desks gave one bed away without hearing of each other: which of the two keeps it."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.bed import BedStay, Need
from app.domain.room import FirstBed

_NEEDY = frozenset({Need.MINOR, Need.CARE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A stay with the version under which the centre took it: versions sort as its clock does."""

    stay: BedStay
    version: str


def keeps(claimed: Iterable[Claimed], rule: FirstBed) -> tuple[Claimed, list[Claimed]]:
    """Who keeps the bed, and who has none: the same whichever came to the centre first."""

    def order(one: Claimed) -> tuple[bool, str]:
        later = rule is FirstBed.NEED and one.stay.need not in _NEEDY
        return later, one.version

    first, *rest = sorted(claimed, key=order)
    return first, rest
