"""Birth and age as officers type them: a whole date, a year, or an estimate."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from app.domain.errors import Refused

_OLDEST = 130
_AGE = r"(?:约|大约|~|about )?\s*([0-9]{1,3})\s*(?:多?岁|多|左右|岁左右)?"


@dataclass(frozen=True, slots=True, kw_only=True)
class BirthRead:
    """`birth` is "1979-03-15", "1979-03" or "1979"; or `age` is a number of years, estimated."""

    birth: str = ""
    age: int | None = None


def read_birth(text: str, today: date) -> BirthRead:
    """1979-03-15, 19790315, 1979.3, 1979年, 47岁, 约50: what was typed, or a sentence."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return BirthRead()
    if age := re.fullmatch(_AGE, plain):
        return _age(int(age[1]))
    parts = re.fullmatch(r"([0-9]{4})(?:([0-9]{2})([0-9]{2}))", plain) or re.fullmatch(
        r"([0-9]{4})(?:[-./年]\s*([0-9]{1,2})(?:[-./月]\s*([0-9]{1,2})日?|月)?|年)?", plain
    )
    if not parts:
        raise Refused("birth.not_understood", text=text)
    return BirthRead(birth=_date(parts, text, today))


def _age(years: int) -> BirthRead:
    if years > _OLDEST:
        raise Refused("birth.too_old", years=years)
    return BirthRead(age=years)


def _date(parts: re.Match[str], text: str, today: date) -> str:
    year, month, day = (int(p) if p else None for p in parts.groups())
    try:
        born = date(year or 0, month or 1, day or 1)
    except ValueError:
        raise Refused("birth.no_such_day", text=text) from None
    if born > today or today.year - born.year > _OLDEST:
        raise Refused("birth.not_possible", text=text)
    shown = born.isoformat()
    return shown if day else shown[:7] if month else shown[:4]


def age_on(birth: str, today: date) -> int | None:
    """Whole years on a day; a birth without month or day counts from its middle."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", birth):
        return None
    year, month, day = int(birth[:4]), int(birth[5:7] or 7), int(birth[8:10] or 1)
    return today.year - year - ((today.month, today.day) < (month, day))
