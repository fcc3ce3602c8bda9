"""重点甄别名单: from a lead to its end, step by step; what each step needs, and what it changes.

There is no lawful ban: a person who qualifies is helped however often they came. What stands here
is the course of one listing and the eleven rules of the house (社会救助法 45, 48, 76; PIPL 24). The
same rules are held by the centre and by its database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from uuid import UUID

from app.domain.ids import OfficerId, PersonId
from app.domain.working_days import working_days_after

USUAL_MONTHS, MOST_MONTHS = 6, 12
"""How long a listing is in force; a setting may only be shorter. Renewing is a new listing."""
ANSWER_WORKING_DAYS = 15
_CHINA = timezone(timedelta(hours=8))
"""The day of a number is the same at every desk and at the centre."""


class Fact(StrEnum):
    """What a listing may rest on; there is nothing else, and "came often" is not among it."""

    REFUNDED_TICKET = "refunded_ticket"
    FORGED_PAPERS = "forged_papers"
    FALSE_IDENTITY = "false_identity"
    RESOLD_VOUCHER = "resold_voucher"
    VIOLENCE = "violence"


class ProofKind(StrEnum):
    """Where a piece of evidence for a fact comes from."""

    SELLER_RECORD = "seller_record"
    """The railway or bus company says that a ticket was given back or sold on."""
    PAPER = "paper"
    """A paper that was kept or copied."""
    REGISTER = "register"
    """What stations' own files say: a voucher, a document, an earlier name."""
    POLICE_RECORD = "police_record"
    WITNESS = "witness"
    OWN_WORDS = "own_words"
    FACE = "face"
    """Officers said that photographs show one person. Never enough, and never two kinds."""


class StepKind(StrEnum):
    """What is done about a listing, in the order of the rules."""

    INVESTIGATED = "investigated"
    NOTIFIED = "notified"
    HEARD = "heard"
    APPROVED = "approved"
    DROPPED = "dropped"
    """There is nothing in it; the lead stays on file and changes nothing."""
    OBJECTED = "objected"
    UPHELD = "upheld"
    CORRECTED = "corrected"
    REVOKED = "revoked"


class State(StrEnum):
    """Where a listing stands on a day."""

    LEAD = "lead"
    INVESTIGATED = "investigated"
    NOTIFIED = "notified"
    HEARD = "heard"
    DROPPED = "dropped"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    """Objected to: no other station sees it until that is answered."""
    REVOKED = "revoked"
    EXPIRED = "expired"


class Served(StrEnum):
    """How the notice reached the person, or was tried to."""

    IN_PERSON = "in_person"
    REFUSED_TO_SIGN = "refused_to_sign"
    POST = "post"
    KIN = "kin"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One piece of evidence of a listing; `source` says which paper, record or search it is."""

    kind: ProofKind
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A lead, and what becomes of it: the fact and its evidence never change afterwards."""

    id: UUID
    person: PersonId
    station: str
    fact: Fact
    happened_on: date
    words: str
    proofs: tuple[Proof, ...]
    at: datetime
    officer: OfficerId


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step. `words` belong to all: what was found, what the person said, why."""

    id: UUID
    listing: UUID
    person: PersonId
    kind: StepKind
    words: str = ""
    served: Served | None = None
    proof: str = ""
    """Of a notice: by what it is proved (the signed copy, the number of the letter)."""
    capacity: bool = False
    """Of an investigation: the officer found the person to be of full capacity."""
    until: date | None = None
    """Of an approval or a correction: the last day on which it holds."""
    fact: Fact | None = None
    """Of a correction: what holds from now on."""
    at: datetime
    officer: OfficerId

    def says(self, name: str) -> bool:
        """Whether that belongs to a step of this kind."""
        return name in SAYS.get(self.kind, frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What every desk hears of a listing in force: no photograph, no health, no name. `ended` once
    it is revoked, objected to or may not be seen any more; nothing else is left then."""

    id: UUID
    person: PersonId
    station: str
    fact: Fact | None = None
    number: str = ""
    until: date | None = None
    contact: str = ""
    ended: bool = False
    changed_at: datetime

    def holds(self, today: date) -> bool:
        """Whether it has effects: an expired one ends by itself, also at a desk without a line."""
        return not self.ended and self.until is not None and today <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is on file of who is to be listed."""

    born_by: date | None = None
    """The latest day on which they may have been born; None: nobody knows."""
    doubted: bool = False
    """At some arrival signs of a mental or intellectual disability were noted."""
    verified: bool = False
    """A document was checked, or the police have said who it is."""
    sealed: bool = False
    complained_of: frozenset[OfficerId] = frozenset()
    """Officers about whom this person complained: nothing about them is theirs to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A listing with its steps, oldest first; `devices` says by record where each was written."""

    listing: Listing
    steps: tuple[Step, ...] = ()
    devices: Mapping[UUID, str] = field(default_factory=dict)

    def last(self, *kinds: StepKind) -> Step | None:
        """The newest step of these kinds."""
        return next((one for one in reversed(self.steps) if one.kind in kinds), None)

    @property
    def approval(self) -> Step | None:
        """By which it came into force."""
        return self.last(StepKind.APPROVED)

    @property
    def until(self) -> date | None:
        """The last day on which it holds, while it does; a correction may only shorten it."""
        ends = [one.until for one in self.steps if one.until and one.says("until")]
        return min(ends) if self.approval and ends else None

    @property
    def fact(self) -> Fact:
        """As it was corrected last."""
        corrected = [one.fact for one in self.steps if one.fact and one.says("fact")]
        return corrected[-1] if corrected else self.listing.fact

    def state(self, today: date) -> State:
        """Where it stands."""
        if self.last(StepKind.REVOKED):
            return State.REVOKED
        until = self.until
        if until is not None and today > until:
            return State.EXPIRED
        newest = self.steps[-1].kind if self.steps else None
        return State.LEAD if newest is None else _AFTER[newest]

    def shared(self, today: date) -> bool:
        """Whether other stations see it: not while an objection is open."""
        return self.state(today) is State.IN_FORCE

    @property
    def answer_due(self) -> date | None:
        """The day by which an open objection has to be answered."""
        objected = self.last(StepKind.OBJECTED)
        if objected is None or self.steps[-1] is not objected:
            return None
        return working_days_after(objected.at.date(), ANSWER_WORKING_DAYS)


SAYS: Mapping[StepKind, frozenset[str]] = {
    StepKind.INVESTIGATED: frozenset({"capacity"}),
    StepKind.NOTIFIED: frozenset({"served", "proof"}),
    StepKind.APPROVED: frozenset({"until"}),
    StepKind.CORRECTED: frozenset({"fact", "until"}),
}
"""What a step says beside its words; said with another kind it would pass the rules of this one."""
_AFTER = {
    StepKind.INVESTIGATED: State.INVESTIGATED,
    StepKind.NOTIFIED: State.NOTIFIED,
    StepKind.HEARD: State.HEARD,
    StepKind.DROPPED: State.DROPPED,
    StepKind.APPROVED: State.IN_FORCE,
    StepKind.OBJECTED: State.SUSPENDED,
    StepKind.UPHELD: State.IN_FORCE,
    StepKind.CORRECTED: State.IN_FORCE,
    StepKind.REVOKED: State.REVOKED,
}


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of a shorter month."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


def course_of(listing: Listing, steps: Iterable[Step], devices: Mapping[UUID, str]) -> Course:
    """A listing with what was done about it."""
    mine = [one for one in steps if one.listing == listing.id]
    ordered = tuple(sorted(mine, key=lambda one: (one.at, one.id)))
    return Course(listing=listing, steps=ordered, devices=devices)


def number_of(listing: Listing) -> str:
    """By which a decision is called on paper and by telephone."""
    day = listing.at.astimezone(_CHINA)
    return f"{listing.station}-{day:%Y%m%d}-{listing.id.hex[-6:].upper()}"
