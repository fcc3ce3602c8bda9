"""Facts of the register that may be worth a human's look: tickets, papers, names, journeys.

Each is a suggestion with its evidence. None of them opens a listing, none is a score, and that
somebody came often is not among them; nor is who somebody is, how they speak or how they are.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from app.domain.voucher import Voucher
from app.domain.voucher_event import VoucherEvent


class LeadKind(StrEnum):
    """What kind of fact; violence is none: no register knows of it before the police do."""

    VOIDED = "voided"
    REFUNDED_TWICE = "refunded_twice"
    REFUNDED_SOON = "refunded_soon"
    REFUNDED_AGAIN = "refunded_again"
    DOCUMENT = "document"
    IDENTITY = "identity"
    PAPERS = "papers"
    TRAVEL = "travel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One such fact about a person; `marks` are the ids of its evidence, `at` when the newest of it
    came to be known."""

    person: UUID
    kind: LeadKind
    marks: frozenset[UUID]
    at: datetime
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """A refund that stands, and the voucher that it is of."""

    event: VoucherEvent
    voucher: Voucher

    @property
    def hours(self) -> float:
        """How long after it was issued."""
        return (self.event.happened_at - self.voucher.issued_at).total_seconds() / 3600


def refunded_twice(refunds: Iterable[Refund]) -> list[tuple[Refund, ...]]:
    """Of one ticket or one voucher more than one refund. The same record of the seller, or the same
    moment, written down twice is one refund and no fact about anybody."""
    known = list(refunds)
    found = [
        *_twice(known, lambda one: one.event.ticket.strip().casefold()),
        *_twice(known, lambda one: one.voucher.id),
    ]
    each = {frozenset(one.event.id for one in some): some for some in found}
    return list(each.values())


def _twice(refunds: Sequence[Refund], of: Callable[[Refund], Hashable]) -> list[tuple[Refund, ...]]:
    by_same: dict[Hashable, list[Refund]] = defaultdict(list)
    for one in refunds:
        if key := of(one):
            by_same[key].append(one)
    apart = [_apart(some) for some in by_same.values()]
    return [some for some in apart if len(some) > 1]


def _apart(refunds: Iterable[Refund]) -> tuple[Refund, ...]:
    """Without what is only another entry of the same."""
    found: list[Refund] = []
    for one in refunds:
        if not any(_same(one.event, other.event) for other in found):
            found.append(one)
    return tuple(found)


def _same(one: VoucherEvent, other: VoucherEvent) -> bool:
    record, another = (event.statement.strip().casefold() for event in (one, other))
    return record == another or one.happened_at == other.happened_at


def refunded_soon(refunds: Iterable[Refund], hours: int) -> list[Refund]:
    """Those within so many hours of being issued."""
    return [one for one in refunds if one.hours <= hours]


def issued_after(refund: Refund, vouchers: Iterable[Voucher], days: int) -> list[Voucher]:
    """What was issued to the same human within so many days after a refund."""
    began = refund.event.happened_at
    return [
        one
        for one in vouchers
        if one.id != refund.voucher.id and began < one.issued_at <= began + timedelta(days=days)
    ]


def is_new(sign: Sign, aside: Iterable[UUID]) -> bool:
    """Whether it rests on anything that was not among what an officer has put aside."""
    return not sign.marks <= set(aside)
