"""Days and amounts as they are typed."""

from datetime import date
from decimal import Decimal

import pytest

from ui.vouchers.days import read_day, read_fare

TODAY = date(2026, 12, 30)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-31", date(2026, 12, 31)),
        ("２０２６年１２月３１日", date(2026, 12, 31)),
        ("20261231", date(2026, 12, 31)),
        ("12-31", date(2026, 12, 31)),
        ("0102", date(2027, 1, 2)),
        ("31", date(2026, 12, 31)),
        ("2", date(2027, 1, 2)),
        ("+1", date(2026, 12, 31)),
        ("+0", TODAY),
    ],
)
def test_a_day_is_understood(typed: str, day: date) -> None:
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["", "明天", "2026-02-30", "13-01", "99", "+", "1900-02-30x"])
def test_what_is_no_day_is_none(typed: str) -> None:
    assert read_day(typed, TODAY) is None


def test_amounts() -> None:
    assert read_fare("612.5") == Decimal("612.50")
    assert read_fare("￥１,２００元") == Decimal("1200.00")
    assert read_fare("六百") is None
    assert read_fare("NaN") is None
    assert read_fare("1e99") is None


@pytest.mark.parametrize("typed", ["20.001", "12,50", "1,2", "2e1", "1_000", "12."])
def test_no_sum_is_rounded_or_guessed(typed: str) -> None:
    assert read_fare(typed) is None


def test_noughts_and_thousands_are_no_other_sum() -> None:
    assert read_fare("20.100") == Decimal("20.10")
    assert read_fare("1,200.50") == Decimal("1200.50")
