"""Questions about 寻亲比对: what became of the pairs of a person, of an inquiry, and of all."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select

from app.domain.kin_match import KinMatch, KinTold, Pair, pairs_of
from app.store.ask import Asks, records
from app.store.not_taken import taken
from app.store.tables import kin_match, kin_told


def of_people(asks: Asks, people: Iterable[UUID]) -> list[Pair]:
    """The pairs of these records of people, the newest first."""
    return pairs_of(_those(asks, kin_match.c.person.in_(list(people))))


def of_inquiry(asks: Asks, inquiry: UUID) -> list[Pair]:
    """The pairs of an inquiry that were found at this station."""
    return pairs_of(_those(asks, kin_match.c.inquiry == inquiry))


def pair_of(asks: Asks, pair: UUID) -> Pair | None:
    """One."""
    return next(iter(pairs_of(_those(asks, kin_match.c.pair == pair))), None)


def every(asks: Asks) -> list[Pair]:
    """All that were found here."""
    return pairs_of(_those(asks, kin_match.c.id.is_not(None)))


def told_to(asks: Asks, station: str) -> list[KinTold]:
    """What this station was told of its own inquiries, the newest first."""
    wanted = select(kin_told).where(kin_told.c.to == station).order_by(kin_told.c.changed_at.desc())
    return records(asks, KinTold, cast("Select[Any]", wanted))


def _those(asks: Asks, where: "ColumnElement[bool]") -> list[KinMatch]:
    wanted = select(kin_match).where(where, taken(kin_match)).order_by(kin_match.c.id)
    return records(asks, KinMatch, cast("Select[Any]", wanted))
