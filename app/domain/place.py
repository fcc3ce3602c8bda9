"""Places as they are and were: what an officer typed is found, and what became of it today.

A place is one name of one area code (GB/T 2260) for some years; `gone` is the first year without
it. A name, an old name, a code, an address or its beginning resolve to candidates; nothing is
ever rejected, and where nobody knows what became of a place, that is said.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from app.domain.place_words import PROVINCES, tidy_place

FIRST_NUMBERS = 1984
"""Numbers were first given out then; whoever was born before got the code of that time."""
_ALL_DISTRICTS = ("01", "20")
"""市辖区 and 市区 of a city: no place of their own, but people's numbers begin with them."""
_MOST_STEPS = 12
_SHORTEST_SOUND = 2


class Level(StrEnum):
    """How large a place is."""

    PROVINCE = "p"
    CITY = "c"
    COUNTY = "d"


class Place(NamedTuple):
    """One row of the table (a tuple, because eight thousand are made while an officer waits).

    `since` and `gone` are 0 where the lists do not say (they begin with 1980); `after` are the
    codes that followed, most of it first; `how` says by what that is known.
    """

    code: str
    name: str
    level: str
    since: int
    gone: int
    after: tuple[str, ...]
    how: str
    short: str
    pinyin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """One answer. `full` is its whole name then, `now` the whole names today, most of it first.

    `matched`: name, short, code, address, start or sound; `rest` is what follows in an address.
    """

    place: Place
    full: str
    now: tuple[str, ...]
    today: tuple[Place, ...]
    matched: str
    rest: str = ""

    @property
    def is_current(self) -> bool:
        """Whether it is still called so."""
        return self.place.gone == 0

    @property
    def whole(self) -> str:
        """Today's name with the rest of the address; the old one where nobody knows today's."""
        return (self.now[0] if self.now else self.full) + self.rest


class Places:
    """The table and what it is looked up by.

    `said`: what people call places and no list does -> the codes of today's.
    """

    def __init__(
        self, rows: Iterable[Place], said: Mapping[str, Iterable[str]] | None = None
    ) -> None:
        self.rows = tuple(rows)
        self.by_code: dict[str, list[Place]] = {}
        self.by_name: dict[str, list[Place]] = {}
        for row in self.rows:
            self.by_code.setdefault(row.code, []).append(row)
            self.by_name.setdefault(row.name, []).append(row)
            if row.short != row.name:
                self.by_name.setdefault(row.short, []).append(row)
        whole = {one: self.by_name.get(name, []) for one, name in PROVINCES.items()}
        meant = {one: self._now_at(codes) for one, codes in (said or {}).items()}
        self.said = whole | meant

    def _now_at(self, codes: Iterable[str]) -> list[Place]:
        return [row for code in codes for row in self.by_code.get(code, []) if not row.gone]

    def called(self, name: str) -> list[Place]:
        """What has or had this name in the lists; else what people call so."""
        return self.by_name.get(name) or self.said.get(name, [])

    @cached_property
    def names(self) -> list[str]:
        """Every name and short name, sorted: for what begins like this."""
        return sorted(self.by_name)

    @cached_property
    def longest(self) -> int:
        """How long a name can be."""
        return max(map(len, self.by_name), default=0)

    @cached_property
    def sounds(self) -> list[tuple[str, str]]:
        """(sound without spaces, or initials; name), sorted."""
        found = set()
        for name, rows in self.by_name.items():
            said = rows[0].pinyin.split(" ")[: len(name)]
            found |= {("".join(said), name), ("".join(s[0] for s in said if s), name)}
        return sorted(found)

    def prepare(self) -> None:
        """Sort now what is looked through later: nobody shall wait while typing."""
        _ = self.names, self.longest, self.sounds

    def at(self, code: str, year: int) -> Place | None:
        """What a code was called in a year, or the nearest time it was in use."""
        rows = self.by_code.get(code, [])
        return min(rows, key=lambda row: _distance(row, year), default=None)

    def full(self, place: Place, year: int | None = None) -> str:
        """云南省普洱市思茅区: with the places above it, in its own last year unless one is said."""
        when = year if year is not None else (place.gone - 1 if place.gone else 9999)
        return "".join(above.name for above in self._above(place, when)) + place.name

    def _above(self, place: Place, year: int) -> Iterator[Place]:
        if place.level != Level.PROVINCE and (province := self.at(place.code[:2] + "0000", year)):
            yield province
        city = self.at(place.code[:4] + "00", year) if place.level == Level.COUNTY else None
        # A county right under a young province (4600..) has no city above it.
        if city and city.level == Level.CITY and _distance(city, year) == 0:
            yield city

    def today(self, place: Place) -> tuple[Place, ...]:
        """What it has become, the most of it first; empty where nobody knows."""
        return tuple(dict.fromkeys(self._followed(place, _MOST_STEPS)))

    def _followed(self, place: Place, steps: int) -> Iterator[Place]:
        if not place.gone:
            yield place
        elif steps:
            for after in self._after(place):
                yield from self._followed(after, steps - 1)

    def _after(self, place: Place) -> Iterator[Place]:
        for code in place.after:
            later = [row for row in self.by_code.get(code, []) if not 0 < row.gone <= place.gone]
            if later:
                # The lists of a few years have two places under one code: what began as this
                # ended is what followed.
                yield min(later, key=lambda row: (row.since != place.gone, row.since))

    def surroundings(self, place: Place) -> str:
        """Today's name of the city or province it lay in, for a place that nobody can follow."""
        around = self.around(place)
        return self.full(around) if around else ""

    def around(self, place: Place) -> Place | None:
        """The city or province of today that it lay in."""
        for above in reversed(list(self._above(place, max(place.gone - 1, 0)))):
            if now := self.today(above):
                return now[0]
        return None


def _distance(row: Place, year: int) -> int:
    if year < row.since:
        return row.since - year
    return year - row.gone + 1 if row.gone and year >= row.gone else 0


def read_row(line: str) -> Place:
    """One line of the table's file."""
    code, name, level, since, gone, after, how, short, pinyin = line.split("\t")
    follows = tuple(after.split(",")) if after else ()
    return Place(code, name, level, int(since or 0), int(gone or 0), follows, how, short, pinyin)


def resolve(places: Places, text: str, limit: int = 12) -> list[Resolved]:
    """What may be meant: by code, name, address, beginning or sound, the likeliest first."""
    plain = tidy_place(text)
    if not plain:
        return []
    if plain.isascii():
        found = _by_code(places, plain) if plain[0].isdigit() else _by_sound(places, plain)
    else:
        found = _by_name(places, plain)
    return list(islice(_each_once(found), limit))


def settled(places: Places, text: str) -> Resolved | None:
    """What a text means where it can mean one place only; a beginning or a sound is no answer."""
    plain = tidy_place(text)
    meant = [one for one in resolve(places, text) if one.matched not in {"start", "sound"}]
    whole = [one for one in meant if tidy_place(one.full + one.rest) == plain]
    if whole:
        return whole[0]
    return meant[0] if len(meant) == 1 else None


def detail_of(one: Resolved) -> dict[str, str]:
    """What is kept with a claim: code, the years of that name, successor and today's name."""
    place = one.place
    years = f"{place.since or ''}-{place.gone - 1 if place.gone else ''}"
    told = {
        "code": place.code,
        "as_of": years if years != "-" else "",
        "successor": one.today[0].code if one.today and not one.is_current else "",
        "now": one.whole if one.today else "",
    }
    return {name: text for name, text in told.items() if text}


def _each_once(found: Iterable[Resolved]) -> Iterator[Resolved]:
    """One answer for each place of today; a place nobody can follow stands for itself."""
    seen: set[object] = set()
    for one in found:
        what: object = (one.today, one.rest) if one.today else (one.full, one.rest)
        if what not in seen:
            seen.add(what)
            yield one


def _answer(places: Places, place: Place, matched: str, rest: str = "") -> Resolved:
    today = places.today(place)
    now = tuple(places.full(one) for one in today)
    return Resolved(
        place=place, full=places.full(place), now=now, today=today, matched=matched, rest=rest
    )


def _by_code(places: Places, digits: str) -> Iterator[Resolved]:
    code = re.sub(r"[^0-9]", "", digits)[:6]
    if len(code) in {2, 4}:
        code = code.ljust(6, "0")
    rows = sorted(places.by_code.get(code, []), key=lambda row: -(row.gone or 9999))
    return (_answer(places, row, "code") for row in rows)


def _by_sound(places: Places, sound: str) -> Iterator[Resolved]:
    if len(sound) < _SHORTEST_SOUND:
        return
    sounds = places.sounds
    names: dict[str, bool] = {}
    for at in range(bisect_left(sounds, (sound, "")), len(sounds)):
        said, name = sounds[at]
        if not said.startswith(sound):
            break
        names[name] = names.get(name, False) or said == sound
    rows = {row: exact for name, exact in names.items() for row in places.by_name[name]}
    for row in sorted(rows, key=lambda row: (not rows[row], *_rank(row))):
        yield _answer(places, row, "sound")


def _by_name(places: Places, plain: str) -> Iterator[Resolved]:
    if whole := places.called(plain):
        for row in sorted(whole, key=lambda row: (row.name != plain, *_rank(row))):
            yield _answer(places, row, "name" if row.name == plain else "short")
    rows, rest = _deepest(places, plain)
    if rest or not whole:
        yield from _in_address(places, rows, rest)
    for row in _beginning(places, plain):
        yield _answer(places, row, "start")


def _rank(row: Place) -> tuple[bool, int, int, str]:
    """Today's places before old ones, the small before the large: homes are small."""
    return row.gone != 0, -row.gone, "dcp".index(row.level), row.code


def _in_address(places: Places, rows: list[Place], rest: str) -> Iterator[Resolved]:
    """Below the place the address begins with: what its end begins, then the place itself."""
    for row in sorted(rows, key=_rank):
        if row.level != Level.COUNTY and rest:
            below = [one for one in _beginning(places, rest) if _lies_in(places, one, row)]
            yield from (_answer(places, one, "start") for one in below)
        yield _answer(places, row, "address", rest)


def _deepest(places: Places, plain: str) -> tuple[list[Place], str]:
    """The places that the most of the text's beginning names, and what is left of the text."""
    best: tuple[list[Place], str] = ([], plain)
    for length in range(min(len(plain), places.longest), 1, -1):
        rows, rest = places.called(plain[:length]), plain[length:]
        for row in rows:
            inner = _below(places, row, rest)
            if len(inner[1]) < len(best[1]):
                best = inner
            elif inner[0] and len(inner[1]) == len(best[1]):
                best = ([*best[0], *(one for one in inner[0] if one not in best[0])], best[1])
    return best


def _below(places: Places, row: Place, rest: str) -> tuple[list[Place], str]:
    best: tuple[list[Place], str] = ([row], rest)
    if row.level == Level.COUNTY:
        return best
    for length in range(min(len(rest), places.longest), 1, -1):
        fit = [
            one for one in places.called(rest[:length]) if one != row and _lies_in(places, one, row)
        ]
        for one in fit:
            inner = _below(places, one, rest[length:])
            if len(inner[1]) < len(best[1]):
                best = inner
            elif len(inner[1]) == len(best[1]) and best[0] != [row]:
                best = ([*best[0], *(i for i in inner[0] if i not in best[0])], best[1])
    return best


def _lies_in(places: Places, small: Place, large: Place) -> bool:
    """By its code then, or by what both have become."""
    if "dcp".index(small.level) >= "dcp".index(large.level):
        return False
    digits = 2 if large.level == Level.PROVINCE else 4
    if small.code[:digits] == large.code[:digits]:
        return True
    now = {one.code[:digits] for one in places.today(large)}
    return any(one.code[:digits] in now for one in places.today(small))


def _beginning(places: Places, start: str) -> list[Place]:
    """Places whose name begins like this and is longer, the likeliest first."""
    names, found = places.names, []
    for at in range(bisect_left(names, start), len(names)):
        if not names[at].startswith(start):
            break
        if names[at] != start:
            found += places.by_name[names[at]]
    return sorted(dict.fromkeys(found), key=_rank)


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What the area code of a number says. `known` is False for a code that no list has."""

    code: str
    known: bool
    resolved: Resolved | None = None


def home_of(places: Places, number: str, birth_year: int | None) -> Home | None:
    """The place that gave a resident number, as it was called when the number was given.

    None for a number without an area code. A code that no list has is no fault of the number:
    its city (or province) is named instead.
    """
    if not re.fullmatch(r"[1-8][0-9]{5}([0-9]{9}|[0-9]{11}[0-9X])", number):
        return None
    code, year = number[:6], max(birth_year or 0, FIRST_NUMBERS)
    if place := places.at(code, year):
        return Home(code=code, known=True, resolved=_answer(places, place, "code"))
    for above in (code[:4] + "00", code[:2] + "0000"):
        if place := places.at(above, year):
            districts = place.level == Level.CITY and code[4:] in _ALL_DISTRICTS
            return Home(code=code, known=districts, resolved=_answer(places, place, "code"))
    return Home(code=code, known=False)
