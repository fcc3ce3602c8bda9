"""Who is to be erased: wishes that stand, what locks a file, and whose period is over."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Executable, Row, Select, func, or_, select, union_all

from app.domain.erasure import ON_CONSENT, ErasureWish, Lasting
from app.store.ask import Asks, records
from app.store.tables import (
    erasure_wish,
    inside,
    leaving,
    letter,
    person,
    reopening,
    template,
    visit,
)

Ask = Callable[[Executable], Sequence[Row[Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A wish about somebody who is still here: it waits for the centre, or was refused there."""

    wish: ErasureWish
    refused: str = ""
    """The key of the centre's reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """Somebody whose file need not be kept any longer."""

    person: UUID
    last: datetime


def still_there(asks: Asks) -> list[UUID]:
    """Persons who were to be erased and are still on file."""
    both = select(person.c.id).where(person.c.id.in_(select(erasure_wish.c.person)))
    return [row.id for row in asks.ask(both)]


def asked_for(asks: Asks, people: Iterable[UUID]) -> list[Asked]:
    """The wishes about these people, newest first; with the centre's answer where it said no."""
    mine = select(erasure_wish).where(erasure_wish.c.person.in_(list(people)))
    found = records(asks, ErasureWish, cast("Select[Any]", mine.order_by(erasure_wish.c.id.desc())))
    answers = select(letter.c.record, letter.c.content).where(
        letter.c.kind == "refused", letter.c.record.in_([one.id for one in found])
    )
    refused = {row.record: str(row.content.get("reason", "")) for row in asks.ask(answers)}
    return [Asked(wish=one, refused=refused.get(one.id, "")) for one in found]


def has_faces(asks: Asks, people: Iterable[UUID]) -> bool:
    """Whether templates of these people rest on a consent."""
    mine = select(template.c.id).where(
        template.c.person.in_(list(people)), template.c.basis.in_(ON_CONSENT)
    )
    return bool(asks.ask(mine.limit(1)))


def lasting(ask: Ask, people: Iterable[UUID]) -> Lasting:
    """The last thing that happened to somebody, and whether they are in the station."""
    wanted = list(people)
    came = ask(select(visit.c.id, visit.c.arrived_at, visit.c.supersedes).where(
        visit.c.person.in_(wanted)
    ))  # fmt: skip
    left = ask(select(leaving.c.id, leaving.c.visit, leaving.c.at).where(
        or_(leaving.c.person.in_(wanted), leaving.c.visit.in_([row.id for row in came]))
    ))  # fmt: skip
    back = ask(select(reopening.c.leaving).where(
        reopening.c.leaving.in_([row.id for row in left])
    ))  # fmt: skip
    undone = {row.leaving for row in back}
    ended = {row.visit for row in left if row.id not in undone} | {row.supersedes for row in came}
    moments = [row.arrived_at for row in came] + [row.at for row in left]
    return Lasting(last=max(moments, default=None), inside=any(row.id not in ended for row in came))


def over(asks: Asks, station: str, before: datetime, most: int) -> list[Over]:
    """Persons of the station of whom nothing was heard since `before`, the longest first; nobody
    who is in the station, and nobody about whom it was decided already."""
    happened = union_all(
        select(person.c.id.label("person"), person.c.created_at.label("at")),
        select(visit.c.person, visit.c.arrived_at),
        select(leaving.c.person, leaving.c.at),
    ).subquery()
    here = select(visit.c.person).where(visit.c.id.in_(select(inside.c.visit)))
    last = func.max(happened.c.at).label("last")
    question = (
        select(happened.c.person, last)
        .where(
            happened.c.person.in_(select(person.c.id).where(person.c.station == station)),
            happened.c.person.not_in(here),
            happened.c.person.not_in(select(erasure_wish.c.person)),
        )
        .group_by(happened.c.person)
        .having(last < before)
        .order_by(last)
        .limit(most)
    )
    return [Over(person=row.person, last=row.last) for row in asks.ask(question)]
