"""快速预警: what wants somebody's eye now, in a few calm words; nothing is stopped by it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.domain.cold import ColdSpell
from app.domain.today import Due, Here

_HOUR = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyWarning:
    """`key` is that of its sentence, early_warning.…; `facts` belong into it."""

    key: str
    tone: str
    facts: dict[str, str]


def warnings(
    due: Iterable[Due], here: Iterable[Here], cold: ColdSpell | None, now: datetime
) -> tuple[EarlyWarning, ...]:
    """What is overdue, children who wait, infections suspected, a cold night."""
    people = list(here)
    late = sum(one.is_late(now) for one in due)
    children = [one for one in people if one.minor]
    ill = sum(one.saw("infection") for one in people)
    told = [
        _told("overdue", "bad", late, many=late),
        _told("infection", "bad", ill, many=ill),
        _told("child", "warn", len(children), many=len(children), hours=_longest(children, now)),
    ]
    if cold is not None:
        degrees = "" if cold.low is None else str(cold.low)
        key = "cold_low" if degrees else "cold"
        told.append(_told(key, "warn", 1, many=len(people), low=degrees, last=f"{cold.last:%m-%d}"))
    return tuple(one for one in told if one)


def _told(key: str, tone: str, count: int, **facts: object) -> EarlyWarning | None:
    said = {name: str(value) for name, value in facts.items()}
    return EarlyWarning(key=key, tone=tone, facts=said) if count else None


def _longest(children: list[Here], now: datetime) -> int:
    waited = [(now - one.arrived_at).total_seconds() for one in children]
    return int(max(waited, default=0) // _HOUR)
