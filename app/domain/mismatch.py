"""Where a document number says otherwise than what was typed; a remark, never an obstacle."""

from datetime import date

from app.domain.birth import BirthRead, age_on, ends_of
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
    ends = ends_of(typed.estimate)
    if years is not None and ends and not _near(years, ends):
        facts = {"paper": str(years), "typed": typed.estimate}
        found.append(("document.other_age", facts))
    if {read.sex, sex} == {"1", "2"}:
        found.append(("document.other_sex", {"paper": read.sex, "typed": sex}))
    return found


def _near(years: int, ends: tuple[int, int]) -> bool:
    return ends[0] - YEARS_APART <= years <= ends[1] + YEARS_APART
