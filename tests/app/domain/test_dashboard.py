"""A month at a glance: who was not helped is in no plot, and what is unknown stays visible."""

from datetime import date

from app.domain.dashboard import Plot, series
from app.domain.monthly import UNKNOWN
from tests.app.domain.test_monthly import MONTH, stay


def test_each_plot_counts_what_it_says() -> None:
    stays = [
        stay(2, 3, home="四川省南充市", reason="务工不着", left_as="voucher"),
        stay(2, home="四川省", reason="务工不着"),
        stay(-9, 14, left_as="voucher", reason="被骗"),
        stay(3, refused=True, reason="被骗"),
        stay(4, 4, undated=True),
    ]
    months = (date(2026, 10, 1), date(2026, 11, 1))
    found = series(stays, MONTH, {months[1]: 4}, {months[0]: 1}, months)
    bars = {one.plot: dict(one.bars) for one in found}
    assert bars[Plot.ARRIVALS] == {"2026-10-01": 0, "2026-11-01": 4}
    assert bars[Plot.REFUNDS] == {"2026-10-01": 1, "2026-11-01": 0}
    assert bars[Plot.REASONS] == {"务工不着": 2, UNKNOWN: 1}, "of those who came this month"
    assert bars[Plot.ORIGINS] == {"51": 2, UNKNOWN: 1}
    assert bars[Plot.LEAVING] == {"voucher": 2, "still": 1, "other": 1}
    assert bars[Plot.DAYS] == {"1": 1, "2_3": 0, "4_6": 0, "7_10": 0, "over_10": 1}


def test_rare_reasons_are_counted_where_they_are_not_drawn() -> None:
    many = [stay(2, reason=f"原因{n}") for n in range(9)]
    found = {one.plot: one for one in series(many, MONTH, {}, {}, ())}
    assert (len(found[Plot.REASONS].bars), found[Plot.REASONS].more) == (7, (2, 2))
