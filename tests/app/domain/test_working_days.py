"""Working days until a request has to be answered."""

from datetime import date, timedelta

import pytest

from app.domain.working_days import working_days, working_days_after

THURSDAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("days", "last"),
    [(1, date(2026, 11, 27)), (2, date(2026, 11, 30)), (15, date(2026, 12, 17))],
)
def test_the_day_of_receipt_and_weekends_do_not_count(days: int, last: date) -> None:
    assert working_days_after(THURSDAY, days) == last
    assert working_days(THURSDAY, last) == days


def test_working_days_are_counted_as_a_calendar_would() -> None:
    for start in range(9):
        after = THURSDAY + timedelta(days=start)
        for length in range(40):
            days = [after + timedelta(days=n) for n in range(1, length + 1)]
            wanted = sum(day.weekday() < 5 for day in days)
            assert working_days(after, after + timedelta(days=length)) == wanted
