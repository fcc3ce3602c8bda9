"""Questions about 重点甄别名单, the same at desk and centre."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, Row, Select, select

from app.domain.blacklist import Course, Listed, Listing, Step, course_of
from app.domain.errors import Refused
from app.domain.evidence import Decision, DecisionKind
from app.domain.listing_review import Asked, Review, Verdict, newest
from app.store.ask import Asks, records
from app.store.rows import maker_of, record_of
from app.store.tables import (
    decision,
    letter,
    listed,
    listing,
    listing_asked,
    listing_review,
    listing_step,
    listing_verdict,
)

Ask = Callable[[Executable], Sequence[Row[Any]]]
Rows = list[dict[str, Any]]


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
    said: dict[UUID, list[Step]] = {}
    for row in steps:  # thousands of leads: each looks at its own steps only
        said.setdefault(row["listing"], []).append(record_of("listing_step", row))
    known: list[Listing] = [record_of("listing", row) for row in leads]
    return [course_of(one, said.get(one.id, []), devices) for one in known]


def listed_of(asks: Asks, people: Iterable[UUID], today: date) -> list[Listed]:
    """What every desk hears of these persons and holds today."""
    mine = select(listed).where(listed.c.person.in_(list(people)))
    return [one for one in records(asks, Listed, mine) if one.holds(today)]


def answers_to(asks: Asks, ids: Iterable[UUID]) -> dict[UUID, Decision]:
    """What officers of this station decided last about each of these listings."""
    wanted = set(ids)
    made = select(decision).where(decision.c.kind == DecisionKind.LISTING_HIT)
    found = records(asks, Decision, made.order_by(decision.c.at, decision.c.id))
    return {id_: one for one in found for id_ in wanted.intersection(one.subjects)}


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


def askings(asks: Asks, about: Iterable[UUID]) -> dict[UUID, Asked]:
    """Listing -> whom its approval was asked of last."""
    wanted = select(listing_asked).where(listing_asked.c.listing.in_(list(about)))
    by_listing: dict[UUID, list[Asked]] = {}
    for one in records(asks, Asked, wanted):
        by_listing.setdefault(one.listing, []).append(one)
    return {id_: last for id_, some in by_listing.items() if (last := newest(some))}


def reviews_for(asks: Asks, station: str) -> list[Review]:
    """What other stations ask this one to decide and nobody here has, oldest first."""
    mine = select(listing_review).where(listing_review.c.to == station)
    found = [one for one in records(asks, Review, mine) if one.is_open]
    given = select(listing_verdict).where(listing_verdict.c.asked.in_([one.id for one in found]))
    verdicts = records(asks, Verdict, given)
    sorry = refused(asks, [one.id for one in verdicts])
    said = {one.asked for one in verdicts if one.id not in sorry}
    return sorted((one for one in found if one.id not in said), key=lambda one: one.asked_at)
