"""Never two vouchers that hold for one journey: at one desk they are refused, two that were made
apart are found when they meet and go to a person."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from app.domain.voucher import Voucher, VoucherState
from app.domain.voucher_event import VoucherEvent, standing


def ended_by(events: Iterable[VoucherEvent]) -> set[UUID]:
    """The vouchers that were used, refunded or lost: they bring nobody home any more."""
    return {one.voucher for one in standing(events)}


def holds(voucher: Voucher, ended: Iterable[UUID], day: date) -> bool:
    """Whether somebody may still travel by it on that day or after."""
    live = voucher.state is VoucherState.LIVE and voucher.id not in set(ended)
    return live and voucher.valid_until >= day


def holds_beside(one: Voucher, other: Voucher, ended: Iterable[UUID]) -> bool:
    """Whether two vouchers of one human were good for the same days."""
    gone = set(ended)
    first = max(one.issued_at.date(), other.issued_at.date())
    return one.id != other.id and all(holds(each, gone, first) for each in (one, other))
