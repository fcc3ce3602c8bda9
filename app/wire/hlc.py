"""Hybrid logical clock: 48-bit milliseconds and a 16-bit counter in one integer."""

from datetime import UTC, datetime

_COUNTER_BITS = 16


def tick(last: int, now: datetime) -> int:
    """The next stamp: never before `last`, however the clock jumps."""
    wall = int(now.timestamp() * 1000) << _COUNTER_BITS
    return max(wall, last + 1)


def time_of(stamp: int) -> datetime:
    """The moment a stamp stands for, to the millisecond."""
    return datetime.fromtimestamp((stamp >> _COUNTER_BITS) / 1000, UTC)


def moment(stamp: int) -> datetime:
    """When it was, to the millisecond."""
    return datetime.fromtimestamp((stamp >> _COUNTER_BITS) / 1000, UTC)


def stamp_of(version: str) -> int:
    """The stamp in a field's version."""
    return int(version.partition(".")[0], 16)


def version(stamp: int, device: str) -> str:
    """A field's version: the stamp, ties broken by device; versions sort as text."""
    return f"{stamp:016x}.{device}"
