"""How long an inquiry is kept once it is over, and when it may be erased.

Whoever looks gave name, telephone and address to find somebody; when nobody is looked for any more
that purpose is gone (PIPL 19, 47). No law names a period for it: the days are the station's (待核).
"""

from datetime import date, datetime, timedelta

from app.domain.erasure import LEAST_YEARS, LIFTS, Ground
from app.domain.errors import Refused
from app.domain.inquiry import Checked, Inquiry
from app.domain.today import day_of

LEAST_DAYS = 30
"""So long it can be taken back that an inquiry is over; a station may only choose longer."""


def kept_until(whole: Inquiry, days: int) -> date | None:
    """The first day on which it need not be kept; None while somebody is still looked for. That
    somebody may do harm is kept as long as a file, whatever they wish: it protects another one."""
    if whole.closing is None:
        return None
    if _may_harm(whole):
        days = LEAST_YEARS * 366
    return day_of(whole.closing.at) + timedelta(days=max(days, LEAST_DAYS))


def must_be_erasable(whole: Inquiry, ground: Ground, days: int, at: datetime) -> None:
    """Refused "inquiry.still_open", "inquiry.keeps_harm", "inquiry.locked" with the day. Whoever
    withdraws is not asked to wait."""
    until = kept_until(whole, days)
    if until is None:
        raise Refused("inquiry.still_open")
    if ground in LIFTS or day_of(at) >= until:
        return
    if _may_harm(whole):
        raise Refused("inquiry.keeps_harm", until=until.isoformat())
    if ground is not Ground.CONSENT:
        raise Refused("inquiry.locked", until=until.isoformat())


def _may_harm(whole: Inquiry) -> bool:
    return whole.check is not None and whole.check.result == Checked.DANGER
