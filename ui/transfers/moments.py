"""Moments to come as officers type them: a time of today or the next day, or with its day."""

import unicodedata
from datetime import UTC, datetime, timedelta

from app.clock import CHINA, local
from ui.vouchers.days import read_clock, read_day, read_past_day

_JUST_NOW = timedelta(hours=12)


def read_ahead(text: str, now: datetime) -> datetime | None:
    """15:30, 11-24 15:30, +1 0900 on the station's clock; a time alone that was over more than
    half a day ago is tomorrow's. None where it is no moment."""
    *days, hour = unicodedata.normalize("NFKC", text).split() or [""]
    time, today = read_clock(hour), local(now).date()
    if time is None:
        return None
    if not days:
        found = datetime.combine(today, time, CHINA).astimezone(UTC)
        return found + timedelta(days=1) if now - found > _JUST_NOW else found
    day = read_day(" ".join(days), today)
    if day is not None and (day - today).days > 300:
        # 11-23 typed on the 24th is yesterday, not next year's.
        day = read_past_day(" ".join(days), today)
    return datetime.combine(day, time, CHINA).astimezone(UTC) if day else None
