"""The time in UTC, and how the wall clock in the station shows it; the only reader of the clock."""

import time
from datetime import UTC, datetime, timedelta, timezone

# Fixed, not from a zone file: Windows has none, and China has kept no summer time since 1991.
CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def local(moment: datetime) -> datetime:
    """The same moment on the station's wall clock; a moment without a zone is our bug."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    return moment.astimezone(CHINA)


def machine_offset() -> timedelta:
    """How far this machine's own zone stands from UTC; papers never use it."""
    return timedelta(seconds=time.localtime().tm_gmtoff)


def running() -> float:
    """Seconds this machine has run; setting the clock does not change it."""
    return time.monotonic()
