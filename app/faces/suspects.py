"""Labels that look wrong: told, and left out of the strangers only when somebody says so."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from app.domain.errors import Unavailable
from app.faces.bands import load_calibration
from app.faces.labelled import Photo

MUCH = 0.15
"""So much liker to another person's photographs than to any of its own."""
_CHANCE, _CERTAIN = 0.01, 0.65
"""A score of which not even one in a hundred sets of this size has one between strangers."""

Scores = npt.NDArray[np.float32]


class Why(StrEnum):
    """What looks wrong."""

    SAME_FILE = "same_file"
    OTHER_PERSON = "other_person"
    ONE_PERSON = "one_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """A label in doubt: one file under several names (or twice under one), a photograph `photo` of
    the first that shows the second, or two names that show one person."""

    why: Why
    people: tuple[str, ...]
    photo: str = ""
    score: float = 1.0


def suspects(photos: Sequence[Photo], engine: str) -> list[Suspect]:
    """Every label in doubt, the same files first."""
    usable = [photo for photo in photos if photo.vector is not None]
    found = list(_same_files(photos))
    if len(usable) < 2:
        return found
    copied = under_several(photos)
    vectors = np.array([photo.vector for photo in usable], np.float32)
    scores, names = vectors @ vectors.T, np.array([photo.person for photo in usable])
    np.fill_diagonal(scores, -1.0)
    certain = _certain(scores, names, engine)
    pairs = list(_one_person(scores, names, certain))
    known = {frozenset(pair.people) for pair in pairs}
    others = _other_person(scores, names, usable, certain)
    return [
        *found,
        *pairs,
        *(one for photo, one in others
          if frozenset(one.people) not in known and photo.sha256 not in copied),
    ]  # fmt: skip


def under_several(photos: Sequence[Photo]) -> set[str]:
    """Files that stand under several names: that is told already, and nobody knows whose it is."""
    under: dict[str, set[str]] = defaultdict(set)
    for photo in photos:
        under[photo.sha256].add(photo.person)
    return {whole for whole, people in under.items() if whole and len(people) > 1}


def _same_files(photos: Sequence[Photo]) -> Iterator[Suspect]:
    of: dict[str, list[Photo]] = defaultdict(list)
    for photo in photos:
        if photo.sha256:
            of[photo.sha256].append(photo)
    for same in of.values():
        if len(same) > 1:
            people = tuple(sorted({photo.person for photo in same}))
            yield Suspect(why=Why.SAME_FILE, people=people, photo=same[0].name)


def _certain(scores: Scores, names: npt.NDArray[np.str_], engine: str) -> float:
    strange = names[:, None] != names[None, :]
    try:
        bands = load_calibration(engine)
    except Unavailable:  # an engine of one's own: as alike as people are to themselves
        own = scores[~strange & (scores > -1.0)]
        return float(np.median(own)) if len(own) else 1.0
    pairs = max(int(strange.sum()) // 2, 1)
    return max(bands.threshold(_CHANCE / pairs, 1).score, _CERTAIN)


def _one_person(scores: Scores, names: npt.NDArray[np.str_], certain: float) -> Iterator[Suspect]:
    """Two names of which most pictures are as alike as one person's."""
    high = np.argwhere(np.triu(scores >= certain, 1))
    for one, other in sorted({_sorted(names, pair) for pair in high}):
        if one != other:
            across = scores[np.ix_(names == one, names == other)]
            middle = float(np.median(across))
            if middle >= certain:
                yield Suspect(why=Why.ONE_PERSON, people=(one, other), score=round(middle, 3))


def _sorted(names: npt.NDArray[np.str_], pair: npt.NDArray[np.intp]) -> tuple[str, str]:
    one, other = sorted((str(names[pair[0]]), str(names[pair[1]])))
    return one, other


def _other_person(
    scores: Scores, names: npt.NDArray[np.str_], photos: Sequence[Photo], certain: float
) -> Iterator[tuple[Photo, Suspect]]:
    own = names[:, None] == names[None, :]
    mine = np.where(own, scores, -1.0).max(axis=1)
    theirs = np.where(own, -1.0, scores)
    best = theirs.argmax(axis=1)
    for at, photo in enumerate(photos):
        score = float(theirs[at, best[at]])
        alone = mine[at] <= -1.0  # nothing of theirs to compare it with
        if score >= certain and not alone and score - mine[at] >= MUCH:
            people = (photo.person, str(names[best[at]]))
            yield (
                photo,
                Suspect(
                    why=Why.OTHER_PERSON, people=people, photo=photo.name, score=round(score, 3)
                ),
            )
