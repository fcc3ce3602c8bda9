"""月报: the figures of a month, and whom each is made of; for leaders and auditors.

Looking at the people behind a figure is the same deed as under 监督 (`overseeing.look`).
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from app.centres import centres
from app.clock import local
from app.desk.overseeing import MOST_SHOWN, Pointed, between
from app.domain import monthly
from app.domain.came import Point
from app.domain.dashboard import MONTHS, Series, series
from app.domain.errors import Unavailable
from app.domain.monthly import Month, Part, Report, Stay
from app.domain.period import Length, Period, period_of
from app.domain.staff import Officer, Right
from app.store.ask import Asks
from app.store.leads import refunds
from app.store.monthly import arrived_in, outside, stays, went_out
from app.store.protected import sealed_among

_PROVINCE = len("44")


@dataclass(frozen=True, slots=True, kw_only=True)
class Monthly:
    """A month's report, and until which day it is counted."""

    period: Period
    report: Report
    plots: tuple[Series, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the month is over."""
        return self.report.month.last == self.period.last


def month_of(at: datetime) -> Period:
    """The one to report: the last one until its day has passed, and then the one that runs."""
    today = local(at).date()
    running = period_of(Length.MONTH, today)
    return running.moved(-1) if today.day <= monthly.DUE_DAY else running


def counted(asks: Asks, period: Period, station: str, *, by: Officer, at: datetime) -> Monthly:
    """All tables of a month; a question over every stay of it."""
    by.must(Right.AUDIT)
    month, known = _stays(asks, period, station, at)
    helped = outside(asks, between(period, station, month.last))
    return Monthly(
        period=period,
        report=monthly.report([*known, *helped], month),
        plots=_plots(asks, known, month, period, station),
    )


def _plots(
    asks: Asks, known: list[Stay], month: Month, period: Period, station: str
) -> tuple[Series, ...]:
    months = [period.moved(-back) for back in reversed(range(MONTHS))]
    arrived = {one.first: arrived_in(asks, between(one, station, month.last)) for one in months}
    refunded = Counter(local(one.event.happened_at).date().replace(day=1) for one in refunds(asks))
    return series(known, month, arrived, refunded, [one.first for one in months])


def provinces() -> dict[str, Point]:
    """Code -> where a province's capital lies; nothing where the table cannot be read."""
    try:
        return {code: point for code, point in centres().items() if len(code) == _PROVINCE}
    except Unavailable:
        return {}


def pointed_at(
    asks: Asks,
    period: Period,
    station: str,
    cell: tuple[Part, str],
    *,
    by: Officer,
    at: datetime,
    after: int = 0,
) -> Pointed:
    """Whom one figure is made of, `after` so many that were shown already; it tells nothing about
    them yet (`overseeing.look` comes first)."""
    by.must(Right.AUDIT)
    month, known = _stays(asks, period, station, at)
    known += outside(asks, between(period, station, month.last))
    found = [one for one in monthly.behind(known, month, *cell) if not one.nameless]
    people = list(dict.fromkeys(one.record for one in found))
    shut = frozenset() if by.may(Right.SEALED) else sealed_among(asks, people)
    seen = [one for one in people if one not in shut]
    shown = tuple(seen[after : after + MOST_SHOWN])
    return Pointed(people=shown, more=len(seen) > after + len(shown), sealed=len(shut))


def _stays(asks: Asks, period: Period, station: str, at: datetime) -> tuple[Month, list[Stay]]:
    when = between(period, station, local(at).date())
    rounds = went_out(asks, when)
    month = Month(first=when.first, last=when.day, province=when.province, rounds=rounds)
    return month, stays(asks, when)
