"""What the page 甄别与审批 asks the register for."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from app.desk import beds, checks, stay_approval
from app.domain.adverse import Adverse
from app.domain.checks import Condition, OutsideQuery, standing
from app.domain.errors import Refused
from app.domain.face import Search
from app.domain.staff import Officer, told_apart
from app.domain.stay_approval import Approval, StayProposal, standing_of
from app.domain.visit import Visit
from app.store.adverse import adverse_of_visit
from app.store.ask import Asks, all_of, get
from app.store.checks import approvals_of, queries_of, refused_of, searches_of
from app.store.emergencies import uncompleted
from app.store.people import Card, card
from app.store.protected import is_shut


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One visit: what was found of the conditions, what was asked, and how far approval has come.

    `unconfirmed`: the centre has not heard of it; `lost`: proposals that it did not take; `urgent`:
    registered in an emergency that nobody completed yet.
    """

    visit: Visit
    person: Card
    conditions: tuple[Condition, ...]
    queries: tuple[OutsideQuery, ...]
    searches: tuple[Search, ...]
    approval: Approval | None
    unconfirmed: bool
    lost: tuple[StayProposal, ...]
    adverse: Adverse | None
    """A refusal that waits or was agreed to."""
    officers: dict[UUID, str]
    working: tuple[tuple[str, str], ...]
    room: str
    urgent: bool


def case_of(asks: Asks, visit_id: UUID, more: Iterable[str], *, sealed: bool) -> Case:
    """Refused "checks.no_visit" where there is none, or it is shut to this officer."""
    visit = get(asks, Visit, visit_id)
    if visit is None or is_shut(asks, visit.person, sealed=sealed):
        raise Refused("checks.no_visit")
    staff = all_of(asks, Officer)
    names = told_apart(staff)
    found = standing_of(approvals_of(asks, visit_id))
    return Case(
        visit=visit,
        person=card(asks, visit.person, sealed=sealed),
        conditions=checks.conditions(asks, visit, more),
        queries=standing(queries_of(asks, visit_id)),
        searches=tuple(searches_of(asks, visit_id)),
        approval=found,
        unconfirmed=found is not None and stay_approval.unconfirmed(asks, found),
        lost=tuple(refused_of(asks, visit_id)),
        adverse=next((one for one in adverse_of_visit(asks, visit_id) if one.stands), None),
        officers=names,
        working=tuple((str(one.id), names[one.id]) for one in staff if one.active),
        room="、".join(beds.slept(asks, visit.id)),
        urgent=visit.id in uncompleted(asks, [visit.person]),
    )
