"""在站服务: one line for one person, three meals for everybody, corrections."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID

from app.clock import CHINA, local
from app.domain.errors import Refused
from app.domain.ids import PersonId, VisitId, new_id
from app.domain.service import (
    MEALS_A_DAY,
    Service,
    ServiceKind,
    is_in_hospital,
    must_correct,
    must_hold,
    must_move,
    standing,
)
from app.domain.staff import Officer, Right
from app.domain.visit import Visit
from app.store.ask import Asks, get
from app.store.protected import is_shut
from app.store.register import Register
from app.store.services import eaten_and_away, of_visits, who_is_here


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What an officer writes down; without a time it is now, or the end of an earlier day."""

    kind: ServiceKind
    on: date | None = None
    clock: time | None = None
    quantity: int = 1
    words: str = ""
    partner: str = ""
    meets_on: date | None = None
    outcome: str = ""
    cost: Decimal | None = None
    corrects: UUID | None = None


def note(register: Register, visit: VisitId, given: Given, *, by: Officer, at: datetime) -> Service:
    """Add a line to a visit, or one in the place of another."""
    by.must(Right.REGISTER)
    seen = get(register, Visit, visit)
    if seen is None or is_shut(register, seen.person, sealed=by.may(Right.SEALED)):
        raise Refused("service.no_visit")
    made = Service(
        id=new_id(), person=seen.person, visit=visit, kind=given.kind,
        happened_at=_moment(given, at), quantity=given.quantity, words=given.words.strip(),
        partner=given.partner.strip(), meets_on=given.meets_on, outcome=given.outcome.strip(),
        cost=given.cost, supersedes=given.corrects, officer=by.id, at=at,
    )  # fmt: skip
    must_hold(made, seen.arrived_at)
    before = of_visits(register, [visit])[visit]
    if given.corrects is not None:
        must_correct(made, {one.id: one for one in standing(before)}.get(given.corrects))
    elif given.kind is ServiceKind.MISTAKEN:
        raise Refused("service.corrects_nothing")
    must_move(made, [one for one in before if one.id != given.corrects])
    register.write(made, by=by.id, at=at, reason="service")
    return made


def feed_everybody(register: Register, *, by: Officer, at: datetime) -> list[Service]:
    """Three meals today to everybody who is here; whoever has had them, or is in a hospital, is
    passed over, so that pressing twice does no harm."""
    by.must(Right.REGISTER)
    known, today = eaten_and_away(register), local(at).date()
    made = [
        Service(
            id=new_id(), person=PersonId(person), visit=VisitId(visit), kind=ServiceKind.MEAL,
            happened_at=at, quantity=MEALS_A_DAY, everybody=True, officer=by.id, at=at,
        )
        for visit, person in who_is_here(register)
        if not _is_fed(known.get(visit, []), today)
    ]  # fmt: skip
    if not made:
        raise Refused("service.all_fed")
    register.write(*made, by=by.id, at=at, reason="meals")
    return made


def take_back(
    register: Register, wrong: list[Service], words: str, *, by: Officer, at: datetime
) -> None:
    """These lines were not so; they stay on file and no longer count."""
    by.must(Right.REGISTER)
    made = [
        Service(
            id=new_id(), person=one.person, visit=one.visit, kind=ServiceKind.MISTAKEN,
            happened_at=one.happened_at, words=words.strip(), supersedes=one.id, officer=by.id,
            at=at,
        )
        for one in wrong
    ]  # fmt: skip
    register.write(*made, by=by.id, at=at, reason="services_taken_back")


def of_visit(asks: Asks, visit: UUID) -> list[Service]:
    """What stands of a visit, oldest first."""
    return standing(of_visits(asks, [visit])[visit])


def _is_fed(known: list[Service], today: date) -> bool:
    eaten = [
        one.quantity
        for one in standing(known)
        if one.kind is ServiceKind.MEAL and local(one.happened_at).date() == today
    ]
    return sum(eaten) >= MEALS_A_DAY or is_in_hospital(known)


def _moment(given: Given, at: datetime) -> datetime:
    day = given.on or local(at).date()
    if given.clock is not None:
        return datetime.combine(day, given.clock, CHINA)
    return at if day == local(at).date() else datetime.combine(day, time(23, 59), CHINA)
