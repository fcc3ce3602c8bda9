"""Questions about rooms, beds and shifts."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Select, select

from app.domain.bed import BedStay, standing
from app.domain.handover import Handover
from app.domain.room import Room
from app.domain.visit import Visit
from app.store.ask import Asks, records
from app.store.refused import not_taken
from app.store.tables import bed_stay, handover, inside, room, visit


def rooms(asks: Asks, station: str, *, gone: bool = False) -> list[Room]:
    """The rooms of a station in the order of their names; `gone` ones as well where asked for."""
    mine = select(room).where(room.c.station == station)
    found = records(asks, Room, cast("Select[Any]", mine if gone else mine.where(~room.c.gone)))
    return sorted(found, key=lambda one: (one.name, one.id))


def here(asks: Asks) -> list[Visit]:
    """Everybody in the station, oldest first."""
    wanted = select(visit).join(inside, inside.c.visit == visit.c.id)
    return records(asks, Visit, cast("Select[Any]", wanted.order_by(inside.c.arrived_at)))


def stays_now(asks: Asks) -> list[BedStay]:
    """Who has a bed now, by what the centre took or has still to hear."""
    mine = select(bed_stay).join(inside, inside.c.visit == bed_stay.c.visit)
    found = _taken(asks, records(asks, BedStay, cast("Select[Any]", mine)))
    return standing(found, {one.visit for one in found})


def stays_of(asks: Asks, visits: Iterable[UUID]) -> list[BedStay]:
    """Every bed of these visits, oldest first."""
    mine = select(bed_stay).where(bed_stay.c.visit.in_(list(visits)))
    found = records(asks, BedStay, cast("Select[Any]", mine.order_by(bed_stay.c.at, bed_stay.c.id)))
    return _taken(asks, found)


def _taken(asks: Asks, found: list[BedStay]) -> list[BedStay]:
    refused = not_taken(asks, [one.id for one in found]) if found else set()
    return [one for one in found if one.id not in refused]


def handovers(asks: Asks, station: str, most: int = 50) -> list[Handover]:
    """Shifts that were handed over, newest first."""
    mine = select(handover).where(handover.c.station == station)
    newest = mine.order_by(handover.c.at.desc(), handover.c.id.desc()).limit(most)
    return records(asks, Handover, cast("Select[Any]", newest))
