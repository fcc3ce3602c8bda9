"""Days as a spreadsheet counts them, and as a register in Chinese writes them."""

import re

EXCEL_DAYS = (18_264, 73_050)
"""1950 to 2100: a number in between in a column of days is a day as a spreadsheet counts them."""
_SINCE_1904 = 1462
_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys("零○Ｏ", 0)  # noqa: RUF001 - as they are typed
_ONE = f"[{''.join(_DIGITS)}]"
_SMALL = rf"({_ONE}?)(十?)({_ONE}?)"
_YEAR = re.compile(rf"^({_ONE}{{4}})年")
_PART = re.compile(rf"(?<=[年月]){_SMALL}(?=[月日号]|$)")


class Since1904(float):
    """A number out of a workbook that counts its days from 1904, as those of a Mac once did."""


def days_since_1900(value: float) -> float:
    """The same day in a workbook that counts from 1900, as nearly all do."""
    return float(value) + (_SINCE_1904 if isinstance(value, Since1904) else 0)


def in_digits(text: str) -> str:
    """二〇二四年三月十五日 as 2024年3月15日; what begins with no such year stays as it is."""
    if not _YEAR.match(text):
        return text
    said = _YEAR.sub(lambda year: "".join(str(_DIGITS[c]) for c in year[1]) + "年", text)
    return _PART.sub(_small, said)


def _small(part: re.Match[str]) -> str:
    tens, ten, ones = part.groups()
    if ten:
        return str((_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0))
    return str(_DIGITS[ones or tens]) if bool(ones) != bool(tens) else part[0]
