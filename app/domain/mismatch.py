"""Where a document number says otherwise than what was typed; a remark, never an obstacle."""

from datetime import date

from app.domain.birth import BirthRead, age_on
from app.domain.document import NumberRead

YEARS_APART = 2
"""An estimate may be so many years off before it is remarked."""


def mismatches(
    read: NumberRead, typed: BirthRead, sex: str, today: date
) -> list[tuple[str, dict[str, str]]]:
    """Word keys with both values: `paper` is what the number says, `typed` what the field says."""
    found: list[tuple[str, dict[str, str]]] = []
    paper = read.birth.isoformat() if read.birth else ""
    if paper and typed.birth and not paper.startswith(typed.birth):
        found.append(("document.other_birth", {"paper": paper, "typed": typed.birth}))
    years = age_on(paper, today)
    if years is not None and typed.age is not None and abs(years - typed.age) > YEARS_APART:
        facts = {"paper": str(years), "typed": str(typed.age)}
        found.append(("document.other_age", facts))
    if {read.sex, sex} == {"1", "2"}:
        found.append(("document.other_sex", {"paper": read.sex, "typed": sex}))
    return found
