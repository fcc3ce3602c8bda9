"""Words of the search index that nobody types: years of birth and marks of the body, by which
somebody is found whose name was heard as another one or is not known."""

import re
from collections.abc import Iterator

from app.domain.birth import ends_of
from app.domain.document import NO_DOCUMENT, forms_of
from app.domain.marks_alike import read_marks
from app.domain.person import ClaimKind

WIDEST = 14
"""An estimate of more years' width finds nobody: it would be everybody."""


def clue_words(kind: str, value: str, year: int) -> set[str]:
    """Of one claim, said in a year: y1983 for a birth, mscar and mscarhandback for a mark."""
    if kind == ClaimKind.BIRTH:
        return {f"y{value[:4]}"} if re.match(r"[0-9]{4}", value) else set()
    if kind == ClaimKind.AGE:
        return years_of_age(value, year)
    if kind == ClaimKind.DOCUMENT and value != NO_DOCUMENT:
        return set(_year_in(value))
    if kind == ClaimKind.MARKS:
        return {f"m{mark.kind}{mark.site}" for mark in read_marks([value])}
    return set()


def years_of_age(estimate: str, year: int) -> set[str]:
    """Of 60-70 said in 2026: y1955 to y1967; nothing of what is too wide."""
    ends = ends_of(estimate)
    if ends is None or ends[1] - ends[0] > WIDEST or not year:
        return set()
    return {f"y{born}" for born in range(year - ends[1] - 1, year - ends[0] + 2)}


def _year_in(number: str) -> Iterator[str]:
    for form in forms_of(number):
        if re.fullmatch(r"[1-8][0-9]{5}(?:19|20)[0-9]{9}[0-9X]", form):
            yield f"y{form[6:10]}"
