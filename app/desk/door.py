"""The door of the desk: first set-up, logging in, officers who come and go."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app import clock, settings
from app.desk import codes, numbers, taken
from app.domain.errors import Refused, Unavailable
from app.domain.ids import OfficerId, new_id
from app.domain.name import tidy_name
from app.domain.number import CASE, VOUCHER
from app.domain.staff import Officer, Right, Role, Viewing, told_apart
from app.domain.station import SigningKey, Station, station_id
from app.paper.code import key_id
from app.store import attempts, keys
from app.store.ask import all_of, get
from app.store.making import discard, made
from app.store.register import Register, create, open_register
from app.store.there import exists

SHORTEST_PASSWORD = 8
_CODE = " code"
"""After a login's salted name: its wrong codes are counted apart from its wrong passwords."""
_CLOCK_MAY_DIFFER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class StationFacts:
    """What the first-run assistant asks about the station."""

    code: str
    name: str
    phone: str = ""
    address: str = ""
    complaint_phone: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOfficer:
    """Somebody who is to work here."""

    login: str
    name: str
    role: Role
    password: str
    sex: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Who is at the desk, at which station, with the register open."""

    register: Register
    officer: Officer
    station: Station
    must_change: bool = False
    """The password was set by somebody else: one's own comes first."""
    clock_behind: datetime | None = None
    """When the last entry was written, where the clock now stands before it."""
    called: str = ""
    """The officer's name, told apart from others of the same name."""
    must_code: bool = False
    """The station demands a code besides the password, and this officer has none yet."""
    recovery_unproved: bool = False
    """Nobody has said that the recovery key is kept, and this officer can make a new one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """A new register; the recovery key is shown and printed once and kept nowhere."""

    session: Session
    recovery_key: str


def is_set_up(data: Path) -> bool:
    """Whether this folder holds a register, whole or damaged: then nothing new is made in it."""
    return exists(data)


def set_up(data: Path, station: StationFacts, administrator: NewOfficer, at: datetime) -> SetUp:
    """Make the register of a station with its first officer; slow (Argon2id)."""
    if is_set_up(data):
        raise Refused("register.exists", folder=str(data))
    facts = _checked(station)
    _check_officer(administrator)
    key, recovery = keys.new_key(), keys.new_recovery()
    register = create(data, key, at, finished=False)
    try:
        session = _furnish(register, key, recovery, facts, administrator, at)
        made(data)
    except Unavailable:
        # Nothing is in it yet; a half-made register would bar the folder for ever.
        register.close()
        discard(data)
        raise
    return SetUp(session=session, recovery_key=recovery)


def _furnish(
    register: Register,
    key: bytes,
    recovery: str,
    facts: StationFacts,
    administrator: NewOfficer,
    at: datetime,
) -> Session:
    officer = _officer(administrator, at)
    place = _station(facts, at)
    ring = keys.with_officer(
        keys.new_ring(register.device), officer.id, officer.login, administrator.password, key
    )
    keys.write_ring(register.folder, keys.with_recovery(ring, recovery, key))
    blocks = [numbers.first_block(kind, facts.code, register, at) for kind in (CASE, VOUCHER)]
    signing = _signing_key(register, facts.code, at)
    register.write(place, officer, signing, *blocks, by=officer.id, at=at, reason="set_up")
    return Session(register=register, officer=officer, station=place)


def _checked(station: StationFacts) -> StationFacts:
    code, name = station.code.strip(), station.name.strip()
    digits = code.replace("-", "")
    if not name:
        raise Refused("set_up.no_station_name")
    if not code:
        raise Refused("set_up.no_code")
    if len(code) != 9 or code[6] != "-" or not (digits.isascii() and digits.isdigit()):
        raise Refused("set_up.wrong_code", code=code)
    return replace(station, code=code, name=name)


def _station(facts: StationFacts, at: datetime) -> Station:
    return Station(
        id=station_id(facts.code),
        code=facts.code,
        name=facts.name,
        phone=facts.phone.strip(),
        address=facts.address.strip(),
        complaint_phone=facts.complaint_phone.strip(),
        account=facts.account.strip(),
        created_at=at,
    )


def _check_officer(new: NewOfficer) -> None:
    if not keys.tidy_login(new.login):
        raise Refused("staff.no_login")
    if not new.name.strip():
        raise Refused("staff.no_name")
    check_password(new.password, new.login)


def check_password(password: str, login: str) -> None:
    """Eight characters at least, not the login, not one character over and over."""
    if len(password) < SHORTEST_PASSWORD:
        raise Refused("staff.password_too_short", least=SHORTEST_PASSWORD)
    if keys.tidy_login(login) in password.casefold() or len(set(password)) < 4:
        raise Refused("staff.password_too_plain")


def _officer(new: NewOfficer, at: datetime) -> Officer:
    return Officer(
        id=OfficerId(new_id()),
        login=keys.tidy_login(new.login),
        name=tidy_name(new.name),
        role=new.role,
        sex=new.sex,
        created_at=at,
    )


def signer(register: Register) -> Ed25519PrivateKey:
    """The station's voucher key: derived from the register's key, stored nowhere."""
    return Ed25519PrivateKey.from_private_bytes(register.key_for("voucher signing"))


def _signing_key(register: Register, station: str, at: datetime) -> SigningKey:
    public = signer(register).public_key().public_bytes_raw()
    return SigningKey(
        id=new_id(), key_id=key_id(public), public_key=public, station=station, since=at
    )


def key_of(data: Path, login: str, password: str) -> tuple[UUID, bytes]:
    """Officer and key by a password; wrong ones are counted and cost a growing wait; slow."""
    ring = keys.read_ring(data)
    with _counted(data, keys.slot_name(ring, login)):
        return keys.open_with_password(ring, login, password)


def key_by_recovery(data: Path, ring: keys.Ring, recovery: str) -> bytes:
    """The key by the printed sheet, counted in the same way; slow."""
    with _counted(data, "recovery"):
        return keys.open_with_recovery(ring, recovery)


@contextmanager
def _counted(data: Path, name: str) -> Iterator[None]:
    attempts.begin(data, name, _rule(data), clock.running())
    yield
    attempts.succeeded(data, name)


def _rule(data: Path) -> attempts.Rule:
    """As the station set it; a settings file damaged meanwhile keeps nobody from their work."""
    try:
        chosen = settings.read(data, {})
    except Unavailable:
        return attempts.Rule()
    longest = chosen.lock_out_longest_minutes * 60.0
    return attempts.Rule(free=chosen.lock_out_after, longest=longest)


def log_in(data: Path, login: str, password: str, at: datetime, code: str = "") -> Session:
    """Open the register with an officer's password; slow (Argon2id). Refused "login.code_needed"
    where this officer gives a code as well, "login.code_wrong" or "login.code_used"."""
    officer, key = key_of(data, login, password)
    temporary = keys.is_temporary(keys.read_ring(data), login)
    return _session(open_register(data, key, at), officer, at, must_change=temporary, code=code)


def log_in_unseen(data: Path, login: str, password: str, at: datetime, code: str = "") -> Session:
    """The same where no page asks for one's own password: a temporary one, which somebody else
    knows, is refused before anything is opened; slow (Argon2id)."""
    officer, key = key_of(data, login, password)
    if keys.is_temporary(keys.read_ring(data), login):
        raise Refused("login.temporary")
    session = _session(open_register(data, key, at), officer, at, code=code)
    try:
        must_have_code(session)
    except Refused:
        session.register.close()
        raise
    return session


def must_have_code(session: Session) -> None:
    """Refused "login.code_demanded" where the station demands a code that is not set up yet."""
    if session.must_code:
        raise Refused("login.code_demanded")


def _session(
    register: Register,
    officer_id: UUID,
    at: datetime,
    *,
    must_change: bool = False,
    code: str | None = None,
) -> Session:
    officer = get(register, Officer, officer_id)
    if officer is None or not officer.active:
        _shut_out(register, officer_id)
        register.close()
        raise Refused("login.wrong")
    if code is not None:
        _ask_code(register, officer, code, at)
    behind = register.last_written
    _tell_failures(register, officer, at)
    taken.tell(register)
    return Session(
        register=register,
        officer=officer,
        station=the_station(register),
        must_change=must_change,
        clock_behind=behind if behind and at < behind - _CLOCK_MAY_DIFFER else None,
        called=told_apart(officers(register))[officer.id],
        must_code=_demands_code(register.folder, officer) and not codes.has(register, officer),
        recovery_unproved=officer.may(Right.STAFF)
        and keys.recovery_unproved(keys.read_ring(register.folder)),
    )


def _ask_code(register: Register, officer: Officer, code: str, at: datetime) -> None:
    """Wrong ones are counted like wrong passwords, each account by itself."""
    if not codes.has(register, officer):
        return
    name = keys.slot_name(keys.read_ring(register.folder), officer.login)
    try:
        _must_be_given(code)
        with _counted(register.folder, f"{name}{_CODE}"):
            codes.prove(register, officer, code, at)
    except (Refused, Unavailable):
        register.close()
        raise


def _must_be_given(code: str) -> None:
    if not code.strip():
        raise Refused("login.code_needed")


def _demands_code(data: Path, officer: Officer) -> bool:
    try:
        demanded = settings.read(data, {}).second_code == "demanded"
    except Unavailable:
        return False
    return demanded and officer.role in codes.FOR


def _shut_out(register: Register, officer_id: UUID) -> None:
    """Their leaving was saved but the ring was not: a disk that was full then."""
    with suppress(Unavailable):
        register.wrap_key(lambda ring, _key: keys.without_officer(ring, officer_id))


def _tell_failures(register: Register, officer: Officer, at: datetime) -> None:
    """Wrong passwords since the last login go into the journal, each account by itself."""
    failed = attempts.untold(register.folder)
    if not failed:
        return
    ring = keys.read_ring(register.folder)
    names = {keys.slot_name(ring, o.login): o.login for o in officers(register)}
    names |= {f"{name}{_CODE}": f"{login}{_CODE}" for name, login in names.items()}
    notes = [
        Viewing(
            id=new_id(),
            person=None,
            officer=officer.id,
            at=at,
            purpose="wrong_password",
            what=f"{names.get(name, name if name == 'recovery' else '?')} ×{count}",
        )
        for name, count in sorted(failed.items())
    ]
    with suppress(Unavailable):
        register.write(*notes, by=officer.id, at=at, reason="wrong_password")
        attempts.told(register.folder)


def log_in_with_recovery(
    data: Path, recovery: str, login: str, password: str, at: datetime
) -> Session:
    """A forgotten password: the printed sheet opens the register and sets a new one."""
    check_password(password, login)
    key = key_by_recovery(data, keys.read_ring(data), recovery)
    register = open_register(data, key, at)
    officer = _by_login(register, login)
    if officer is None or not officer.active:
        register.close()
        raise Refused("login.no_such_officer", login=login)
    register.wrap_key(
        lambda ring, k: keys.with_officer(
            keys.with_recovery_kept(ring), officer.id, login, password, k
        )
    )
    register.write(replace(officer), by=officer.id, at=at, reason="recovery")
    codes.forget(register, officer, at)
    return _session(register, officer.id, at)


def prove(register: Register, login: str, password: str) -> Officer:
    """Somebody at the desk proves who they are (a second person, an idle lock); slow."""
    return working(register, key_of(register.folder, login, password)[0])


def agrees(register: Register, login: str, password: str) -> Officer:
    """A second person agrees to something; slow. Refused "login.not_own" with a temporary password:
    whoever set it knows it as well."""
    return working(register, second_of(register.folder, login, password))


def second_of(data: Path, login: str, password: str) -> UUID:
    """The same beside the register, where nobody waits; `working` then says who that is."""
    officer_id, _ = key_of(data, login, password)
    if keys.is_temporary(keys.read_ring(data), login):
        raise Refused("login.not_own")
    return officer_id


def working(register: Register, officer_id: UUID) -> Officer:
    """An officer whose account is open. Refused "login.wrong"."""
    officer = get(register, Officer, officer_id)
    if officer is None or not officer.active:
        raise Refused("login.wrong")
    return officer


def the_station(register: Register) -> Station:
    """The station this desk stands in; a desk that has joined a centre knows others as well."""
    known = all_of(register, Station)
    code = register.line.station if register.line else known[0].code
    return next(one for one in known if one.code == code)


def change_station(
    register: Register, facts: StationFacts, *, by: Officer, at: datetime
) -> Station:
    """Another phone or name for the papers from now on; the code is in every number and stays."""
    by.must(Right.STAFF)
    station, wanted = the_station(register), _checked(facts)
    if wanted.code != station.code:
        raise Refused("station.code_stays", code=station.code)
    changed = replace(
        station,
        name=wanted.name,
        phone=wanted.phone.strip(),
        address=wanted.address.strip(),
        complaint_phone=wanted.complaint_phone.strip(),
        account=wanted.account.strip(),
    )
    register.write(changed, by=by.id, at=at, reason="station_changed")
    return changed


def renew_recovery(register: Register, *, by: Officer, at: datetime) -> str:
    """A new recovery key, to be printed once; the old sheet opens nothing any more; slow."""
    by.must(Right.STAFF)
    recovery = keys.new_recovery()
    # Noted before it is done: a key that was changed without a note must never exist.
    note = Viewing(
        id=new_id(),
        person=None,
        officer=by.id,
        at=at,
        purpose="recovery_renewed",
        what="recovery",
    )
    register.write(note, by=by.id, at=at, reason="recovery_renewed")
    register.wrap_key(lambda ring, key: keys.with_recovery(ring, recovery, key))
    return recovery


def keep_recovery(register: Register) -> None:
    """Somebody has the recovery key in their hands: from now on nobody is reminded of it."""
    register.wrap_key(lambda ring, _key: keys.with_recovery_kept(ring))


def officers(register: Register) -> list[Officer]:
    """Everybody who ever worked here."""
    return all_of(register, Officer)


def _by_login(register: Register, login: str) -> Officer | None:
    wanted = keys.tidy_login(login)
    return next((o for o in officers(register) if o.login == wanted), None)


def officer_called(register: Register, login: str) -> Officer:
    """Who works here under this login. Refused "login.no_such_officer"."""
    found = [o for o in officers(register) if o.login == keys.tidy_login(login) and o.active]
    if not found:
        raise Refused("login.no_such_officer", login=login)
    # Of two (each desk set up alone) the one who is not let in here yet is meant.
    new = without_password(register)
    return next((one for one in found if one.id in new), found[0])


def add_officer(
    register: Register, new: NewOfficer, *, by: Officer, at: datetime, temporary: bool = False
) -> Officer:
    """Somebody starts here; only the administrator may; slow (Argon2id).

    `temporary`: the administrator knows the password, so it is changed at the first login.
    """
    by.must(Right.STAFF)
    _check_officer(new)
    if _by_login(register, new.login):
        raise Refused("staff.login_taken", login=new.login)
    officer = _officer(new, at)
    register.wrap_key(
        lambda ring, key: keys.with_officer(
            ring, officer.id, officer.login, new.password, key, temporary=temporary
        )
    )
    register.write(officer, by=by.id, at=at, reason="officer_added")
    return officer


def set_password(
    register: Register, officer: Officer, password: str, *, by: Officer, at: datetime
) -> None:
    """One's own password, or the administrator for somebody who forgot theirs: that one is
    temporary and must be changed at the next login; slow."""
    if officer.id != by.id:
        by.must(Right.STAFF)
    # As the register has it now: the caller's copy may be older than somebody's leaving.
    known = get(register, Officer, officer.id)
    if known is None or not known.active:
        raise Refused("login.no_such_officer", login=officer.login)
    check_password(password, known.login)
    _must_be_free(register, known)
    register.wrap_key(
        lambda ring, key: keys.with_officer(
            ring, known.id, known.login, password, key, temporary=officer.id != by.id
        )
    )
    register.write(known, by=by.id, at=at, reason="password")


def _must_be_free(register: Register, officer: Officer) -> None:
    """Two desks set up alone may both have an "admin": one's password must not replace the
    other's."""
    ring = keys.read_ring(register.folder)
    holder = keys.holder_of(ring, officer.login)
    if holder not in {None, str(officer.id)}:
        raise Refused("staff.login_taken", login=officer.login)


def without_password(register: Register) -> set[UUID]:
    """Who works at this station and has never been let in at this very computer."""
    ring = keys.read_ring(register.folder)
    working: set[UUID] = {one.id for one in officers(register) if one.active}
    return working - keys.holders(ring)


def own_password(session: Session, password: str, at: datetime) -> None:
    """One's own in place of a temporary one, which must be another; slow (Argon2id)."""
    register, officer = session.register, session.officer
    check_password(password, officer.login)
    ring = keys.read_ring(register.folder)
    if keys.opens(ring, officer.login, password):
        raise Refused("staff.password_same")
    set_password(register, officer, password, by=officer, at=at)


def let_go(register: Register, officer: Officer, *, by: Officer, at: datetime) -> Officer:
    """Somebody leaves: the account stays in the files, the password opens nothing any more."""
    by.must(Right.STAFF)
    if officer.id == by.id:
        raise Refused("staff.not_oneself")
    staying = [o for o in officers(register) if o.may(Right.STAFF) and o.id != officer.id]
    if not staying:
        raise Refused("staff.last_administrator")
    gone = replace(officer, active=False)
    register.write(gone, by=by.id, at=at, reason="officer_left")
    register.wrap_key(lambda ring, _key: keys.without_officer(ring, officer.id))
    return gone
