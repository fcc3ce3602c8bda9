"""Whom a letter is about, as the register knows them."""

from collections.abc import Iterable
from datetime import date

from app.domain.birth import age_on, ends_of
from app.domain.document import NONE
from app.domain.letter_fields import Subject
from app.domain.matter import MatterStep
from app.domain.person import Claim, ClaimKind, best, best_value
from app.domain.today import Here, is_suspected
from app.domain.visit import Visit


def here_of(
    claims: Iterable[Claim], visit: Visit, today: date, steps: Iterable[MatterStep] = ()
) -> Here:
    """As the rules of 今日事项 ask. By the lower end of an estimate: whoever may be a child is
    treated as one."""
    known = list(claims)
    name = best(known, ClaimKind.NAME)
    ends = ends_of(best_value(known, ClaimKind.AGE))
    years = age_on(best_value(known, ClaimKind.BIRTH), today)
    return Here(
        visit=visit.id,
        person=visit.person,
        arrived_at=visit.arrived_at,
        years=ends[0] if years is None and ends else years,
        unknown=name is None or bool(name.detail.get("temporary")),
        reason=visit.reason,
        checks=visit.checks,
        steps=tuple(steps),
    )


def subject_of(claims: Iterable[Claim], visit: Visit, today: date, *, sealed: bool) -> Subject:
    """As the rules of letters ask."""
    known = list(claims)
    document = best(known, ClaimKind.DOCUMENT)
    here = here_of(known, visit, today)
    return Subject(
        years=here.years,
        sealed=sealed,
        endangered=is_suspected(here),
        number=document.value if document and document.detail.get("type") != NONE else "",
    )
