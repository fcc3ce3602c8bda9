"""A person, who is almost nothing in itself, and the claims that hang on them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.ids import ClaimId, OfficerId, PersonId, VisitId


class ClaimKind(StrEnum):
    """What a claim is about."""

    NAME = "name"
    ALIAS = "alias"
    SEX = "sex"
    BIRTH = "birth"
    AGE = "age"
    DOCUMENT = "document"
    ETHNICITY = "ethnicity"
    HOME = "home"
    ADDRESS = "address"
    PHONE = "phone"
    KIN = "kin"
    ACCENT = "accent"
    MARKS = "marks"


class Source(StrEnum):
    """Who says so."""

    CARD = "card"
    SAID = "said"
    POLICE = "police"
    KIN = "kin"
    HOSPITAL = "hospital"
    STATION = "station"
    OFFICER = "officer"
    OLD_REGISTER = "old_register"
    """旧登记导入: taken over from a list, and seen by nobody since."""
    OTHER = "other"


WITHDRAWN = "withdrawn"
"""In the detail of a claim that only says that the one before was wrong."""

SEXES = {"0": "unknown", "1": "male", "2": "female", "9": "unstated"}
"""GB/T 2261.1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An identity; everything known of it is a claim, a visit or a decision."""

    id: PersonId
    station: str
    created_at: datetime
    sealed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement about a person, with its source; a correction supersedes, never overwrites."""

    id: ClaimId
    person: PersonId
    visit: VisitId | None = None
    kind: ClaimKind
    value: str
    detail: dict[str, str] = field(default_factory=dict)
    source: Source
    verified: bool = False
    at: datetime
    officer: OfficerId
    supersedes: ClaimId | None = None


TRUST = {
    Source.CARD: 6,
    Source.POLICE: 5,
    Source.KIN: 4,
    Source.HOSPITAL: 3,
    Source.STATION: 2,
    Source.SAID: 2,
    Source.OFFICER: 1,
    Source.OLD_REGISTER: 0,
    Source.OTHER: 0,
}
"""How far a source is trusted when two claims stand against each other; verified ones go first."""


def live(claims: Iterable[Claim]) -> list[Claim]:
    """What counts: neither corrected by a later claim nor marked as wrong."""
    known = list(claims)
    gone = {claim.supersedes for claim in known}
    return [c for c in known if c.id not in gone and WITHDRAWN not in c.detail]


def best(claims: list[Claim], kind: ClaimKind) -> Claim | None:
    """The claim the screen shows: not superseded, verified before not, source by trust, newest.

    A name that the station made up comes last: any name that somebody gave is better.
    """
    return best_of(live(claims), kind)


def best_of(counts: Iterable[Claim], kind: ClaimKind) -> Claim | None:
    """The same where it is known which claims count."""
    return max((c for c in counts if c.kind == kind), key=_weight, default=None)


def _weight(claim: Claim) -> tuple[bool, bool, int, datetime, int]:
    # A name the station made up, or "no document", gives way to anything that is one.
    given = "temporary" not in claim.detail and claim.detail.get("type") != "none"
    return given, claim.verified, TRUST[claim.source], claim.at, claim.id.int


def best_value(claims: list[Claim], kind: ClaimKind) -> str:
    """The value of the best claim, or an empty string."""
    claim = best(claims, kind)
    return claim.value if claim else ""
