"""Where and when somebody came to a station: counts over windows, and what does not fit in time.

Facts only. That somebody came often says nothing about them: who was robbed twice, or has nowhere
to go, comes often. There is no score of a person here.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

Point = tuple[float, float]
"""Longitude and latitude in degrees."""

FAR = 100.0
"""Kilometres from which two stations on one day are worth a word: a city has several."""
_ROUND_THE_EARTH = 12742.0
_DOOR_TO_DOOR = timedelta(hours=2)
_MORE = 1.2
"""Roads are no straight lines; kept small, so that nobody is told of what was possible."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """One arrival at a station (its code). Of other stations' only the day is known (`timed` is
    False; `at` is noon). `left` is None where they are still there or nobody here knows."""

    at: datetime
    day: date
    timed: bool = True
    station: str
    case: str = ""
    reason: str = ""
    left: datetime | None = None
    left_day: date | None = None
    here: bool = False
    """They are there at this moment."""


class Odd(StrEnum):
    """What does not fit between two arrivals."""

    OVERLAPS = "overlaps"
    TOO_FAST = "too_fast"
    SAME_DAY = "same_day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """From one arrival to the next at another station; `hours` is the most there was time for."""

    one: Came
    other: Came
    km: float | None
    hours: float
    odd: Odd | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """How often in the last so many days, and at how many stations."""

    days: int
    times: int
    stations: int


def in_order(came: Iterable[Came]) -> tuple[Came, ...]:
    """Oldest first; on one day, what is timed before what is not."""
    return tuple(sorted(came, key=lambda one: (one.day, not one.timed, one.at, one.station)))


def windows(came: Iterable[Came], days: Iterable[int], today: date) -> tuple[Window, ...]:
    """Counts over each window, today and that many days before it."""
    known = list(came)
    found = []
    for length in sorted(set(days)):
        some = [one for one in known if 0 <= (today - one.day).days < length]
        stations = len({one.station for one in some})
        found.append(Window(days=length, times=len(some), stations=stations))
    return tuple(found)


def legs(
    came: Iterable[Came], where: Callable[[str], Point | None], fastest: float
) -> tuple[Leg, ...]:
    """Every way from one station to another, oldest first; `fastest` in km/h.

    What is not known is taken as it would have been possible: a day is taken whole, an unknown
    place is near, and only what is beyond doubt is called too fast.
    """
    ordered = in_order(came)
    found = [_leg(one, other, where, fastest) for one, other in pairwise(ordered)]
    met = [leg for leg in found if leg.one.station != leg.other.station]
    return (*met, *_during(ordered, {(leg.one, leg.other) for leg in met}, where))


def _leg(one: Came, other: Came, where: Callable[[str], Point | None], fastest: float) -> Leg:
    km = _between(where(one.station), where(other.station))
    hours = _hours(one, other)
    odd: Odd | None = None
    if one.station != other.station:
        odd = _overlap(one, other) or _too_fast(one, other, km, hours, fastest)
    return Leg(one=one, other=other, km=km, hours=hours, odd=odd)


def _too_fast(one: Came, other: Came, km: float | None, hours: float, fastest: float) -> Odd | None:
    if km is None:
        return None
    needed = km * _MORE / fastest + _DOOR_TO_DOOR.total_seconds() / 3600
    if km >= FAR and hours < needed:
        return Odd.TOO_FAST
    return Odd.SAME_DAY if km >= FAR and one.day == other.day else None


def _hours(one: Came, other: Came) -> float:
    """The most time there was: from leaving, or arriving, to arriving; days are taken whole."""
    began = one.left or one.at
    if not one.timed and one.left is None:
        began = one.at - timedelta(hours=12)
    ended = other.at if other.timed else other.at + timedelta(hours=12)
    return max((ended - began).total_seconds() / 3600, 0.0)


def _overlap(one: Came, other: Came) -> Odd | None:
    """Arrived there while they were here, by whole days: mornings and evenings may be both."""
    if one.here and other.day > one.day:
        return Odd.OVERLAPS
    if one.left_day is not None and one.day < other.day < one.left_day:
        return Odd.OVERLAPS
    return None


def _during(
    ordered: Sequence[Came], told: set[tuple[Came, Came]], where: Callable[[str], Point | None]
) -> list[Leg]:
    """Arrivals elsewhere in the middle of a longer stay, beyond the next one."""
    return [
        Leg(
            one=one, other=other, km=_between(where(one.station), where(other.station)),
            hours=0.0, odd=Odd.OVERLAPS,
        )
        for at, one in enumerate(ordered)
        if one.here or one.left_day is not None
        for other in ordered[at + 1 :]
        if one.station != other.station and (one, other) not in told and _overlap(one, other)
    ]  # fmt: skip


def _between(one: Point | None, other: Point | None) -> float | None:
    """Kilometres in a straight line over the earth (haversine)."""
    if one is None or other is None:
        return None
    (lon1, lat1), (lon2, lat2) = one, other
    half = sin(radians(lat2 - lat1) / 2) ** 2 + (
        cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ** 2
    )
    return _ROUND_THE_EARTH * asin(sqrt(half))
