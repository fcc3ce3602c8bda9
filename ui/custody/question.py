"""What the page of belongings asks the register for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from app.domain.belonging_photo import BelongingPhoto
from app.domain.custody import Account
from app.domain.errors import Refused
from app.domain.staff import Officer, told_apart
from app.domain.visit import Visit
from app.store.ask import Asks, all_of, get
from app.store.custody import account_of, photos_by_line
from app.store.people import Card, card
from app.store.protected import is_shut


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One visit with its account, and who may sign as the second officer."""

    visit: Visit
    person: Card
    account: Account
    officers: tuple[tuple[str, str], ...]
    photos: Mapping[UUID, Sequence[BelongingPhoto]] = field(default_factory=dict)
    """Line or bag -> its pictures."""


def case_of(asks: Asks, visit_id: UUID, me: UUID, *, sealed: bool) -> Case:
    """Refused "custody.no_visit" where there is none, or it is shut to this officer."""
    visit = get(asks, Visit, visit_id)
    if visit is None or is_shut(asks, visit.person, sealed=sealed):
        raise Refused("custody.no_visit")
    staff = [one for one in all_of(asks, Officer) if one.active]
    names = told_apart(staff)
    others = sorted((one for one in staff if one.id != me), key=lambda one: names[one.id])
    return Case(
        visit=visit,
        person=card(asks, visit.person, sealed=sealed),
        account=account_of(asks, visit_id),
        officers=tuple((str(one.id), names[one.id]) for one in others),
        photos=photos_by_line(asks, visit_id),
    )
