"""What is said about somebody after their arrival: added, corrected, verified, marked as wrong."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from app.clock import local
from app.desk.admission import Said, said_birth, said_document
from app.desk.homes import PLACES, said_place, table_or_none
from app.domain.birth import read_birth
from app.domain.codes import ETHNICITIES
from app.domain.document import FORGED, FORGED_KEPT, read_number
from app.domain.errors import Refused
from app.domain.ids import ClaimId, PersonId, VisitId, new_id
from app.domain.name import tidy_name
from app.domain.person import SEXES, WITHDRAWN, Claim, ClaimKind, Person, Source, live
from app.domain.staff import Officer, Right
from app.domain.trace import AS_CLAIMS
from app.store.ask import Asks, get
from app.store.people import claims_of
from app.store.register import Register

_NAMES = {ClaimKind.NAME, ClaimKind.ALIAS}
_TIMES = {ClaimKind.BIRTH, ClaimKind.AGE}
_TRACED = frozenset(AS_CLAIMS.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What stands behind a claim: who says so and when, what it rests on, why it corrects; of a
    document that is marked as wrong also that it was forged, and where the paper is."""

    said_by: str = ""
    said_on: str = ""
    ground: str = ""
    reason: str = ""
    forged: str = ""

    def detail(self) -> dict[str, str]:
        """What of it was filled in, as it is kept with the claim."""
        told = {
            "said_by": self.said_by,
            "said_on": self.said_on,
            "ground": self.ground,
            "reason": self.reason,
            FORGED: self.forged,
        }
        return {name: text.strip() for name, text in told.items() if text.strip()}


_NOTHING = Behind()


def add(
    register: Register,
    person: PersonId,
    kind: ClaimKind,
    value: str,
    source: Source,
    *,
    by: Officer,
    at: datetime,
    verified: bool = False,
    behind: Behind = _NOTHING,
) -> Claim:
    """Something more is said; what was said before stays beside it."""
    made = new(
        register, person, kind, value, source, by=by, at=at, verified=verified, behind=behind
    )
    return _write(register, made, "claim")


def new(
    asks: Asks,
    person: PersonId,
    kind: ClaimKind,
    value: str,
    source: Source,
    *,
    by: Officer,
    at: datetime,
    verified: bool = False,
    behind: Behind = _NOTHING,
    visit: VisitId | None = None,
) -> Claim:
    """The same, for whoever writes it together with something else."""
    _must_be_theirs(by, kind)
    if get(asks, Person, person) is None:
        raise Refused("claims.no_person")
    _must_rest(behind, verified=verified)
    said = read(kind, value, local(at).date())
    return Claim(
        id=ClaimId(new_id()),
        person=person,
        visit=visit,
        kind=said.kind,
        value=said.value,
        detail=said.detail | behind.detail(),
        source=source,
        verified=verified,
        at=at,
        officer=by.id,
    )


def correct(
    register: Register,
    wrong: ClaimId,
    value: str,
    source: Source,
    *,
    by: Officer,
    at: datetime,
    verified: bool = False,
    behind: Behind = _NOTHING,
) -> Claim:
    """What was said before turns out to be wrong: it stays on file, and counts no more."""
    old = _standing(register, wrong, by)
    _must_say_why(behind)
    _must_rest(behind, verified=verified)
    said = read(old.kind, value, local(at).date())
    detail = said.detail | behind.detail()
    made = replace(
        _after(old, by, at), kind=said.kind, value=said.value, detail=detail,
        source=source, verified=verified,
    )  # fmt: skip
    return _write(register, made, "correction")


def verify(
    register: Register, claim: ClaimId, behind: Behind, *, by: Officer, at: datetime
) -> Claim:
    """An officer has checked it; what that rests on stands beside it."""
    old = _standing(register, claim, by)
    _must_rest(behind, verified=True)
    detail = old.detail | behind.detail()
    return _write(register, replace(_after(old, by, at), detail=detail, verified=True), "verified")


def withdraw(
    register: Register, claim: ClaimId, behind: Behind, *, by: Officer, at: datetime
) -> Claim:
    """It is wrong and nobody knows better: it stays on file, marked, and counts no more."""
    old = _standing(register, claim, by)
    _must_say_why(behind)
    if behind.forged and (old.kind is not ClaimKind.DOCUMENT or behind.forged not in FORGED_KEPT):
        raise Refused("claims.forged_document")
    _must_rest(behind, verified=bool(behind.forged))
    detail = old.detail | behind.detail() | {WITHDRAWN: "yes"}
    made = replace(_after(old, by, at), detail=detail, source=Source.OFFICER, verified=False)
    return _write(register, made, "withdrawn")


def _standing(register: Register, claim: ClaimId, by: Officer) -> Claim:
    """A claim that still counts."""
    old = get(register, Claim, claim)
    _must_be_theirs(by, old.kind if old else None)
    if old is None:
        raise Refused("claims.unknown")
    if old.id not in {c.id for c in live(claims_of(register, old.person))}:
        raise Refused("claims.corrected_already")
    return old


def _must_be_theirs(by: Officer, kind: ClaimKind | None) -> None:
    """Who registers writes everything; who traces what points to where somebody is from."""
    if kind not in _TRACED or not by.may(Right.DECIDE):
        by.must(Right.REGISTER)


def _after(old: Claim, by: Officer, at: datetime) -> Claim:
    """The same claim once more, in the place of the old one."""
    return replace(old, id=ClaimId(new_id()), at=at, officer=by.id, supersedes=old.id)


def _must_say_why(behind: Behind) -> None:
    if not behind.reason.strip():
        raise Refused("claims.needs_reason")


def _must_rest(behind: Behind, *, verified: bool) -> None:
    """Verified means that somebody can ask by what."""
    if verified and not behind.ground.strip():
        raise Refused("claims.needs_ground")


def _write(register: Register, made: Claim, reason: str) -> Claim:
    register.write(made, by=made.officer, at=made.at, reason=reason)
    return made


def read(kind: ClaimKind, value: str, today: date) -> Said:
    """The value as it is kept: the same rules as at the arrival."""
    plain = tidy_name(value) if kind in _NAMES else value.strip()
    if not plain:
        raise Refused("claims.needs_value")
    if kind in _TIMES:
        return said_birth(read_birth(plain, today))[0]
    if kind is ClaimKind.DOCUMENT:
        return said_document(read_number(plain, today))
    if kind in PLACES:
        return said_place(kind, plain, table_or_none())
    _check_code(kind, plain)
    return Said(kind=kind, value=plain)


def _check_code(kind: ClaimKind, value: str) -> None:
    if kind is ClaimKind.SEX and value not in SEXES:
        raise Refused("claims.unknown_code", value=value)
    if kind is ClaimKind.ETHNICITY and value.isdecimal() and value not in ETHNICITIES:
        raise Refused("claims.unknown_code", value=value)
