"""How far numbers jump after a restore: what may be on paper already is never given again."""

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.number import NumberBlock
from app.wire import hlc

_LEAST = 1000
_A_DAY = 200
_MINUTES = 1440
_STEP, _STEPS = 100, 40


def gone_by(at: datetime, dated: datetime, stamp: int) -> timedelta:
    """Since the backup. `stamp` of its last entry (0: none) knows better than a date that stands
    years before it."""
    said = (dated, hlc.moment(stamp)) if stamp else (dated,)
    past = [then for then in said if then <= at]
    return at - max(past, default=at)


def past_the_lost(gone_by: timedelta) -> int:
    """What the register may have given since the backup, before it was lost."""
    return _LEAST + _A_DAY * (gone_by // timedelta(days=1))


def apart(gone_by: timedelta) -> int:
    """The same backup may be restored twice, and both copies be used: they begin elsewhere, one a
    minute apart and by chance besides. Bounded, so that numbers stay short enough to read out."""
    minutes = min(gone_by // timedelta(minutes=1), _MINUTES)
    return minutes + _STEP * secrets.randbelow(_STEPS)


def burnt(blocks: Iterable[NumberBlock], leap: int) -> list[NumberBlock]:
    """Every block used up, the last of each kind so much further."""
    by_kind: dict[str, list[NumberBlock]] = {}
    for block in blocks:
        by_kind.setdefault(block.kind, []).append(block)
    used: list[NumberBlock] = []
    for some in by_kind.values():
        highest = max(some, key=lambda b: b.last)
        for block in some:
            last = block.last + (leap if block is highest else 0)
            used.append(replace(block, last=last, following=last + 1))
    return used
