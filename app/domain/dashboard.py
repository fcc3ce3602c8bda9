"""A month at a glance: a few counts for each plot, out of the stays of its report."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.monthly import UNKNOWN, Month, Part, Stay, days_of, province_of, rows_of

MONTHS = 12
"""So many months are compared, the reported one the last."""
_MOST_REASONS = 7
_DAYS = ((1, "1"), (3, "2_3"), (6, "4_6"), (10, "7_10"))
LONG = "over_10"


class Plot(StrEnum):
    """What is drawn, in the order of the page."""

    ARRIVALS = "arrivals"
    REASONS = "reasons"
    ORIGINS = "origins"
    DAYS = "days"
    LEAVING = "leaving"
    REFUNDS = "refunds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Names and counts, in the order in which they are drawn."""

    plot: Plot
    bars: tuple[tuple[str, int], ...]
    more: tuple[int, int] = (0, 0)
    """Of how many further names nothing is drawn, and what they come to."""


def series(
    stays: Iterable[Stay],
    month: Month,
    arrived: Mapping[date, int],
    refunded: Mapping[date, int],
    by_month: Sequence[date],
) -> tuple[Series, ...]:
    """Each plot's counts; months are named by their first day."""
    known = [one for one in stays if one.answer() == "helped"]
    came = [one for one in known if not one.was_here_before(month)]
    ways = Counter(rows_of(Part.LEAVING, one, month)[0] for one in known)
    reasons = Counter(one.reason or UNKNOWN for one in came)
    provinces = Counter(province_of(one) or UNKNOWN for one in came)
    found = {
        Plot.ARRIVALS: [(day.isoformat(), arrived.get(day, 0)) for day in by_month],
        Plot.REASONS: reasons.most_common(_MOST_REASONS),
        Plot.ORIGINS: provinces.most_common(),
        Plot.DAYS: _days(known, month),
        Plot.LEAVING: ways.most_common(),
        Plot.REFUNDS: [(day.isoformat(), refunded.get(day, 0)) for day in by_month],
    }
    rare = [count for _, count in reasons.most_common()[_MOST_REASONS:]]
    more = {Plot.REASONS: (len(rare), sum(rare))}
    return tuple(
        Series(plot=plot, bars=tuple(bars), more=more.get(plot, (0, 0)))
        for plot, bars in found.items()
    )


def _days(stays: Sequence[Stay], month: Month) -> list[tuple[str, int]]:
    """How long the stays were that ended in the month."""
    counts: Counter[str] = Counter()
    for one in stays:
        if one.has_left(month) and not one.undated:
            days = days_of(one)
            counts[next((name for most, name in _DAYS if days <= most), LONG)] += 1
    return [(name, counts[name]) for name in (*(name for _, name in _DAYS), LONG)]
