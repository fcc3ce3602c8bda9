"""寻亲 among 今日事项: pairs nobody looked at, and whoever another station asks to be checked."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from app.domain.kin_match import KinState, Pair
from app.domain.matter import Matter
from app.domain.staff import Officer, Right
from app.domain.today import Due, day_of, midnight_after
from app.domain.working_days import working_days_after
from app.store import inquiries, kin_matches
from app.store.ask import Asks
from app.words.clues import POSSIBLE

LOOK_DAYS, VERIFY_DAYS = 3, 7
"""Working days; our own, no law names them."""
_BACK = timedelta(days=120)


def due(asks: Asks, station: str, *, by: Officer, now: datetime) -> list[Due]:
    """For whoever decides; a faint likeness waits in the list of pairs, not here."""
    if not by.may(Right.DECIDE):
        return []
    return [*_pairs(asks, now), *_asked(asks, station, now)]


def _pairs(asks: Asks, now: datetime) -> Iterator[Due]:
    for pair in kin_matches.lately(asks, now - _BACK, POSSIBLE):
        offer, decided = pair.offer, pair.decided
        if not pair.is_open or offer is None or decided is None or decided.at < now - _BACK:
            continue
        if pair.state is KinState.CANDIDATE and offer.chance < POSSIBLE:
            continue
        yield Due(
            matter=Matter.KIN, subject=pair.id, person=pair.person, visit=offer.visit,
            due=_until(pair, decided.at), since=decided.at, words=pair.state,
        )  # fmt: skip


def _until(pair: Pair, since: datetime) -> datetime | None:
    days = {KinState.CANDIDATE: LOOK_DAYS, KinState.VERIFYING: VERIFY_DAYS}.get(pair.state)
    return midnight_after(working_days_after(day_of(since), days)) if days else None


def _asked(asks: Asks, station: str, now: datetime) -> Iterator[Due]:
    """A station verifies somebody for one of our inquiries: whoever looks has to be checked."""
    told = kin_matches.going_on(asks, station, now - _BACK)
    known = inquiries.inquiries_among(asks, [one.inquiry for one in told]) if told else {}
    for one in told:
        whole = known.get(one.inquiry)
        if whole is None or not whole.is_open or whole.check is not None:
            continue
        yield Due(
            matter=Matter.KIN_ASKED, subject=whole.id, person=None,
            due=midnight_after(working_days_after(day_of(one.since), LOOK_DAYS)), since=one.since,
            words=one.contact, called=whole.inquirer.get("name", ""),
        )  # fmt: skip
