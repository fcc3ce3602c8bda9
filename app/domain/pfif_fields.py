"""One field of a PFIF record: the value that its text stands for, or why it is left out.

The patterns are those of the schema in zesty.ca/pfif/1.4, section 5; what comes a little different
(Male, a time with another zone) is understood.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from app.domain.pfif import SEXES, STATUSES

Value = str | datetime | bool | tuple[str, ...] | tuple[int, int]

SHORT, LONG, URL = 300, 10_000, 2000
"""Characters of a name or a place, of a description or a text, of an address in the web."""
MOST_LINES = 20
_OLDEST, _FEWEST_DIGITS = 130, 5
_AHEAD = timedelta(days=1)
"""So much may the clock of whoever wrote it be fast."""
_ID = re.compile(r"[^\s/<>\"]+/[^\s<>\"]+")
_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?([Zz]|[+-]\d\d:\d\d)", re.ASCII
)
_BIRTH = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_AGE = re.compile(r"(\d{1,3})(?:-(\d{1,3}))?", re.ASCII)
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not know."""
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""They would show a text in another order than it is written."""
_SEX = {"m": "male", "f": "female", "男": "male", "女": "female"}
_LABEL, _LABELLED = "description:", re.compile(r"\S+:")
_YES, _NO = ("true", "yes", "1"), ("false", "no", "0")


class Left(Exception):  # noqa: N818  (it is no error of ours)
    """The field says nothing that can be kept; `why` ends the word key "pfif.left_…"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def plain(text: str) -> str:
    """Without characters that XML does not know or that turn the direction of writing."""
    if text.isprintable():  # most are, and it is quick to see
        return text.strip()
    tidy = _TURNING.sub("", _ILLEGAL.sub("", text))
    return tidy.replace("\r\n", "\n").replace("\r", "\n").strip()


def read_field(name: str, text: str, now: datetime) -> Value:
    """The value of a field of a person or a note; Left with the reason otherwise."""
    if "\ufffd" in text:
        raise Left("damaged")
    return _READERS[name](plain(text), now)


def longest(name: str) -> int:
    """How many characters a field may have."""
    return _LONGEST.get(name, SHORT)


def from_other(text: str) -> str:
    """Before 1.4 the description stood in `other`, often under a label of its own and indented;
    together with other labels it stays as it is."""
    lines = text.strip().split("\n")
    if not lines[0].startswith(_LABEL) or any(_LABELLED.match(line) for line in lines[1:]):
        return text
    told = [lines[0].removeprefix(_LABEL), *lines[1:]]
    return "\n".join(line.strip() for line in told).strip()


def _text(text: str, _now: datetime) -> str:
    return _fitting(text, SHORT)


def _long(text: str, _now: datetime) -> str:
    return text[:LONG].rstrip()


def _fitting(text: str, most: int) -> str:
    if len(text) > most:
        raise Left("too_long")
    return text


def _one_line(text: str, _now: datetime) -> str:
    return _fitting(" ".join(text.split()), SHORT)


def _names(text: str, _now: datetime) -> str:
    return "\n".join(_lines(text, LONG))


def _several(text: str, _now: datetime) -> tuple[str, ...]:
    return tuple(_lines(text, LONG))


def _lines(text: str, most: int) -> list[str]:
    said = dict.fromkeys(" ".join(line.split()) for line in _fitting(text, most).split("\n"))
    lines = [line for line in said if line]
    if len(lines) > MOST_LINES or any(len(line) > SHORT for line in lines):
        raise Left("too_long")
    return lines


def _id(text: str, _now: datetime) -> str:
    if not _ID.fullmatch(_fitting(text, SHORT)):
        raise Left("bad_id")
    return text


def _time(text: str, _now: datetime) -> datetime:
    found = _TIME.fullmatch(text)
    if not found:
        raise Left("bad_date")
    day, clock, parts, zone = found.groups()
    try:
        told = datetime.fromisoformat(f"{day}T{clock}{zone.upper().replace('Z', '+00:00')}")
        at = told.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Left("bad_date") from error
    return at.replace(microsecond=int((parts or "0")[:6].ljust(6, "0")))


def _past_time(text: str, now: datetime) -> datetime:
    at = _time(text, now)
    if at > now + _AHEAD:
        raise Left("future_date")
    return at


def _birth(text: str, now: datetime) -> str:
    found = _BIRTH.fullmatch(text)
    if not found:
        raise Left("bad_birth")
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        born = date(year, month, day)
    except ValueError as error:
        raise Left("bad_birth") from error
    if born > now.date():
        raise Left("future_date")
    if now.year - year > _OLDEST:
        raise Left("bad_birth")
    return text


def _age(text: str, _now: datetime) -> tuple[int, int]:
    found = _AGE.fullmatch(re.sub(r"\s*[-–—~]\s*", "-", text))
    if not found:
        raise Left("bad_age")
    low = int(found[1])
    high = int(found[2] or low)
    if not low <= high <= _OLDEST:
        raise Left("bad_age")
    return low, high


def _sex(text: str, _now: datetime) -> str:
    low = text.casefold()
    return _one_of(_SEX.get(low, low), SEXES, "bad_sex")


def _status(text: str, _now: datetime) -> str:
    return _one_of(text.casefold(), STATUSES, "bad_status")


def _one_of(text: str, known: Iterable[str], why: str) -> str:
    if text not in known:
        raise Left(why)
    return text


def _flag(text: str, _now: datetime) -> bool:
    low = text.casefold()
    if low not in (*_YES, *_NO):
        raise Left("bad_flag")
    return low in _YES


def _country(text: str, _now: datetime) -> str:
    if not re.fullmatch(r"[A-Za-z]{2}", text):
        raise Left("bad_country")
    return text.upper()


def _email(text: str, _now: datetime) -> str:
    if not re.fullmatch(r"\S+@\S+", _fitting(text, SHORT)):
        raise Left("bad_email")
    return text


def _phone(text: str, now: datetime) -> str:
    if sum(c.isdecimal() for c in text) < _FEWEST_DIGITS:
        raise Left("bad_phone")
    return _one_line(text, now)


def _url(text: str, _now: datetime) -> str:
    _fitting(text, URL)
    try:
        parts = urlsplit(text)
        known = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError as error:
        raise Left("bad_url") from error
    if not known or re.search(r"[\s<>\"]", text):
        raise Left("bad_url")
    return text


def _urls(text: str, now: datetime) -> tuple[str, ...]:
    _fitting(text, LONG)
    found = dict.fromkeys(_url(line.strip(), now) for line in text.split("\n") if line.strip())
    if len(found) > MOST_LINES:
        raise Left("too_long")
    return tuple(found)


_READERS: Mapping[str, Callable[[str, datetime], Value]] = {
    "person_record_id": _id, "note_record_id": _id, "linked_person_record_id": _id,
    "entry_date": _past_time, "source_date": _past_time, "expiry_date": _time,
    "author_name": _one_line, "author_email": _email, "author_phone": _phone,
    "source_name": _one_line, "source_url": _url,
    "full_name": _names, "given_name": _one_line, "family_name": _one_line,
    "alternate_names": _several, "description": _long,
    "sex": _sex, "date_of_birth": _birth, "age": _age,
    "home_street": _one_line, "home_neighborhood": _one_line, "home_city": _one_line,
    "home_state": _one_line, "home_postal_code": _one_line, "home_country": _country,
    "photo_url": _url, "profile_urls": _urls,
    "author_made_contact": _flag, "status": _status,
    "email_of_found_person": _email, "phone_of_found_person": _phone,
    "last_known_location": _text, "text": _long,
}  # fmt: skip
_LONGEST = {
    "full_name": LONG, "alternate_names": LONG, "profile_urls": LONG, "description": LONG,
    "text": LONG, "photo_url": URL, "source_url": URL,
}  # fmt: skip
