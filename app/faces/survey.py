"""Everything that a set of labelled photographs says of an engine: table, misses, groups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from app.domain.errors import Refused
from app.faces.bands import (
    LIKELY,
    NO_TABLE,
    POSSIBLE,
    Calibration,
    read_calibration,
    write_calibration,
)
from app.faces.found import Found, Mated, found_again
from app.faces.groups import Labels
from app.faces.labelled import Photo, drawn, must_have_pairs
from app.faces.strangers import Between, Codes, Curve, Strangers, between
from app.faces.suspects import Suspect, Why, suspects, under_several

SIZES = (10, 30, 100, 300, 1000, 3000, 10000, 100000)
RATES = (0.0003, 0.001, 0.003, 0.01, 0.03, 0.1)
ALIKE_AT = (3e-3, 1e-2)
"""Stranger rates at which a smaller, more alike group still has pairs enough to be compared."""
FEW_PEOPLE, FEW_EXPECTED = 20, 5.0
"""Of fewer people, or where fewer such pairs are to be expected by the whole, a group's rate says
nothing; of fewer than twenty people their misses neither."""
POINTS = 60


class Named(Protocol):
    """An engine and its model, by name."""

    @property
    def id(self) -> str: ...
    @property
    def model_sha256(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusable:
    """A photograph of which no template may be made; a miss wherever it is asked for."""

    person: str
    photo: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The score that `fpir` of strangers exceed in a gallery of `size`, and how sure that is."""

    fpir: float
    size: int
    score: Between
    extrapolated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AtSize:
    """What the bands would find in a gallery of this size: the share of pairs of one person's
    photographs that are likely, or at least possible; a refused photograph is in no band."""

    size: int
    likely: Between
    possible: Between


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """How often strangers of a group score as high, beside all people: `at` is a band, or the
    stranger rate of the whole. `enough` is False where there are too few to say."""

    at: str
    score: float
    pairs: int
    above: int
    rate: Between
    whole: Between
    times: float
    enough: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People with one label; `found` is None where there are too few."""

    column: str
    label: str
    people: int
    photographs: int
    unusable: int
    compared: tuple[Compared, ...]
    likely: Between | None
    possible: Between | None
    mated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One comparison with a stranger: how often it scores as high, with its interval. Below the
    rate `counted_to` the line is continued, not counted."""

    scores: tuple[float, ...]
    rates: tuple[float, ...]
    lows: tuple[float, ...]
    highs: tuple[float, ...]
    counted_to: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The whole measurement. `calibration` is the table as it is used; `cells` are its numbers
    with intervals."""

    calibration: Calibration
    people: int
    photographs: int
    drawn_from: int
    """Photographs there were; more than `photographs` where people had to be drawn."""
    stranger_pairs: int
    mated_pairs: int
    gallery: int
    """The size at which groups are compared."""
    cells: tuple[Cell, ...]
    sizes: tuple[AtSize, ...]
    found: Found
    groups: tuple[Group, ...]
    curve: Drawn
    unusable: tuple[Unusable, ...] = ()
    unusable_count: int = 0
    suspects: tuple[Suspect, ...] = ()
    suspect_count: int = 0
    left_out: bool = False

    def nameless(self) -> "Survey":
        """Without the names of people and files, as it is kept."""
        return replace(self, unusable=(), suspects=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to measure: `groups` are labels of people, `like` names the label (column, label) of
    those most like the station's own people: their likeness raises every threshold."""

    made_from: str
    groups: Labels = field(default_factory=dict)
    like: tuple[str, str] | None = None
    leave_out: bool = False
    gallery: int = 0
    drawn_from: int = 0
    """How many photographs there were, where only some were looked at."""


def survey(photos: Sequence[Photo], model: Named, wanted: Wanted) -> Survey:
    """Measure; takes seconds. Refused "calibration.no_pairs", "calibration.too_few",
    "calibration.nobody_like" or "calibration.no_table"."""
    shown = drawn(photos)
    must_have_pairs([photo.person for photo in shown])
    doubts = suspects(shown, model.id)
    strangers = Strangers(*_strangers(shown, doubts if wanted.leave_out else []))
    names = sorted({photo.person for photo in shown})
    table = _table(strangers, model, wanted, _margin(strangers, shown, wanted))
    mated = Mated(shown)
    size = wanted.gallery or len(names)
    unusable = tuple(
        Unusable(person=photo.person, photo=photo.name, reasons=photo.reasons)
        for photo in shown
        if photo.vector is None
    )
    return Survey(
        calibration=table,
        people=len(names),
        photographs=len(shown),
        drawn_from=max(wanted.drawn_from, len(photos)),
        stranger_pairs=int(strangers.pairs),
        mated_pairs=mated.count,
        gallery=size,
        cells=_cells(strangers, table),
        sizes=tuple(_at(mated, table, one) for one in SIZES),
        found=found_again(shown, table),
        groups=_groups(shown, strangers, mated, table, wanted.groups, size),
        curve=_drawn(strangers),
        unusable=unusable,
        unusable_count=len(unusable),
        suspects=tuple(doubts),
        suspect_count=len(doubts),
        left_out=wanted.leave_out,
    )


def codes_of(photos: Sequence[Photo]) -> tuple[list[str], Codes]:
    """People in order, and whose photograph each is."""
    names = sorted({photo.person for photo in photos})
    place = {name: at for at, name in enumerate(names)}
    return names, np.array([place[photo.person] for photo in photos], np.intp)


def _strangers(
    photos: Sequence[Photo], doubts: Sequence[Suspect]
) -> tuple[Codes, npt.NDArray[np.float32]]:
    """Whose photographs, and their vectors; of those in doubt nothing, two names of one person
    counted as one."""
    names, codes = codes_of(photos)
    gone = {(d.people[0], d.photo) for d in doubts if d.why is Why.OTHER_PERSON}
    gone |= _copies(photos) if doubts else set()
    place = {name: at for at, name in enumerate(names)}
    for one in doubts:
        if one.why is Why.ONE_PERSON:
            first, second = (codes[np.flatnonzero(codes == place[n])] for n in one.people)
            if len(first) and len(second):
                codes[codes == second[0]] = first[0]
    rows = [
        at
        for at, photo in enumerate(photos)
        if photo.vector is not None and (photo.person, photo.name) not in gone
    ]
    vectors = np.array([photos[at].vector for at in rows], np.float32)
    return codes[rows], vectors.reshape(len(rows), -1)


def _copies(photos: Sequence[Photo]) -> set[tuple[str, str]]:
    copied = under_several(photos)
    return {(photo.person, photo.name) for photo in photos if photo.sha256 in copied}


def _margin(strangers: Strangers, photos: Sequence[Photo], wanted: Wanted) -> float:
    """How many times more often people of the group pass for each other; at least 1."""
    if wanted.like is None:
        return 1.0
    column, label = wanted.like
    alike = _labelled(photos, wanted.groups, column, label)
    if len(alike) < FEW_PEOPLE:
        raise Refused("calibration.nobody_like", group=f"{column}={label}", people=len(alike))
    return margin_of(strangers, alike)


def margin_of(strangers: Strangers, alike: Codes) -> float:
    """The same of any people."""
    times = [1.0]
    for rate in ALIKE_AT:
        total, above = strangers.among(alike, strangers.curve.score(rate))
        times.append(above / max(total, 1) / rate)
    return round(max(times), 1)


def _labelled(photos: Sequence[Photo], labels: Labels, column: str, label: str) -> Codes:
    names, _ = codes_of(photos)
    there = [at for at, name in enumerate(names) if labels.get(name, {}).get(column) == label]
    return np.array(there, np.intp)


def wanted_rate(fpir: float, size: int, margin: float) -> float:
    """Of one comparison, so that `fpir` of strangers are taken for somebody among `size`."""
    return float(1 - (1 - fpir) ** (1 / (size * margin)))


def table_of(strangers: Strangers, model: Named, made_from: str, margin: float) -> Calibration:
    """FPIR(t, N) = 1 - (1 - FMR(t))^N over all stranger pairs, with a straight log tail.

    Both are on the safe side: strangers' scores cluster by person, and the true tail falls
    faster. Refused "calibration.no_table" where the scores make none (all pictures alike, say).
    """
    curve = strangers.curve
    rows = tuple(
        (rate, tuple(_score(curve, rate, size, margin) for size in SIZES)) for rate in RATES
    )
    table = Calibration(
        engine=model.id,
        model_sha256=model.model_sha256,
        made_from=made_from,
        measured=strangers.counted_to,
        margin=margin,
        sizes=SIZES,
        rows=rows,
    )
    try:
        return read_calibration(write_calibration(table))
    except NO_TABLE as error:
        raise Refused("calibration.no_table") from error


def _table(strangers: Strangers, model: Named, wanted: Wanted, margin: float) -> Calibration:
    return table_of(strangers, model, wanted.made_from, margin)


def _score(curve: Curve, fpir: float, size: int, margin: float) -> float:
    return round(curve.score(wanted_rate(fpir, size, margin)), 4)


def _cells(strangers: Strangers, table: Calibration) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            fpir=fpir,
            size=size,
            score=between(
                score,
                [c.score(wanted_rate(fpir, size, table.margin)) for c in strangers.draws],
            ),
            extrapolated=table.threshold(fpir, size).extrapolated,
        )
        for fpir, scores in table.rows
        for size, score in zip(table.sizes, scores, strict=True)
    )


def _at(mated: Mated, table: Calibration, size: int) -> AtSize:
    likely, possible = (mated.share(table.threshold(r, size).score) for r in (LIKELY, POSSIBLE))
    return AtSize(size=size, likely=likely, possible=possible)


def _groups(
    photos: Sequence[Photo],
    strangers: Strangers,
    mated: Mated,
    table: Calibration,
    labels: Labels,
    size: int,
) -> tuple[Group, ...]:
    found = sorted({pair for said in labels.values() for pair in said.items()})
    curve = strangers.curve
    scores = {
        "likely": table.threshold(LIKELY, size).score,
        "possible": table.threshold(POSSIBLE, size).score,
        **{f"{rate:g}": curve.score(rate) for rate in ALIKE_AT},
    }
    wholes = {at: _whole(strangers, score) for at, score in scores.items()}
    return tuple(
        _group(photos, strangers, mated, scores, wholes, (column, label), labels)
        for column, label in found
    )


def _whole(strangers: Strangers, score: float) -> Between:
    at = np.array([score])
    value = float(strangers.curve.rates(at)[0])
    return between(value, [float(c.rates(at)[0]) for c in strangers.draws], digits=9)


def _group(
    photos: Sequence[Photo],
    strangers: Strangers,
    mated: Mated,
    scores: Mapping[str, float],
    wholes: Mapping[str, Between],
    named: tuple[str, str],
    labels: Labels,
) -> Group:
    members = _labelled(photos, labels, *named)
    _, codes = codes_of(photos)
    theirs = [photo for photo, code in zip(photos, codes, strict=True) if code in members]
    few = len(members) < FEW_PEOPLE
    compared = tuple(
        _compared(strangers, members, at, score, wholes[at]) for at, score in scores.items()
    )
    return Group(
        column=named[0],
        label=named[1],
        people=len(members),
        photographs=len(theirs),
        unusable=sum(photo.vector is None for photo in theirs),
        compared=compared,
        likely=None if few else mated.share(scores["likely"], members),
        possible=None if few else mated.share(scores["possible"], members),
        mated=mated.count_of(members),
    )


def _compared(
    strangers: Strangers, members: Codes, at: str, score: float, whole: Between
) -> Compared:
    pairs, above = strangers.among(members, score)
    rate = above / pairs if pairs else 0.0
    drawn_rates = strangers.drawn_among(members, score)
    found = between(rate, drawn_rates, digits=9)
    if not above and pairs:  # none was seen: that is not never
        found = replace(found, high=max(found.high, round(3 / pairs, 9)))
    enough = len(members) >= FEW_PEOPLE and pairs * whole.value >= FEW_EXPECTED
    times = round(rate / whole.value, 2) if whole.value else 0.0
    return Compared(
        at=at, score=round(score, 4), pairs=pairs, above=above, rate=found, whole=whole,
        times=times, enough=enough,
    )  # fmt: skip


def _drawn(strangers: Strangers) -> Drawn:
    """From one comparison in fifty to one in thirty million."""
    curve = strangers.curve
    ends = (curve.score(0.02), curve.score(3e-8))
    scores = np.linspace(*ends, POINTS)
    rates = curve.rates(scores)
    drawn_rates = np.array([one.rates(scores) for one in strangers.draws])
    lows, highs = np.percentile(drawn_rates, (2.5, 97.5), axis=0)
    return Drawn(
        scores=tuple(np.round(scores, 4).tolist()),
        rates=tuple(rates.tolist()),
        lows=tuple(np.minimum(lows, rates).tolist()),
        highs=tuple(np.maximum(highs, rates).tolist()),
        counted_to=strangers.counted_to,
    )
