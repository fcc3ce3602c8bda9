"""Whom to compare at all: people share a sign where they may be one, also under a wrong surname.

Who shares no sign with somebody is not compared with them. No sign rests on one thing alone that is
often wrong: a name is there whole and by halves, by its sound and by its characters, a number by
its beginning and its end.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from app.domain.document import forms_of
from app.domain.folk_words import usual
from app.domain.marks_alike import read_marks
from app.domain.name import spoken
from app.domain.name_parts import NameKind, NameParts
from app.domain.numbers_alike import digits
from app.domain.place_words import tidy_place
from app.domain.relatives_alike import bare_name
from app.domain.syllable import Syllable
from app.domain.traits import Traits
from app.domain.weigh import Scales

Sign = tuple[object, ...]
"""Its kind, and what it says."""
_CLASSES = {
    "n": "l", "l": "l", "r": "l", "f": "h", "h": "h", "zh": "z", "z": "z", "ch": "c", "c": "c",
    "sh": "s", "s": "s", "b": "b", "p": "b", "d": "d", "t": "d", "g": "g", "k": "g",
}  # fmt: skip
_RIMES = {
    "en": "n", "eng": "n", "an": "a", "ang": "a", "u": "u", "ou": "u", "e": "o", "o": "o",
    "ai": "e", "ei": "e", "i": "i", "ü": "i", "-i": "i", "ê": "o", "er": "o",
}  # fmt: skip
_LEVELS = re.compile("[省市县区旗州盟镇乡]|自治")

KINDS = {
    # kind: (what speaks against it beside what it says itself, the most it is worth), in nats
    "d": (0.0, 14.0), "da": (1.0, 9.0), "db": (1.0, 10.0), "p": (0.5, 8.5), "q": (2.0, 7.0),
    "s": (0.0, 12.0), "v": (3.5, 6.0), "o": (4.0, 7.0), "l": (3.5, 5.0), "a": (3.0, 6.0),
    "i": (3.0, 6.0),
    "g": (3.0, 6.0), "t": (5.0, 5.0), "c": (2.5, 7.0), "1": (2.0, 4.0),
    "w": (0.0, 10.0), "f": (3.0, 6.0),
    "u": (0.0, 2.7), "y": (0.0, 2.7), "z": (0.0, 4.0), "x": (0.0, 4.0), "n": (0.0, 2.7),
    "b": (0.0, 6.0), "m": (2.0, 4.0), "e": (1.0, 3.0),
    "hw": (0.0, 4.0), "h6": (0.0, 0.0), "h4": (0.0, 0.0), "k": (0.0, 4.0), "kp": (0.0, 4.0),
    "j": (0.0, 2.0),
}  # fmt: skip
"""What is worth nothing here is looked at otherwise once somebody is found by it."""


def signs(
    one: Traits, scales: Scales, *, wanted: bool = False
) -> Iterator[tuple[str, Iterator[Sign]]]:
    """Every sign somebody is found by, those of one clue together: of these the best counts.

    `wanted`: of who is looked for, who is called 老王 by others and known by a whole name at home.
    """
    yield "document", _documents(one)
    yield "phone", _phones(one)
    yield "day", _days(one)
    codes = {spot.code for home in one.homes for spot in scales.homes.spots(home)}
    yield "home", _homes(one, codes)
    yield "name", chain(_names(one.names, scales), _halves(one, scales, codes, wanted=wanted))
    lost = scales.homes.spots(one.missing_place) if one.missing_place else ()
    yield "lost", (("j", spot.code[:4]) for spot in lost if len(spot.code) >= 4)
    for at, relative in enumerate(one.relatives):
        yield f"kin{at}", (("r", *sign) for sign in _names((bare_name(relative),), scales))
    for at, mark in enumerate(read_marks(one.marks)):
        if mark.site:
            provinces = sorted({code[:2] for code in codes})
            wide = [("kp", mark.kind, mark.site, province) for province in provinces]
            yield f"mark{at}", iter([("k", mark.kind, mark.site), *wide])


def _documents(one: Traits) -> Iterator[Sign]:
    for number in one.documents:
        for form in forms_of(number):
            half = len(form) // 2
            yield from (("d", form), ("da", form[:half], len(form)), ("db", form[half:]))


def _phones(one: Traits) -> Iterator[Sign]:
    for phone in map(digits, one.phones):
        if len(phone) >= 7:
            yield from (("p", phone[-6:]), ("q", phone[:7]))


def _days(one: Traits) -> Iterator[Sign]:
    for number in one.documents:
        for form in forms_of(number):
            if re.fullmatch(r"[1-8][0-9]{16}[0-9X]", form):
                yield "b", f"{form[6:10]}-{form[10:12]}-{form[12:14]}"
    if len(one.birth) == 10:
        year, month, day = one.birth[:4], one.birth[5:7], one.birth[8:]
        yield from (("b", one.birth), ("m", year, *sorted((month, day))))
        yield "e", one.birth[5:]


def _names(names: Iterable[str], scales: Scales) -> Iterator[Sign]:
    for name in names:
        for parts in scales.parts(name):
            yield from _of_parts(parts)
            for word in parts.words:
                yield "w", usual(word, scales.tables)
            if parts.kind is NameKind.LATIN:
                yield "w", usual("".join(parts.words), scales.tables)


def _of_parts(parts: NameParts) -> Iterator[Sign]:
    if parts.words:
        yield "w", "".join(parts.words)
        for word in parts.words:
            yield from (("w", word), ("f", _coarse(word, surname=False)[:6]))
        return
    surname = _coarse(parts.surname[-1:], surname=True)
    given = _coarse(parts.given, surname=False)
    if parts.surname and parts.given:
        yield "s", surname, given
        # The vowels alone: whatever happened to the consonants.
        yield "v", (surname + given)[1::2], len(parts.given)
        yield "o", *sorted((surname, given))
        yield from (("l", parts.surname, one) for one in {parts.given[0], parts.given[-1]})
        yield "a", surname, given[-2:]
        yield "i", surname, given[:2]
    if len(parts.given) > 1:
        yield from (("g", given), ("t", given[2:] + given[:2]), ("t", given), ("c", parts.given))
    elif parts.given:
        yield "1", parts.given


@lru_cache(maxsize=65536)
def _coarse(text: str, *, surname: bool) -> str:
    """Two letters a character, the same for all that falls together somewhere: 胡 and 符."""
    return "".join(_class_of(said[0]) for c in text if (said := spoken(c, surname=surname)))


def _class_of(one: Syllable) -> str:
    initial = _CLASSES.get(one.initial, one.initial or ("h" if one.medial == "u" else "y"))
    if one.initial == "" and one.rime == "u":
        initial = "h"
    return initial + _RIMES.get(one.rime, one.rime[0])


def _homes(one: Traits, codes: Iterable[str]) -> Iterator[Sign]:
    for home in one.homes:
        yield from (("hw", said) for said in _heard_homes(home))
    for code in codes:
        if len(code) == 6:
            yield "h6", code
        if len(code) >= 4:
            yield "h4", code[:4]


@lru_cache(maxsize=65536)
def _heard_homes(home: str) -> tuple[str, ...]:
    """The last two characters of a county and of what follows it, by their sound: 瑞立 is 瑞丽."""
    said = [part for part in _LEVELS.split(tidy_place(home)) if len(part) > 1]
    last = said[-2:] if len(said) > 1 else said
    # A province alone is too many.
    told = [part for part in last if len(part) > 2 or len(said) == 1 or part != said[0]]
    return tuple(_coarse(part[-2:], surname=False) for part in told)


def _halves(one: Traits, scales: Scales, codes: Iterable[str], *, wanted: bool) -> Iterator[Sign]:
    """Who is called 老杨 or 阿花 is found where they are from.

    A surname with the city or the province, or anywhere where nothing else is on file; the end of a
    name with the city, or anywhere.
    """
    cities = {code[:4] for code in codes if len(code) >= 4}
    provinces = {code[:2] for code in codes}
    for parts in (parts for name in one.names for parts in scales.parts(name)):
        surname = _coarse(parts.surname[-1:], surname=True) if parts.surname else ""
        if surname:
            yield from (("u", surname, city) for city in cities)
            yield from (("y", surname, province) for province in provinces)
        if surname and (wanted or not parts.given):
            yield "n", surname
        if parts.given:
            yield from (("z", parts.given[-1], city) for city in cities)
            yield "x", parts.given[-1]
