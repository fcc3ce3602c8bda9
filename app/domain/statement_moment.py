"""When a line of a statement happened, as sellers, banks and spreadsheets write it."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from app.domain.sheet_day import EXCEL_DAYS, days_since_1900

Cell = str | int | float | datetime | date | time | bool | None
_CHINA = timezone(timedelta(hours=8))
_EXCEL_DAY_0 = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no zone
_SHAPES = (
    *("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M"),
    *("%Y%m%d%H%M%S", "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y年%m月%d日", "%Y.%m.%d"),
    *("%Y年%m月%d日 %H:%M:%S", "%Y年%m月%d日 %H:%M", "%Y年%m月%d日%H时%M分", "%Y-%m-%dT%H:%M:%S"),
    *("%Y.%m.%d %H:%M:%S", "%Y.%m.%d %H:%M"),
)
_CLOCKS = ("%H:%M:%S", "%H:%M", "%H%M%S", "%H%M", "%H时%M分%S秒", "%H时%M分")


def text_of(cell: Cell) -> str:
    """A cell as it is read; a number without a fraction as a whole one."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def moment_of(at: Cell, beside: Cell = None) -> tuple[datetime, bool] | None:
    """In UTC, and whether the time of day is known. `beside`: the other column about when, which
    may hold the time of day, the day, or both; None where neither says a day."""
    first, second = _moment(at), _moment(beside)
    if first and first[1]:
        return first
    for day, clock in ((first, beside), (second, at)):
        hour = _clock(clock)
        if day and hour is not None:
            return day[0] + hour, True
    return second if second and second[1] else first or second


def _moment(cell: Cell) -> tuple[datetime, bool] | None:
    if isinstance(cell, str) and re.fullmatch(r"\s*[0-9]{5}(\.[0-9]+)?\s*", cell):
        cell = float(cell)  # a spreadsheet saved as CSV
    if isinstance(cell, datetime):
        naive, clocked = cell.replace(tzinfo=None), cell.time() != time()
    elif isinstance(cell, date):
        naive, clocked = datetime.combine(cell, time()), False
    elif isinstance(cell, int | float) and EXCEL_DAYS[0] <= days_since_1900(cell) <= EXCEL_DAYS[1]:
        naive = _EXCEL_DAY_0 + timedelta(seconds=round(days_since_1900(cell) * 86_400))
        clocked = naive.time() != time()
    else:
        read_as = _written(text_of(cell))
        if read_as is None:
            return None
        naive, clocked = read_as
    return naive.replace(tzinfo=_CHINA).astimezone(UTC), clocked


def _clock(cell: Cell) -> timedelta | None:
    """Since midnight."""
    if isinstance(cell, datetime):
        return None
    if isinstance(cell, time):
        return timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second)
    if isinstance(cell, float) and 0 <= cell < 1:
        return timedelta(seconds=round(cell * 86_400))
    text = text_of(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        text = text.zfill(6)  # 91500 is 9:15 without its zero
    for shape in _CLOCKS:
        try:
            read = datetime.strptime(text, shape)  # noqa: DTZ007 - only the time of day
        except ValueError:
            continue
        return timedelta(hours=read.hour, minutes=read.minute, seconds=read.second)
    return None


def _written(text: str) -> tuple[datetime, bool] | None:
    for shape in _SHAPES:
        try:
            return datetime.strptime(text, shape), "%H" in shape  # noqa: DTZ007 - zone follows
        except ValueError:
            continue
    return None
