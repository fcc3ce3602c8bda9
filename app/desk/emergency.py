"""An emergency (紧急登记): saved at once with a photograph or none, everything else later."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.clock import local
from app.desk.admission import Arrival, Taken, admission
from app.desk.numbers import Numbers
from app.domain.emergency import URGENT, plain_line
from app.domain.errors import Refused
from app.domain.evidence import Evidence, EvidenceKind
from app.domain.ids import EvidenceId, PersonId, VisitId, new_id
from app.domain.number import CASE
from app.domain.person import Claim, Person
from app.domain.staff import Officer, Right
from app.domain.station import Station
from app.domain.visit import Visit
from app.store.ask import get
from app.store.emergencies import of_visit, photos_of
from app.store.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency:
    """What is known in the first seconds; every part may stay empty."""

    visit: VisitId = field(default_factory=lambda: VisitId(new_id()))
    person: PersonId = field(default_factory=lambda: PersonId(new_id()))
    at: datetime
    urgent: tuple[str, ...] = ()
    done: str = ""
    photo: Taken | None = None
    detail: dict[str, str] = field(default_factory=dict)
    """Where it comes from, when it was sealed: number, taken_by, seal."""


def save(
    register: Register, emergency: Emergency, station: Station, *, by: Officer, at: datetime
) -> Visit:
    """A visit with a case number and a temporary name; to be completed later.

    Asked again after a save whose answer got lost, it answers with the visit that stands.
    """
    by.must(Right.REGISTER)
    if there := get(register, Visit, emergency.visit):
        if not is_on_file(register, emergency):
            raise Refused("admission.saved_already")
        return there
    if get(register, Person, emergency.person):
        raise Refused("admission.saved_already")  # forged: nobody who is on file begins here
    arrival = Arrival(
        visit=emergency.visit,
        person=emergency.person,
        arrived_at=min(emergency.at, at),
        story=plain_line(emergency.done),
        checks={key: "yes" for key in URGENT if key in emergency.urgent},
        photos=(emergency.photo,) if emergency.photo else (),
    )
    numbers = Numbers(register, CASE, station.code)
    admitted, records = admission(register.blobs, arrival, station, numbers, by=by, at=at)
    named = [_with_number(record, emergency.detail.get("number", "")) for record in records]
    seen = _evidence(arrival, EvidenceKind.EMERGENCY, _detail(emergency), by, at)
    register.write(*named, seen, by=by.id, at=at, reason="emergency")
    return admitted.visit


def is_on_file(register: Register, emergency: Emergency) -> bool:
    """Whether this very emergency was saved already: word for word, its number, its picture."""
    wanted = _detail(emergency)
    notes = [
        e.detail for e in of_visit(register, emergency.visit) if e.kind is EvidenceKind.EMERGENCY
    ]
    if "seal" in wanted and any(note.get("seal") == wanted["seal"] for note in notes):
        return True  # its picture is made anew at every opening and may come out otherwise
    return any(_says(note, wanted) for note in notes) and _has_photo(register, emergency)


def _says(note: dict[str, str], wanted: dict[str, str]) -> bool:
    keys = ("urgent", "done", "number") if "number" in wanted else ("urgent", "done")
    return all(note.get(key) == wanted.get(key) for key in keys)


def _has_photo(register: Register, emergency: Emergency) -> bool:
    if emergency.photo is None:
        return True
    name = hashlib.sha256(emergency.photo.jpeg).hexdigest()
    return any(p.sha256 == name for p in photos_of(register, emergency.visit))


def _with_number(record: object, number: str) -> object:
    """The temporary name also carries the number that was written down meanwhile."""
    if number and isinstance(record, Claim) and "temporary" in record.detail:
        return replace(record, detail={**record.detail, "number": number})
    return record


def _detail(emergency: Emergency) -> dict[str, str]:
    urgent = ",".join(key for key in URGENT if key in emergency.urgent)
    said = {"urgent": urgent, "done": plain_line(emergency.done), **emergency.detail}
    return {key: text for key, text in said.items() if text}


def _evidence(
    arrival: Arrival, kind: EvidenceKind, detail: dict[str, str], by: Officer, at: datetime
) -> Evidence:
    return Evidence(
        id=EvidenceId(new_id()),
        person=arrival.person,
        visit=arrival.visit,
        kind=kind,
        detail=detail,
        at=at,
        officer=by.id,
    )


def day_of(at: datetime) -> str:
    """The day as it stands in a temporary number: 261124."""
    return f"{local(at):%y%m%d}"
