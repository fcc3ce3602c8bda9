"""重点甄别名单 at the desk: a lead, its investigation, notice, opinion, and what is decided.

Here the rules are held so that nobody types in vain; the centre holds them again, and only what it
tells is in force (`Listed`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from app.clock import local
from app.desk import door
from app.domain import listing_subject
from app.domain.blacklist import (
    USUAL_MONTHS,
    Course,
    Fact,
    Listing,
    Proof,
    Served,
    Step,
    StepKind,
    Subject,
    months_after,
)
from app.domain.errors import Refused
from app.domain.ids import PersonId, new_id
from app.domain.listing_rules import (
    must_be_a_lead,
    must_be_of_no_quarrel,
    must_follow,
)
from app.domain.person import Person
from app.domain.staff import Officer, Right
from app.store import listings, requests
from app.store.ask import Asks, get
from app.store.people import claims_of, standing_visits, together
from app.store.protected import is_shut
from app.store.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What an officer says with a step; what does not belong to its kind stays empty."""

    kind: StepKind
    words: str
    served: Served | None = None
    proof: str = ""
    capacity: bool = False
    until: date | None = None
    fact: Fact | None = None


def open_lead(
    register: Register,
    person: PersonId,
    fact: Fact,
    happened_on: date,
    words: str,
    proofs: Sequence[Proof],
    *,
    by: Officer,
    at: datetime,
) -> Listing:
    """Somebody says what was found; nothing follows from it by itself. Refused "listing.…"."""
    by.must(Right.DECIDE)
    station = door.the_station(register).code
    one = get(register, Person, person)
    if one is None or is_shut(register, person, sealed=by.may(Right.SEALED)):
        raise Refused("claims.no_person")
    if one.station != station:
        raise Refused("listing.other_station", station=one.station)
    made = Listing(
        id=new_id(), person=person, station=station, fact=fact, happened_on=happened_on,
        words=words.strip(), proofs=tuple(proofs), at=at, officer=by.id,
    )  # fmt: skip
    subject = subject_of(register, person)
    must_be_of_no_quarrel(subject, by.id)
    must_be_a_lead(made, subject, local(at).date())
    register.write(made, by=by.id, at=at, reason="listing")
    return made


def take_step(register: Register, listing: UUID, said: Said, *, by: Officer, at: datetime) -> Step:
    """The next step of a listing. An approval holds for the usual time where none is said. Refused
    "listing.…"."""
    found = listings.course(register.ask, listing)
    course = next(iter(standing(register, [found] if found else [])), None)
    if course is None or is_shut(register, course.listing.person, sealed=by.may(Right.SEALED)):
        raise Refused("listing.none")
    until = said.until
    if said.kind is StepKind.APPROVED and until is None:
        until = months_after(local(at).date(), USUAL_MONTHS)
    step = Step(
        id=new_id(), listing=listing, person=course.listing.person, kind=said.kind,
        words=said.words.strip(), served=said.served, proof=said.proof.strip(),
        capacity=said.capacity, until=until, fact=said.fact, at=at, officer=by.id,
    )  # fmt: skip
    if said.kind is StepKind.APPROVED and register.line is None:
        raise Refused("listing.needs_centre")
    subject = subject_of(register, course.listing.person)
    must_follow(course, step, by, register.device.hex, subject, at)
    register.write(step, by=by.id, at=at, reason="listing_step")
    return step


def standing(asks: Asks, courses: Iterable[Course]) -> list[Course]:
    """Without the steps that the centre refused: they never were, and another may be taken."""
    found = list(courses)
    refused = listings.refused(asks, [step.id for one in found for step in one.steps])
    return [
        replace(one, steps=tuple(step for step in one.steps if step.id not in refused))
        for one in found
    ]


def subject_of(asks: Asks, person: PersonId) -> Subject:
    """Of the human: whatever any of their records says counts."""
    people = together(asks, person)
    return listing_subject.subject_of(
        [one for id_ in people if (one := get(asks, Person, id_))],
        [claim for id_ in people for claim in claims_of(asks, id_)],
        standing_visits(asks, people),
        [one.request for one in requests.of_people(asks, people)],
    )


def courses_of(asks: Asks, person: PersonId, *, by: Officer) -> list[Course]:
    """What was said of this human at this station; of a sealed one only to who may see them."""
    if is_shut(asks, person, sealed=by.may(Right.SEALED)):
        return []
    return standing(asks, listings.courses_of(asks.ask, together(asks, person)))
