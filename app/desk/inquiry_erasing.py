"""Erasing 寻人登记: whoever looked withdraws, or it is over for long enough. Nothing of it stays
but its number and that it ended; what was found out about a person stands in their own file."""

from datetime import datetime
from uuid import UUID

from app.clock import local
from app.desk import door
from app.domain.erasure import ErasureWish, Ground, must_be_two
from app.domain.errors import Refused
from app.domain.ids import PersonId, new_id
from app.domain.inquiry import Inquiry
from app.domain.inquiry_erasure import kept_until, must_be_erasable
from app.domain.staff import Officer, Right
from app.store import wishes
from app.store.ask import Asks
from app.store.inquiries import closed, inquiry_of
from app.store.register import Register

MOST = 200
_SHORTEST_NAME = 2


def ask(
    register: Register, inquiry: UUID, ground: Ground, reason: str, *, by: Officer,
    approver: Officer, at: datetime, days: int,
) -> ErasureWish:  # fmt: skip
    """A leader asks and a second person agrees, as for a file. Where the desk has joined a centre
    it is decided there and waits meanwhile; alone it is done at once."""
    station = door.the_station(register).code
    whole = inquiry_of(register, inquiry)
    if whole is None or whole.first.station != station:
        raise Refused("inquiry.unknown")
    wish = ErasureWish(
        id=new_id(), person=PersonId(whole.id), station=station, ground=ground,
        reason=reason.strip(), approver=approver.id, officer=by.id, at=at,
    )  # fmt: skip
    must_be_two(wish, by, approver)
    if not wish.reason:
        raise Refused("erasure.needs_reason")
    if any(name in wish.reason for name in _names(whole)):
        raise Refused("erasure.names_them")
    must_be_erasable(whole, ground, days, at)
    if any(not one.refused for one in wishes.asked_for(register, [whole.id])):
        raise Refused("erasure.asked_already")
    register.write(wish, by=by.id, at=at, reason="erasure")
    if register.line is None:
        register.erase([whole.id], at)
    return wish


def period_over(
    asks: Asks, station: str, days: int, *, by: Officer, at: datetime, most: int = MOST
) -> list[Inquiry]:
    """Which need not be kept any longer, for a leader to decide; nothing goes by itself."""
    by.must(Right.ERASE)
    today = local(at).date()
    over = [
        one
        for one in closed(asks, station)
        if (until := kept_until(one, days)) is not None and until <= today
    ]
    asked = {one.wish.person for one in wishes.asked_for(asks, [one.id for one in over])}
    return [one for one in over if one.id not in asked][:most]


def _names(whole: Inquiry) -> set[str]:
    """The reason is kept when the inquiry is gone: it must not bring anybody back."""
    who = [one.detail.get("name", "") for one in whole.entries]
    sought = [one.value for one in whole.entries if one.about in ("name", "aliases")]
    return {name for name in (*who, *sought) if len(name) >= _SHORTEST_NAME}
