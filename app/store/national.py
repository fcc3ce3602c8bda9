"""Questions about numbers of the national system: of a visit, and which visits have none yet."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, select

from app.domain.national import NationalNumber, standing
from app.domain.visit import Visit
from app.store.ask import Asks, records
from app.store.tables import national_number, person, station, visit


def numbers_of(asks: Asks, visits: Iterable[UUID]) -> dict[UUID, NationalNumber]:
    """visit -> the number that counts."""
    found: dict[UUID, list[NationalNumber]] = {}
    for one in _written(asks, visits):
        found.setdefault(one.visit, []).append(one)
    kept = {of: standing(numbers) for of, numbers in found.items()}
    return {of: one for of, one in kept.items() if one}


def every_number(asks: Asks, visit_id: UUID) -> list[NationalNumber]:
    """What was ever written of a visit, oldest first."""
    return _written(asks, [visit_id])


def _written(asks: Asks, visits: Iterable[UUID]) -> list[NationalNumber]:
    wanted = select(national_number).where(national_number.c.visit.in_(list(visits)))
    whole = cast("Select[Any]", wanted.order_by(national_number.c.id))
    return records(asks, NationalNumber, whole)


def with_number(asks: Asks, number: str) -> list[UUID]:
    """Visits of which this number was ever written; it may not stand any more."""
    wanted = select(national_number.c.visit).where(national_number.c.number == number)
    return [row.visit for row in asks.ask(wanted.distinct())]


def _counts() -> ColumnElement[bool]:
    later = national_number.alias("later")
    gone = exists().where(later.c.supersedes == national_number.c.id)
    return exists().where(
        national_number.c.visit == visit.c.id, national_number.c.number != "", ~gone
    )


def _waits(code: str, since: datetime) -> tuple[ColumnElement[bool], ...]:
    """Arrived here since then, not corrected, of nobody who is sealed, without a number. What was
    taken over from an old register was keyed in long ago, or never will be."""
    later = visit.alias("later_visit")
    corrected = exists().where(later.c.supersedes == visit.c.id)
    sealed = exists().where(person.c.id == visit.c.person, person.c.sealed.is_(True))
    here = exists().where(station.c.id == visit.c.station, station.c.code == code)
    own = visit.c.case_number.not_like("旧-%")
    return visit.c.arrived_at >= since, ~corrected, ~sealed, here, own, ~_counts()


def not_yet(asks: Asks, code: str, since: datetime, most: int) -> list[Visit]:
    """Visits of the station without a number, oldest first."""
    wanted = select(visit).where(*_waits(code, since)).order_by(visit.c.arrived_at).limit(most)
    return records(asks, Visit, wanted)


def how_many(asks: Asks, code: str, since: datetime) -> int:
    """How many of them there are."""
    wanted = select(func.count()).select_from(visit).where(*_waits(code, since))
    return int(asks.ask(wanted)[0][0])
