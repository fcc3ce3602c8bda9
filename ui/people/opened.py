"""A file as the page holds it: the records, and the names of who wrote them and who is linked."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from app.desk.door import officers
from app.desk.erasing import asked_for, rests_on_consent
from app.desk.protecting import is_pending
from app.desk.views import open_file
from app.domain.codes import urgent_answered
from app.domain.errors import Refused
from app.domain.evidence import Evidence, Link
from app.domain.ids import PersonId
from app.domain.person import Claim, ClaimKind, best, live
from app.domain.staff import Officer, Right, told_apart
from app.domain.station import Station
from app.store import line
from app.store.ask import Asks, all_of
from app.store.emergencies import still_open
from app.store.people import Card, File, cards, file_of
from app.store.protected import is_shut
from app.store.register import Register
from app.store.requests import Standing, of_people
from app.store.wishes import Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One human's file, with what is needed to read it."""

    person: UUID
    file: File
    officers: dict[UUID, str]
    others: dict[UUID, Card]
    """The persons at the far end of links, as they are called in a list."""
    links_pending: frozenset[UUID] = frozenset()
    """Links on which the centre has not been heard yet."""
    asked: tuple[Asked, ...] = ()
    """That the file be erased, newest first."""
    measured: bool = False
    """Whether there is a face on file that rests on a consent, or a consent that allows one."""
    stations: dict[str, str] = field(default_factory=dict)
    """What the stations are called, by their codes."""
    requests: tuple[Standing, ...] = ()
    """What this human asked about their own data, oldest first."""
    pending: bool = False
    """The centre has not heard yet whether this person is sealed."""

    @property
    def waits(self) -> bool:
        """Whether the centre has still to decide about an erasure."""
        return any(not one.refused for one in self.asked)

    @property
    def sealed(self) -> bool:
        """Whether one of the records of this human is protected."""
        return any(one.sealed for one in self.file.persons)

    @property
    def urgent_waits(self) -> bool:
        """Whether they are here, and urgent need was not answered in full."""
        gone = {one.visit for one in self.file.leavings}
        here = [visit for visit in self.file.visits if visit.id not in gone]
        return any(not urgent_answered(visit.checks) for visit in here)

    @property
    def uncompleted(self) -> dict[UUID, Evidence]:
        """visit -> the emergency that is still to be completed."""
        return still_open(self.file.evidence)

    def by(self, officer: UUID) -> str:
        """Who it was."""
        return self.officers.get(officer, "")

    @property
    def live_claims(self) -> list[Claim]:
        """What has been neither corrected nor marked as wrong."""
        return live(self.file.claims)

    def best(self, kind: ClaimKind) -> Claim | None:
        """The claim of a kind that the screen shows."""
        return best(list(self.file.claims), kind)

    def far_end(self, link: Link) -> UUID:
        """The person of a link that is not in this file, or the second one if both are."""
        return (
            link.one if link.other in self.file.people and link.one != self.person else link.other
        )


def look(
    register: Register, person: PersonId, purpose: str, *, by: Officer, at: datetime
) -> Opened:
    """Open the file; the purpose is written down first."""
    file = open_file(register, person, purpose, by=by, at=at)
    return _opened(register, person, file, officers(register), by)


def look_again(asks: Asks, person: PersonId, by: Officer) -> Opened:
    """The same look goes on after something changed; it was written down when it began."""
    if is_shut(asks, person, sealed=by.may(Right.SEALED)):
        raise Refused("claims.no_person")
    return _opened(asks, person, file_of(asks, person), all_of(asks, Officer), by)


def _opened(asks: Asks, person: UUID, file: File, staff: list[Officer], by: Officer) -> Opened:
    ends = {end for link in file.links for end in (link.one, link.other)}
    return Opened(
        person=person,
        file=file,
        officers=told_apart(staff),
        others=cards(asks, ends - {person}, sealed=by.may(Right.SEALED)),
        links_pending=_pending(asks, file),
        asked=tuple(asked_for(asks, file.people)),
        measured=rests_on_consent(asks, file),
        stations={one.code: one.name for one in all_of(asks, Station)},
        requests=tuple(of_people(asks, file.people)),
        pending=is_pending(asks, file.people),
    )


def _pending(asks: Asks, file: File) -> frozenset[UUID]:
    ids = [link.id for link in file.links]
    joined = bool(ids) and line.has_joined(asks)
    return frozenset(line.still_waiting(asks, ids)) if joined else frozenset()
