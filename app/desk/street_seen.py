"""Who may hear of whom that was met in the street, and what was written down when somebody did."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from app.clock import local
from app.domain.cold import cold_on
from app.domain.errors import Refused
from app.domain.ids import PersonId, new_id
from app.domain.staff import Officer, Right, Viewing
from app.domain.street import Encounter
from app.store import street as store
from app.store.ask import Asks
from app.store.protected import sealed_among
from app.store.register import Register
from app.store.today import cold_spells


def look(register: Register, stranger: UUID, *, by: Officer, at: datetime) -> list[Encounter]:
    """Everything about one stranger, oldest first; that somebody looked is written down (社会救助法
    11, 70). Refused "street.unknown"."""
    by.must(Right.VIEW)
    found = must_be_known(register, stranger, by)
    whose = _whose(register, found).get(stranger)
    seen = Viewing(
        id=new_id(), person=PersonId(whose) if whose else None, officer=by.id, at=at,
        purpose="street", what=f"street {stranger}",
    )  # fmt: skip
    register.write(seen, by=by.id, at=at, reason="view")
    return found


def must_be_known(asks: Asks, stranger: UUID, by: Officer) -> list[Encounter]:
    """Refused "street.unknown" where nobody was met, or the file is shut to this officer."""
    found = store.met_before(asks, [stranger])
    if not found or hidden(asks, found, by):
        raise Refused("street.unknown")
    return found


def must_be_one(asks: Asks, one: UUID, other: UUID) -> None:
    """Two who came in as two people are compared in their files, and not in the street."""
    whose = _whose(asks, store.met_before(asks, [one, other]))
    if len(set(whose.values())) > 1:
        raise Refused("street.two_people")


def met_as(asks: Asks, met: UUID, by: Officer) -> Encounter:
    """An encounter as it stands. Refused "street.unknown"."""
    found = store.met_as(asks, met)
    if found is None or hidden(asks, [found], by):
        raise Refused("street.unknown")
    return found


def hidden(asks: Asks, met: Iterable[Encounter], by: Officer) -> frozenset[UUID]:
    """The strangers among these of whom somebody without the right hears nothing."""
    return frozenset() if by.may(Right.SEALED) else on_no_paper(asks, met)


def on_no_paper(asks: Asks, met: Iterable[Encounter]) -> frozenset[UUID]:
    """The strangers among these whose file is sealed: no sheet that goes out names them."""
    whose = _whose(asks, met)
    shut = sealed_among(asks, set(whose.values()))
    return frozenset(stranger for stranger, person in whose.items() if person in shut)


def is_cold(asks: Asks, round_: UUID | None, when: datetime, degrees: int) -> bool:
    """Whether an officer said that this night is cold, or the round found it so."""
    day = local(when).date()
    found = store.round_called(asks, round_) if round_ else None
    felt = found is not None and found.low is not None and found.low <= degrees
    return felt or cold_on(cold_spells(asks, day), day, degrees) is not None


def _whose(asks: Asks, met: Iterable[Encounter]) -> dict[UUID, UUID]:
    """Stranger -> the person whose file it is, where there is one."""
    found = list(met)
    if not found:
        return {}
    strangers = {one.stranger for one in found}
    known = [one for one in store.met_before(asks, strangers) if one.person]
    named = {one.stranger: one.person for one in [*known, *found] if one.person}
    came = store.came_as(asks, strangers)
    return {**named, **{stranger: person for stranger, (person, _) in came.items()}}
