"""Whom to compare at all: people share a key where they may be one, also under a wrong surname.

A key is a text; who shares none with somebody is not compared with them. No key rests on one thing
alone that is often wrong: a name is there whole and by halves, by its sound and by its characters,
a number by its beginning and its end.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import chain

from app.domain.document import forms_of
from app.domain.folk_words import usual
from app.domain.marks_alike import read_marks
from app.domain.name import spoken
from app.domain.name_parts import NameKind, NameParts
from app.domain.numbers_alike import digits
from app.domain.place_alike import HomesAlike
from app.domain.place_words import tidy_place
from app.domain.relatives_alike import bare_name
from app.domain.syllable import Syllable
from app.domain.traits import Traits
from app.domain.weigh import Scales

_CLASSES = {
    "n": "l", "l": "l", "r": "l", "f": "h", "h": "h", "zh": "z", "z": "z", "ch": "c", "c": "c",
    "sh": "s", "s": "s", "b": "b", "p": "b", "d": "d", "t": "d", "g": "g", "k": "g",
}  # fmt: skip
_RIMES = {
    "en": "n", "eng": "n", "an": "a", "ang": "a", "u": "u", "ou": "u", "e": "o", "o": "o",
    "ai": "e", "ei": "e", "i": "i", "ü": "i", "-i": "i", "ê": "o", "er": "o",
}  # fmt: skip
_LEVELS = re.compile("[省市县区旗州盟镇乡]|自治")
_WIDEST = 14
"""An estimate of more years' width is no key: it would be everybody's."""
MOST_IN_BLOCK, MOST_COMMON = 1500, 4000
"""Who shares only such a common key is compared where other keys are shared as well."""


def keys(one: Traits, scales: Scales, today: date) -> set[str]:
    """Every key somebody is found by."""
    return set(
        chain(
            _numbers(one),
            _names(one.names, scales, "n"),
            _names(map(bare_name, one.relatives), scales, "r"),
            _births(one, scales.homes, today),
            _marks(one),
            _at_home(one, scales, today),
        )
    )


def _numbers(one: Traits) -> Iterator[str]:
    for number in one.documents:
        for form in forms_of(number):
            half = len(form) // 2
            yield from (f"d:{form}", f"da:{form[:half]}:{len(form)}", f"db:{form[half:]}")
            if re.fullmatch(r"[1-8][0-9]{16}[0-9X]", form):
                yield f"b:{form[6:10]}-{form[10:12]}-{form[12:14]}"
    for phone in map(digits, one.phones):
        if len(phone) >= 7:
            yield from (f"p:{phone[-6:]}", f"q:{phone[:7]}")


def _names(names: Iterable[str], scales: Scales, mark: str) -> Iterator[str]:
    for name in names:
        for parts in scales.parts(name):
            yield from _of_parts(parts, mark)
            for word in parts.words:
                yield f"{mark}w:{usual(word, scales.tables)}"
            if parts.kind is NameKind.LATIN:
                yield f"{mark}w:{usual(''.join(parts.words), scales.tables)}"


def _of_parts(parts: NameParts, mark: str) -> Iterator[str]:
    if parts.words:
        whole = "".join(parts.words)
        yield f"{mark}w:{whole}"
        for word in parts.words:
            yield from (f"{mark}w:{word}", f"{mark}f:{_coarse(word, surname=False)[:6]}")
        return
    surname = _coarse(parts.surname[-1:], surname=True)
    given = _coarse(parts.given, surname=False)
    if parts.surname and parts.given:
        yield f"{mark}s:{surname}:{given}"
        # The vowels alone: whatever happened to the consonants.
        yield f"{mark}v:{''.join((surname + given)[1::2])}:{len(parts.given)}"
        yield f"{mark}o:{':'.join(sorted((surname, given)))}"
        yield f"{mark}l:{parts.surname}:{parts.given[-1]}"
        yield f"{mark}l:{parts.surname}:{parts.given[0]}"
        yield f"{mark}a:{surname}:{given[-2:]}"
    if len(parts.given) > 1:
        yield from (
            f"{mark}g:{given}",
            f"{mark}g:{given[2:] + given[:2]}",
            f"{mark}c:{parts.given}",
        )
    elif parts.given:
        yield f"{mark}1:{parts.given}"


@lru_cache(maxsize=65536)
def _coarse(text: str, *, surname: bool) -> str:
    """Two letters a character, the same for all that falls together somewhere: 胡 and 符."""
    return "".join(_class_of(said[0]) for c in text if (said := spoken(c, surname=surname)))


def _class_of(one: Syllable) -> str:
    initial = _CLASSES.get(one.initial, one.initial or ("h" if one.medial == "u" else "y"))
    if one.initial == "" and one.rime == "u":
        initial = "h"
    return initial + _RIMES.get(one.rime, one.rime[0])


def _births(one: Traits, homes: HomesAlike, today: date) -> Iterator[str]:
    """The day; and the year with the home, one year more and less."""
    if len(one.birth) == 10:
        yield f"b:{one.birth}"
        yield f"m:{one.birth[:4]}-{'-'.join(sorted((one.birth[5:7], one.birth[8:])))}"
        yield f"e:{one.birth[5:]}:{one.sex}"
    years = _years(one, today)
    for home in one.homes:
        yield from (f"w:{said}:{year}" for said in _heard_homes(home) for year in years)
        for spot in homes.spots(home):
            if len(spot.code) == 6:
                yield from (f"h:{spot.code}:{year}" for year in years)
            if len(spot.code) >= 4:
                yield from (f"h:{spot.code[:4]}:{year}" for year in years)


def _heard_homes(home: str) -> Iterator[str]:
    """The last two characters of a county and of what follows it, by their sound: 瑞立 is 瑞丽."""
    said = [part for part in _LEVELS.split(tidy_place(home)) if len(part) > 1]
    for part in said[-2:] if len(said) > 1 else said:
        if len(part) > 2 or len(said) == 1 or part != said[0]:  # a province alone is too many
            yield _coarse(part[-2:], surname=False)


def _years(one: Traits, today: date) -> list[int]:
    if one.birth:
        year = int(one.birth[:4])
        return [year - 1, year, year + 1]
    if one.ages and one.ages[1] - one.ages[0] <= _WIDEST:
        return list(range(today.year - one.ages[1] - 1, today.year - one.ages[0] + 2))
    return []


def _marks(one: Traits) -> Iterator[str]:
    for mark in read_marks(one.marks):
        if mark.site:
            yield f"k:{mark.kind}:{mark.site}:{one.sex}"


def _at_home(one: Traits, scales: Scales, today: date) -> Iterator[str]:
    """Who is called 老杨 or 阿花 is found where they are from, or by how old they are.

    A surname, or the end of a name, with the city; the end of a name with the years; a surname and
    the years, or a mark, with the province.
    """
    codes = {spot.code for home in one.homes for spot in scales.homes.spots(home)}
    cities = {code[:4] for code in codes if len(code) >= 4}
    provinces = {code[:2] for code in codes}
    years = _years(one, today)
    for parts in (parts for name in one.names for parts in scales.parts(name)):
        surname = _coarse(parts.surname[-1:], surname=True) if parts.surname else ""
        for city in cities:
            yield from (f"u:{surname}:{city}",) if surname else ()
            yield from (f"z:{parts.given[-1]}:{city}",) if parts.given else ()
        if parts.given:
            yield from (f"x:{parts.given[-1]}:{one.sex}:{year}" for year in years)
        for province in provinces if surname else ():
            yield from (f"y:{surname}:{province}:{year}" for year in years)
    for mark in read_marks(one.marks):
        if mark.site:
            yield from (f"k:{mark.kind}:{mark.site}:{province}:" for province in provinces)


class Blocks:
    """People by their keys; the index of a list that may grow and shrink."""

    def __init__(self) -> None:
        self._of: dict[str, list[int]] = {}

    def add(self, at: int, found: Iterable[str]) -> None:
        """Somebody and their keys."""
        for key in found:
            self._of.setdefault(key, []).append(at)

    def alike(self, found: Iterable[str], most: int) -> list[int]:
        """Who shares keys, those who share the most telling ones first; at most so many."""
        votes: dict[int, float] = defaultdict(float)
        common: list[list[int]] = []
        for key in found:
            block = self._of.get(key, [])
            if len(block) > MOST_IN_BLOCK:
                common.append(block)
                continue
            weight = _TELLING / (len(block) + _TELLING)
            for at in block:
                votes[at] += weight
        shared: dict[int, float] = defaultdict(float)
        for block in common:
            for at in block:
                shared[at] += 0.01
        for at in votes:
            votes[at] += shared.pop(at, 0.0)
        told = sorted(votes, key=lambda at: (-votes[at], at))[:most]
        # Of whom only what very many share is known, very many are compared.
        room = (most if told else max(most, MOST_COMMON)) - len(told)
        return told + sorted(shared, key=lambda at: (-shared[at], at))[: max(room, 0)]


_TELLING = 20
