"""Whether what was done falls alike on everybody: counts by group, with how sure each is.

A difference is a reason to read files, and proves nothing by itself. Nothing here is about one
person, and none of the groups is ever a feature of a lead or of the list.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import erfc, exp, lgamma, sqrt
from uuid import UUID

FEWEST = 20
"""Of fewer no rate is reckoned: it would say more of chance than of anybody."""
_SURE = 1.959964
"""95 of a hundred intervals hold the true rate."""
_DOUBT = 0.05
_ENOUGH_EACH = 5.0
"""Expected in each of four cells; below it the exact test is taken."""


class Measure(StrEnum):
    """What is counted, in the order of the page."""

    ARRIVED = "arrived"
    LEAD = "lead"
    APPROVED = "approved"
    DROPPED = "dropped"
    OBJECTED = "objected"
    UPHELD = "upheld"
    OVERTURNED = "overturned"
    """Objected to, and then corrected or revoked."""
    REVOKED = "revoked"
    EXPIRED = "expired"
    REFUSED = "refused"
    ENDED = "ended"
    FACE_SAME = "face_same"
    FACE_NOT = "face_not"
    FACE_UNSURE = "face_unsure"
    FACE_UNDONE = "face_undone"
    """Confirmed by an officer, and taken back since."""


_ARRIVED = (Measure.ARRIVED,)
_DECIDED = (Measure.APPROVED, Measure.DROPPED)
_ANSWERED = (Measure.UPHELD, Measure.OVERTURNED)
_LOOKED_AT = (Measure.FACE_SAME, Measure.FACE_NOT, Measure.FACE_UNSURE)
OUT_OF: Mapping[Measure, tuple[Measure, ...]] = {
    Measure.LEAD: _ARRIVED,
    Measure.APPROVED: _DECIDED,
    Measure.DROPPED: _DECIDED,
    Measure.UPHELD: _ANSWERED,
    Measure.OVERTURNED: _ANSWERED,
    Measure.REFUSED: _ARRIVED,
    Measure.ENDED: _ARRIVED,
    Measure.FACE_SAME: _LOOKED_AT,
    Measure.FACE_NOT: _LOOKED_AT,
    Measure.FACE_UNSURE: _LOOKED_AT,
    Measure.FACE_UNDONE: (Measure.FACE_SAME,),
}
"""Of which counts a rate is a share; what is not here is only counted."""


class Group(StrEnum):
    """By what people, or deeds, are told apart."""

    AGE = "age"
    SEX = "sex"
    DISABILITY = "disability"
    ETHNICITY = "ethnicity"
    ORIGIN = "origin"
    OFFICER = "officer"
    STATION = "station"
    WHY = "why"
    """The fact of a listing, the ground of a refusal."""


_WITH_FACT = frozenset(
    {Measure.LEAD, Measure.REFUSED, Measure.ENDED, Measure.REVOKED, Measure.EXPIRED}
    | {Measure.OBJECTED, *_DECIDED, *_ANSWERED}
)


def groups_of(measure: Measure) -> tuple[Group, ...]:
    """By what a measure can be told apart."""
    return tuple(one for one in Group if one is not Group.WHY or measure in _WITH_FACT)


UNKNOWN = "unknown"
VALUES: Mapping[Group, tuple[str, ...]] = {
    Group.AGE: ("under_18", "18_39", "40_59", "from_60", UNKNOWN),
    Group.SEX: ("male", "female", UNKNOWN),
    Group.DISABILITY: ("noted", "not_noted"),
    Group.ETHNICITY: ("han", "other", UNKNOWN),
    Group.ORIGIN: ("own", "elsewhere", UNKNOWN),
}
"""Groups that are shown even where nobody is in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """To which groups somebody belongs, as far as it is on file."""

    age: str = UNKNOWN
    sex: str = UNKNOWN
    disability: str = "not_noted"
    ethnicity: str = UNKNOWN
    origin: str = UNKNOWN
    station: str = ""


NOBODY_KNOWS = Who()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """So many times the same: what happened, to whom of which groups, by whom, why."""

    measure: Measure
    who: Who
    officer: UUID
    why: str = ""
    times: int = 1

    def value(self, group: Group) -> str:
        """Under what it is counted."""
        if group is Group.OFFICER:
            return str(self.officer)
        return self.why if group is Group.WHY else str(getattr(self.who, group))


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many, out of so many; out of 0: only counted."""

    count: int
    of: int

    @property
    def enough(self) -> bool:
        """Whether there is a rate at all; more than all is none (done to who came earlier)."""
        return self.of >= FEWEST and self.count <= self.of

    @property
    def rate(self) -> float:
        """The share."""
        return self.count / self.of

    @property
    def ends(self) -> tuple[float, float]:
        """The 95 % interval (Wilson 1927), which also holds where none or all were counted."""
        n, p, z = self.of, self.rate, _SURE
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


class Verdict(StrEnum):
    """What a count says beside the rest."""

    TOO_FEW = "too_few"
    ALONE = "alone"
    """The rest is too few to compare with."""
    CHANCE = "chance"
    """It may well be chance."""
    HIGHER = "higher"
    LOWER = "lower"
    COUNTED = "counted"
    """There is no rate to compare."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One group under one measure."""

    value: str
    share: Share
    verdict: Verdict


def gathered(deeds: Iterable[Deed]) -> list[Deed]:
    """The same with what is alike counted together: some thousands, however many there were."""
    times: Counter[tuple[Measure, Who, UUID, str]] = Counter()
    for one in deeds:
        times[one.measure, one.who, one.officer, one.why] += one.times
    return [
        Deed(measure=measure, who=who, officer=officer, why=why, times=many)
        for (measure, who, officer, why), many in times.items()
    ]


def rows(deeds: Iterable[Deed], measure: Measure, group: Group) -> list[Row]:
    """Every group, as far as it is among those of `VALUES` or was met."""
    known = list(deeds)
    counts, base = _counted(known, (measure,), group), OUT_OF.get(measure, ())
    out_of = _counted(known, base, group)
    # Nobody arrives for a ground: of those who arrived each is a share of all.
    alike = group is Group.WHY and base == _ARRIVED
    met = counts.keys() | (set() if alike else out_of.keys())
    order = [*VALUES.get(group, ()), *sorted(met - set(VALUES.get(group, ())))]
    of = {one: out_of.total() if alike else out_of[one] for one in order}
    shares = {one: Share(count=counts[one], of=of[one]) for one in order}
    whole = whole_of(known, measure)
    compared = sum(one.enough for one in shares.values())
    return [
        Row(value=one, share=share, verdict=_verdict(measure, group, share, whole, compared))
        for one, share in shares.items()
    ]


def _counted(deeds: list[Deed], measures: tuple[Measure, ...], group: Group) -> "Counter[str]":
    found: Counter[str] = Counter()
    for one in deeds:
        if one.measure in measures:
            found[one.value(group)] += one.times
    return found


def whole_of(deeds: Iterable[Deed], measure: Measure) -> Share:
    """Of everybody together."""
    counts: Counter[Measure] = Counter()
    for one in deeds:
        counts[one.measure] += one.times
    return Share(count=counts[measure], of=sum(counts[one] for one in OUT_OF.get(measure, ())))


def _verdict(measure: Measure, group: Group, share: Share, whole: Share, compared: int) -> Verdict:
    if measure not in OUT_OF or group is Group.WHY:
        return Verdict.COUNTED
    rest = Share(count=whole.count - share.count, of=whole.of - share.of)
    if not (share.enough and rest.enough):
        return Verdict.ALONE if share.enough else Verdict.TOO_FEW
    # Of twenty groups one differs by chance alone: the more are compared, the more it takes.
    if chance(share, rest) >= _DOUBT / max(compared, 1):
        return Verdict.CHANCE
    return Verdict.HIGHER if share.rate > rest.rate else Verdict.LOWER


def chance(one: Share, other: Share) -> float:
    """How often so large a difference comes by chance: of two rates, or exactly where few are
    expected (Fisher 1922, two-sided)."""
    whole, hit = one.of + other.of, one.count + other.count
    if hit in (0, whole):
        return 1.0
    least = min(one.of, other.of) * min(hit, whole - hit) / whole
    if least < _ENOUGH_EACH:
        return _exact(one.count, one.of, hit, whole)
    rate = hit / whole
    error = sqrt(rate * (1 - rate) * (1 / one.of + 1 / other.of))
    return erfc(abs(one.rate - other.rate) / error / sqrt(2))


def _exact(count: int, of: int, hit: int, whole: int) -> float:
    def log(k: int) -> float:
        return _choose(hit, k) + _choose(whole - hit, of - k) - _choose(whole, of)

    seen = log(count) + 1e-9
    least, most = max(0, of - (whole - hit)), min(of, hit)
    return min(1.0, sum(exp(log(k)) for k in range(least, most + 1) if log(k) <= seen))


def _choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
