"""Whether one name of a place may have been written for another: by its sound or its look."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.accent import Accent
from app.domain.place_sound import Said, core, heard
from app.domain.sound import hear

_TOO_UNLIKE = 1.3
"""A syllable, on average; beyond it two names have nothing to do with each other."""
_LOOKS = 1.0
_ENDS = frozenset("省市县区旗州盟镇乡")


@dataclass(frozen=True, eq=False)
class Heard:
    """By whom a name was said, and which characters look alike."""

    accent: Accent
    looks_like: Callable[[str, str], bool]


def alike_names(one: str, other: str, by: Heard) -> float | None:
    """The cost of taking one name for the other, a syllable; None where they are not alike."""
    if one == other:
        return 0.0
    costs = [
        _mean(p, q, core(one), core(other), by)
        for p in heard(one)
        for q in heard(other)
        if len(p) == len(q) > 1
    ]
    best = min(costs, default=_TOO_UNLIKE)
    return best if best < _TOO_UNLIKE else None


def alike_in(name: str, rest: str, by: Heard) -> float | None:
    """The same for a name and what an address goes on with: 隆回 in 龙回县六都寨镇."""
    bare = core(name)
    if bare in rest:
        return 0.0
    starts = [0, *(at + 1 for at, c in enumerate(rest) if c in _ENDS)]
    parts = (rest[at : at + len(bare)] for at in starts)
    costs = [alike_names(bare, part, by) for part in parts if len(part) == len(bare)]
    return min((cost for cost in costs if cost is not None), default=None)


def _mean(p: list[Said], q: list[Said], one: str, other: str, by: Heard) -> float:
    """By sound; where characters were written and look alike, that is cheaper."""
    costs = [
        min(hear(s, t, by.accent).cost for s in a for t in b) for a, b in zip(p, q, strict=True)
    ]
    if len(one) == len(other) == len(costs):
        pairs = zip(costs, one, other, strict=True)
        costs = [min(cost, _LOOKS) if by.looks_like(x, y) else cost for cost, x, y in pairs]
    return sum(costs) / len(costs)
