"""Identity documents: what a number says, and what is odd about it (a warning only)."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"

RESIDENT, PERMIT, FOREIGN, PASSPORT = "resident", "permit", "foreign", "passport"
PASS_HM, PASS_TW, HOUSEHOLD, OTHER, NONE = "pass_hm", "pass_tw", "household", "other", "none"
KINDS = (
    RESIDENT, PERMIT, PASS_HM, PASS_TW, PASSPORT, FOREIGN, HOUSEHOLD, OTHER, NONE
)  # fmt: skip
"""In the order an officer chooses from. `permit`: residence permit for HK, Macao, Taiwan;
`pass_hm`: 回乡证; `pass_tw`: 台胞证; `household`: 户口簿 (the number is the resident number)."""
NO_DOCUMENT = "无证件"
"""What is kept where there is none, with the reason in the claim's detail."""
WHY_NONE = ("lost", "stolen", "never", "seized", "unknown")
"""遗失 被盗 从未办理 扣押 不清楚."""
FORGED = "forged"
"""In the detail of a document that was marked as wrong: it was forged or altered, and where the
paper is (one of `FORGED_KEPT`)."""
FORGED_KEPT = ("original", "copy", "police")
"""原件留存 复印留存 移交公安."""
# Which kinds a number of this shape may be; the first that fits.
_SHAPES = (
    (FOREIGN, r"[A-Z]{3}[0-9]{12}"),
    (PASS_HM, r"[HM]([0-9]{8}|[0-9]{10})"),
    (PASSPORT, r"([EGDSP][0-9]{8}|E[A-Z][0-9]{7}|1[45][0-9]{7})"),
    (PASS_TW, r"([0-9]{8}|[0-9]{10}[A-Z]?)"),
    (PASSPORT, r"[A-Z]{1,2}[0-9]{6,8}"),
)


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
    if number == NO_DOCUMENT:
        return NumberRead(number=number, kind=NONE)
    if re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return _resident(number, number, today)
    if re.fullmatch(r"[0-9]{15}", number):
        return _resident(number, f"{number[:6]}19{number[6:]}", today)
    for kind, shape in _SHAPES:
        if re.fullmatch(shape, number):
            return NumberRead(number=number, kind=kind)
    if re.fullmatch(r"[0-9X]+", number) and 12 <= len(number) <= 20:
        return NumberRead(number=number, kind=RESIDENT, warnings=("document.wrong_length",))
    return NumberRead(number=number, kind=OTHER)


def _resident(number: str, long: str, today: date) -> NumberRead:
    warnings: list[str] = []
    if len(number) == 18 and check_character(number[:17]) != number[17]:
        warnings.append("document.wrong_check_digit")
    birth = _birth(long[6:14])
    if birth is None or birth > today:
        warnings.append("document.impossible_birth")
        birth = None
    sex = "1" if int(long[16]) % 2 else "2"
    return NumberRead(
        number=number, kind=_kind(number), birth=birth, sex=sex, warnings=tuple(warnings)
    )


def _kind(number: str) -> str:
    """By where the number begins: 9 is a foreigner's, 81, 82 and 83 are residence permits."""
    if len(number) == 18 and number[0] == "9":
        return FOREIGN
    return PERMIT if re.match(r"8[123]0000", number) else RESIDENT


def _birth(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def forms_of(number: str) -> tuple[str, ...]:
    """The number and its other form: 15 digits were made 18 in 1999, by 19 and a check digit."""
    plain = tidy(number)
    if re.fullmatch(r"[0-9]{15}", plain):
        first17 = f"{plain[:6]}19{plain[6:]}"
        return plain, first17 + check_character(first17)
    if re.fullmatch(r"[1-8][0-9]{5}19[0-9]{9}[0-9X]", plain):
        return plain, plain[:6] + plain[8:17]
    return (plain,)


def masked(number: str) -> str:
    """Area and year stay, the rest is starred; short ones keep two at each end."""
    if len(number) >= 15:
        return number[:10] + "*" * (len(number) - 12) + number[-2:]
    return number[:2] + "*" * max(0, len(number) - 4) + number[-2:] if len(number) > 4 else "****"
