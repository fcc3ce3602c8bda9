"""Homes that may be one: the same county, its city or province, then or now, or one heard wrong."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import log

from app.domain.accent import Accent
from app.domain.clue import Clue, Verdict, unknown
from app.domain.place import Places, Resolved, resolve
from app.domain.place_sound import Said, core, heard
from app.domain.sound import hear

_SHARES = {"d": 1 / 1200, "c": 1 / 200, "p": 1 / 18}
"""Two people at a station are from one county, city or province about so often (home provinces
are uneven: a few send most)."""
_SAME = {"d": 0.72, "c": 0.82, "p": 0.9}
_ONLY_CITY, _ONLY_PROVINCE, _OTHER = 0.10, 0.10, 0.07
_VILLAGE, _LIKE = 4.0, 0.06
_TOO_UNLIKE = 1.3


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place of today as a code with its zeros taken off, the size it has, and what follows."""

    code: str
    level: str
    rest: str
    doubt: float


class HomesAlike:
    """Compares homes; each text is looked up once."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self.spots = lru_cache(maxsize=65536)(self._spots)

    def compare(
        self, one: Iterable[str], other: Iterable[str], accent: Accent, about: str = "home"
    ) -> Clue:
        """By the best pair; `about` is home or missing."""
        pairs = [self._pair(a, b, accent, about) for a in one for b in other]
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
        if not here or not there:
            alike = _sounds_alike(one, other, accent)
            if one == other and one:
                return _clue(about, Verdict.AGREES, 3.0, "same", one, other)
            if alike is None:
                return unknown(about)
            return _clue(about, Verdict.NEAR, log(_LIKE / 0.004) - alike, "sounds", one, other)
        found = [_spots_alike(a, b) for a in here for b in there]
        weight, verdict, how = max(found)
        if verdict is not Verdict.AGREES:
            alike = _sounds_alike(one, other, accent)
            if alike is not None and (worth := log(_LIKE / 0.002) - alike) > weight:
                return _clue(about, Verdict.NEAR, worth, "sounds", one, other)
        return _clue(about, verdict, weight, how, one, other)

    def _spots(self, text: str) -> tuple[_Spot, ...]:
        found = [one for one in resolve(self._places, text, 6) if one.matched != "sound"]
        sure = [one for one in found if one.matched != "start"] or found[:3]
        doubt = log(max(len(sure), 1))
        spots = (_Spot(*_code_of(one), one.rest, doubt) for one in sure)
        return tuple(dict.fromkeys(spots))


def _code_of(one: Resolved) -> tuple[str, str]:
    place = one.today[0] if one.today else one.place
    code = place.code.rstrip("0")
    length = {"p": 2, "c": 4, "d": 6}[place.level]
    return code.ljust(length, "0")[:length], place.level


def _spots_alike(one: _Spot, other: _Spot) -> tuple[float, Verdict, str]:
    length = min(len(one.code), len(other.code))
    level = {2: "p", 4: "c", 6: "d"}[length]
    doubt = 0.5 * (one.doubt + other.doubt)
    if one.code[:length] == other.code[:length]:
        worth = log(_SAME[level] / _SHARES[level]) - doubt
        if one.rest and one.rest == other.rest:
            return worth + _VILLAGE, Verdict.AGREES, "same_village"
        return worth, Verdict.AGREES, {"p": "same_province", "c": "same_city", "d": "same"}[level]
    if length == 6 and one.code[:4] == other.code[:4]:
        return log(_ONLY_CITY / _SHARES["c"]) - doubt, Verdict.NEAR, "same_city"
    if one.code[:2] == other.code[:2]:
        return log(_ONLY_PROVINCE / _SHARES["p"]), Verdict.NEAR, "same_province"
    return log(_OTHER), Verdict.DIFFERS, "other"


def _sounds_alike(one: str, other: str, accent: Accent) -> float | None:
    """The cost of taking the end of one for the other; None where they do not sound alike."""
    costs = [
        sum(min(hear(x, y, accent).cost for x in a for y in b) for a, b in zip(p, q, strict=True))
        / len(p)
        for p in _end(one)
        for q in _end(other)
        if len(p) == len(q) > 1
    ]
    best = min(costs, default=_TOO_UNLIKE)
    return best if best < _TOO_UNLIKE else None


@lru_cache(maxsize=1 << 14)
def _end(text: str) -> list[list[Said]]:
    return heard(_last(text))


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
