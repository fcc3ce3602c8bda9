"""Questions about 回访: whose leaving is followed up, and what is known of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Select, exists, select

from app.domain.followup import FOLLOWED
from app.domain.matter import MatterStep
from app.domain.outside_letter import LetterKind, OutsideLetter, Whole, letters_of
from app.domain.person import Claim, ClaimKind
from app.domain.visit import Leaving, Reopening
from app.store.ask import Asks, records
from app.store.tables import claim, leaving, matter_step, outside_letter, owing, reopening, visit

_KINDS = (
    *(ClaimKind.HOME, ClaimKind.ADDRESS, ClaimKind.KIN, ClaimKind.PHONE),
    *(ClaimKind.BIRTH, ClaimKind.AGE),
)


def visits_followed(asks: Asks, since: datetime) -> set[UUID]:
    """The visits about which a follow-up is open, and those that ended since a day and had one."""
    mine = matter_step.c.matter.in_(FOLLOWED)
    waits = select(matter_step.c.subject).where(mine, matter_step.c.id.in_(select(owing.c.step)))
    late = (
        select(matter_step.c.subject)
        .join(leaving, leaving.c.visit == matter_step.c.subject)
        .where(mine, leaving.c.at >= since)
    )
    return {row.subject for row in (*asks.ask(waits), *asks.ask(late))}


def leavings_of(asks: Asks, visits: Iterable[UUID]) -> dict[UUID, Leaving]:
    """Visit -> how it ended; none that was taken back."""
    wanted = list(visits)
    gone = select(leaving).where(leaving.c.visit.in_(wanted)).order_by(leaving.c.id)
    back = select(reopening).where(reopening.c.visit.in_(wanted))
    undone = {one.leaving for one in records(asks, Reopening, cast("Select[Any]", back))}
    found = records(asks, Leaving, cast("Select[Any]", gone))
    return {one.visit: one for one in found if one.id not in undone}


def steps_about(asks: Asks, visits: Iterable[UUID]) -> dict[UUID, list[MatterStep]]:
    """Visit -> what was written down about following up, oldest first."""
    mine = select(matter_step).where(matter_step.c.subject.in_(list(visits)))
    followed = mine.where(matter_step.c.matter.in_(FOLLOWED)).order_by(matter_step.c.id)
    found: dict[UUID, list[MatterStep]] = {}
    for one in records(asks, MatterStep, cast("Select[Any]", followed)):
        found.setdefault(one.subject, []).append(one)
    return found


def letters_about(asks: Asks, visits: Iterable[UUID]) -> dict[UUID, list[Whole]]:
    """Visit -> its letters of form 24."""
    of = outside_letter.c
    wanted = select(outside_letter).where(
        of.visit.in_(list(visits)), of.kind == LetterKind.FOLLOW_UP
    )
    entries = records(asks, OutsideLetter, cast("Select[Any]", wanted.order_by(of.id)))
    found: dict[UUID, list[Whole]] = {}
    for one in letters_of(entries):
        found.setdefault(one.first.visit, []).append(one)
    return found


def letter_numbered(asks: Asks, number: str) -> UUID | None:
    """The letter of form 24 that has this number."""
    of = outside_letter.c
    wanted = select(of.letter).where(of.number == number, of.kind == LetterKind.FOLLOW_UP)
    return next((row.letter for row in asks.ask(wanted.limit(1))), None)


def homes_of(asks: Asks, people: Iterable[UUID]) -> dict[UUID, list[Claim]]:
    """Person -> where they are from, whom they have, how old they are."""
    mine = select(claim).where(claim.c.person.in_(list(people)), claim.c.kind.in_(_KINDS))
    found: dict[UUID, list[Claim]] = {}
    for one in records(asks, Claim, cast("Select[Any]", mine.order_by(claim.c.id))):
        found.setdefault(one.person, []).append(one)
    return found


def left_between(asks: Asks, begin: datetime, end: datetime) -> list[Leaving]:
    """Leavings of a stretch of time, its end not counted, none that was taken back."""
    undone = exists().where(reopening.c.leaving == leaving.c.id)
    wanted = select(leaving).where(leaving.c.at >= begin, leaving.c.at < end, ~undone)
    return records(asks, Leaving, cast("Select[Any]", wanted.order_by(leaving.c.id)))


def arrivals_of(asks: Asks, visits: Iterable[UUID]) -> dict[UUID, datetime]:
    """Visit -> when it began."""
    wanted = select(visit.c.id, visit.c.arrived_at).where(visit.c.id.in_(list(visits)))
    return {row.id: row.arrived_at for row in asks.ask(wanted)}
