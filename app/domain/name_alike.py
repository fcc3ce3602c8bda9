"""Whether two names may be one person's: how far apart they are, why, and what that is worth.

The model is a listener: somebody bears a name, somebody else writes down what was heard, read or
remembered. Each part of a name is written right, with another character of the same sound, of a
sound like it (how like depends on the speaker's dialect), of a shape like it, or is another name
altogether. Costs and weights are natural logs.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import exp, log
from typing import NamedTuple

from app.domain.accent import Accent
from app.domain.folk import folk_apart
from app.domain.latin import latin_apart
from app.domain.name import spoken
from app.domain.name_parts import NameKind, NameParts, parse_name
from app.domain.name_tables import NameTables
from app.domain.sound import DEAF, EVERYTHING, ever_heard, hear

RIGHT = 0.9
"""So often a part of a name is written as it is; what follows are the other ways (our estimates:
of the doubles found in relief registers, names written otherwise are about one in eight)."""
BY_EAR = 0.08
"""Another character of the same sound, or of one heard for it."""
BY_EYE = 0.01
NEW_SURNAME = 0.02
"""The other parent's, a husband's, a foster family's, or invented."""
NEW_GIVEN = 0.04
NEW_CHARACTER = 0.008
"""One of two is another, by no likeness."""
LEFT_OUT = 0.02
"""One character of two: 王明 for 王小明."""
TURNED = 0.01
ALL_ANEW = 0.03
"""Another name altogether: nobody is excluded by a name alone."""
_HOMOPHONE, _SHAPE, _BOTH_LEAVE = 1.0, 3.0, 0.5
_UNSAID, _OMITTED, _SWAPPED = 1.2, 3.0, 1.5
_OFF = 9.0
_STEEP = 5.0
_BELIEVED = 0.6
"""An unlikely way to understand a name is taken where it brings the two so near, and else not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a part is alike or not: a word key "name.…", what stands in each, and the rules by which
    it is heard so."""

    key: str
    one: str = ""
    other: str = ""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """`distance` is 0 (the same) to 1 (nothing in common); `weight` is the log likelihood ratio of
    one person against two, in nats."""

    distance: float
    weight: float
    reasons: tuple[Reason, ...] = ()
    accent: str = ""


class _Part(NamedTuple):
    cost: float
    weight: float
    reasons: tuple[Reason, ...]


_UNKNOWN = Alike(distance=1.0, weight=0.0, reasons=(Reason(key="name.unknown"),))


def compare_names(one: str, other: str, tables: NameTables, accent: str = "") -> Alike:
    """Two names as they were written; `accent` is where the speaker is from, in any words.

    Nothing is known of a name that says nothing (无名氏): distance 1, weight 0.
    """
    here, there = parse_name(one, tables), parse_name(other, tables)
    if not here or not there:
        return _UNKNOWN
    return compare_parts(here, there, tables, tables.dialects.accent(accent))


def compare_parts(
    here: Iterable[NameParts], there: Iterable[NameParts], tables: NameTables, accent: Accent
) -> Alike:
    """By the nearest of all ways to understand the two names."""
    found = [_told(part, a, b) for a in here for b in there for part in _pair(a, b, tables, accent)]
    return min(found, key=lambda alike: (alike.distance, -alike.weight), default=_UNKNOWN)


def _told(part: _Part, one: NameParts, other: NameParts) -> Alike:
    floor = log(ALL_ANEW)
    doubt = one.doubt + other.doubt
    # Where one part was not said and the other is another, nothing is left that is the same.
    rest = _OFF if part.cost >= _OFF and not (one.whole and other.whole) else 0.0
    weight = max(part.weight, floor) if one.whole and other.whole else max(part.weight, floor / 2)
    return Alike(
        distance=round(1 - exp(-(part.cost + rest + doubt) / _STEEP), 4),
        weight=round(weight - doubt, 3),
        reasons=part.reasons,
    )


def _pair(one: NameParts, other: NameParts, tables: NameTables, accent: Accent) -> Iterator[_Part]:
    kinds = {one.kind, other.kind}
    if NameKind.LATIN in kinds or NameKind.FOLK in kinds:
        yield _foreign(one, other, tables, accent)
        return
    whole = _joined(
        _surnames(one.surname, other.surname, tables, accent),
        _givens(one.given, other.given, tables, accent),
    )
    yield _as_called(one, other, whole)
    if one.husband or other.husband:
        own, wed = (one, other) if one.husband else (other, one)
        taken = _surnames(own.husband, wed.surname, tables, accent)
        if taken.weight > 0:
            for given in (own.given, own.surname + own.given):
                both = _joined(taken, _givens(given, wed.given, tables, accent))
                why = Reason(key="name.husband", one=own.husband)
                yield _Part(both.cost + 1.0, both.weight - 1.0, (why, *both.reasons))
    if one.whole and other.whole and len(one.given) == len(other.given):
        yield from _turned(one, other, tables, accent)
        if len(one.given) > 1:
            yield from _turned(other, one, tables, accent)


def _as_called(one: NameParts, other: NameParts, part: _Part) -> _Part:
    """A character that is missing where a surname is, too: 阿强 of 李志强 was never more; but 列丽
    is more than 丽, and two nicknames are whole."""
    short, long = sorted((one, other), key=lambda name: len(name.given))
    if (
        (one.surname and other.surname)
        or not short.given
        or len(short.given) == len(long.given)
        or part.cost >= _OFF
    ):
        return part
    if not short.surname and long.surname:
        return _Part(part.cost - _NEVER_MORE, part.weight, part.reasons)
    return _Part(part.cost + _WHOLE, part.weight - _WHOLE, part.reasons)


_NEVER_MORE, _WHOLE = 1.5, 3.0


def _turned(
    one: NameParts, other: NameParts, tables: NameTables, accent: Accent
) -> Iterator[_Part]:
    """伟张 for 张伟, 建国王 for 王建国: given name and surname in the wrong order."""
    text = one.surname + one.given
    surname, given = text[-1], text[:-1]
    if one.surname == other.surname or len(given) != len(other.given):
        return
    if len(given) > 1 and surname != other.surname:
        return
    back = _joined(
        _surnames(surname, other.surname, tables, accent),
        _givens(given, other.given, tables, accent),
    )
    if back.cost < _OFF:
        weight = back.weight + log(TURNED)
        yield _Part(back.cost + _SWAPPED, weight, (Reason(key="name.turned"), *back.reasons))


def _joined(*parts: _Part) -> _Part:
    cost, weight, reasons = parts[0]
    for part in parts[1:]:
        cost, weight, reasons = cost + part.cost, weight + part.weight, reasons + part.reasons
    return _Part(cost, weight, reasons)


@lru_cache(maxsize=1 << 16)
def _surnames(one: str, other: str, tables: NameTables, accent: Accent) -> _Part:
    if not one or not other:
        unsaid = Reason(key="name.surname_unsaid")
        return _Part(_UNSAID, 0.0, (unsaid,)) if one or other else _Part(0.0, 0.0, ())
    if one == other:
        weight = log(RIGHT / tables.surname_share(one))
        return _Part(0.0, weight, (Reason(key="name.surname_same", one=one),))
    anew = Reason(key="name.surname_other", one=one, other=other)
    best = _Part(_OFF, log(NEW_SURNAME), (anew,))
    if len(one) == len(other):
        chars = [
            _character(a, b, tables, accent, surname=True) for a, b in zip(one, other, strict=True)
        ]
        best = max(best, _joined(*chars), key=lambda part: part.weight)
    elif one in other or other in one:
        # 欧 for 欧阳: half of a compound surname was heard.
        half = Reason(key="name.surname_half", one=one, other=other)
        best = max(best, _Part(3.0, log(LEFT_OUT / _OFTEN), (half,)), key=lambda p: p.weight)
    return best


_OFTEN = 0.005


def _givens(one: str, other: str, tables: NameTables, accent: Accent) -> _Part:
    if not one or not other:
        unsaid = Reason(key="name.given_unsaid")
        return _Part(_UNSAID, 0.0, (unsaid,)) if one or other else _Part(0.0, 0.0, ())
    if one == other:
        weight = log(RIGHT) - sum(log(tables.given_share(c)) for c in one)
        # Two characters go together more often than each alone would have it.
        weight = min(weight * _TOGETHER, _PET if _IS_PET.fullmatch(one) else weight)
        return _Part(0.0, weight, (Reason(key="name.given_same", one=one),))
    anew = Reason(key="name.given_other", one=one, other=other)
    found = [_Part(_OFF, log(NEW_GIVEN), (anew,))]
    if not any(_ever_alike(a, b, tables) for a, b in product(one, other)):
        return found[0]  # what follows would be worth less
    if len(one) == len(other):
        chars = [
            _character(a, b, tables, accent, surname=False) for a, b in zip(one, other, strict=True)
        ]
        whole = _joined(*chars)
        found.append(_Part(whole.cost, _shrunk(whole.weight), whole.reasons))
        if len(one) == 2 and one[::-1] != one:
            found.append(_crossed(one, other, tables, accent))
    elif min(len(one), len(other)) == 1 and max(len(one), len(other)) == 2:
        found += _shorter(one, other, tables, accent)
    return max(found, key=lambda part: part.weight)


_TOGETHER = 0.85
_PET = 3.5
"""Very many are called 二娃, 狗蛋 or 丫头 at home."""
_IS_PET = re.compile(
    "[大小老二三四五六七八九幺毛狗铁石牛黑胖][妹弟娃毛狗蛋哥姐丫妞宝牛虎胖子儿]|[胖瘦黑瘸傻]子|丫头"
    "|妞妞|毛毛|宝宝|囡囡|丫丫|[大二三四五六七八九幺毛狗娃胖黑瘸瘦呆妹妞丫甲乙丙]"
)


def _shrunk(weight: float) -> float:
    return weight * _TOGETHER if weight > 0 else weight


def _crossed(one: str, other: str, tables: NameTables, accent: Accent) -> _Part:
    """明小 for 小明."""
    chars = [
        _character(a, b, tables, accent, surname=False)
        for a, b in zip(one, other[::-1], strict=True)
    ]
    whole = _joined(*chars)
    weight = _shrunk(whole.weight) + log(TURNED)
    return _Part(whole.cost + _SWAPPED, weight, (Reason(key="name.crossed"), *whole.reasons))


def _shorter(one: str, other: str, tables: NameTables, accent: Accent) -> Iterator[_Part]:
    """王明 for 王小明: a character was left out, or the generation's is not used."""
    short, long = (one, other) if len(one) < len(other) else (other, one)
    for at in (1, 0):
        part = _character(short, long[at], tables, accent, surname=False)
        left = Reason(key="name.left_out", one=long[1 - at])
        weight = part.weight + log(LEFT_OUT / RIGHT)
        yield _Part(part.cost + _OMITTED, weight, (left, *part.reasons))


def _character(one: str, other: str, tables: NameTables, accent: Accent, *, surname: bool) -> _Part:
    """One character against another: the likeliest way from one to the other.

    Most sound alike to nobody, and then it is one answer for all accents.
    """
    heard = _ever_heard(one, other, surname=surname)
    return _way(one, other, tables, accent if heard else EVERYTHING, surname=surname)


@lru_cache(maxsize=1 << 18)
def _ever_alike(one: str, other: str, tables: NameTables) -> bool:
    """Whether anything at all may make one character of a given name of the other."""
    heard = one == other or _ever_heard(one, other, surname=False)
    return heard or tables.looks_like(one, other)


@lru_cache(maxsize=1 << 18)
def _ever_heard(one: str, other: str, *, surname: bool) -> bool:
    both = product(spoken(one, surname=surname), spoken(other, surname=surname))
    return any(ever_heard(a, b) for a, b in both)


@lru_cache(maxsize=1 << 16)
def _way(one: str, other: str, tables: NameTables, accent: Accent, *, surname: bool) -> _Part:
    share = tables.surname_share if surname else tables.given_share
    if one == other:
        key = "name.surname_same" if surname else "name.given_same"
        return _Part(0.0, log(RIGHT / share(one)), (Reason(key=key, one=one),))
    anew = Reason(key="name.character_other", one=one, other=other)
    found = [_Part(_OFF, log(NEW_SURNAME if surname else NEW_CHARACTER), (anew,))]
    found += _by_ear(one, other, tables, accent, surname=surname)
    if tables.looks_like(one, other):
        both = len(found) > 1
        reason = Reason(key="name.shape", one=one, other=other)
        seen = log(BY_EYE / max(tables.shape_share(one, surname=surname), share(other)))
        cost = _SHAPE if not both else min(_SHAPE, found[-1].cost - _BOTH_LEAVE)
        reasons = (reason, *found[-1].reasons) if both else (reason,)
        found.append(_Part(cost, seen, reasons))
    # The nearest way is shown; it is worth what the likeliest way is worth.
    best = max(part.weight for part in found)
    near = min(found, key=lambda part: part.cost)
    return _Part(near.cost, best, near.reasons)


def _by_ear(
    one: str, other: str, tables: NameTables, accent: Accent, *, surname: bool
) -> Iterator[_Part]:
    shares = tables.surname_sound_share if surname else tables.given_sound_share
    best: _Part | None = None
    for a in spoken(one, surname=surname):
        for b in spoken(other, surname=surname):
            heard = hear(a, b, accent)
            if heard.cost >= DEAF:
                continue
            weight = log(BY_EAR / shares(b)) - heard.cost
            if best is None or weight > best.weight:
                key = "name.sound" if set(heard.rules) <= {"tone"} else "name.sounds_like"
                reason = Reason(key=key, one=one, other=other, rules=heard.rules)
                best = _Part(_HOMOPHONE + heard.cost, weight, (reason,))
    if best is not None and best.cost < _OFF:
        yield best


def _foreign(one: NameParts, other: NameParts, tables: NameTables, accent: Accent) -> _Part:
    """Names of which one is no Han name."""
    compare = latin_apart if NameKind.LATIN in {one.kind, other.kind} else folk_apart
    # Whichever comes first: what a list is compared with must not depend on which list it is.
    first, second = sorted((one, other), key=lambda name: (name.words, name.surname, name.given))
    apart, worth, keys = compare(first, second, tables, accent)
    return _Part(apart, worth, tuple(Reason(key=key) for key in keys))
