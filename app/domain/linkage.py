"""The generic core of Fellegi and Sunter: fields compared in steps, what each step is worth learnt
without labels (EM), and one partner for each at most.

Nothing in here knows what the fields are; `weigh.py` has what is known of people of this country.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Levels = npt.NDArray[np.int8]
STEPS = (0.94, 0.80)
"""Similarities from which a field is nearly the same, or like; 1 is the same."""
SAME, NEARLY, LIKE, OTHER, MISSING = range(5)
_TURNS, _ENOUGH = 100, 1e-6
_LEAST = 1e-5


@dataclass(frozen=True, slots=True, eq=False)
class Learnt:
    """`for_one[f, s]` and `for_two[f, s]`: how often step `s` of field `f` is seen between notes of
    one and of two; `share`: of all pairs compared, how many are of one."""

    for_one: Numbers
    for_two: Numbers
    share: float

    def weights(self, levels: Levels) -> Numbers:
        """The posterior log odds of each pair; what is missing says nothing."""
        table = np.log(self.for_one) - np.log(self.for_two)
        table[:, MISSING] = 0.0
        fields = np.arange(levels.shape[1])
        whole: Numbers = table[fields, levels].sum(axis=1)
        return whole + log(self.share / (1 - self.share))


def level(one: str, other: str) -> int:
    """The step of two texts."""
    if not one or not other:
        return MISSING
    if one == other:
        return SAME
    alike = similarity(one, other)
    return NEARLY if alike >= STEPS[0] else LIKE if alike >= STEPS[1] else OTHER


def similarity(one: str, other: str) -> float:
    """Jaro's measure with Winkler's bonus for a common beginning, 0 to 1."""
    if one == other:
        return 1.0
    reach = max(max(len(one), len(other)) // 2 - 1, 0)
    taken = [False] * len(other)
    first: list[str] = []
    for at, c in enumerate(one):
        for to in range(max(0, at - reach), min(len(other), at + reach + 1)):
            if not taken[to] and other[to] == c:
                taken[to] = True
                first.append(c)
                break
    if not first:
        return 0.0
    second = [c for c, used in zip(other, taken, strict=True) if used]
    turned = sum(a != b for a, b in zip(first, second, strict=True)) / 2
    common = len(first)
    jaro = (common / len(one) + common / len(other) + (common - turned) / common) / 3
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 4)
    return jaro + min(start, 4) * 0.1 * (1 - jaro)


def pairs(
    here: Sequence[Mapping[str, str]],
    there: Sequence[Mapping[str, str]],
    keys: Sequence[Sequence[str]],
) -> Iterator[tuple[int, int]]:
    """Places of rows that agree in all fields of one of the keys, each pair once."""
    seen: set[tuple[int, int]] = set()
    for key in keys:
        blocks: dict[tuple[str, ...], list[int]] = {}
        for at, row in enumerate(there):
            if all(row.get(name) for name in key):
                blocks.setdefault(tuple(row[name] for name in key), []).append(at)
        for at, row in enumerate(here):
            for to in blocks.get(tuple(row.get(name, "") for name in key), ()):
                if (at, to) not in seen:
                    seen.add((at, to))
                    yield at, to


def learn(levels: Levels, share: float) -> Learnt:
    """EM over the pairs' steps; `share` is a first guess of how many are of one. Missing values are
    left out of a field's counts."""
    steps = MISSING
    fields = levels.shape[1]
    shown = np.stack([(levels == step) for step in range(steps)], axis=2).astype(np.float64)
    # Most pairs are of two: what all of them show is the first guess of what two show.
    for_one = np.tile([0.8, 0.1, 0.05, 0.05, 1.0], (fields, 1))
    for_two = _rates(shown, np.ones(len(levels)))
    chance = _chances(Learnt(for_one, for_two, share), levels)
    for _ in range(_TURNS):
        for_one, for_two = _rates(shown, chance), _rates(shown, 1 - chance)
        share = float(np.clip(chance.mean(), _LEAST, 0.999))
        after = _chances(Learnt(for_one, for_two, share), levels)
        moved, chance = float(np.abs(after - chance).max()), after
        if moved < _ENOUGH:
            break
    return Learnt(for_one, for_two, share)


def _chances(known: Learnt, levels: Levels) -> Numbers:
    odds = np.clip(known.weights(levels), -500, 500)
    chances: Numbers = 1.0 / (1.0 + np.exp(-odds))
    return chances


def _rates(shown: Numbers, chance: Numbers) -> Numbers:
    counts = np.einsum("pfs,p->fs", shown, chance) + 0.5
    rates = counts / counts.sum(axis=1, keepdims=True)
    whole: Numbers = np.concatenate([rates, np.ones((len(rates), 1))], axis=1)
    return whole


def partners(
    found: Sequence[tuple[int, int]], odds: Numbers, least: float = 0.0
) -> set[tuple[int, int]]:
    """Pairs above the log odds `least`, the likeliest first, each row in one pair at most."""
    taken: tuple[set[int], set[int]] = (set(), set())
    kept: set[tuple[int, int]] = set()
    for place in np.argsort(-odds, kind="stable"):
        one, other = found[int(place)]
        if odds[place] < least:
            break
        if one not in taken[0] and other not in taken[1]:
            taken[0].add(one)
            taken[1].add(other)
            kept.add((one, other))
    return kept
