"""Writing down what became of a voucher: by hand now, out of sellers' statements later."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import UUID

from app.clock import CHINA, local
from app.domain.errors import Refused
from app.domain.ids import VoucherId, new_id
from app.domain.staff import Officer, Right
from app.domain.voucher import Voucher
from app.domain.voucher_event import (
    VoucherEvent,
    VoucherEventKind,
    must_be_left,
    must_correct,
    must_hold,
    standing,
)
from app.store.ask import get
from app.store.protected import is_shut
from app.store.register import Register
from app.store.vouchers import events_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What an officer says; what does not belong to its kind stays empty. `corrects`: an earlier
    record that this one takes the place of."""

    kind: VoucherEventKind
    on: date
    clock: time | None = None
    """The seller's time of a refund; of the rest nobody may know it."""
    statement: str = ""
    ticket: str = ""
    amount: Decimal | None = None
    words: str = ""
    corrects: UUID | None = None


def note(
    register: Register, voucher: VoucherId, said: Happened, *, by: Officer, at: datetime
) -> VoucherEvent:
    """Add what happened. A refund is to the account that paid, and nobody can say otherwise."""
    by.must(Right.VOUCHER)
    one = get(register, Voucher, voucher)
    if one is None or is_shut(register, one.person, sealed=by.may(Right.SEALED)):
        raise Refused("voucher.unknown")
    refunded = said.kind is VoucherEventKind.REFUNDED
    made = VoucherEvent(
        id=new_id(), voucher=one.id, person=one.person, kind=said.kind,
        happened_at=_moment(said, at), statement=said.statement.strip(),
        ticket=said.ticket.strip(), amount=said.amount if refunded else None,
        account=one.account if refunded else "", words=said.words.strip(),
        supersedes=said.corrects, officer=by.id, at=at,
    )  # fmt: skip
    must_hold(made, one)
    known = {event.id: event for event in standing(events_of(register, [one.id]))}
    if said.corrects is not None:
        must_correct(made, known.get(said.corrects), by)
    elif said.kind is VoucherEventKind.MISTAKEN:
        raise Refused("voucher_event.corrects_nothing")
    must_be_left(made, one, known.values())
    register.write(made, by=by.id, at=at, reason="voucher_event")
    return made


def _moment(said: Happened, at: datetime) -> datetime:
    """Where only the day is known, its end, as far as that has come. Refused
    "voucher_event.needs_time": whether a refund was soon depends on it."""
    if said.clock is not None:
        return datetime.combine(said.on, said.clock, CHINA).astimezone(UTC)
    if said.kind is VoucherEventKind.REFUNDED:
        raise Refused("voucher_event.needs_time")
    ended = datetime.combine(said.on, time(23, 59), CHINA).astimezone(UTC)
    return at if said.on == local(at).date() else ended
