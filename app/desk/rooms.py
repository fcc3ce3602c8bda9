"""The station's rooms and beds: a leader adds them, takes them out of use, and says who goes first
where two desks gave one bed away."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from app.desk.guests import guests_of
from app.domain.bed_rules import must_fit
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.room import FirstBed, Room, RoomFor, must_be_told, must_leave_room
from app.domain.staff import Officer, Right
from app.domain.station import Station
from app.store import beds
from app.store.ask import get
from app.store.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomFacts:
    """What a leader says of a room."""

    name: str
    use: RoomFor
    beds: int
    shut: dict[str, str] = field(default_factory=dict)
    closed: str = ""
    gone: bool = False


def keep(
    register: Register,
    station: Station,
    facts: RoomFacts,
    room: UUID | None = None,
    *,
    by: Officer,
    at: datetime,
) -> Room:
    """A new room, or one that is otherwise from now on. Refused "room.…" where that would take the
    bed from somebody."""
    by.must(Right.ROOMS)
    known = beds.rooms(register, station.code)
    before = get(register, Room, room) if room else None
    if room and (before is None or before.gone):
        raise Refused("room.unknown")
    made = Room(
        id=room or new_id(), station=station.code, name=" ".join(facts.name.split()),
        use=facts.use, beds=facts.beds, closed=facts.closed.strip(), gone=facts.gone,
        shut={bed: why for bed, why in facts.shut.items() if int(bed) <= facts.beds},
        officer=by.id, at=at,
    )  # fmt: skip
    must_be_told(made, known)
    if before:
        _must_suit_who_is_there(register, made, before, at)
    register.write(made, by=by.id, at=at, reason="room")
    return made


def _must_suit_who_is_there(register: Register, made: Room, before: Room, at: datetime) -> None:
    there = [one for one in beds.stays_now(register) if one.room == made.id]
    must_leave_room(made, [one.bed for one in there])
    if made.use is before.use or not there:
        return
    guests = guests_of(register, [one.visit for one in there], at)
    said: dict[UUID, str] = {one.visit: one.why for one in there}
    for one in guests:
        try:
            must_fit(one, made, guests, said[one.visit])
        except Refused:
            raise Refused("room.people_do_not_fit", count=len(there)) from None


def choose_rule(
    register: Register, station: Station, rule: FirstBed, *, by: Officer, at: datetime
) -> Station:
    """Who keeps a bed that two desks gave away; the centre goes by it from then on."""
    by.must(Right.ROOMS)
    now = get(register, Station, station.id) or station
    changed = replace(now, bed_rule=rule.value)
    register.write(changed, by=by.id, at=at, reason="bed_rule")
    return changed
