"""监督: what was done to whom, who looked at whom and why; for leaders and auditors.

Figures hold no name. The people behind one are shown by name, which is a look at each of them and
is written down first. Of sealed persons only who may see them sees any.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from app.clock import CHINA, local
from app.desk import blacklist
from app.domain.fairness import Deed, Group, Measure, gathered
from app.domain.ids import PersonId, new_id
from app.domain.period import Period
from app.domain.staff import Officer, Right, Viewing, told_apart
from app.store import done, fairness, listings, watching
from app.store.ask import Asks, all_of
from app.store.disclosure import OVERSIGHT
from app.store.faces import persons_with_face
from app.store.fairness import Between, Happened
from app.store.people import Card, cards
from app.store.protected import sealed_among
from app.store.register import Register
from app.store.watching import Broken, Looked

MOST_SHOWN = 40
"""People behind a figure, at once: each is a line in the log."""
MOST_LOOKED_AT = 100
FILING, ALARM = 100_000, 90_000
"""Persons with a face on file: at so many the law asks for a filing within 30 working days
(人脸识别技术应用安全管理办法 15); from so many on it is said."""
FILING_WORKING_DAYS = 30
MANY = 10
"""From so many unusual looks on an officer is asked what they were for; it may all be right."""
PURPOSE = OVERSIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What was done in a period, by group; and what the officers are called."""

    period: Period
    station: str
    deeds: tuple[Deed, ...]
    officers: dict[UUID, str]
    faces: int
    """Persons with a face on file now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointed:
    """Whom a figure is made of, before anybody is shown."""

    people: tuple[UUID, ...]
    more: bool
    sealed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The same, once it is written down that they were looked at."""

    people: tuple[UUID, ...]
    more: bool
    sealed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """The people behind a figure."""

    cards: tuple[Card, ...]
    more: bool
    """There are others beyond those that are shown at once."""
    sealed: int
    """So many are protected, and this officer may not see who."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """Who looked at whom in a period."""

    officers: tuple[Looked, ...]
    people: tuple[tuple[Looked, Card], ...]
    broken: tuple[tuple[Broken, Card | None], ...]
    names: dict[UUID, str]


def between(period: Period, station: str, today: date) -> Between:
    """In UTC, by the wall clock of the station."""
    return Between(
        begin=_midnight(period.first),
        end=_midnight(period.moved(1).first),
        first=period.first,
        day=min(period.last, today),
        province=station[:2],
    )


def is_apart(one: Looked) -> bool:
    """Whether many looks were at people who were not here."""
    return one.apart >= MANY


def is_nightly(one: Looked) -> bool:
    """Whether many looks were at night, and most of them: who keeps watch looks at night too."""
    return one.at_night >= MANY and 2 * one.at_night > one.looks


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA)


def figures(asks: Asks, period: Period, station: str, *, by: Officer, at: datetime) -> Figures:
    """All counts of a period; a question over the whole register."""
    by.must(Right.AUDIT)
    when = between(period, station, local(at).date())
    happened = _happened(asks, when)
    decided = fairness.deeds_of(asks, happened, done.people_of(when), when)
    deeds = fairness.arrived(asks, when) + decided
    return Figures(
        period=period,
        station=station,
        deeds=tuple(gathered(deeds)),
        officers=told_apart(all_of(asks, Officer)),
        faces=persons_with_face(asks),
    )


def _happened(
    asks: Asks, when: Between, measures: Collection[Measure] = tuple(Measure)
) -> list[Happened]:
    """What may be such a deed; the questions nobody needs are not asked."""
    wanted, found = set(measures), list[Happened]()
    if wanted - done.REFUSALS - done.FACES:
        found += done.listed(blacklist.standing(asks, listings.every(asks.ask)), when)
    if wanted & done.REFUSALS:
        found += done.refused(asks, when)
    if wanted & done.FACES:
        found += done.faces(asks, when)
    return found


def pointed_at(
    asks: Asks,
    period: Period,
    station: str,
    cell: tuple[Measure, Group, str],
    *,
    by: Officer,
    at: datetime,
) -> Pointed:
    """Whom one figure is made of, the last ones first; a question over the whole register, which
    tells nothing about them yet."""
    by.must(Right.AUDIT)
    when = between(period, station, local(at).date())
    people = list(dict.fromkeys(_people(asks, when, *cell)))
    shut = frozenset() if by.may(Right.SEALED) else sealed_among(asks, people)
    seen = [one for one in people if one not in shut]
    shown = tuple(seen[:MOST_SHOWN])
    return Pointed(people=shown, more=len(seen) > len(shown), sealed=len(shut))


def look(register: Register, pointed: Pointed, *, by: Officer, at: datetime) -> Seen:
    """That each of them is looked at is written down; only then they may be shown."""
    by.must(Right.AUDIT)
    shut = frozenset() if by.may(Right.SEALED) else sealed_among(register, pointed.people)
    people = tuple(one for one in pointed.people if one not in shut)
    _write_down(register, people, by, at)
    return Seen(people=people, more=pointed.more, sealed=pointed.sealed)


def behind(asks: Asks, seen: Seen, *, by: Officer) -> Behind:
    """Who they are."""
    known = cards(asks, seen.people, sealed=by.may(Right.SEALED))
    shown = tuple(known[one] for one in seen.people)
    return Behind(cards=shown, more=seen.more, sealed=seen.sealed)


def _people(asks: Asks, when: Between, measure: Measure, group: Group, value: str) -> list[UUID]:
    if measure is Measure.ARRIVED:
        return fairness.arrived_as(asks, when, group, value, MOST_SHOWN + 1)
    found = [one for one in _happened(asks, when, {measure}) if one.measure is measure]
    deeds = fairness.deeds_of(asks, found, done.people_of(when, {measure}), when)
    pairs = zip(found, deeds, strict=True)
    behind = [one for one, deed in pairs if deed.value(group) == value]
    return [one.person for one in sorted(behind, key=lambda one: one.at, reverse=True)]


def _write_down(register: Register, people: Iterable[UUID], by: Officer, at: datetime) -> None:
    seen = [
        Viewing(
            id=new_id(), person=PersonId(one), officer=by.id, at=at, purpose=PURPOSE, what=PURPOSE
        )
        for one in people
    ]
    if seen:
        register.write(*seen, by=by.id, at=at, reason="view")


def look_on(register: Register, period: Period, *, by: Officer, at: datetime) -> None:
    """That somebody reads who looked at whom is written down as well."""
    by.must(Right.AUDIT)
    seen = Viewing(
        id=new_id(), person=None, officer=by.id, at=at, purpose=PURPOSE,
        what=f"looks {period.name}",
    )  # fmt: skip
    register.write(seen, by=by.id, at=at, reason="view")


def watched(asks: Asks, period: Period, station: str, *, by: Officer, at: datetime) -> Watched:
    """Who looked at whom, and the glass that was broken; people by name only where they may be
    seen."""
    by.must(Right.AUDIT)
    when = between(period, station, local(at).date())
    officers, people = watching.looked(asks, when.begin, when.end, MOST_LOOKED_AT)
    glass = watching.broken(asks, when.begin, when.end)
    sees = by.may(Right.SEALED)
    whom = {one.key for one in people} | {one.person for one in glass if one.person}
    known = cards(asks, whom, sealed=sees)
    shut = frozenset() if sees else sealed_among(asks, whom)
    return Watched(
        officers=tuple(officers),
        people=tuple((one, known[one.key]) for one in people if one.key not in shut),
        broken=tuple((one, known[one.person] if one.person else None) for one in glass),
        names=told_apart(all_of(asks, Officer)),
    )
