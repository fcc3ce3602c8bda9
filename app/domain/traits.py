"""What is known of somebody, for comparing: each part may be missing, some have several values."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.birth import read_birth
from app.domain.document import NO_DOCUMENT, tidy
from app.domain.errors import Refused
from app.domain.name import names_said, tidy_name

MOST_VALUES = 12
_LONGEST = 300
_SPLIT = re.compile(r"[;；、|/\n]+")
_COMMA = re.compile(r"[;；、|/,，\n]+")
_SEXES = {
    "1": "1", "男": "1", "m": "1", "male": "1", "男性": "1",
    "2": "2", "女": "2", "f": "2", "female": "2", "女性": "2",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """`sex` by GB/T 2261.1, "0" unknown. `birth` is 1979-03-15, 1979-03 or 1979; `ages` are the
    youngest and the oldest somebody may be today.

    `missing_since` is written as `birth` is. Everything else as it was said.
    """

    names: tuple[str, ...] = ()
    sex: str = "0"
    birth: str = ""
    ages: tuple[int, int] | None = None
    homes: tuple[str, ...] = ()
    accent: str = ""
    phones: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    missing_since: str = ""
    missing_place: str = ""
    carried: tuple[str, ...] = ()
    """Things, each with what is odd about it."""
    papers: tuple[str, ...] = ()
    """Case numbers and voucher serials: in their file, or on what they carry."""
    route: tuple[str, ...] = ()
    """Places where they have been."""


def read_traits(row: Mapping[str, str], today: date) -> Traits:
    """From texts, as a file or an officer has them; what cannot be read is left out.

    Columns: name, aliases, sex, birth, age_low, age_high, home_place, accent, phone, id_number,
    marks, relatives, missing_since, missing_place.
    """
    said = {name: _plain(value) for name, value in row.items() if value}
    get = said.get
    birth, ages = _birth(get("birth", ""), today)
    ends = (_number(get("age_low", "")), _number(get("age_high", "")))
    return Traits(
        names=_several(get("name", ""), get("aliases", "")),
        sex=_SEXES.get(get("sex", "").lower(), "0"),
        birth=birth,
        ages=_ages(*ends) or ages,
        homes=_each(_SPLIT, get("home_place", "")),
        accent=get("accent", ""),
        phones=_each(_COMMA, get("phone", "")),
        documents=_documents(get("id_number", "")),
        marks=_each(_COMMA, get("marks", "")),
        relatives=_each(_COMMA, get("relatives", "")),
        missing_since=_birth(get("missing_since", ""), today)[0],
        missing_place=get("missing_place", ""),
    )


def _plain(value: str) -> str:
    return unicodedata.normalize("NFC", value)[:_LONGEST].strip()


def _each(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    parts = (part.strip() for part in pattern.split(text))
    return tuple(dict.fromkeys(part for part in parts if part))[:MOST_VALUES]


def _several(name: str, aliases: str) -> tuple[str, ...]:
    said = (tidy_name(one) for one in (*names_said(name), *_each(_COMMA, aliases)))
    return tuple(dict.fromkeys(one for one in said if one))[:MOST_VALUES]


def _documents(text: str) -> tuple[str, ...]:
    numbers = (tidy(one) for one in _each(_COMMA, text))
    return tuple(one for one in numbers if len(one) >= 5 and one != NO_DOCUMENT)


def _birth(text: str, today: date) -> tuple[str, tuple[int, int] | None]:
    try:
        read = read_birth(text, today)
    except Refused:
        return "", None
    if read.birth:
        return read.birth, None
    if read.youngest is not None and read.oldest is not None:
        return "", (read.youngest, read.oldest)
    return "", None if read.age is None else (read.age, read.age)


def _number(text: str) -> int | None:
    found = re.fullmatch(r"([0-9]{1,3})(?:\.0+)?岁?", text)
    return int(found[1]) if found else None


def _ages(low: int | None, high: int | None) -> tuple[int, int] | None:
    if low is None and high is None:
        return None
    ends = [one for one in (low, high) if one is not None]
    return min(ends), max(ends)
