"""今日事项: everything that is due about people, gathered from the register."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from app.desk import kin_due, street_due, transfer_due
from app.domain.adverse import AdverseState
from app.domain.cold import ColdSpell, cold_on
from app.domain.early_warning import EarlyWarning, warnings
from app.domain.listing_due import Due as ListingDue
from app.domain.listing_due import waits_for
from app.domain.matter import Matter, MatterStep, owner_of
from app.domain.staff import Officer, Right, told_apart
from app.domain.today import Due, Here, day_of, due_of, in_order, midnight_after, opened
from app.store import checks, letters, listings
from app.store import today as store
from app.store.adverse import adverse_of
from app.store.ask import Asks, all_of
from app.store.people import cards
from app.store.protected import sealed_among
from app.store.requests import unanswered

SOON = timedelta(days=3)
"""So long before a face's ground runs out it is said."""
MOST = 500
OVERDUE = 6
"""Hours after the planned arrival of a transfer, where no setting says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A matter, and whom it is about; of somebody sealed no name, unless it may be seen."""

    due: Due
    name: str
    case_number: str
    sealed: bool

    @property
    def key(self) -> tuple[Matter, UUID]:
        """By which it is known again."""
        return self.due.matter, self.due.subject

    @property
    def shut(self) -> bool:
        """Whether it is not said whom it is about."""
        return self.sealed and not self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The list, what is warned of, and who works here."""

    rows: tuple[Row, ...]
    warnings: tuple[EarlyWarning, ...]
    cold: ColdSpell | None
    late: int
    pressing: int
    """Late or due before midnight: what the menu counts."""
    more: int = 0
    """How many more there are than are shown, all due later."""
    officers: dict[UUID, str] = field(default_factory=dict)
    working: tuple[Officer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    due: list[Due]
    here: list[Here]
    cold: ColdSpell | None


def gathered(
    asks: Asks,
    station: str,
    degrees: int,
    *,
    by: Officer,
    now: datetime,
    most: int = MOST,
    hours: int = OVERDUE,
) -> Today:
    """The whole list, what is overdue first; of sealed people somebody without the right sees only
    that there is something."""
    with asks.together():
        found = _find(asks, station, degrees, by, now, hours)
        ordered = in_order(found.due)
        rows = tuple(_named(asks, ordered[:most], found.here, by))
        staff = all_of(asks, Officer)
    return Today(
        rows=rows,
        warnings=warnings(ordered, found.here, found.cold, now),
        cold=found.cold,
        late=sum(one.is_late(now) for one in ordered),
        pressing=sum(one.is_today(now) for one in ordered),
        more=len(ordered) - len(rows),
        officers=told_apart(staff),
        working=tuple(one for one in staff if one.active),
    )


def _named(asks: Asks, due: list[Due], here: Iterable[Here], by: Officer) -> Iterator[Row]:
    """With the names of those who are here, which are known already, and of the others."""
    inside = {one.person: one for one in here if not one.sealed}
    others = {one.person for one in due if one.person} - set(inside)
    known = cards(asks, others, sealed=by.may(Right.SEALED)) if others else {}
    for one in due:
        at = inside.get(one.person) if one.person else None
        if one.person is None:
            yield Row(due=one, name=one.called, case_number="", sealed=False)
        elif at is not None:
            yield Row(due=one, name=at.name, case_number=at.case_number, sealed=False)
        else:
            card = known[one.person]
            case, shut = card.case_number, card.sealed
            # Whoever comes from another station has a name only as far as their file is here.
            shut = shut or (one.matter is Matter.TRANSFER and not (card.name or one.called))
            yield Row(due=one, name=card.name or one.called, case_number=case, sealed=shut)


def counted(
    asks: Asks, station: str, degrees: int, *, by: Officer, now: datetime, hours: int = OVERDUE
) -> tuple[int, tuple[EarlyWarning, ...]]:
    """What the menu says: how many press, and the warnings."""
    with asks.together():
        found = _find(asks, station, degrees, by, now, hours)
    pressing = sum(one.is_today(now) for one in found.due)
    return pressing, warnings(found.due, found.here, found.cold, now)


def _find(asks: Asks, station: str, degrees: int, by: Officer, now: datetime, hours: int) -> _Found:
    by.must(Right.VIEW)
    people = store.here(asks, now)
    found = [one for here in people for one in due_of(here)]
    found += _waiting(asks, people)
    beside = [
        *_adverse(asks, people),
        *_approvals(asks),
        *_requests(asks, station, by),
        *_objections(asks, now),
        *_faces(asks, now),
        *_vouchers(asks, now),
        *street_due.due(asks, by, now),
        *_replies(asks),
    ]
    beside += kin_due.due(asks, station, by=by, now=now)
    beside += transfer_due.due(asks, station, hours, by=by, now=now)
    found += _owned(asks, beside)
    shut = frozenset() if by.may(Right.SEALED) else _shut(asks, found, people)
    kept = [one for one in found if one.person not in shut or _is_plain(one)]
    day = day_of(now)
    return _Found(due=kept, here=people, cold=cold_on(store.cold_spells(asks, day), day, degrees))


def _shut(asks: Asks, found: Iterable[Due], people: Iterable[Here]) -> frozenset[UUID]:
    here = {one.person: one.sealed for one in people}
    others = {one.person for one in found if one.person} - set(here)
    return frozenset(p for p, shut in here.items() if shut) | sealed_among(asks, others)


def _is_plain(one: Due) -> bool:
    """That somebody sealed has been here for ten days says nothing of who and why."""
    return one.matter is Matter.STAY


def _waiting(asks: Asks, people: Iterable[Here]) -> list[Due]:
    """What was opened; what only follows a leaving not while that was taken back."""
    steps = store.opened(asks)
    known = store.steps_of(asks, {one.subject for one in steps})
    follow = {one.subject for one in steps if one.matter is Matter.FOLLOW_UP}
    here = {one.visit: one for one in people}
    back = follow & here.keys()
    again = [here[one.subject] for one in steps if one.subject in here]
    by_rule = {(one.visit, due.matter) for one in again for due in due_of(one)}
    return [
        opened(one, known.get(one.subject, ()))
        for one in steps
        if not (one.matter is Matter.FOLLOW_UP and one.subject in back)
        and (one.subject, one.matter) not in by_rule
    ]


def _adverse(asks: Asks, people: Iterable[Here]) -> list[Due]:
    """Papers 7 and 21 that wait for a leader, of people who are here."""
    found = adverse_of(asks, {one.person for one in people})
    visits = {one.visit for one in people}
    return [
        Due(
            matter=Matter.ADVERSE, subject=x.proposal.visit, person=x.proposal.person,
            visit=x.proposal.visit, due=None, since=x.proposal.at,
        )
        for x in found
        if x.state is AdverseState.PENDING and x.proposal.visit in visits
    ]  # fmt: skip


def _approvals(asks: Asks) -> list[Due]:
    """入站审批 that waits for a leader, or came back to whoever proposed it."""
    return [
        Due(
            matter=Matter.APPROVAL, subject=x.proposal.visit, person=x.proposal.person,
            visit=x.proposal.visit, due=None, since=x.proposal.at,
            owner=x.proposal.officer if x.decided else None,
            words=x.decided.reason if x.decided else "",
        )
        for x in checks.waiting(asks)
    ]  # fmt: skip


def _requests(asks: Asks, station: str, by: Officer) -> list[Due]:
    """Of those only who may answer is told."""
    if not by.may(Right.ANSWER):
        return []
    return [
        Due(
            matter=Matter.REQUEST, subject=x.id, person=x.person, due=midnight_after(x.due_on),
            since=x.at, words=x.number,
        )
        for x in unanswered(asks, station, MOST)
    ]  # fmt: skip


def _objections(asks: Asks, now: datetime) -> list[Due]:
    day = day_of(now)
    found = [(x, waits_for(x, day)) for x in listings.every(asks.ask)]
    return [
        Due(
            matter=Matter.OBJECTION, subject=x.listing.id, person=x.listing.person,
            due=midnight_after(waits.by), since=x.listing.at,
        )
        for x, waits in found
        if waits.due is ListingDue.ANSWER and waits.by
    ]  # fmt: skip


def _faces(asks: Asks, now: datetime) -> list[Due]:
    return [
        Due(matter=Matter.FACE, subject=person, person=person, due=when, since=now)
        for person, when in {p: at for _, p, at in store.lapsing(asks, now + SOON)}.items()
    ]


def _vouchers(asks: Asks, now: datetime) -> list[Due]:
    return [
        Due(
            matter=Matter.VOUCHER, subject=x.id, person=x.person, visit=x.visit,
            due=midnight_after(x.valid_until), since=x.issued_at, words=x.serial,
        )
        for x in store.unused(asks, day_of(now))
    ]  # fmt: skip


def _replies(asks: Asks) -> list[Due]:
    """Letters that went out and were not answered; each on its own."""
    return [
        Due(
            matter=Matter.REPLY, subject=one.id, person=one.first.person, visit=one.first.visit,
            due=midnight_after(one.answer_due), since=one.sending.at, words=one.first.number,
        )
        for one in letters.waiting(asks)
        if one.answer_due and one.sending
    ]  # fmt: skip


def _owned(asks: Asks, found: list[Due]) -> list[Due]:
    steps = store.steps_of(asks, {one.subject for one in found})
    return [
        replace(one, owner=owner_of(steps.get(one.subject, ()), one.matter) or one.owner)
        for one in found
    ]


def steps(asks: Asks, subject: UUID, matter: Matter) -> list[MatterStep]:
    """Everything that was written down about one matter, oldest first."""
    found = store.steps_of(asks, [subject]).get(subject, [])
    return [one for one in found if one.matter is matter]
