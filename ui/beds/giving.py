"""What the keys of the board do to the register."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from app.desk import beds
from app.desk.beds import Lodger
from app.domain.bed import Bed, BedStay
from app.domain.bed_rules import NEEDS_WHY as NEEDS_WHY
from app.domain.ids import VisitId
from app.domain.room import Room
from app.store.register import Register
from ui.page import Desk

Undo = Callable[[], None]
Deed = Callable[[Register], BedStay]


def give(desk: Desk, one: Lodger, bed: Bed, why: str, at: datetime) -> Deed:
    """Somebody sleeps there from now on."""
    station, officer, visit = desk.station, desk.officer, VisitId(one.visit.id)
    room, number = bed.room.id, bed.number

    def deed(register: Register) -> BedStay:
        return beds.assign(register, station, visit, room, number, why, by=officer, at=at)

    return deed


def free(desk: Desk, one: Lodger, at: datetime) -> Deed:
    """Somebody has no bed any more."""
    officer, visit = desk.officer, VisitId(one.visit.id)
    return lambda register: beds.free(register, visit, by=officer, at=at)


def put_back(desk: Desk, one: Lodger, before: Bed | None, at: datetime) -> Deed:
    """As it was: in the bed before, or in none."""
    if before is None:
        return free(desk, one, at)
    why = next((stay.why for stay in before.stays if stay.visit == one.visit.id), "")
    return give(desk, one, before, why, at)


def suggested(desk: Desk, visit: UUID, at: datetime) -> Callable[[Register], tuple[BedStay, Room]]:
    """The bed that would be suggested, by one key."""
    station, officer = desk.station, desk.officer

    def deed(register: Register) -> tuple[BedStay, Room]:
        return beds.assign_suggested(register, station, VisitId(visit), by=officer, at=at)

    return deed
