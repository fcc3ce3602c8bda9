"""调阅他站档案: asked for with a purpose and a case, read while it is here, never made our own."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId, new_id
from app.domain.lending import check_purpose
from app.domain.person import Person
from app.domain.staff import Officer, Right, Viewing
from app.domain.visit import Visit
from app.store import held
from app.store.ask import get
from app.store.cards import hashed
from app.store.people import Inside, going_on, in_station
from app.store.register import Register
from app.wire.lending import AskContact, AskFile, BreakGlass, Lent


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Why: one of the closed list, and words of the officer's own."""

    purpose: str
    words: str = ""


def cases(register: Register) -> list[Inside]:
    """The cases for which a file may be asked for: who is in the station now."""
    return in_station(register)


def wish(
    register: Register, person: UUID, visit: UUID, why: Wish, hours: int, *, by: Officer
) -> AskFile:
    """The question as it goes to the centre. Refused here already where the rules say no."""
    by.must(Right.DECIDE)
    check_purpose(why.purpose, why.words)
    if get(register, Person, person) is not None:
        raise Refused("file.own")
    if own_case(register, visit) is None:
        raise Refused("file.no_case")
    return AskFile(
        person=person, visit=visit, officer=by.id, purpose=why.purpose, words=why.words.strip(),
        hours=hours, token=held.token_of(register, by.id),
    )  # fmt: skip


def glass_wish(
    register: Register,
    person: UUID | None,
    document: str,
    why: Wish,
    hours: int,
    *,
    by: Officer,
    second: Officer,
) -> BreakGlass:
    """Two officers, proved at this desk, ask together; `document` is the number as it is read."""
    by.must(Right.DECIDE)
    second.must(Right.DECIDE)
    check_purpose(why.purpose, why.words)
    if by.id == second.id:
        raise Refused("glass.one_officer")
    if not why.words.strip():
        raise Refused("glass.needs_reason")
    if person is None and not document.strip():
        raise Refused("glass.needs_document")
    return BreakGlass(
        person=person,
        document=_hashed(register, document) if document.strip() else "",
        officer=by.id,
        second=second.id,
        purpose=why.purpose,
        reason=why.words.strip(),
        hours=hours,
        token=held.token_of(register, by.id),
    )


def contact_wish(register: Register, document: str, *, by: Officer) -> AskContact:
    """Whom to call about exactly this document."""
    by.must(Right.VIEW)
    if not document.strip():
        raise Refused("glass.needs_document")
    return AskContact(document=_hashed(register, document), officer=by.id)


def _hashed(register: Register, document: str) -> str:
    if register.line is None:
        raise Refused("file.alone")
    return hashed(document, register.line.network_key)


def keep(register: Register, lent: Lent, *, by: Officer, at: datetime) -> None:
    """It came: from now on it can be read here, until its time is over. Where the case was
    closed meanwhile, it does not stay."""
    register.lent.keep(lent)
    _note(register, lent, by, at)
    register.sweep_lent(at)


def read(
    register: Register, person: UUID, *, by: Officer, at: datetime, written: bool = False
) -> Lent:
    """A file that is here; that it is looked at is written down, once a look. Refused
    "file.not_here"."""
    by.must(Right.VIEW)
    register.sweep_lent(at)
    lent = register.lent.of(person, register.now(at))
    if lent is None:
        raise Refused("file.not_here")
    if not written:
        _note(register, lent, by, at)
    return lent


def here(register: Register, *, at: datetime) -> list[Lent]:
    """Every file that is here now."""
    register.sweep_lent(at)
    return register.lent.every()


def _note(register: Register, lent: Lent, by: Officer, at: datetime) -> None:
    seen = Viewing(
        id=new_id(), person=PersonId(lent.file.person.id), officer=OfficerId(by.id), at=at,
        purpose=lent.purpose, what="lent_file",
    )  # fmt: skip
    register.write(seen, by=by.id, at=at, reason="view")


def own_case(register: Register, visit: UUID | None) -> Visit | None:
    """The case that a file was lent for, while it is open: its person stands at this desk."""
    found = get(register, Visit, visit) if visit else None
    if found is None or found.id not in {v.id for v in going_on(register, [found.person])}:
        return None
    return found
