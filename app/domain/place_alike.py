"""Homes that may be one: the same county, its city or province, then or now, or one heard wrong."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log

from app.domain.accent import Accent
from app.domain.clue import Clue, Verdict, unknown
from app.domain.place import Level, Places, Resolved, resolve
from app.domain.place_heard import Heard, alike_in, alike_names
from app.domain.place_sound import core
from app.domain.place_words import bare_place

_SHARES = {"d": 1 / 1200, "c": 1 / 200, "p": 1 / 18}
"""Two people at a station are from one county, city or province about so often (home provinces
are uneven: a few send most)."""
_SAME = {"d": 0.72, "c": 0.82, "p": 0.9}
_ONLY_CITY, _ONLY_PROVINCE, _OTHER = 0.10, 0.10, 0.07
_VILLAGE, _VILLAGE_HEARD, _VILLAGE_ALONE = 4.0, 2.5, 4.5
_MISHEARD, _MISHEARD_CITY = {"p": 2.4, "c": 1.4}, 1.2
"""What is below the province or city that both said sounds alike, and only one of them is there."""
_NOWHERE, _BOTH_THERE, _BOTH_PROVINCES = log(60), log(5), log(2)
"""What one said is no place and sounds like the other's; both are places; 陕西 and 山西."""
_FEWEST = 2
"""One character is the beginning of too many."""
_KINDS = frozenset("省市县区旗州盟镇乡村")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of today as a code with its zeros taken off, the size it has, what follows in the
    text, and how many others may be meant.

    `names` are its own in short, as said and as of today, `city` its city's; `said` is the
    province that the text begins with.
    """

    code: str
    level: str
    rest: str
    doubt: float
    names: tuple[str, ...]
    city: str
    said: str


Found = tuple[float, Verdict, str]
_VERY, _NEARLY = (Verdict.AGREES, "same_village"), (Verdict.NEAR, "sounds")


class HomesAlike:
    """Compares homes; each text is looked up once."""

    def __init__(
        self, places: Places, looks_like: Callable[[str, str], bool] = lambda _one, _other: False
    ) -> None:
        self._places, self._looks_like = places, looks_like
        self.spots = lru_cache(maxsize=65536)(self._spots)
        self._bare = lru_cache(maxsize=65536)(bare_place)

    def compare(
        self, one: Iterable[str], other: Iterable[str], accent: Accent, about: str = "home"
    ) -> Clue:
        """By the best pair; `about` is home or missing. What names no place (不详, 外地) says
        nothing."""
        there = [text for text in other if self._bare(text)]
        pairs = [self._pair(a, b, accent, about) for a in one if self._bare(a) for b in there]
        known = [clue for clue in pairs if clue.verdict is not Verdict.UNKNOWN]
        return max(known, key=lambda clue: clue.weight, default=unknown(about))

    def called(self, text: str, level: str = "d") -> frozenset[str]:
        """What the counties that a home may be are and were called, in short; or their cities.
        Where a home says no more than a city, that."""
        spots = [one for one in self.spots(text) if len(one.code) >= 4]
        size = 6 if level == "d" and any(len(one.code) == 6 for one in spots) else 4
        codes = {one.code[:size].ljust(6, "0") for one in spots if len(one.code) >= size}
        rows = [row for code in codes for row in self._places.by_code.get(code, ())]
        rows += [row for row in self._places.rows if codes and not codes.isdisjoint(row.after)]
        return frozenset(row.short if len(row.short) > 1 else row.name for row in rows)

    def _pair(self, one: str, other: str, accent: Accent, about: str) -> Clue:
        here, there = self.spots(one), self.spots(other)
        hearing = Heard(accent, self._looks_like)
        if here and there:
            found = max(_spots_alike(a, b, hearing) for a in here for b in there)
        else:
            found = self._unplaced(self._bare(one), self._bare(other), here or there, hearing)
        weight, verdict, how = found
        if verdict is Verdict.UNKNOWN:
            return unknown(about)
        return _clue(about, verdict, weight, how, one, other)

    def _unplaced(self, one: str, other: str, spots: tuple[Spot, ...], hearing: Heard) -> Found:
        """One of the two is on no list: a village alone, or a name nobody wrote so before."""
        if one == other:
            return 3.0, Verdict.AGREES, "same"
        texts = sorted((core(one), core(other)), key=len)
        if len(texts[0]) >= _FEWEST and any(texts[0] in spot.rest for spot in spots):
            return _VILLAGE_ALONE, *_VERY
        alike = alike_names(_last(one), _last(other), hearing)
        if alike is None:
            return 0.0, Verdict.UNKNOWN, ""
        return _NOWHERE - alike, *_NEARLY

    def _spots(self, text: str) -> tuple[Spot, ...]:
        plain = self._bare(text)
        found = [one for one in resolve(self._places, plain, 6) if one.matched != "sound"]
        begun = found[:3] if len(plain) >= _FEWEST else []
        sure = [one for one in found if one.matched != "start"] or begun
        said = self._province(plain)
        spots = [spot for one in sure for spot in self._of(one, said)]
        doubt = log(max(len({spot.code for spot in spots}), 1))
        return tuple(dict.fromkeys(replace(one, doubt=doubt) for one in spots))

    def _of(self, one: Resolved, said: str) -> Iterable[Spot]:
        around = None if one.today else self._places.around(one.place)
        for place in one.today or (around or one.place,):
            code = place.code[: {"p": 2, "c": 4, "d": 6}[place.level]]
            city = self._places.at(place.code[:4] + "00", 9999) if place.level == "d" else None
            named = (row.short if len(row.short) > 1 else row.name for row in (one.place, place))
            yield Spot(
                code=code,
                level=place.level,
                rest="" if one.rest in _KINDS else one.rest,
                doubt=0.0,
                names=tuple(dict.fromkeys(named)),
                city=city.short if city else "",
                said=said,
            )

    def _province(self, plain: str) -> str:
        """The first digits of the province that a text begins with."""
        for length in range(min(len(plain), self._places.longest), 1, -1):
            for row in self._places.called(plain[:length]):
                if row.level == Level.PROVINCE:
                    return row.code[:2]
        return ""


def _spots_alike(one: Spot, other: Spot, hearing: Heard) -> Found:
    length = min(len(one.code), len(other.code))
    level = {2: "p", 4: "c", 6: "d"}[length]
    doubt = 0.5 * (one.doubt + other.doubt)
    if one.code[:length] == other.code[:length]:
        worth = log(_SAME[level] / _SHARES[level]) - doubt
        return _below(one, other, worth, level, hearing)
    if length == 6 and one.code[:4] == other.code[:4]:
        found = (log(_ONLY_CITY / _SHARES["c"]) - doubt, Verdict.NEAR, "same_city")
    elif one.code[:2] == other.code[:2]:
        found = (log(_ONLY_PROVINCE / _SHARES["p"]), Verdict.NEAR, "same_province")
    else:
        found = (log(_OTHER), Verdict.DIFFERS, "other")
    return max(found, _mistaken(one, other, hearing))


def _below(one: Spot, other: Spot, worth: float, level: str, hearing: Heard) -> Found:
    """Both lie in one place; what either says below it may be the same, or sound so."""
    how = {"p": "same_province", "c": "same_city", "d": "same"}[level]
    if len(one.code) == len(other.code):
        more, sure = _rests(one.rest, other.rest, hearing)
        if not more:
            return worth, Verdict.AGREES, how
        return worth + more, *(_VERY if sure else _NEARLY)
    less, deep = sorted((one, other), key=lambda spot: len(spot.code))
    found = [(name, _MISHEARD[level]) for name in deep.names]
    found += [(deep.city, _MISHEARD_CITY)] if deep.city and level == "p" else []
    costs = ((alike_in(name, less.rest, hearing), more) for name, more in found if less.rest)
    best = max((more - cost for cost, more in costs if cost is not None), default=0.0)
    return (worth + best, *_NEARLY) if best > 0 else (worth, Verdict.AGREES, how)


def _rests(one: str, other: str, hearing: Heard) -> tuple[float, bool]:
    """What two rests add, and whether they are the same village or only sound like it."""
    if not one or not other:
        return 0.0, False
    short, long = sorted((_without_kinds(one), _without_kinds(other)), key=len)
    if short == long or (len(short) >= _FEWEST and short in long):
        return _VILLAGE, True
    alike = alike_names(short, long, hearing)
    return (_VILLAGE_HEARD - alike, False) if alike is not None else (0.0, False)


def _without_kinds(rest: str) -> str:
    """司门前白里 of 司门前镇白里村, as it may be said."""
    bare = re.sub(r"(?<=..)[镇乡村]", "", core(rest))
    return bare if len(bare) >= _FEWEST else rest


def _mistaken(one: Spot, other: Spot, hearing: Heard) -> Found:
    """Two places there are, of which one may have been heard as the other: not where two provinces
    were said."""
    nothing = (log(_OTHER) - 1, Verdict.DIFFERS, "other")
    levels = {one.level, other.level}
    if levels != {"p"} and ("p" in levels or (one.said and other.said)):
        return nothing
    alike = alike_names(one.names[0], other.names[0], hearing)
    if alike is None:
        return nothing
    return (_BOTH_PROVINCES if levels == {"p"} else _BOTH_THERE) - alike, *_NEARLY


def _last(text: str) -> str:
    """The smallest place of an address: what follows the last 省, 市, 县, 州 or 区 but one."""
    bare = core(text)
    at = max((bare.rfind(c) for c in "省市县州旗盟区"), default=-1)
    return core(bare[at + 1 :]) if 0 <= at < len(bare) - 2 else bare


def _clue(about: str, verdict: Verdict, weight: float, how: str, one: str, other: str) -> Clue:
    return Clue(
        about=about,
        verdict=verdict,
        weight=weight,
        key=f"clue.home_{how}" if about == "home" else f"clue.missing_{how}",
        facts={"one": one, "other": other},
    )
