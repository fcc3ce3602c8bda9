"""Times and degrees as they are typed for 街面巡查."""

import re
from datetime import datetime, timedelta

from app.clock import local
from app.domain.errors import Refused
from app.domain.street import CLOCKS_DIFFER

_WHEN = re.compile(r"(?:(\d{1,2})[-./月](\d{1,2})日?\s+)?(\d{1,2})[:：.时](\d{1,2})?分?")
_DEGREES = re.compile(r"[-\u2212负]?\d{1,2}")
_DAY = timedelta(days=1)


def read_when(text: str, now: datetime) -> datetime:
    """22:30, or 11-23 22:30, on the station's clock: the last moment of that name, as what was met
    is past. Empty: now. Refused "street.unreadable_time"."""
    if not text.strip():
        return now
    found = _WHEN.fullmatch(text.strip())
    if found is None:
        raise Refused("street.unreadable_time")
    month, day, hour, minute = (int(part) if part else None for part in found.groups())
    here = local(now)
    try:
        said = here.replace(hour=hour or 0, minute=minute or 0, second=0, microsecond=0)
        if month and day:
            said = said.replace(month=month, day=day)
            return said if said <= now + CLOCKS_DIFFER else said.replace(year=said.year - 1)
    except ValueError:
        raise Refused("street.unreadable_time") from None
    return said if said <= now + CLOCKS_DIFFER else said - _DAY


def read_degrees(text: str) -> int | None:
    """-2, or 负2. Refused "street.unreadable_degrees"."""
    plain = text.strip().removesuffix("℃").removesuffix("度").strip()
    if not plain:
        return None
    if not _DEGREES.fullmatch(plain):
        raise Refused("street.unreadable_degrees")
    return int(plain.replace("\u2212", "-").replace("负", "-"))
