"""动态码: a code from the officer's own telephone besides the password (RFC 6238), offline."""

import hmac
import secrets
from base64 import b32decode, b32encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import pyotp

from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.staff import Officer, Right, Role, Viewing
from app.store import second
from app.store.register import Register

FOR = frozenset({Role.LEADER, Role.ADMINISTRATOR})
"""Who may set one up, and who must where the station demands it."""
STEP = 30
_DRIFT = (0, -1, 1)
_SPARE, _SPARE_LONG = 8, 10
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A new secret, kept nowhere until a code proves that the telephone has it."""

    secret: str
    uri: str
    """What the QR code says (otpauth)."""


def offer(officer: Officer, station: str) -> Offered:
    """Something to scan. Refused "code.not_for_role" for the others."""
    if officer.role not in FOR:
        raise Refused("code.not_for_role")
    secret = pyotp.random_base32()
    uri = pyotp.TOTP(secret).provisioning_uri(name=officer.login, issuer_name=f"归途 {station}")
    return Offered(secret=secret, uri=uri)


def set_up(
    register: Register, offered: Offered, code: str, *, by: Officer, at: datetime
) -> tuple[str, ...]:
    """From now on the code is asked at the login; answers the spare codes, shown this once.

    Refused "login.code_wrong" where the telephone says something else.
    """
    if by.role not in FOR:
        raise Refused("code.not_for_role")
    step = _matching(offered.secret, code, _now(register, at))
    if step is None:
        raise Refused("login.code_wrong")
    spare = tuple(_spare_code() for _ in range(_SPARE))
    made = second.Second(
        officer=by.id,
        secret=b32decode(offered.secret),
        since=at,
        last_step=step,
        spare=tuple(_hashed(register, one) for one in spare),
    )
    # Written down before it is done: a change without a note must never exist.
    _note(register, "code_set_up", by.login, by, at)
    register.within(lambda connection: second.put(connection, made))
    return spare


def reset(register: Register, officer: Officer, reason: str, *, by: Officer, at: datetime) -> None:
    """A lost telephone: an administrator takes another's code away, and says why."""
    by.must(Right.STAFF)
    if officer.id == by.id:
        raise Refused("code.not_oneself")
    if not reason.strip():
        raise Refused("code.needs_reason")
    if not has(register, officer):
        raise Refused("code.none", login=officer.login)
    _note(register, "code_reset", f"{officer.login}: {reason.strip()[:200]}", by, at)
    register.within(lambda connection: second.drop(connection, officer.id))


def give_up(register: Register, code: str, *, by: Officer, at: datetime) -> None:
    """One's own, with a last code. Refused "login.code_wrong", "login.code_used"."""
    prove(register, by, code, at)
    _note(register, "code_given_up", by.login, by, at)
    register.within(lambda connection: second.drop(connection, by.id))


def forget(register: Register, officer: Officer, at: datetime) -> None:
    """The printed recovery key was used, which opens everything: the code goes as well."""
    if has(register, officer):
        _note(register, "code_reset", f"{officer.login}: recovery", officer, at)
        register.within(lambda connection: second.drop(connection, officer.id))


def has(register: Register, officer: Officer) -> bool:
    """Whether a code is asked of this officer."""
    return officer.id in second.who_has(register)


def prove(register: Register, officer: Officer, code: str, at: datetime) -> None:
    """The code counts once, also a spare one. Refused "login.code_wrong", "login.code_used"."""
    known = register.within(lambda connection: second.second_of(connection, officer.id))
    if known is None:
        return
    step = _matching(b32encode(known.secret).decode(), code, _now(register, at))
    if step is not None:
        if step <= known.last_step:
            raise Refused("login.code_used")
        register.within(lambda connection: second.note_step(connection, officer.id, step))
        return
    _use_spare(register, known, code)


def _use_spare(register: Register, known: second.Second, code: str) -> None:
    said = _hashed(register, _tidy(code))
    left = tuple(one for one in known.spare if not hmac.compare_digest(one, said))
    if len(left) == len(known.spare):
        raise Refused("login.code_wrong")
    register.within(lambda connection: second.note_spare(connection, known.officer, left))


def spare_left(register: Register, officer: UUID) -> int:
    """How many spare codes an officer still has."""
    known = register.within(lambda connection: second.second_of(connection, officer))
    return len(known.spare) if known else 0


def _now(register: Register, at: datetime) -> datetime:
    """By the centre's clock, as far as it was ever heard."""
    behind = register.line.behind_ms if register.line else 0
    return at + timedelta(milliseconds=behind)


def _matching(secret: str, code: str, at: datetime) -> int | None:
    """The half minute whose code this is, one before and one after counting as well."""
    said, now = "".join(code.split()), int(at.timestamp()) // STEP
    clock = pyotp.TOTP(secret)
    for step in (now + drift for drift in _DRIFT):
        if said.isascii() and hmac.compare_digest(clock.generate_otp(step), said):
            return step
    return None


def _spare_code() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(_SPARE_LONG))


def shown(spare: str) -> str:
    """A spare code as it is read: two groups."""
    return f"{spare[: _SPARE_LONG // 2]}-{spare[_SPARE_LONG // 2 :]}"


def _tidy(code: str) -> str:
    return "".join(c for c in code.upper() if c in _ALPHABET)


def _hashed(register: Register, spare: str) -> str:
    key = register.key_for("spare codes")
    return hmac.digest(key, spare.encode(), "sha256").hex()[:32]


def _note(register: Register, purpose: str, what: str, by: Officer, at: datetime) -> None:
    seen = Viewing(id=new_id(), person=None, officer=by.id, at=at, purpose=purpose, what=what)
    register.write(seen, by=by.id, at=at, reason=purpose)
