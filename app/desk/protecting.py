"""保密保护: a leader seals somebody; elsewhere nothing is seen of them, here only by the right."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from app.domain.errors import Refused
from app.domain.evidence import Decision, DecisionKind
from app.domain.ids import DecisionId, PersonId, new_id
from app.domain.person import Person
from app.domain.staff import Officer, Right
from app.store import line
from app.store.ask import Asks, get
from app.store.people import together
from app.store.register import Register


def protect(
    register: Register, person: PersonId, reason: str, *, by: Officer, at: datetime
) -> None:
    """Hidden here at once, elsewhere as soon as the centre hears of it."""
    _set(register, person, reason, sealed=True, by=by, at=at)


def unprotect(
    register: Register, person: PersonId, reason: str, *, by: Officer, at: datetime
) -> None:
    """Their card goes to the other stations again."""
    _set(register, person, reason, sealed=False, by=by, at=at)


def is_pending(asks: Asks, people: tuple[UUID, ...]) -> bool:
    """Whether the centre has not heard of the last change yet; never where there is none."""
    return line.has_joined(asks) and bool(line.still_waiting(asks, people))


def _set(
    register: Register, person: PersonId, reason: str, *, sealed: bool, by: Officer, at: datetime
) -> None:
    by.must(Right.SEALED)
    if not reason.strip():
        raise Refused("protect.needs_reason")
    found = [get(register, Person, one) for one in together(register, person)]
    own = [one for one in found if one]
    if not own:
        raise Refused("claims.no_person")
    changing = [replace(one, sealed=sealed) for one in own if one.sealed != sealed]
    if not changing:
        raise Refused("protect.already" if sealed else "protect.not_sealed")
    decision = Decision(
        id=DecisionId(new_id()),
        kind=DecisionKind.SEAL if sealed else DecisionKind.UNSEAL,
        subjects=tuple(one.id for one in changing),
        answer="sealed" if sealed else "open",
        reason=reason.strip(),
        at=at,
        officer=by.id,
    )
    register.write(decision, *changing, by=by.id, at=at, reason="protect")
