"""When something was written, as far as a machine's own chain proves it."""

from datetime import datetime, timedelta

from app.domain.errors import Refused

AHEAD = timedelta(minutes=5)
"""So far ahead a clock may be."""
BEHIND = timedelta(days=1)
"""So long before it is written down something may have been done."""


def must_be_timely(at: datetime, written: datetime, now: datetime) -> None:
    """Neither from the future nor dated back: `written` is the stamp in the machine's chain, which
    never goes behind what the centre heard of it last."""
    if not written - BEHIND <= at <= now + AHEAD:
        raise Refused("entry.back_dated")
