"""What is said about somebody after their arrival: a new claim, or one that corrects another."""

from datetime import date, datetime

from app.clock import local
from app.desk.admission import Said, said_birth, said_document
from app.desk.homes import PLACES, said_place, table_or_none
from app.domain.birth import read_birth
from app.domain.codes import ETHNICITIES
from app.domain.document import read_number
from app.domain.errors import Refused
from app.domain.ids import ClaimId, PersonId, new_id
from app.domain.name import tidy_name
from app.domain.person import SEXES, Claim, ClaimKind, Person, Source
from app.domain.staff import Officer, Right
from app.store.ask import get
from app.store.people import claims_of
from app.store.register import Register

_NAMES = {ClaimKind.NAME, ClaimKind.ALIAS}
_TIMES = {ClaimKind.BIRTH, ClaimKind.AGE}


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
) -> Claim:
    """Something more is said; what was said before stays beside it."""
    by.must(Right.REGISTER)
    if get(register, Person, person) is None:
        raise Refused("claims.no_person")
    said = read(kind, value, local(at).date())
    return _write(register, _claim(person, said, source, by, at, verified=verified))


def correct(
    register: Register,
    wrong: ClaimId,
    value: str,
    source: Source,
    *,
    by: Officer,
    at: datetime,
    verified: bool = False,
) -> Claim:
    """What was said before turns out to be wrong: it stays on file, and counts no more."""
    by.must(Right.REGISTER)
    old = get(register, Claim, wrong)
    if old is None:
        raise Refused("claims.unknown")
    if any(c.supersedes == wrong for c in claims_of(register, old.person)):
        raise Refused("claims.corrected_already")
    said = read(old.kind, value, local(at).date())
    made = _claim(old.person, said, source, by, at, verified=verified, corrects=old)
    return _write(register, made)


def _claim(
    person: PersonId,
    said: Said,
    source: Source,
    by: Officer,
    at: datetime,
    *,
    verified: bool,
    corrects: Claim | None = None,
) -> Claim:
    return Claim(
        id=ClaimId(new_id()),
        person=person,
        visit=corrects.visit if corrects else None,
        kind=said.kind,
        value=said.value,
        detail=said.detail,
        source=source,
        verified=verified,
        at=at,
        officer=by.id,
        supersedes=corrects.id if corrects else None,
    )


def _write(register: Register, made: Claim) -> Claim:
    reason = "correction" if made.supersedes else "claim"
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
