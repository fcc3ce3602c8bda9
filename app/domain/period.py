"""A month, a quarter or a year, in days of the station's calendar."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_MONTHS = 12


class Length(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_LASTS = {Length.MONTH: 1, Length.QUARTER: 3, Length.YEAR: _MONTHS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From its first day up to its last one, both counted."""

    length: Length
    first: date

    @property
    def last(self) -> date:
        """The day before the next one begins."""
        return self.moved(1).first - timedelta(days=1)

    @property
    def name(self) -> str:
        """As it is written: 2026, 2026-Q4, 2026-11."""
        if self.length is Length.YEAR:
            return f"{self.first.year}"
        if self.length is Length.QUARTER:
            return f"{self.first.year}-Q{(self.first.month + 2) // 3}"
        return f"{self.first:%Y-%m}"

    def moved(self, by: int) -> "Period":
        """So many periods later, or earlier."""
        months = self.first.year * _MONTHS + self.first.month - 1 + by * _LASTS[self.length]
        year, month = divmod(months, _MONTHS)
        return Period(length=self.length, first=date(year, month + 1, 1))


def period_of(length: Length, day: date) -> Period:
    """The one that a day lies in."""
    month = day.month - (day.month - 1) % _LASTS[length]
    return Period(length=length, first=date(day.year, month, 1))
