"""Birth and age as officers type them: a whole date, a year, an age, or an age between two."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from app.domain.errors import Refused

_OLDEST = 130
_ABOUT, _ABOUT_CHILD, _CHILD = 5, 2, 18
"""How far "about" reaches to both sides; an age below 18 is guessed more closely."""
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}  # noqa: RUF001 - a digit, not an O
_NUMBER = r"[0-9]{1,3}|[零〇一二两三四五六七八九十百]{1,5}"
_BETWEEN = re.compile(rf"(?:约|大约)?({_NUMBER})岁?(?:[-–—~至到])({_NUMBER})岁?(?:之间|左右)?")
_BEFORE = re.compile(rf"(?:约|大约|大概|估计|~|about)({_NUMBER})岁?(?:左右|上下|前后)?")
_AFTER = re.compile(rf"({_NUMBER})岁?(?:左右|上下|前后)")
_MORE = re.compile(rf"(?:约|大约)?({_NUMBER})(?:多|几)岁?")
_ROUND = re.compile(rf"({_NUMBER})来岁")
_TWO = re.compile(
    r"(?:约|大约)?([二三四五六七八九]?)(十?)([一二三四五六七八九])([二三四五六七八九])(十?)岁?"
)
_YEAR_FIRST = re.compile("[0-9]{4}")
_AGE = re.compile(rf"({_NUMBER})岁?")


@dataclass(frozen=True, slots=True, kw_only=True)
class BirthRead:
    """`birth` is "1979-03-15", "1979-03" or "1979"; or `age` is a number of years, estimated.

    An estimate that was given as an interval has both ends, and `age` is its middle.
    """

    birth: str = ""
    age: int | None = None
    youngest: int | None = None
    oldest: int | None = None

    @property
    def estimate(self) -> str:
        """The age as it is kept: "47", or "40-50"."""
        if self.youngest is None or self.oldest is None:
            return "" if self.age is None else str(self.age)
        return f"{self.youngest}-{self.oldest}"


def read_birth(text: str, today: date) -> BirthRead:
    """1979-03-15, 19790315, 1979.3, 1979年, 47岁, 40–50, 约50, 五十上下: or a sentence."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return BirthRead()
    # Four digits begin no age: a list of a hundred thousand is mostly whole dates.
    if not _YEAR_FIRST.match(plain) and (age := _age(re.sub(r"\s", "", plain), text)):
        return age
    parts = re.fullmatch(r"([0-9]{4})(?:([0-9]{2})([0-9]{2}))", plain) or re.fullmatch(
        r"([0-9]{4})(?:[-./年]\s*([0-9]{1,2})(?:[-./月]\s*([0-9]{1,2})日?|月)?|年)?", plain
    )
    if not parts:
        raise Refused("birth.not_understood", text=text)
    return BirthRead(birth=_date(parts, text, today))


def _age(plain: str, text: str) -> BirthRead | None:
    """An age or an interval of ages; nothing where the text is about something else."""
    ends = _ends(plain)
    if ends is None:
        return None
    youngest, oldest = ends
    if youngest > oldest:
        raise Refused("birth.not_understood", text=text)
    if oldest > _OLDEST:
        raise Refused("birth.too_old", years=oldest)
    if youngest == oldest:
        return BirthRead(age=youngest)
    return BirthRead(age=(youngest + oldest) // 2, youngest=youngest, oldest=oldest)


def _ends(plain: str) -> tuple[int, int] | None:
    if two := _TWO.fullmatch(plain):
        return _of_two(*two.groups())
    if between := _BETWEEN.fullmatch(plain):
        return _count(between[1]), _count(between[2])
    if more := _MORE.fullmatch(plain):
        years = _count(more[1])
        return years, years + 9
    if near := _ROUND.fullmatch(plain):
        years = _count(near[1])
        return max(years - 3, 0), years + 3
    if about := _BEFORE.fullmatch(plain) or _AFTER.fullmatch(plain):
        years = _count(about[1])
        wide = _ABOUT if years >= _CHILD else _ABOUT_CHILD
        return max(years - wide, 0), min(years + wide, max(years, _OLDEST))
    if age := _AGE.fullmatch(plain):
        return _count(age[1]), _count(age[1])
    return None


def _of_two(tens: str, ten: str, low: str, high: str, tens_after: str) -> tuple[int, int] | None:
    """四五十 is 40–59, 十七八 is 17–18, 二十七八 is 27–28, 七八岁 is 7–8."""
    first, last = _DIGITS[low], _DIGITS[high]
    if last != first + 1 or (tens and not ten) or (ten and tens_after):
        return None
    if tens_after:
        return first * 10, last * 10 + 9
    base = _DIGITS.get(tens, 1) * 10 if ten else 0
    return base + first, base + last


def _count(text: str) -> int:
    """47, 四十七, 十八, 一百零二."""
    if text.isdecimal():
        return int(text)
    total, last = 0, 0
    for c in text:
        if c in "百十":
            total += max(last, 1) * (100 if c == "百" else 10)
            last = 0
        else:
            last = _DIGITS[c]
    return total + last


def ends_of(estimate: str) -> tuple[int, int] | None:
    """(youngest, oldest) of an age as it is kept, "47" or "40-50"; nothing for other texts."""
    kept = re.fullmatch(r"([0-9]{1,3})(?:-([0-9]{1,3}))?", estimate)
    return (int(kept[1]), int(kept[2] or kept[1])) if kept else None


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


def is_birth(text: str) -> bool:
    """Whether it is a birth as it is kept: 1979, 1979-03 or 1979-03-15, a day that there was. What
    came from elsewhere may be anything."""
    parts = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    if parts is None:
        return False
    try:
        date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))
    except ValueError:
        return False
    return True


ADULT = 18
"""未成年人保护法 2."""


def age_on(birth: str, today: date) -> int | None:
    """Whole years on a day; a birth without month or day counts from its middle."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", birth):
        return None
    year, month, day = int(birth[:4]), int(birth[5:7] or 7), int(birth[8:10] or 1)
    return today.year - year - ((today.month, today.day) < (month, day))
