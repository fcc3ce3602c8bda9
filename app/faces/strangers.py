"""How often strangers score how high, and how sure that is: pairs of people, counted and drawn.

The pairs of one person are not independent of each other: whoever looks like many makes many high
scores. So intervals come from drawing people, never pairs (bootstrap, a fixed seed): a person drawn
twice counts twice, and two draws of one person are no pair of strangers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from app.domain.errors import Refused

ENOUGH_PAIRS = 30
"""A rate counted from fewer pairs is not believed: the tail is continued in a straight line."""
FIT_FROM = 2e-3
FEWEST_PAIRS = round(2 * ENOUGH_PAIRS / FIT_FROM)
"""Of strangers; some 245 photographs of different people make so many."""
TOP = 0.025
"""So large a share of the pairs, the highest scores, is kept; the rest is only counted."""
DRAWS = 300
_PLACES = 1000
SEED = 20261123
SURE = (2.5, 97.5)
"""The interval: 95 of a hundred draws lie in it."""

Numbers = npt.NDArray[np.float64]
Codes = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """A number and the ends of its 95 % interval."""

    value: float
    low: float
    high: float


def between(value: float, drawn: Sequence[float] | Numbers, digits: int = 4) -> Between:
    """The interval as the draws say; the number itself is never outside of it."""
    known = np.asarray(drawn, np.float64)
    known = known[np.isfinite(known)]
    low, high = np.percentile(known, SURE) if len(known) else (value, value)
    return Between(
        value=round(value, digits),
        low=round(min(float(low), value), digits),
        high=round(max(float(high), value), digits),
    )


@dataclass(frozen=True, eq=False)
class Line:
    """Score as a straight line of log10 rate, beyond what was counted."""

    slope: float
    base: float

    def score(self, rate: float) -> float:
        return float(self.base + self.slope * np.log10(rate))

    def rate(self, scores: Numbers) -> Numbers:
        logs = (scores - self.base) / self.slope
        found: Numbers = 10 ** np.clip(logs, -300, 0)
        return found


@dataclass(frozen=True, eq=False)
class Curve:
    """Falling scores of strangers, and the share of all pairs before each."""

    scores: Numbers
    shares: Numbers
    ranks: npt.NDArray[np.intp]
    """Where the tail is fitted: the first is the last that is counted."""

    @cached_property
    def line(self) -> Line:
        """Through the last counted point, so that nothing jumps."""
        there = self.ranks[self.shares[self.ranks] > 0]
        if len(there) < 2:
            return Line(-1e-3, float(self.scores[0]))
        rates = np.log10(self.shares[there])
        with np.errstate(all="ignore"):
            slope = float(np.polyfit(rates, self.scores[there], 1)[0])
        slope = min(slope, -1e-3) if np.isfinite(slope) else -1e-3
        return Line(slope, float(self.scores[there[0]] - slope * rates[0]))

    def score(self, rate: float) -> float:
        """The score that strangers exceed at that rate, counted or on the continued tail."""
        if rate < self.shares[self.ranks[0]]:
            return self.line.score(rate)
        at = int(np.searchsorted(self.shares, rate * (1 + 1e-12), side="right")) - 1
        return float(self.scores[min(at, len(self.scores) - 1)])

    def rates(self, scores: Numbers) -> Numbers:
        """How often a stranger scores as high as each or higher."""
        before = np.searchsorted(-self.scores, -scores, side="right")
        counted = self.shares[before]
        return np.where(before < self.ranks[0], self.line.rate(scores), counted)


class Strangers:
    """All pairs of photographs of different people: the highest scores with their two people."""

    def __init__(self, people: Codes, vectors: npt.NDArray[np.float32]) -> None:
        self.codes = people
        self.counts = np.bincount(people) if len(people) else np.zeros(1, np.intp)
        self.pairs = _pairs(self.counts.astype(np.float64))
        if self.pairs < FEWEST_PAIRS:
            missing = FEWEST_PAIRS - int(self.pairs)
            raise Refused("calibration.too_few", pairs=int(self.pairs), missing=missing)
        rows, columns, scores = _top(people, vectors, self.pairs)
        order = np.argsort(-scores, kind="stable")
        self.one, self.other = people[rows[order]], people[columns[order]]
        self.scores = scores[order].astype(np.float64)
        last = int(self.pairs * FIT_FROM)
        self._ranks = np.unique(np.geomspace(ENOUGH_PAIRS, last, 40).astype(np.intp))
        every = np.arange(len(self.scores), dtype=np.intp)
        # Hundreds of draws are kept: of each only some places of the curve.
        few = np.geomspace(1, len(self.scores) - 1, _PLACES).astype(np.intp)
        self._places = np.unique(np.concatenate([every[:_PLACES], self._ranks, few]))
        self.curve = self._curve(np.ones(len(self.counts)), every)

    @property
    def counted_to(self) -> float:
        """The lowest rate that is counted, not continued."""
        return ENOUGH_PAIRS / self.pairs

    @cached_property
    def weights(self) -> Numbers:
        """How often each person is drawn, draw by draw."""
        dice = np.random.default_rng(SEED)
        there = np.flatnonzero(self.counts)
        drawn = dice.multinomial(len(there), np.full(len(there), 1 / len(there)), size=DRAWS)
        whole = np.zeros((DRAWS, len(self.counts)))
        whole[:, there] = drawn
        return whole

    @cached_property
    def draws(self) -> tuple[Curve, ...]:
        """The same curve for every draw of people."""
        return tuple(self._curve(weights, self._places) for weights in self.weights)

    def among(self, people: Codes, score: float) -> tuple[int, int]:
        """Pairs of strangers of these people alone, and how many score as high."""
        inside = np.zeros(len(self.counts), bool)
        inside[people] = True
        total = _pairs(self.counts.astype(np.float64) * inside)
        high = inside[self.one] & inside[self.other] & (self.scores >= score)
        return int(total), int(high.sum())

    def drawn_among(self, people: Codes, score: float) -> Numbers:
        """The rate among these people, for every draw; NaN where a draw has no pair."""
        inside = np.zeros(len(self.counts), bool)
        inside[people] = True
        high = inside[self.one] & inside[self.other] & (self.scores >= score)
        one, other = self.one[high], self.other[high]
        rates = [
            (weights[one] * weights[other]).sum() / total
            if (total := _pairs(self.counts * weights * inside))
            else np.nan
            for weights in self.weights
        ]
        return np.array(rates)

    def _curve(self, weights: Numbers, places: Codes) -> Curve:
        total = _pairs(self.counts * weights)
        each = weights[self.one] * weights[self.other]
        shares = np.concatenate([[0.0], np.cumsum(each)]) / max(total, 1.0)
        some = shares[np.append(places, len(each))]
        return Curve(self.scores[places], some, np.searchsorted(places, self._ranks))


def _pairs(counts: Numbers) -> float:
    """Pairs of photographs of different people, where each has so many."""
    return float((counts.sum() ** 2 - (counts**2).sum()) / 2)


def _top(
    people: Codes, vectors: npt.NDArray[np.float32], pairs: float
) -> tuple[Codes, Codes, npt.NDArray[np.float32]]:
    scores = vectors @ vectors.T
    scores[~np.triu(people[:, None] != people[None, :], 1)] = -np.inf
    flat = scores.reshape(-1)
    wanted = min(max(int(pairs * TOP), 2 * ENOUGH_PAIRS), int(pairs))
    places = np.argpartition(flat, -wanted)[-wanted:]
    rows, columns = np.divmod(places, len(people))
    return rows, columns, flat[places]
