"""Completing an emergency (补登): what was left open is added to the visit that stands."""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from app.desk.admission import Admitted, Arrival, Said, Taken, admit, belonging_to, visit_of
from app.domain.emergency import grown, told_after
from app.domain.errors import Refused
from app.domain.evidence import Evidence, EvidenceKind
from app.domain.face import Photograph
from app.domain.ids import EvidenceId, VisitId, new_id
from app.domain.person import Claim, ClaimKind, live
from app.domain.staff import Officer, Right, Viewing
from app.domain.station import Station
from app.domain.visit import Visit
from app.store.ask import get
from app.store.emergencies import of_visit as evidence_of
from app.store.emergencies import photos_of, still_open
from app.store.people import claims_of
from app.store.register import Register
from app.wire.kinds import FILLED_LATER


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """An emergency taken up again: the visit, what has been said since, and its photographs."""

    visit: Visit
    claims: tuple[Claim, ...]
    photos: tuple[Taken, ...]


def take_up(register: Register, visit_id: VisitId, *, by: Officer, at: datetime) -> Begun:
    """What is on file of an emergency, to go on with; looking at it is written down."""
    by.must(Right.REGISTER)
    visit = _open_emergency(register, visit_id)
    seen = Viewing(
        id=new_id(), person=visit.person, officer=by.id, at=at, purpose="completion", what="visit"
    )
    register.write(seen, by=by.id, at=at, reason="completion_begun")
    claims = claims_of(register, visit.person)
    return Begun(
        visit=visit,
        claims=tuple(live(claims)),
        photos=tuple(_taken(register, photo) for photo in photos_of(register, visit_id)),
    )


def _open_emergency(register: Register, visit_id: VisitId) -> Visit:
    visit = get(register, Visit, visit_id)
    if visit is None:
        raise Refused("completion.no_visit")
    if visit_id not in still_open(evidence_of(register, visit_id)):
        raise Refused("completion.done_already")
    return visit


def _taken(register: Register, photo: Photograph) -> Taken:
    return Taken(
        id=photo.id,
        jpeg=register.blobs.get(photo.sha256),
        width=photo.width,
        height=photo.height,
        quality=photo.quality,
        reasons=photo.reasons,
        taken_at=photo.taken_at,
    )


def finish(
    register: Register, arrival: Arrival, station: Station, *, by: Officer, at: datetime
) -> Admitted:
    """Save an arrival; where its visit is an emergency that waits, complete that one."""
    waits = still_open(evidence_of(register, arrival.visit))
    if arrival.visit in waits:
        return complete(register, arrival, station, by=by, at=at)
    return admit(register, arrival, station, by=by, at=at)


def complete(
    register: Register, arrival: Arrival, station: Station, *, by: Officer, at: datetime
) -> Admitted:
    """Add what is known now; nothing that was saved in the emergency is overwritten."""
    by.must(Right.REGISTER)
    visit = _open_emergency(register, arrival.visit)
    arrival = replace(arrival, person=visit.person)
    fuller = _fuller(visit, visit_of(arrival, station, visit.case_number, by, at))
    known = claims_of(register, visit.person)
    fresh = replace(arrival, said=_unsaid(arrival.said, known))
    admitted, records = belonging_to(fuller, register.blobs, fresh, station, by=by, at=at)
    on_file = {photo.id for photo in photos_of(register, visit.id)}
    kept = [record for record in records if _is_new(record, on_file)]
    note = _completed(visit, arrival, by, at)
    register.write(fuller, *kept, note, by=by.id, at=at, reason="completion")
    return admitted


def _fuller(visit: Visit, now: Visit) -> Visit:
    """The visit with what had been left open; what stood there stays as it was."""
    names = FILLED_LATER["visit"] & {field.name for field in fields(Visit)}
    more: dict[str, Any] = {n: grown(getattr(visit, n), getattr(now, n)) for n in names}
    return replace(visit, **more | {"story": told_after(visit.story, now.story)})


def _unsaid(said: tuple[Said, ...], known: list[Claim]) -> tuple[Said, ...]:
    """What is not on file word for word already, or is verified only now: by a card, say."""
    there = {(c.kind, c.value) for c in live(known)}
    proved = {(c.kind, c.value) for c in live(known) if c.verified}
    return tuple(
        s for s in said if (s.kind, s.value.strip()) not in (proved if s.verified else there)
    )


def _is_new(record: object, on_file: set[Any]) -> bool:
    """The photograph and the made-up name of the emergency are on file."""
    if isinstance(record, Photograph):
        return record.id not in on_file
    if isinstance(record, Claim):
        return not (record.kind is ClaimKind.NAME and "temporary" in record.detail)
    return True


def _completed(visit: Visit, arrival: Arrival, by: Officer, at: datetime) -> Evidence:
    """Who completed it; an answer at the door that is seen otherwise now stands beside it."""
    otherwise = {
        f"now_{key}": answer
        for key, answer in arrival.checks.items()
        if visit.checks.get(key, answer) != answer
    }
    return Evidence(
        id=EvidenceId(new_id()),
        person=visit.person,
        visit=visit.id,
        kind=EvidenceKind.COMPLETED,
        detail=otherwise,
        at=at,
        officer=by.id,
    )
