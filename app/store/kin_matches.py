"""Questions about 寻亲比对: what became of the pairs of a person, of an inquiry, and of all."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select

from app.domain.kin_match import KinMatch, KinStep, KinTold, Pair, pairs_of
from app.store.ask import Asks, records
from app.store.refused import taken
from app.store.tables import kin_match, kin_told


def of_people(asks: Asks, people: Iterable[UUID]) -> list[Pair]:
    """The pairs of these records of people, the newest first."""
    return pairs_of(_those(asks, kin_match.c.person.in_(list(people))))


def of_inquiry(asks: Asks, inquiry: UUID) -> list[Pair]:
    """The pairs of an inquiry that were found at this station."""
    return among_inquiries(asks, [inquiry])


def pair_of(asks: Asks, pair: UUID) -> Pair | None:
    """One."""
    return next(iter(pairs_of(_those(asks, kin_match.c.pair == pair))), None)


def every(asks: Asks) -> list[Pair]:
    """All of this station, for figures of a year."""
    return pairs_of(_those(asks, kin_match.c.id.is_not(None)))


def newest(asks: Asks, most: int) -> list[Pair]:
    """The pairs of which something was written down last."""
    last = func.max(kin_match.c.id)
    some = select(kin_match.c.pair).group_by(kin_match.c.pair).order_by(last.desc()).limit(most)
    return pairs_of(_those(asks, kin_match.c.pair.in_(some)))


def among_inquiries(asks: Asks, inquiries: Iterable[UUID]) -> list[Pair]:
    """The pairs of some inquiries that were found at this station."""
    return pairs_of(_those(asks, kin_match.c.inquiry.in_(list(inquiries))))


def lately(asks: Asks, since: datetime, least: float) -> list[Pair]:
    """Those of which something was written down since a moment, without those that were never more
    than a likeness fainter than `least`: thousands of these wait at a big station."""
    more = or_(kin_match.c.step != KinStep.OFFERED, kin_match.c.chance >= least)
    some = select(kin_match.c.pair).where(kin_match.c.at >= since, more)
    return pairs_of(_those(asks, kin_match.c.pair.in_(some)))


def told_to(asks: Asks, station: str) -> list[KinTold]:
    """What this station was told of its own inquiries, the newest first."""
    wanted = select(kin_told).where(kin_told.c.to == station).order_by(kin_told.c.changed_at.desc())
    return records(asks, KinTold, cast("Select[Any]", wanted))


def going_on(asks: Asks, station: str, since: datetime) -> list[KinTold]:
    """The same of what began since a moment and is not over."""
    mine = (kin_told.c.to == station, kin_told.c.ended.is_(False), kin_told.c.since >= since)
    wanted = select(kin_told).where(*mine).order_by(kin_told.c.changed_at.desc())
    return records(asks, KinTold, cast("Select[Any]", wanted))


def _those(asks: Asks, where: "ColumnElement[bool]") -> list[KinMatch]:
    wanted = select(kin_match).where(where, taken(kin_match)).order_by(kin_match.c.id)
    return records(asks, KinMatch, cast("Select[Any]", wanted))
