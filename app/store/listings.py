"""Questions about 重点甄别名单, the same at desk and centre: courses, and who may be listed."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, Row, Select, select

from app.domain.birth import ends_of
from app.domain.blacklist import Course, Listed, Listing, Step, Subject, course_of
from app.domain.errors import Refused
from app.domain.person import Claim, ClaimKind, Person, best, live
from app.domain.visit import Visit
from app.store.ask import Asks, records
from app.store.rows import maker_of, record_of
from app.store.tables import letter, listed, listing, listing_step

Ask = Callable[[Executable], Sequence[Row[Any]]]
Rows = list[dict[str, Any]]
_YEAR = timedelta(days=366)


def course(ask: Ask, id_: UUID) -> Course | None:
    """One listing with its steps."""
    return next(iter(_courses(ask, select(listing).where(listing.c.id == id_))), None)


def courses_of(ask: Ask, people: Iterable[UUID]) -> list[Course]:
    """What was said of these persons, oldest first."""
    mine = select(listing).where(listing.c.person.in_(list(people)))
    return _courses(ask, mine.order_by(listing.c.id))


def every(ask: Ask) -> list[Course]:
    """Everything at this station, newest first."""
    return _courses(ask, select(listing).order_by(listing.c.id.desc()))


def _courses(ask: Ask, wanted: "Select[Any]") -> list[Course]:
    leads = [row._asdict() for row in ask(wanted)]
    mine = select(listing_step).where(listing_step.c.listing.in_([row["id"] for row in leads]))
    return courses_in(leads, [row._asdict() for row in ask(mine)])


def courses_in(leads: Rows, steps: Rows) -> list[Course]:
    """The courses that rows tell, with the devices that wrote them."""
    devices = {row["id"]: maker_of(row) for row in (*leads, *steps)}
    said: list[Step] = [record_of("listing_step", row) for row in steps]
    known: list[Listing] = [record_of("listing", row) for row in leads]
    return [course_of(one, said, devices) for one in known]


def listed_of(asks: Asks, people: Iterable[UUID], today: date) -> list[Listed]:
    """What every desk hears of these persons and holds today."""
    mine = select(listed).where(listed.c.person.in_(list(people)))
    return [one for one in records(asks, Listed, mine) if one.holds(today)]


def told_of(asks: Asks, ids: Iterable[UUID]) -> dict[UUID, Listed]:
    """What the centre has told of these listings, also that one is no more."""
    found = records(asks, Listed, select(listed).where(listed.c.id.in_(list(ids))))
    return {one.id: one for one in found}


def refused(asks: Asks, ids: Iterable[UUID]) -> dict[UUID, Refused]:
    """Which of these leads and steps of this desk the centre did not take, and why."""
    wanted = select(letter.c.record, letter.c.content).where(
        letter.c.kind == "refused", letter.c.record.in_(list(ids))
    )
    said = {row.record: row.content for row in asks.ask(wanted)}
    return {
        id_: Refused(str(one.get("reason", "")), **(one.get("facts") or {}))
        for id_, one in said.items()
    }


def subject_in(
    people: Iterable[Person], claims: Iterable[Claim], visits: Iterable[Visit]
) -> Subject:
    """What is on file of one human, as far as it decides whether they may be listed."""
    counts = live(claims)
    papers = [one for one in counts if one.kind is ClaimKind.DOCUMENT]
    return Subject(
        born_by=_born_by(counts),
        doubted=any(visit.checks.get("mental") == "yes" for visit in visits),
        verified=any(one.verified for one in papers),
        sealed=any(one.sealed for one in people),
    )


def _born_by(counts: list[Claim]) -> date | None:
    """The latest day: of a year its last, of an estimate the youngest it allows."""
    said = best(counts, ClaimKind.BIRTH)
    if said and len(said.value) == 10:
        return date.fromisoformat(said.value)
    if said:
        return date(int(said.value[:4]), 12, 31)
    age = best(counts, ClaimKind.AGE)
    ends = ends_of(age.value) if age else None
    return age.at.date() - _YEAR * ends[0] if age and ends else None
