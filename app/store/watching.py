"""Who looked at whom and why, at this desk; what other stations opened by breaking the glass."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from app.clock import local
from app.store.ask import Asks
from app.store.tables import leaving, letter, viewing, visit

GLASS = "glass_broken"
_BEFORE, _AFTER = timedelta(days=7), timedelta(days=1)
"""A file may be looked at so long after somebody left, and so long before they are registered."""
_EVENING, _MORNING = 22, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What one officer looked at, or who looked at one person: counts, and the purposes."""

    key: UUID
    looks: int
    others: int
    """Of an officer: how many persons; of a person: how many officers."""
    apart: int
    """Looks at somebody who was not here, nor had just left, nor came soon after."""
    at_night: int
    purposes: tuple[tuple[str, int], ...]
    last: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A file that two officers of another station opened where the rules alone said no."""

    id: UUID
    at: datetime
    person: UUID | None
    ours: bool
    """This station did it, at another one's file."""
    station: str
    officers: tuple[str, ...]
    purpose: str
    words: str


@dataclass(frozen=True, slots=True)
class _Look:
    person: UUID
    officer: UUID
    at: datetime
    purpose: str
    apart: bool


def looked(
    asks: Asks, begin: datetime, end: datetime, most: int
) -> tuple[list[Looked], list[Looked]]:
    """By officer, and by person, whoever was looked at most first."""
    wanted = select(viewing.c.person, viewing.c.officer, viewing.c.at, viewing.c.purpose).where(
        viewing.c.at >= begin, viewing.c.at < end, viewing.c.person.is_not(None)
    )
    rows = asks.ask(wanted)
    here = _here(asks, begin, end)
    looks = [
        _Look(r.person, r.officer, r.at, r.purpose, _is_apart(here.get(r.person, ()), r.at))
        for r in rows
    ]
    by_officer, by_person = defaultdict(list), defaultdict(list)
    for one in looks:
        by_officer[one.officer].append(one)
        by_person[one.person].append(one)
    officers = [_summed(key, found, {o.person for o in found}) for key, found in by_officer.items()]
    people = [_summed(key, found, {o.officer for o in found}) for key, found in by_person.items()]
    return _first(officers, len(officers)), _first(people, most)


def how_many(asks: Asks, begin: datetime, end: datetime) -> int:
    """Of how many people files were looked at."""
    wanted = select(func.count(viewing.c.person.distinct())).where(
        viewing.c.at >= begin, viewing.c.at < end
    )
    return int(asks.ask(wanted)[0][0])


def _here(
    asks: Asks, begin: datetime, end: datetime
) -> dict[UUID, list[tuple[datetime, datetime | None]]]:
    """From when to when people were here, as far as it matters to looks of this time."""
    gone = leaving.c.visit == visit.c.id
    wanted = (
        select(visit.c.person, visit.c.arrived_at, leaving.c.at)
        .outerjoin(leaving, gone)
        .where(visit.c.arrived_at < end + _AFTER)
    )
    found: dict[UUID, list[tuple[datetime, datetime | None]]] = defaultdict(list)
    for row in asks.ask(wanted.where((leaving.c.at.is_(None)) | (leaving.c.at >= begin - _BEFORE))):
        found[row.person].append((row.arrived_at, row.at))
    return found


def _is_apart(stays: Iterable[tuple[datetime, datetime | None]], at: datetime) -> bool:
    return not any(
        came - _AFTER <= at and (left is None or at <= left + _BEFORE) for came, left in stays
    )


def _summed(key: UUID, looks: list[_Look], others: set[UUID]) -> Looked:
    return Looked(
        key=key,
        looks=len(looks),
        others=len(others),
        apart=sum(one.apart for one in looks),
        at_night=sum(_is_night(one.at) for one in looks),
        purposes=tuple(Counter(one.purpose for one in looks).most_common()),
        last=max(one.at for one in looks),
    )


def _is_night(at: datetime) -> bool:
    return not _MORNING <= local(at).hour < _EVENING


def _first(found: list[Looked], most: int) -> list[Looked]:
    return sorted(found, key=lambda one: (-one.looks, one.key))[:most]


def broken(asks: Asks, begin: datetime, end: datetime) -> list[Broken]:
    """Out of the letters by which both stations heard of it at once, the last first."""
    wanted = select(letter).where(letter.c.kind == GLASS, letter.c.at >= begin, letter.c.at < end)
    rows = asks.ask(wanted.order_by(letter.c.at.desc()))
    return [
        Broken(
            id=row.id,
            at=row.at,
            person=row.person,
            ours=row.content.get("for") == "leader",
            station=str(row.content.get("station_name") or row.content.get("station") or ""),
            officers=tuple(map(str, row.content.get("officers", ()))),
            purpose=str(row.content.get("purpose", "")),
            words=str(row.content.get("words", "")),
        )
        for row in rows
    ]
