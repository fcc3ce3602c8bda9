"""Identity documents: what a resident number says, and what is odd about it (a warning only)."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRead:
    """What a number yields. `warnings` are word keys; none of them stops saving."""

    number: str
    kind: str
    birth: date | None = None
    sex: str = "0"
    warnings: tuple[str, ...] = ()


def tidy(text: str) -> str:
    """Without spaces and dashes, full-width digits made plain, x made X."""
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\-·.]", "", plain).upper()


def check_character(first17: str) -> str:
    """The eighteenth character of a resident number (GB 11643)."""
    total = sum(int(d) * w for d, w in zip(first17, _WEIGHTS, strict=True))
    return _CHECKS[total % 11]


def read_number(text: str, today: date) -> NumberRead:
    """Read a document number; whatever it is, it can be saved."""
    number = tidy(text)
    if re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return _resident(number, number, today)
    if re.fullmatch(r"[0-9]{15}", number):
        return _resident(number, f"{number[:6]}19{number[6:]}", today)
    if re.fullmatch(r"[A-Z]{3}[0-9]{12}", number):
        return NumberRead(number=number, kind="foreign")
    if re.fullmatch(r"[0-9X]+", number) and 12 <= len(number) <= 20:
        return NumberRead(number=number, kind="resident", warnings=("document.wrong_length",))
    return NumberRead(number=number, kind="other")


def _resident(number: str, long: str, today: date) -> NumberRead:
    warnings: list[str] = []
    if len(number) == 18 and check_character(number[:17]) != number[17]:
        warnings.append("document.wrong_check_digit")
    birth = _birth(long[6:14])
    if birth is None or birth > today:
        warnings.append("document.impossible_birth")
        birth = None
    sex = "1" if int(long[16]) % 2 else "2"
    kind = "foreign" if len(number) == 18 and number[0] == "9" else "resident"
    return NumberRead(number=number, kind=kind, birth=birth, sex=sex, warnings=tuple(warnings))


def _birth(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def masked(number: str) -> str:
    """Area and year stay, the rest is starred; short ones keep two at each end."""
    if len(number) >= 15:
        return number[:10] + "*" * (len(number) - 12) + number[-2:]
    return number[:2] + "*" * max(0, len(number) - 4) + number[-2:] if len(number) > 4 else "****"
