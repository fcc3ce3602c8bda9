"""Working days, by which answers are due: Mondays to Fridays.

Public holidays are announced from year to year and count as working days here, so that a station
rather answers early.
"""

from datetime import date, timedelta

_SATURDAY = 5


def working_days_after(day: date, count: int) -> date:
    """So many working days later."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < _SATURDAY
    return day


def working_days(after: date, upto: date) -> int:
    """How many there are after one day, up to and with another; none where that is not later."""
    weeks, rest = divmod(max((upto - after).days, 0), 7)
    last = (after + timedelta(days=n) for n in range(1, rest + 1))
    return weeks * _SATURDAY + sum(day.weekday() < _SATURDAY for day in last)
