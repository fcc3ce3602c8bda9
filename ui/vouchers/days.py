"""Days as officers type them: whole, without the year, or as so many days from now."""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from app.clock import CHINA, local

_FARE = re.compile(r"-?([0-9]{1,9}|[0-9]{1,3}(,[0-9]{3}){1,2})(\.[0-9]{1,6})?")
_CENT = Decimal("0.01")


def read_day(text: str, today: date) -> date | None:
    """2026-11-24, 20261124, 11-24, 1124, 24, +1; None where it is no day.

    Without a year the next such day is meant: vouchers look ahead.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if ahead := re.fullmatch(r"\+([0-9]{1,3})", plain):
        return today + timedelta(days=int(ahead[1]))
    if whole := re.fullmatch(r"([0-9]{4})[-./年]?([0-9]{1,2})[-./月]?([0-9]{1,2})日?", plain):
        return _day(int(whole[1]), int(whole[2]), int(whole[3]))
    if short := re.fullmatch(r"([0-9]{1,2})[-./月]([0-9]{1,2})日?|([0-9]{2})([0-9]{2})", plain):
        month, day = (int(part) for part in short.groups() if part)
        return _next(today, [(today.year, month), (today.year + 1, month)], day)
    if re.fullmatch(r"[0-9]{1,2}", plain):
        month = today.month % 12 + 1
        after = (today.year + (month == 1), month)
        return _next(today, [(today.year, today.month), after], int(plain))
    return None


def read_past_day(text: str, today: date) -> date | None:
    """The same of something that has happened: without a year the last such day is meant."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if re.fullmatch(r"\+?[0-9]{1,3}", plain):
        return None
    return read_day(plain, today - timedelta(days=364))


def read_clock(text: str) -> time | None:
    """15:30, 1530, 9:05; None where it is no time of day."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = re.fullmatch(r"([0-9]{1,2})[:.时]([0-9]{2})分?|([0-9]{2})([0-9]{2})", plain)
    if not found:
        return None
    hour, minute = (int(part) for part in found.groups() if part)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def read_moment(text: str, now: datetime) -> datetime | None:
    """15:30, 11-24 15:30, 2026-11-24 1530: on the station's clock, in the past; a time alone is of
    today. None where it is no moment."""
    *days, hour = unicodedata.normalize("NFKC", text).split() or [""]
    clock_, today = read_clock(hour), local(now).date()
    day = read_past_day(" ".join(days), today) if days else today
    if clock_ is None or day is None:
        return None
    return datetime.combine(day, clock_, CHINA).astimezone(UTC)


def _next(today: date, months: list[tuple[int, int]], day: int) -> date | None:
    found = [_day(year, month, day) for year, month in months]
    return next((d for d in found if d and d >= today), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_fare(text: str) -> Decimal | None:
    """612, 612.50, ¥1,612; None where it is no amount, or one below the cent: nothing is rounded
    that is paid out, and a comma in the place of a point is no thousand."""
    plain = unicodedata.normalize("NFKC", text).strip().removeprefix("¥").removesuffix("元").strip()
    if not _FARE.fullmatch(plain):
        return None
    fare = Decimal(plain.replace(",", ""))
    return fare.quantize(_CENT) if fare == fare.quantize(_CENT) else None
