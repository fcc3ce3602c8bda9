"""Document and telephone numbers that may be one: mistyped, misread, shortened or turned."""

from math import log

from app.domain.clue import Clue, Verdict, unknown
from app.domain.document import check_character, forms_of, tidy

_SAME, _SLIP = 0.93, 0.05
"""Of two notes of one document, so many agree, and so many are off by one digit or a swap."""
_OTHER_DOCUMENT = 0.015
"""A person shows another's card, or a digit more was wrong."""
_RESIDENTS = 1e9
_MOST = 14.0
_PHONE_SAME, _PHONE_SLIP = 0.35, 0.05
_PHONE_ALPHABET = 1e6


def compare_documents(one: tuple[str, ...], other: tuple[str, ...]) -> Clue:
    """Numbers of documents, by the best pair; those of different kinds say nothing."""
    pairs = [_pair(a, b) for a in one for b in other if not (is_filler(a) or is_filler(b))]
    known = [clue for clue in pairs if clue.verdict is not Verdict.UNKNOWN]
    return max(known, key=lambda clue: clue.weight, default=unknown("document"))


def _pair(one: str, other: str) -> Clue:
    facts = {"one": one, "other": other}
    # A number of 15 digits and its later form are one number; beyond that only like is compared.
    if set(forms_of(one)) & set(forms_of(other)):
        worth = min(_MOST, log(_SAME * 10.0 ** min(len(one), 12)))
        return _document(Verdict.AGREES, worth, "same", facts)
    if kind := slip(one, other):
        # How many numbers are as near to this one: about nine a digit; fewer of real ones.
        worth = min(_MOST - 2, log(_SLIP * _RESIDENTS / (9 * len(one))))
        if _is_resident(one) and _is_resident(other) and _holds(one) and _holds(other):
            worth -= 4.0  # both check digits hold: these may well be two cards
        return _document(Verdict.NEAR, worth, kind, facts)
    if _is_resident(one) and _is_resident(other):
        if one[:14] == other[:14]:
            return _document(Verdict.NEAR, 2.0, "same_place_and_day", facts)
        return _document(Verdict.DIFFERS, log(_OTHER_DOCUMENT), "other", facts)
    return unknown("document")


def _document(verdict: Verdict, weight: float, how: str, facts: dict[str, str]) -> Clue:
    return Clue(
        about="document", verdict=verdict, weight=weight, key=f"clue.document_{how}", facts=facts
    )


def slip(one: str, other: str) -> str:
    """The word for one slip between two numbers: one_digit, swapped, left_out; else empty."""
    if len(one) == len(other):
        apart = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        if len(apart) == 1:
            return "one_digit"
        if (
            len(apart) == 2
            and one[apart[0]] == other[apart[1]]
            and one[apart[1]] == other[apart[0]]
        ):
            return "swapped" if apart[1] - apart[0] <= 2 else ""
        return ""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) == 1 and any(
        long[:at] + long[at + 1 :] == short for at in range(len(long))
    ):
        return "left_out"
    return ""


def _turned(one: str, other: str, first: int, last: int) -> bool:
    near = last - first <= 2
    return near and (one[first], one[last]) == (other[last], other[first])


def _is_resident(number: str) -> bool:
    return len(number) in {15, 18} and number[:-1].isdigit()


def _holds(number: str) -> bool:
    return len(number) == 18 and check_character(number[:17]) == number[17]


def repaired(number: str) -> list[str]:
    """The resident numbers that one wrong digit may have come from: those whose check digit holds
    and which begin and go on as such numbers do. Empty where the number holds as it is."""
    if len(number) != 18 or not number[:17].isdigit() or _holds(number):
        return []
    found = [number[:17] + check_character(number[:17])]
    for at in range(17):
        for digit in "0123456789":
            one = number[:at] + digit + number[at + 1 :]
            if digit != number[at] and _holds(one) and _possible(one):
                found.append(one)
    for at in range(16):
        one = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
        if one != number and _holds(one) and _possible(one):
            found.append(one)
    return found


def _possible(number: str) -> bool:
    year, month, day = number[6:10], number[10:12], number[12:14]
    return (
        number[0] in "12345678"
        and "1890" <= year <= "2100"
        and "01" <= month <= "12"
        and "01" <= day <= "31"
    )


def compare_phones(one: tuple[str, ...], other: tuple[str, ...]) -> Clue:
    """Telephone numbers, by the best pair; another number says little, for they change."""
    pairs = [
        _phones(digits(a), digits(b))
        for a in one
        for b in other
        if not (is_filler(a) or is_filler(b))
    ]
    known = [clue for clue in pairs if clue is not None]
    return max(known, key=lambda clue: clue.weight, default=unknown("phone"))


def is_filler(number: str) -> bool:
    """000000, 12345, 身份证丢失: what is written where there is no number."""
    bare = "".join(c for c in number if c.isdigit() and c.isascii())
    return len(set(bare)) < 3 or bare in _COUNTED


_COUNTED = frozenset("1234567890123456789"[:length] for length in range(1, 19))


def digits(phone: str) -> str:
    """Without signs, and without +86 or 0086."""
    bare = "".join(c for c in tidy(phone) if c.isdigit())
    for code in ("0086", "86"):
        if bare.startswith(code) and len(bare) - len(code) >= 10:
            return bare[len(code) :]
    return bare


def _phones(one: str, other: str) -> Clue | None:
    if min(len(one), len(other)) < 4:
        return None
    facts = {"one": one, "other": other}
    if one == other:
        return _phone(Verdict.AGREES, log(_PHONE_SAME * _PHONE_ALPHABET), "same", facts)
    if min(len(one), len(other)) >= 7 and (kind := slip(one, other)):
        worth = log(_PHONE_SLIP * _PHONE_ALPHABET / (9 * len(one)))
        return _phone(Verdict.NEAR, worth, kind, facts)
    short, long = sorted((one, other), key=len)
    if len(short) >= 6 and (long.endswith(short) or long.startswith(short)):
        worth = log(_PHONE_SLIP * 10.0 ** (len(short) - 3))
        return _phone(Verdict.NEAR, min(worth, 7.0), "part", facts)
    return _phone(Verdict.DIFFERS, -0.4, "other", facts)


def _phone(verdict: Verdict, weight: float, how: str, facts: dict[str, str]) -> Clue:
    return Clue(about="phone", verdict=verdict, weight=weight, key=f"clue.phone_{how}", facts=facts)
