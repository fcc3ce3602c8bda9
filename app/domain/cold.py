"""寒潮: cold nights as an officer says; no network is asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from app.domain.errors import Refused
from app.domain.ids import OfficerId

LONGEST = timedelta(days=30)
_LOWEST, _HIGHEST = -60, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ColdSpell:
    """From one day to another, both among them; `low`: the night's lowest temperature (°C) where
    somebody knows it. `over`: taken back."""

    id: UUID
    first: date
    last: date
    low: int | None = None
    words: str = ""
    over: bool = False
    supersedes: UUID | None = None
    officer: OfficerId
    at: datetime


def must_be_possible(spell: ColdSpell, today: date) -> None:
    """Refused "cold.…" for days or degrees that cannot be."""
    if spell.last < spell.first or spell.last - spell.first > LONGEST:
        raise Refused("cold.days", most=LONGEST.days)
    if spell.last < today:
        raise Refused("cold.past")
    if spell.low is not None and not _LOWEST <= spell.low <= _HIGHEST:
        raise Refused("cold.degrees")


def cold_on(spells: Iterable[ColdSpell], day: date, degrees: int) -> ColdSpell | None:
    """What holds on a day: 寒潮 was said, or the night is as cold as so many `degrees`; of several
    the one that was said last."""
    known = list(spells)
    gone = {one.supersedes for one in known}
    counts = [
        one
        for one in known
        if one.id not in gone
        and not one.over
        and one.first <= day <= one.last
        and (one.low is None or one.low <= degrees)
    ]
    return max(counts, key=lambda one: (one.at, one.id), default=None)
