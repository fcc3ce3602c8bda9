"""Looking at a file: never without a purpose, never without a line in the log."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from app.domain.errors import Refused
from app.domain.ids import PersonId, new_id
from app.domain.index_card import IndexCard
from app.domain.person import Person
from app.domain.staff import Officer, Right, Viewing
from app.domain.station import Station
from app.domain.visit import Visit
from app.store.ask import all_of, get
from app.store.people import File, file_of, is_inside, together
from app.store.protected import is_shut
from app.store.register import Register
from app.store.viewings import files_looked_at

MOST_FILES = 60
"""So many files of people who are not here an officer may open within a day and a night; a leader
more. Who is in the station, or arrives, is looked at as often as it takes."""
_A_DAY = timedelta(hours=24)


def open_file(
    register: Register,
    person: PersonId,
    purpose: str,
    *,
    by: Officer,
    at: datetime,
    arriving: bool = False,
) -> File:
    """The whole file of a person; the log is written first (社会救助法 11, 70).

    `arriving`: it is looked at beside somebody who stands at the desk. Refused "view.many" for a
    file beyond MOST_FILES.
    """
    by.must(Right.VIEW)
    if not purpose.strip():
        raise Refused("view.needs_purpose")
    if get(register, Person, person) is None:
        raise Refused("claims.no_person")
    if is_shut(register, person, sealed=by.may(Right.SEALED)):
        raise Refused("claims.no_person")
    free = arriving or by.may(Right.ERASE) or is_inside(register, together(register, person))
    if not free and files_looked_at(register, by.id, at - _A_DAY) >= MOST_FILES:
        raise Refused("view.many", many=MOST_FILES)
    seen = Viewing(
        id=new_id(), person=person, officer=by.id, at=at, purpose=purpose.strip(), what="file"
    )
    register.write(seen, by=by.id, at=at, reason="view")
    return file_of(register, person)


def look_into(
    register: Register, visit: UUID, what: str, purpose: str, *, by: Officer, at: datetime
) -> Visit:
    """Something of a visit is opened beside the file: that is written down like any look. Refused
    "view.no_visit" also of somebody whom this officer may not see."""
    by.must(Right.VIEW)
    seen = get(register, Visit, visit)
    if seen is None or is_shut(register, seen.person, sealed=by.may(Right.SEALED)):
        raise Refused("view.no_visit")
    line = Viewing(
        id=new_id(), person=seen.person, officer=by.id, at=at, purpose=purpose, what=what
    )
    register.write(line, by=by.id, at=at, reason="view")
    return seen


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSeen:
    """An index card, and how the station that has the file is called and reached."""

    card: IndexCard
    station: str
    phone: str


def see_card(
    register: Register, person: UUID | None, *, by: Officer, at: datetime, written: bool = False
) -> CardSeen | None:
    """A card of another station; that it was looked at is written down, once a look."""
    by.must(Right.VIEW)
    card = get(register, IndexCard, person) if person else None
    if card is None or card.sealed:
        return None
    if not written:
        seen = Viewing(
            id=new_id(), person=card.id, officer=by.id, at=at, purpose="reception",
            what="index_card",
        )  # fmt: skip
        register.write(seen, by=by.id, at=at, reason="view")
    places = (one for one in all_of(register, Station) if one.code == card.station)
    place = next(places, None)
    return CardSeen(
        card=card, station=place.name if place else "", phone=place.phone if place else ""
    )
