"""How many found their kin, how long it took, and how many come back: counts out of leavings.

A leaving is followed for six months; whoever's are not over yet is counted under neither share.
That fewer come back after a follow-up does not say that the follow-up did it: both are told apart.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import quantiles
from uuid import UUID

from app.domain.fairness import Share
from app.domain.followup import AGAIN_WITHIN

FEWEST_DAYS = 5
"""Of fewer reunions no quartiles are told."""
EARLY = timedelta(days=30)
"""Whoever is back before that could hardly have been followed up: they stand apart, or every quick
return would speak for following up."""
_BINS = ((3, "to_3"), (7, "to_7"), (30, "to_30"), (90, "to_90"), (365, "to_365"))
LONGER, UNKNOWN = "longer", "unknown"
MONTHS = 12


class Part(StrEnum):
    """What is counted, in the order of the page."""

    REUNITED = "reunited"
    AGAIN = "again"
    DAYS = "days"


WAYS = ("kin_came", "fetched", "escorted", "by_voucher", "contact_only", "home_station")
"""How they met: kin fetched them without a search; the others by a pair, as `HOW_REUNITED`."""
BINS = (*(name for _, name in _BINS), LONGER, UNKNOWN)
GROUPS, TOO_EARLY = ("followed", "not_followed"), "early"
ROWS: Mapping[Part, tuple[str, ...]] = {
    Part.REUNITED: WAYS, Part.AGAIN: (*GROUPS, TOO_EARLY), Part.DAYS: BINS,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Somebody who is with their kin again. `came_on`: None where no visit is known."""

    human: UUID
    record: UUID
    on: date
    way: str
    came_on: date | None

    @property
    def days(self) -> int | None:
        """From the arrival; who met before they were registered waited no day."""
        return None if self.came_on is None else max((self.on - self.came_on).days, 0)

    @property
    def bin(self) -> str:
        """Under which row it stands."""
        days = self.days
        if days is None:
            return UNKNOWN
        return next((name for most, name in _BINS if days <= most), LONGER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A leaving, when it was followed up first, and when they came to a station again."""

    record: UUID
    on: date
    followed_on: date | None = None
    again_on: date | None = None

    def is_over(self, today: date) -> bool:
        """Whether the six months are."""
        return self.on + AGAIN_WITHIN < today

    @property
    def group(self) -> str:
        """A follow-up after they came back is none for this leaving."""
        back, seen = self.again_on, self.followed_on
        in_time = seen is not None and (back is None or seen <= back)
        if back is not None and back <= self.on + EARLY and not in_time:
            return TOO_EARLY
        return "followed" if in_time else "not_followed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quartiles:
    """Days to the reunion; `told` False: too few to speak of."""

    many: int
    low: float = 0.0
    median: float = 0.0
    high: float = 0.0

    @property
    def told(self) -> bool:
        """Whether there are enough."""
        return self.many >= FEWEST_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Reunions:
    """The figures of a year. `again`: who came back of those who were followed up, and of those who
    were not; `open`: leavings whose six months are not over."""

    counts: Mapping[Part, Mapping[str, int]]
    people: int
    by_month: tuple[int, ...]
    days: Quartiles
    again: Mapping[str, Share]
    open: int


def reunions(met: Sequence[Met], left: Sequence[Left], today: date) -> Reunions:
    """All of it; pure, so that whoever adds up by hand finds the same."""
    over = [one for one in left if one.is_over(today)]
    months = Counter(one.on.month for one in met)
    days = [one.days for one in met if one.days is not None]
    groups = Counter(one.group for one in over)
    back = Counter(one.group for one in over if one.again_on)
    counts: dict[Part, Mapping[str, int]] = {
        Part.REUNITED: Counter(one.way for one in met),
        Part.DAYS: Counter(one.bin for one in met),
        Part.AGAIN: back,
    }
    return Reunions(
        counts=counts,
        people=len({one.human for one in met}),
        by_month=tuple(months[n] for n in range(1, MONTHS + 1)),
        days=_quartiles(days),
        again={one: Share(count=back[one], of=groups[one]) for one in GROUPS},
        open=len(left) - len(over),
    )


def behind(
    met: Iterable[Met], left: Iterable[Left], today: date, part: Part, row: str
) -> list[UUID]:
    """Whose files one figure is made of, the last ones first; of `AGAIN` who came back."""
    if part is Part.AGAIN:
        over = [x for x in left if x.is_over(today) and x.again_on and x.group == row]
        found = [(x.on, x.record) for x in over]
    else:
        found = [(x.on, x.record) for x in met if row == (x.bin if part is Part.DAYS else x.way)]
    ordered = sorted(found, key=lambda one: (one[0], one[1].int), reverse=True)
    return list(dict.fromkeys(record for _, record in ordered))


def _quartiles(days: Sequence[int]) -> Quartiles:
    if len(days) < FEWEST_DAYS:
        return Quartiles(many=len(days))
    low, median, high = quantiles(days, n=4, method="inclusive")
    return Quartiles(many=len(days), low=low, median=median, high=high)
