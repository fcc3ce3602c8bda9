"""Approval at another station: who is asked, what they are shown, and what they decide.

A station with one leader, or with one computer, cannot approve by itself what it proposes. It asks
another one, which sees this one case and nothing else of the file, and only until it has decided.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from app.domain.blacklist import (
    Course,
    Fact,
    Proof,
    Served,
    State,
    Step,
    StepKind,
    number_of,
)
from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId
from app.domain.staff import Officer, Right


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A station asks another one to decide about a listing whose opinion was heard."""

    id: UUID
    listing: UUID
    person: PersonId
    station: str
    to: str
    words: str
    at: datetime
    officer: OfficerId


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the station that was asked decided; an approval is a step of the listing."""

    id: UUID
    asked: UUID
    person: PersonId
    approves: bool
    words: str
    until: date | None = None
    at: datetime
    officer: OfficerId


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStep:
    """A step as the station that was asked sees it: by whom in words, for it knows nobody there."""

    kind: StepKind
    at: datetime
    by: str
    words: str
    served: Served | None = None
    proof: str = ""
    capacity: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that the station that was asked sees: no photograph, no health, no document."""

    name: str
    born: str
    fact: Fact
    happened_on: date
    words: str
    by: str
    proofs: tuple[Proof, ...]
    steps: tuple[ShownStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What the centre tells both stations; the case is gone once it was decided or is no more."""

    id: UUID
    listing: UUID
    person: PersonId
    station: str
    to: str
    number: str
    asking: str = ""
    """Name and telephone of the station that asks."""
    asked_at: datetime
    words: str = ""
    case: Case | None = None
    approves: bool | None = None
    """None: not decided."""
    answer: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    until: date | None = None
    changed_at: datetime

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.case is not None and self.approves is None


def must_be_askable(course: Course, asked: Asked, by: Officer) -> None:
    """Refused where nobody else may be asked now: there is nothing to decide, or nobody to ask."""
    if asked.officer != by.id or not by.may(Right.DECIDE):
        raise Refused("listing.needs_officer")
    if asked.to == course.listing.station or asked.station != course.listing.station:
        raise Refused("listing.ask_another")
    if course.state(asked.at.date()) is not State.HEARD:
        raise Refused("listing.not_heard")


def must_be_decidable(verdict: Verdict, asked: Asked, station: str, by: Officer) -> None:
    """Refused where this station was not asked, or this officer may not decide it."""
    if asked.to != station or asked.person != verdict.person:
        raise Refused("listing.not_asked")
    if verdict.officer != by.id or not by.may(Right.APPROVE):
        raise Refused("listing.needs_leader")
    if not verdict.words.strip():
        raise Refused("listing.needs_words")


def step_of(verdict: Verdict, asked: Asked) -> Step:
    """The step that an approval at another station is."""
    return Step(
        id=verdict.id, listing=asked.listing, person=asked.person, kind=StepKind.APPROVED,
        words=verdict.words, until=verdict.until, at=verdict.at, officer=verdict.officer,
    )  # fmt: skip


def case_of(course: Course, name: str, born: str, officers: Mapping[UUID, str]) -> Case:
    """What is shown of a listing; `officers`: id -> name."""
    one = course.listing
    return Case(
        name=name, born=born, fact=one.fact, happened_on=one.happened_on, words=one.words,
        by=officers.get(one.officer, ""), proofs=one.proofs,
        steps=tuple(_shown(step, officers) for step in course.steps),
    )  # fmt: skip


def _shown(step: Step, officers: Mapping[UUID, str]) -> ShownStep:
    return ShownStep(
        kind=step.kind, at=step.at, by=officers.get(step.officer, ""), words=step.words,
        served=step.served, proof=step.proof, capacity=step.capacity,
    )  # fmt: skip


def review_of(
    asked: Asked,
    course: Course,
    case: Case | None,
    verdict: Verdict | None,
    *,
    asking: str,
    decided_by: str,
    at: datetime,
) -> Review:
    """What both stations hear of an asking; without a case once there is nothing to decide."""
    waits = verdict is None and course.state(at.date()) is State.HEARD
    made = Review(
        id=asked.id, listing=asked.listing, person=asked.person, station=asked.station,
        to=asked.to, number=number_of(course.listing), asking=asking, asked_at=asked.at,
        words=asked.words, case=case if waits else None, changed_at=at,
    )  # fmt: skip
    if verdict is None:
        return made
    return replace(
        made, approves=verdict.approves, answer=verdict.words, decided_by=decided_by,
        decided_at=verdict.at, until=verdict.until,
    )  # fmt: skip


def newest(askings: Sequence[Asked]) -> Asked | None:
    """The asking that counts: whoever asks another station does not ask the first one any more."""
    return max(askings, key=lambda one: (one.at, one.id), default=None)
