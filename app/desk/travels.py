"""Somebody's arrivals at all stations: counted, laid out in order, and what does not fit in time.

Shown to help recognise whether it is one person and whether dates are right; it is no score, and
no list follows from it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from app.centres import centres, place_of, point_of
from app.clock import local
from app.domain.came import Came, Leg, Point, Window, legs, windows
from app.domain.errors import Unavailable
from app.domain.station import Station
from app.places import places
from app.store.ask import Asks, all_of
from app.store.came import came_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Travels:
    """`came` oldest first; `points` and `names` by station, as far as they are known."""

    came: tuple[Came, ...] = ()
    windows: tuple[Window, ...] = ()
    legs: tuple[Leg, ...] = ()
    points: Mapping[str, Point] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    around: Mapping[str, Point] = field(default_factory=dict)
    """Provinces by their short names, to find one's way by."""


def travels(
    asks: Asks, people: Iterable[UUID], days: Iterable[int], fastest: float, today: date
) -> Travels:
    """Of one human, over every record and index card that this desk has."""
    came = came_of(asks, people, lambda moment: local(moment).date())
    if len(came) < 2:
        return Travels(came=came)  # who came once has no way to show
    codes = {one.station for one in came}
    return Travels(
        came=came,
        windows=windows(came, days, today),
        legs=legs(came, where, fastest),
        points={code: point for code in codes if (point := where(code))},
        names=names_of(asks, codes),
        around=_provinces(),
    )


def where(station: str) -> Point | None:
    """Where a station stands, as far as that is known."""
    try:
        return point_of(station)
    except Unavailable:
        return None


def names_of(asks: Asks, codes: set[str]) -> dict[str, str]:
    """What the stations are called, or where they are."""
    known = {one.code: one.name for one in all_of(asks, Station) if one.name}
    try:
        table = places()
    except Unavailable:
        return {code: known.get(code, code) for code in codes}
    return {code: known.get(code) or place_of(code, table) or code for code in codes}


def _provinces() -> dict[str, Point]:
    try:
        table, points = places(), centres()
    except Unavailable:
        return {}
    rows = {code: table.by_code.get(f"{code}0000") for code in points if len(code) == 2}
    return {found[-1].short: points[code] for code, found in rows.items() if found}
