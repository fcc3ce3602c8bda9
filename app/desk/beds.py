"""Giving beds: to whoever is in the station, by the rules; each time a fact, never by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from app.clock import local
from app.desk.guests import guest, guests_of
from app.domain.bed import Bed, BedStay, Guest, beds_of
from app.domain.bed_rules import best_of, by_room, free_of, must_fit, suggest
from app.domain.bed_warnings import BedWarning, Duty, warnings
from app.domain.errors import Refused
from app.domain.ids import VisitId, new_id
from app.domain.room import LONGEST_WHY, Room
from app.domain.staff import Officer, Right
from app.domain.station import Station
from app.domain.visit import Visit
from app.store import beds, line
from app.store.ask import Asks, get, several
from app.store.papers import has_left
from app.store.people import Card, cards
from app.store.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Lodger:
    """Somebody in the station, with a bed or without."""

    visit: Visit
    card: Card
    guest: Guest
    stay: BedStay | None = None
    pending: bool = False
    """The centre has not heard of the bed yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Every bed and everybody who is here."""

    beds: tuple[Bed, ...]
    lodgers: dict[UUID, Lodger]
    """visit -> who it is."""
    warnings: tuple[BedWarning, ...]
    duty: Duty
    free: tuple[Bed, ...] = ()
    lie: Mapping[UUID, Sequence[Guest]] = field(default_factory=dict)
    """room -> who lies there; with `free` found once, not for every suggestion."""

    @property
    def without(self) -> list[Lodger]:
        """Who has no bed, in the order in which they came."""
        return [one for one in self.lodgers.values() if one.stay is None]

    def suggested(self, visit: UUID) -> Bed | None:
        """The bed that somebody might be given."""
        one = self.lodgers.get(visit)
        return best_of(one.guest, self.free, self.lie) if one else None


def board(asks: Asks, station: str, at: datetime, *, sealed: bool = False) -> Board:
    """The whole of it; of sealed people only that somebody is there, unless it is for who may see
    them."""
    here, now = beds.here(asks), beds.stays_now(asks)
    # Each question sees the last commit: who came in between is on the next board.
    known_here = {one.id for one in here}
    stays = {one.visit: one for one in now if one.visit in known_here}
    people = {one.person for one in here}
    # What the rules need is not what is shown.
    known = cards(asks, people, sealed=True)
    covered = set() if sealed else {one for one, card in known.items() if card.sealed}
    shown = known | (cards(asks, covered) if covered else {})
    waiting = _waiting(asks, [one.id for one in stays.values()])
    day = local(at).date()
    lodgers: dict[UUID, Lodger] = {
        one.id: Lodger(
            visit=one,
            card=shown[one.person],
            guest=guest(one, known[one.person], day),
            stay=stays.get(one.id),
            pending=one.id in stays and stays[one.id].id in waiting,
        )
        for one in here
    }
    all_beds = beds_of(beds.rooms(asks, station, gone=True), stays.values())
    duty = on_duty(asks, station)
    guests = [one.guest for one in lodgers.values()]
    return Board(
        beds=tuple(all_beds), lodgers=lodgers, duty=duty,
        warnings=tuple(warnings(all_beds, guests, duty)),
        free=tuple(free_of(all_beds)), lie=by_room(all_beds, guests),
    )  # fmt: skip


def bed_warnings(asks: Asks, station: str, at: datetime) -> tuple[BedWarning, ...]:
    """快速预警 of beds alone, for the list of today."""
    return board(asks, station, at).warnings


def on_duty(asks: Asks, station: str) -> Duty:
    """Who is on shift by the last handover."""
    last = beds.handovers(asks, station, 1)
    return last[0].duty if last else Duty()


def _waiting(asks: Asks, stays: list[UUID]) -> set[UUID]:
    """Given away here and not heard of at the centre; nowhere where a desk stands alone."""
    return line.still_waiting(asks, stays) if stays and line.has_joined(asks) else set()


def assign(
    register: Register,
    station: Station,
    visit_id: VisitId,
    room: UUID,
    bed: int,
    why: str = "",
    *,
    by: Officer,
    at: datetime,
) -> BedStay:
    """Somebody who is here sleeps there from now on, wherever they did before. Refused "bed.…"
    with a way out."""
    by.must(Right.REGISTER)
    visit = _must_be_here(register, visit_id)
    where = _must_be_there(register, station, room, bed)
    stays = beds.stays_now(register)
    _must_be_free(stays, visit_id, (room, bed))
    if len(why.strip()) > LONGEST_WHY:
        raise Refused("bed.why_too_long", longest=LONGEST_WHY)
    roommates = [one.visit for one in stays if one.room == room]
    guests = {one.visit: one for one in guests_of(register, {*roommates, visit_id}, at)}
    must_fit(guests[visit_id], where, guests.values(), why)
    return _given(register, visit, guests[visit_id], (room, bed), why, by, at)


def _given(
    register: Register,
    visit: Visit,
    guest: Guest,
    place: tuple[UUID, int],
    why: str,
    by: Officer,
    at: datetime,
) -> BedStay:
    room, bed = place
    made = BedStay(
        id=new_id(), person=visit.person, visit=visit.id, room=room, bed=bed,
        need=guest.need, why=why.strip(), officer=by.id, at=at,
    )  # fmt: skip
    register.write(made, by=by.id, at=at, reason="bed_stay")
    return made


def _must_be_here(register: Register, visit_id: VisitId) -> Visit:
    visit = get(register, Visit, visit_id)
    if visit is None:
        raise Refused("bed.unknown_visit")
    if has_left(register, visit_id):
        raise Refused("bed.has_left", case=visit.case_number)
    return visit


def _must_be_there(register: Register, station: Station, room: UUID, bed: int) -> Room:
    found = get(register, Room, room)
    if found is None or found.gone or found.station != station.code or not found.has(bed):
        raise Refused("bed.no_such_bed")
    if why := found.why_shut(bed):
        raise Refused("bed.out_of_use", room=found.name, bed=bed, why=why)
    return found


def _must_be_free(stays: list[BedStay], visit: UUID, place: tuple[UUID, int]) -> None:
    for one in stays:
        if one.place == place:
            raise Refused("bed.there_already" if one.visit == visit else "bed.taken", bed=place[1])


def assign_suggested(
    register: Register, station: Station, visit_id: VisitId, *, by: Officer, at: datetime
) -> tuple[BedStay, Room]:
    """One key: the bed that the board would suggest. Refused "bed.none_fits", and to whoever has
    one already."""
    by.must(Right.REGISTER)
    visit, stays = _must_be_here(register, visit_id), beds.stays_now(register)
    if mine := next((one for one in stays if one.visit == visit_id), None):
        raise Refused("bed.there_already", bed=mine.bed)
    all_beds = beds_of(beds.rooms(register, station.code, gone=True), stays)
    guests = guests_of(register, {visit_id, *(one.visit for one in stays)}, at)
    whose = next(one for one in guests if one.visit == visit_id)
    found = suggest(whose, all_beds, guests)
    if found is None:
        raise Refused("bed.none_fits")
    place = (found.room.id, found.number)
    return _given(register, visit, whose, place, "", by, at), found.room


def slept(asks: Asks, visit_id: UUID) -> tuple[str, ...]:
    """The rooms and beds of a visit as a paper says them, in their order."""
    places = [one.place for one in beds.stays_of(asks, [visit_id]) if one.place]
    rooms = several(asks, Room, {room for room, _ in places})
    names = {one.id: one.name for one in rooms.values()}
    told = (f"{names.get(room, '')} {bed}".strip() for room, bed in places)
    return tuple(dict.fromkeys(told))


def free(register: Register, visit_id: VisitId, *, by: Officer, at: datetime) -> BedStay:
    """Somebody has no bed any more and is still here."""
    by.must(Right.REGISTER)
    given_back = freed(register, visit_id, by=by, at=at)
    if not given_back:
        raise Refused("bed.has_none")
    register.write(*given_back, by=by.id, at=at, reason="bed_freed")
    return given_back[0]


def freed(asks: Asks, visit_id: VisitId, *, by: Officer, at: datetime) -> list[BedStay]:
    """What is written with a leaving: nothing where there was no bed."""
    last = beds.stays_of(asks, [visit_id])[-1:]
    return [
        BedStay(id=new_id(), person=one.person, visit=one.visit, officer=by.id, at=at)
        for one in last
        if one.place
    ]


def back(asks: Asks, visit_id: VisitId, *, by: Officer, at: datetime) -> list[BedStay]:
    """What is written where a leaving is taken back: the same bed, if nobody else has it now."""
    had = [one for one in beds.stays_of(asks, [visit_id]) if one.place][-1:]
    taken = {one.place for one in beds.stays_now(asks)}
    found = []
    for one in had:
        room = get(asks, Room, one.room) if one.room else None
        fits = room is not None and not room.gone and room.has(one.bed)
        if room and fits and not room.why_shut(one.bed) and one.place not in taken:
            found.append(_again(one, by, at))
    return found


def _again(one: BedStay, by: Officer, at: datetime) -> BedStay:
    return BedStay(
        id=new_id(), person=one.person, visit=one.visit, room=one.room, bed=one.bed,
        need=one.need, why=one.why, officer=by.id, at=at,
    )  # fmt: skip
