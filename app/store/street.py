"""Questions about 街面巡查: rounds, whom they met, and who is to be looked for again."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, or_, select

from app.domain.street import Encounter, StreetRound, encounters, rounds
from app.store.ask import Asks, records
from app.store.hanging import encounters_of
from app.store.rows import record_of
from app.store.tables import brought_in, encounter, street_round

OUT_OF_DATE = timedelta(days=30)
"""Whoever nobody looked for so long after the moment is not on the list any more."""
KNOWN_FOR = timedelta(days=365)
"""So long somebody who was met may be said to be met again, out of a list."""
_newer = encounter.alias("newer")
STANDS = ~exists().where(_newer.c.supersedes == encounter.c.id)
"""An encounter that was not corrected."""


def last_rounds(asks: Asks, since: datetime) -> list[StreetRound]:
    """Rounds that began since a moment, as they stand, oldest first."""
    recent = select(street_round.c.round).where(street_round.c.began_at >= since)
    wanted = select(street_round).where(street_round.c.round.in_(recent))
    return rounds(records(asks, StreetRound, wanted))


def round_called(asks: Asks, one: UUID) -> StreetRound | None:
    """A round as it stands."""
    found = records(asks, StreetRound, select(street_round).where(street_round.c.round == one))
    return next(iter(rounds(found)), None)


def met_on(asks: Asks, round_: UUID) -> list[Encounter]:
    """Whom a round met, as it stands, in the order of the street."""
    return _standing(asks, encounter.c.round == round_)


def met_as(asks: Asks, met: UUID) -> Encounter | None:
    """An encounter as it stands."""
    return next(iter(_standing(asks, encounter.c.met == met)), None)


def met_before(asks: Asks, strangers: Iterable[UUID]) -> list[Encounter]:
    """Everything about these strangers, oldest first."""
    return _standing(asks, encounter.c.stranger.in_(list(strangers)))


def met_lately(asks: Asks, now: datetime) -> list[Encounter]:
    """Of everybody who was met in the last year: the last encounter."""
    found = _standing(asks, encounter.c.met_at >= now - KNOWN_FOR)
    return list({one.stranger: one for one in found}.values())


def met_between(asks: Asks, begin: datetime, end: datetime) -> list[Encounter]:
    """Whom anybody met in this time, its end not counted."""
    return _standing(asks, encounter.c.met_at >= begin, encounter.c.met_at < end)


def went_between(asks: Asks, begin: datetime, end: datetime) -> bool:
    """Whether a round began in this time, or somebody was met."""
    out = street_round.c.began_at
    rounds_ = select(street_round.c.id).where(out >= begin, out < end).limit(1)
    return bool(asks.ask(rounds_)) or bool(met_between(asks, begin, end))


def to_look_for(asks: Asks, now: datetime) -> list[Encounter]:
    """Whoever somebody is to look for again and nobody met since, what is due first at the top."""
    rows = asks.ask(_looked_for(), {"since": now - OUT_OF_DATE})
    found = encounters(record_of("encounter", row._asdict()) for row in rows)
    return sorted(found, key=lambda one: (one.look_at or now, one.met))


@cache
def _looked_for() -> "Select[Any]":
    """Put together once: it is asked whenever anything changes."""
    later, changed = encounter.alias("later"), encounter.alias("changed")
    again = exists().where(
        later.c.stranger == encounter.c.stranger,
        or_(
            later.c.met_at > encounter.c.met_at,
            and_(later.c.met_at == encounter.c.met_at, later.c.met > encounter.c.met),
        ),
        ~exists().where(changed.c.supersedes == later.c.id),
    )
    due = encounter.c.look_at >= bindparam("since", type_=encounter.c.look_at.type)
    return cast("Select[Any]", select(encounter).where(due, ~again, ~_came_in(), STANDS))


def came_as(asks: Asks, strangers: Iterable[UUID]) -> dict[UUID, tuple[UUID, UUID]]:
    """Stranger -> (person, visit) of those who were brought in."""
    met = encounter.alias("met_then")
    wanted = (
        select(met.c.stranger, brought_in.c.person, brought_in.c.visit)
        .join(brought_in, brought_in.c.encounter == met.c.met)
        .where(met.c.stranger.in_(list(strangers)))
        .where(~exists().where(_newer.c.supersedes == met.c.id))
        .order_by(brought_in.c.id)
    )
    return {row.stranger: (row.person, row.visit) for row in asks.ask(wanted)}


def came_since(asks: Asks, one: Encounter) -> bool:
    """Whether the stranger was brought in since this encounter."""
    wanted = select(encounter.c.id).where(encounter.c.id == one.id, _came_in())
    return bool(asks.ask(wanted))


def of_people(asks: Asks, people: Iterable[UUID]) -> list[Encounter]:
    """Where these persons were met, under their name or before anybody knew it."""
    return _standing(asks, encounter.c.met.in_(encounters_of(people)))


def _came_in() -> "ColumnElement[bool]":
    """Brought in since the encounter."""
    met = encounter.alias("met_too")
    return exists().where(
        met.c.stranger == encounter.c.stranger,
        brought_in.c.encounter == met.c.met,
        brought_in.c.at >= encounter.c.met_at,
    )


def _standing(asks: Asks, *where: "ColumnElement[bool]") -> list[Encounter]:
    wanted = cast("Select[Any]", select(encounter).where(*where, STANDS))
    return encounters(records(asks, Encounter, wanted))
