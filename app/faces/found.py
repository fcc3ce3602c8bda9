"""How often somebody is found again: every photograph that cannot be used is a miss."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.faces.bands import LIKELY, POSSIBLE, Calibration
from app.faces.labelled import Photo
from app.faces.strangers import DRAWS, SEED, Between, Codes, Numbers, between

Hits = npt.NDArray[np.bool_]

SHOWN = 10
_MISSED = -2.0
"""Lower than any score."""


class Mated:
    """All pairs of photographs of one person, taken at different times; of copies of one file there
    is only one photograph."""

    def __init__(self, photos: Sequence[Photo]) -> None:
        names = sorted({photo.person for photo in photos})
        of: dict[str, list[Photo]] = {name: [] for name in names}
        for photo in photos:
            of[photo.person].append(photo)
        people, scores = [], []
        for at, name in enumerate(names):
            for score in _pairs(of[name]):
                people.append(at)
                scores.append(score)
        self._people = np.array(people, np.intp)
        self._scores = np.array(scores, np.float64)
        self._among = len(names)

    @property
    def count(self) -> int:
        return len(self._scores)

    def count_of(self, members: Codes) -> int:
        """Pairs of these people."""
        return int(np.isin(self._people, members).sum())

    def share(self, score: float, members: Codes | None = None) -> Between:
        """The share of pairs that score as high, of all people or of some."""
        mine = np.isin(self._people, members) if members is not None else slice(None)
        return _share(self._people[mine], self._scores[mine] >= score, self._among)


def _pairs(photos: Sequence[Photo]) -> list[float]:
    return [
        _MISSED if a.vector is None or b.vector is None else float(a.vector @ b.vector)
        for at, a in enumerate(photos)
        for b in photos[at + 1 :]
        if a.sitting != b.sitting and not (a.sha256 and a.sha256 == b.sha256)
    ]


def _share(
    people: Codes, hits: "np.ndarray[tuple[int], np.dtype[np.bool_]]", among: int
) -> Between:
    """With the interval of drawing people, who bring all of theirs along."""
    if not len(people):
        return Between(value=0.0, low=0.0, high=1.0)
    right = np.bincount(people, weights=hits, minlength=among)
    whole = np.bincount(people, minlength=among).astype(np.float64)
    there = np.flatnonzero(whole)
    dice = np.random.default_rng(SEED)
    weights = dice.multinomial(len(there), np.full(len(there), 1 / len(there)), size=DRAWS)
    drawn: Numbers = (weights @ right[there]) / (weights @ whole[there])
    return between(float(right.sum() / whole.sum()), drawn)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Everybody on file with one photograph, asked for with each of their others: who stands first,
    who is among the ten that are always shown, and with what word the right one stands first."""

    enrolled: int
    asked: int
    first: Between
    among_ten: Between
    first_likely: Between
    first_possible: Between


def found_again(photos: Sequence[Photo], table: Calibration) -> Found:
    """The first photograph of each person, by its name, is the one on file; where it cannot be
    used nobody finds them."""
    names = sorted({photo.person for photo in photos})
    place = {name: at for at, name in enumerate(names)}
    filed: dict[str, Photo] = {}
    for photo in photos:
        filed.setdefault(photo.person, photo)
    usable = [one for one in filed.values() if one.vector is not None]
    asked = [p for p in photos if _is_again(p, filed[p.person])]
    owners = np.array([place[one.person] for one in usable], np.intp)
    gallery = np.array([one.vector for one in usable], np.float32)
    ranks, scores = _ranks(asked, gallery, owners, place)
    size = len(usable)
    likely, possible = (table.threshold(rate, size).score for rate in (LIKELY, POSSIBLE))
    people = np.array([place[p.person] for p in asked], np.intp)
    shares = (
        _share(people, hits, len(names))
        for hits in (
            ranks < 1,
            ranks < SHOWN,
            (ranks < 1) & (scores >= likely),
            (ranks < 1) & (scores >= possible),
        )
    )
    first, ten, first_likely, first_possible = shares
    return Found(
        enrolled=size,
        asked=len(asked),
        first=first,
        among_ten=ten,
        first_likely=first_likely,
        first_possible=first_possible,
    )


def _is_again(photo: Photo, filed: Photo) -> bool:
    same = bool(photo.sha256) and photo.sha256 == filed.sha256
    return photo is not filed and photo.sitting != filed.sitting and not same


def _ranks(
    asked: Sequence[Photo],
    gallery: npt.NDArray[np.float32],
    owners: Codes,
    place: dict[str, int],
) -> tuple[Codes, Numbers]:
    """How many stand before the right person, and the right one's score; both hopeless where a
    photograph cannot be used."""
    ranks = np.full(len(asked), len(place) + SHOWN, np.intp)
    right = np.full(len(asked), _MISSED)
    for at, photo in enumerate(asked):
        mine = np.flatnonzero(owners == place[photo.person])
        if photo.vector is not None and len(mine):
            scores = gallery @ photo.vector
            right[at] = float(scores[mine[0]])
            ranks[at] = int((scores > scores[mine[0]]).sum())
    return ranks, right
