"""What became of a voucher: used, refunded or lost; facts that are added and never changed.

That it was withdrawn stands in the voucher itself, with the decision that did it. A refund goes to
the account that paid (民政部、铁路总公司 2015); no record says that money went to the person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from app.domain.errors import Refused
from app.domain.ids import OfficerId, PersonId, VoucherId
from app.domain.money import is_money
from app.domain.staff import Officer, Right
from app.domain.voucher import DEAREST, Voucher

AHEAD = timedelta(minutes=5)
"""So far ahead the clock of a seller may be."""


class VoucherEventKind(StrEnum):
    """What happened; more kinds come with the statements of sellers."""

    USED = "used"
    REFUNDED = "refunded"
    LOST = "lost"
    MISTAKEN = "mistaken"
    """Of a correction: what was said before never happened to this voucher."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherEvent:
    """`happened_at` is when it happened, `at` when it was written down.

    Of a refund: `statement` is the seller's record that says so, `ticket` the number of the ticket
    there, `account` where the money went.
    """

    id: UUID
    voucher: VoucherId
    person: PersonId
    kind: VoucherEventKind
    happened_at: datetime
    statement: str = ""
    ticket: str = ""
    amount: Decimal | None = None
    account: str = ""
    words: str = ""
    supersedes: UUID | None = None
    officer: OfficerId
    at: datetime


def standing(events: Iterable[VoucherEvent]) -> list[VoucherEvent]:
    """What counts, in the order in which it happened."""
    known = list(events)
    gone = {one.supersedes for one in known}
    counts = [
        one for one in known if one.id not in gone and one.kind is not VoucherEventKind.MISTAKEN
    ]
    return sorted(counts, key=lambda one: (one.happened_at, one.at, one.id))


def must_hold(event: VoucherEvent, voucher: Voucher) -> None:
    """Refused "voucher_event.…" where it says too little, or what cannot be."""
    began = voucher.issued_at.replace(second=0, microsecond=0)  # what is typed has no seconds
    if not began <= event.happened_at <= event.at + AHEAD:
        raise Refused("voucher_event.when")
    if event.kind is VoucherEventKind.REFUNDED:
        _must_be_refunded(event, voucher)
    elif event.kind is VoucherEventKind.LOST and not event.words.strip():
        raise Refused("voucher_event.needs_words")


def _must_be_refunded(event: VoucherEvent, voucher: Voucher) -> None:
    if not event.statement.strip():
        raise Refused("voucher_event.needs_statement")
    amount = event.amount
    if amount is None or not (is_money(amount) and 0 < amount <= (voucher.fare or DEAREST)):
        raise Refused("voucher_event.amount")
    if event.account != voucher.account:
        raise Refused("voucher_event.account")


def must_be_left(event: VoucherEvent, voucher: Voucher, known: Iterable[VoucherEvent]) -> None:
    """In parts no more comes back than was paid, and each part once. Refused
    "voucher_event.amount_left", "voucher_event.there_already"; `known` is what counts of this
    voucher."""
    if event.kind is not VoucherEventKind.REFUNDED or event.amount is None:
        return
    others = [one for one in known if one.id not in (event.id, event.supersedes)]
    if any(_same(event) == _same(one) for one in others):
        raise Refused("voucher_event.there_already")
    left = (voucher.fare or DEAREST) - refunded(others)
    if event.amount > left:
        raise Refused("voucher_event.amount_left", left=left)


def _same(one: VoucherEvent) -> tuple[object, ...]:
    """By which a refund that was written down before is known, here or at another desk."""
    return one.kind, one.happened_at, one.amount, one.statement


def refunded(events: Iterable[VoucherEvent]) -> Decimal:
    """How much came back, of what counts."""
    return sum((one.amount for one in events if one.amount is not None), Decimal(0))


def must_correct(event: VoucherEvent, wrong: VoucherEvent | None, by: Officer) -> None:
    """Whoever wrote it may correct it, a leader what anybody wrote; and says why."""
    if wrong is None or wrong.voucher != event.voucher:
        raise Refused("voucher_event.corrected_already")
    if not event.words.strip():
        raise Refused("voucher_event.needs_words")
    if wrong.officer != by.id:
        by.must(Right.VOID)
