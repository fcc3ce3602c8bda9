"""Places of every size by name or by sound, the nearest first: counties, towns, villages."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from app.domain.accent import Accent
from app.domain.place import Place, Places, Resolved, resolve
from app.domain.place_sound import SoundIndex, core, heard
from app.domain.place_words import tidy_place
from app.villages import AS_OF, SmallPlaces

_MOST_SOUNDS = 400
_OTHER_CHARACTERS = 0.25
"""Where characters were written, a place with these very ones comes first."""
_AWAY = (0.0, 0.25, 0.6, 1.1)
"""In the county, city or province that was asked for, or elsewhere."""
_SMALL = {"d": 0.0, "c": 0.1, "p": 0.1, "town": 0.2, "village": 0.6}
_GONE = 0.15
"""Of two that sound so, more people are from a county than from a village, and say its name of
today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Small:
    """A town or a village. `full` is its whole name as of `AS_OF`, `now` with today's county."""

    code: str
    name: str
    level: str
    full: str
    now: str
    county: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One place. `cost`: how unlike it sounds, 0 for the same, None where it was not heard;
    `away`: 0 in the county asked for, 1 in its city, 2 in its province, 3 elsewhere."""

    place: Resolved | Small
    cost: float | None = None
    away: int | None = None


def named(
    places: Places, small: SmallPlaces, text: str, near: str = "", limit: int = 12
) -> list[Found]:
    """What a name may mean; towns and villages where no county, city or province is called so."""
    large = [Found(place=one, away=_away(_code(one), near)) for one in resolve(places, text, limit)]
    if not near and any(_is_sure(one.place) for one in large):
        return large
    tiny = _called_so(places, small, tidy_place(text), near)
    both = [*tiny, *large] if not near else sorted([*tiny, *large], key=lambda one: one.away or 0)
    return both[:limit]


def _is_sure(one: Resolved | Small) -> bool:
    """The whole text names this place."""
    return isinstance(one, Resolved) and not one.rest and one.matched not in {"start", "sound"}


def _called_so(places: Places, small: SmallPlaces, plain: str, near: str) -> list[Found]:
    """By the name alone, or by one that stands at the end of an address."""
    at = small.by_name.get(plain, [])
    if not at:
        at = [
            i
            for one in resolve(places, plain)
            if isinstance(one, Resolved) and one.rest
            for i in small.by_name.get(_last(one.rest, small), [])
            if any(small.codes[i].startswith(place.code[:6].rstrip("0")) for place in one.today)
        ]
    found = [Found(place=_small(places, small, i), away=_away(small.codes[i], near)) for i in at]
    return sorted(found, key=lambda one: one.away or 0)


def _last(rest: str, small: SmallPlaces) -> str:
    """The smallest place that the rest of an address ends with: 马场镇新民村 is 新民村."""
    ends = (rest[at:] for at in range(len(rest)))
    return next((end for end in ends if end in small.by_name), "")


def sounding(
    places: Places,
    small: SmallPlaces,
    text: str,
    accent: Accent,
    near: str = "",
    limit: int = 12,
) -> list[Found]:
    """Places that sound like what was heard, however large, those near `near` (an area code) first.

    `text` is characters or letters, "马场" or "ma chang".
    """
    found: list[tuple[float, Found]] = []
    bare = core(tidy_place(text))
    for said in heard(text):
        for at, cost in _large_sounds(places).search(said, accent, _MOST_SOUNDS):
            meant = resolve(places, _large_names(places)[at], 4)
            so_called = (one for one in meant if one.matched in {"name", "short"})
            found += [_ranked(one, cost, _code(one), bare, near) for one in so_called]
        for at, cost in small.sounds.search(said, accent, _MOST_SOUNDS * (20 if near else 1)):
            if near and _away(small.codes[at], near) == _ELSEWHERE and len(found) > limit:
                continue
            found.append(_ranked(_small(places, small, at), cost, small.codes[at], bare, near))
    found.sort(key=lambda pair: pair[0])
    return list(islice(_once(one for _, one in found), limit))


_ELSEWHERE = 3


def _ranked(
    one: Resolved | Small, cost: float, code: str, bare: str, near: str
) -> tuple[float, Found]:
    away = _away(code, near)
    name = one.name if isinstance(one, Small) else one.place.name
    level = one.level if isinstance(one, Small) else one.place.level
    gone = isinstance(one, Resolved) and not one.is_current
    rank = cost + _SMALL[level] + _GONE * gone + (_AWAY[away] if away is not None else 0.0)
    if core(name) != bare and not bare.isascii():
        rank += _OTHER_CHARACTERS
    return rank, Found(place=one, cost=round(cost, 2), away=away)


def _once(found: Iterator[Found]) -> Iterator[Found]:
    seen: set[object] = set()
    for one in found:
        place = one.place
        what: object = place.code + place.name if isinstance(place, Small) else place.place
        if what not in seen:
            seen.add(what)
            yield one


def _code(one: Resolved) -> str:
    return one.today[0].code if one.today else one.place.code


def _away(code: str, near: str) -> int | None:
    """How far a place is from an area code, by what they share."""
    if not near:
        return None
    code, near = code[:6], near.ljust(6, "0")[:6]
    if code == near:
        return 0
    if code[:4] == near[:4]:
        return 0 if near.endswith("00") else 1
    return 2 if code[:2] == near[:2] else _ELSEWHERE


def _small(places: Places, small: SmallPlaces, at: int) -> Small:
    code, name = small.codes[at], small.names[at]
    town = "" if small.is_town(at) else small.towns[code]
    county = places.at(code[:6], AS_OF) or places.at(code[:4] + "00", AS_OF)
    today = places.today(county) if county else ()
    above = places.full(county, AS_OF) if county else ""
    now = places.full(today[0]) if len(today) == 1 else above
    return Small(
        code=code,
        name=name,
        level="village" if town else "town",
        full=above + town + name,
        now=now + town + name,
        county=today,
    )


@cache
def _large_names(places: Places) -> tuple[str, ...]:
    return tuple(name for name in places.names if not name.isascii())


@cache
def _large_sounds(places: Places) -> SoundIndex:
    return SoundIndex(_large_names(places))
