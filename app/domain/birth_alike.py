"""Births and ages that may be one person's: 虚岁, the lunar calendar, a slip, an estimate."""

from datetime import date
from math import log

from app.domain.birth import age_on
from app.domain.clue import Clue, Verdict, unknown

_YEARS = 55.0
"""Ages at a station lie about so far apart; two people's births agree in one day of so many."""
_DAYS = _YEARS * 365
_SAME, _YEAR_SAME = 0.72, 0.86
_LUNAR, _SWAPPED, _SLIP, _COUNTED, _DECADE = 0.06, 0.02, 0.05, 0.07, 0.012
_OTHER = 0.03
_LUNAR_DAYS = range(17, 55)
"""A date of the lunar calendar comes so many days before the same day of the solar one."""
_ROUGH = 3
"""An estimate may be off by so many years, and is worth less then."""


def compare_births(
    one: str,
    other: str,
    ages_one: tuple[int, int] | None,
    ages_other: tuple[int, int] | None,
    today: date,
) -> Clue:
    """By dates of birth where both have one, else by age; `birth` may be a year or a month."""
    if one and other:
        return _dates(one, other)
    here, there = ages_one or _age(one, today), ages_other or _age(other, today)
    if here is None or there is None:
        return unknown("birth")
    return _ages(here, there, children=min(*here, *there) < 14)


def _clue(verdict: Verdict, weight: float, how: str, one: str, other: str) -> Clue:
    return Clue(
        about="birth",
        verdict=verdict,
        weight=weight,
        key=f"clue.birth_{how}",
        facts={"one": one, "other": other},
    )


def _dates(one: str, other: str) -> Clue:
    if len(one) < 10 or len(other) < 10:
        return _part(one, other)
    if one == other:
        # 1 January is what is written where only the year is known.
        often = 20.0 if one.endswith("-01-01") else 1.0
        return _clue(Verdict.AGREES, log(_SAME * _DAYS / often), "same", one, other)
    if one[:4] == other[:4]:
        return _same_year(one, other)
    if one[5:] == other[5:]:
        return _same_day(one, other)
    if abs((_day(one) - _day(other)).days) in _LUNAR_DAYS:  # across the turn of the year
        return _clue(Verdict.NEAR, log(_LUNAR * _DAYS / 76), "lunar", one, other)
    if abs(int(one[:4]) - int(other[:4])) == 1:
        return _clue(Verdict.DIFFERS, log(_OTHER * _YEARS / 2), "year_near", one, other)
    return _clue(Verdict.DIFFERS, log(_OTHER), "other", one, other)


def _same_day(one: str, other: str) -> Clue:
    """The day of another year."""
    if abs(int(one[:4]) - int(other[:4])) == 1:
        return _clue(Verdict.NEAR, log(_COUNTED * _DAYS / 2), "year_off", one, other)
    if _one_digit(one[:4], other[:4]):
        return _clue(Verdict.NEAR, log(_DECADE * _DAYS / 8), "year_digit", one, other)
    return _clue(Verdict.NEAR, log(_OTHER / 2 * 365), "same_day", one, other)


def _same_year(one: str, other: str) -> Clue:
    month_a, day_a, month_b, day_b = one[5:7], one[8:10], other[5:7], other[8:10]
    if (month_a, day_a) == (day_b, month_b):
        return _clue(Verdict.NEAR, log(_SWAPPED * _DAYS), "swapped", one, other)
    if _one_digit(one, other):
        return _clue(Verdict.NEAR, log(_SLIP * _DAYS / 20), "digit", one, other)
    if abs((_day(one) - _day(other)).days) in _LUNAR_DAYS:
        return _clue(Verdict.NEAR, log(_LUNAR * _DAYS / 76), "lunar", one, other)
    if month_a == month_b or day_a == day_b:
        return _clue(Verdict.NEAR, log(_SLIP * _YEARS * 365 / 41), "part", one, other)
    return _clue(Verdict.DIFFERS, log(_OTHER * 2 * _YEARS), "same_year", one, other)


def _part(one: str, other: str) -> Clue:
    """One of the two is a year or a month only."""
    length = min(len(one), len(other))
    if one[:length] == other[:length]:
        worth = log(_YEAR_SAME * _YEARS * (12 if length == 7 else 1))
        return _clue(Verdict.AGREES, worth, "same_part", one, other)
    apart = abs(int(one[:4]) - int(other[:4]))
    if apart == 0:
        return _clue(Verdict.NEAR, log(0.1 * _YEARS), "same_year", one, other)
    if apart <= 2:
        return _clue(Verdict.NEAR, log(0.1 * _YEARS / (2 * apart)), "year_near", one, other)
    if _one_digit(one[:4], other[:4]):
        return _clue(Verdict.DIFFERS, log(0.25), "year_digit", one, other)
    return _clue(Verdict.DIFFERS, log(_OTHER), "other", one, other)


def _one_digit(one: str, other: str) -> bool:
    return sum(a != b for a, b in zip(one, other, strict=False)) == 1


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _age(birth: str, today: date) -> tuple[int, int] | None:
    age = age_on(birth, today) if birth else None
    if age is None:
        return None
    # 虚岁 counts one or two more.
    return age, age + 1


def _ages(one: tuple[int, int], other: tuple[int, int], *, children: bool) -> Clue:
    texts = _span(one), _span(other)
    gap = max(one[0] - other[1], other[0] - one[1], 0)
    rough = 1 if children else _ROUGH
    # The share of all ages within which a stranger's would lie as near.
    width = min(1.0, (one[1] - one[0] + other[1] - other[0] + 2 + 2 * min(gap, rough)) / _YEARS)
    if gap == 0:
        return _clue(Verdict.AGREES, max(0.0, log(0.85 / width)), "age_same", *texts)
    if gap <= rough:
        return _clue(Verdict.NEAR, log(0.3 / width) / (1 + gap), "age_near", *texts)
    if gap <= 2 * rough + 2:
        return _clue(Verdict.DIFFERS, log(0.12), "age_other", *texts)
    return _clue(Verdict.DIFFERS, log(0.02), "age_other", *texts)


def _span(ages: tuple[int, int]) -> str:
    return str(ages[0]) if ages[0] == ages[1] else f"{ages[0]}-{ages[1]}"
