"""Who needs a bed, as far as the rules on rooms ask: sex, age, and what was seen at the door."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from app.clock import local
from app.domain.bed import Guest
from app.domain.birth import age_on, ends_of
from app.domain.visit import Visit
from app.store.ask import Asks, several
from app.store.people import Card, cards

_CARE = ("critical", "injury", "mental")


def guests_of(asks: Asks, visits: Iterable[UUID], at: datetime) -> list[Guest]:
    """These visits as guests; of sealed people the rules need it as well, and nobody is shown."""
    known = list(several(asks, Visit, visits).values())
    who = cards(asks, {one.person for one in known}, sealed=True)
    return [guest(one, who[one.person], local(at).date()) for one in known]


def guest(visit: Visit, card: Card, today: date) -> Guest:
    """Somebody by the best current claims."""
    ends = _years(card.birth, today)
    return Guest(
        visit=visit.id,
        sex=card.sex,
        youngest=ends[0] if ends else None,
        oldest=ends[1] if ends else None,
        infection=visit.checks.get("infection") == "yes",
        care=_said(visit.checks),
    )


def _years(birth: str, today: date) -> tuple[int, int] | None:
    """As a card has it: a birth, or an estimate such as ~14-18."""
    if birth.startswith("~"):
        return ends_of(birth[1:])
    years = age_on(birth, today)
    return None if years is None else (years, years)


def _said(checks: Mapping[str, str]) -> bool:
    return any(checks.get(key) == "yes" for key in _CARE)
