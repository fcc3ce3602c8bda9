"""`./guitu bench identity`: is somebody who came before found again, by face, by name, by all?

An invented population (app/bench/lives.py) is noted down once; then some of them come again and
are noted anew, and strangers come. Under each key: `rank1` and `top10`, the share of those who came
again who are first, or among ten; `stranger_rate`, the share of strangers of whom somebody is said
to be 很可能 (a posterior of .9). The seed is not one that weights were learnt on.

Faces are directions whose cosines are as measured (faces.md): one person .661 ± .118 and now and
then no likeness at all, strangers .082 ± .089; twins .70, brothers and sisters .30 are our guess.
docs/identity-bench.md has every rate's source, and how well anybody could do.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from uuid import UUID

import numpy as np

from app.arrays import Vector
from app.bench.lives import TODAY, Life, Lives
from app.bench.timing import rounded
from app.domain.clue import Clue
from app.domain.crowd import Crowd
from app.domain.face_alike import SAME_MEAN, SAME_SPREAD, compare_faces
from app.domain.traits import Traits
from app.domain.weigh import Scales, Weighed, posteriors
from app.faces.bands import load_calibration
from app.faces.engine import SFACE
from app.faces.gallery import Gallery
from app.names import names
from app.places import places
from app.weights import weights
from app.words.clues import LIKELY

SEED = 4099
"""Learning takes 1 to 99."""
PEOPLE, AGAIN, STRANGERS = 100_000, 1_500, 3_000
GOAL_RANK1, GOAL_STRANGERS = 0.99, 0.001
PICTURED = 0.8
"""The others refuse the camera, or came before there was one. By rule all are photographed."""
_COMPARED, _ALIKE = 250, 30
_INNER, _COMMON = 107, 0.082
_TWIN, _SIBLING, _NO_LIKENESS = 0.70, 0.30, 0.015
KEYS = ("face", "name", "all")
Answer = dict[str, object]


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of somebody: words, and perhaps a picture."""

    traits: Traits
    face: Vector | None


class Faces:
    """Directions for people: the same person's are near each other, a twin's nearly as near."""

    def __init__(self, seed: int) -> None:
        self._dice = np.random.default_rng(seed)
        self._common = self._direction()

    def bases(self, people: Sequence[Life]) -> Vector:
        """N×D, one for each."""
        found = self._directions(len(people))
        for at, one in enumerate(people):
            if one.twin_of >= 0:
                found[at] = _between(found[one.twin_of], found[at], _TWIN)
            elif one.sibling_of >= 0:
                found[at] = _between(found[one.sibling_of], found[at], _SIBLING)
        return found

    def picture(self, base: Vector) -> Vector | None:
        """A photograph of somebody; None where there is none."""
        if self._dice.random() > PICTURED:
            return None
        if self._dice.random() < _NO_LIKENESS:
            return self._whole(self._direction())
        # Two pictures are as far from each other as each is from the face, twice.
        cosine = float(np.clip(self._dice.normal(SAME_MEAN, SAME_SPREAD), 0.2, 0.95))
        inner = (cosine - _COMMON) / (1 - _COMMON)
        return self._whole(_between(base, self._direction(), np.sqrt(max(inner, 0.0))))

    def _whole(self, inner: Vector) -> Vector:
        """With what all faces have in common, which strangers' mean cosine comes from."""
        whole: Vector = np.concatenate(
            [[np.sqrt(_COMMON)], np.sqrt(1 - _COMMON) * inner, np.zeros(128 - 1 - _INNER)]
        ).astype(np.float32)
        return whole

    def _direction(self) -> Vector:
        one: Vector = self._directions(1)[0]
        return one

    def _directions(self, count: int) -> Vector:
        raw = self._dice.standard_normal((count, _INNER)).astype(np.float32)
        unit: Vector = raw / np.linalg.norm(raw, axis=1, keepdims=True)
        return unit


def _between(one: Vector, other: Vector, cosine: float) -> Vector:
    """As near to `one` as the cosine says, otherwise towards `other`."""
    aside = other - float(one @ other) * one
    aside /= np.linalg.norm(aside)
    near: Vector = (cosine * one + np.sqrt(max(0.0, 1 - cosine**2)) * aside).astype(np.float32)
    return near


class Register:
    """Everybody who was noted down, to be searched by words and by face."""

    def __init__(self, notes: Sequence[Note], scales: Scales) -> None:
        self.notes, self.scales = notes, scales
        self._crowd, self._bands = Crowd(scales), load_calibration(SFACE)
        self._gallery = Gallery(SFACE, 128)
        for note in notes:
            self._crowd.add(note.traits)
        faced = [
            (UUID(int=at), note.face) for at, note in enumerate(notes) if note.face is not None
        ]
        ids = [id_ for id_, _ in faced]
        self._gallery.pour(ids, ids, np.array([face for _, face in faced], np.float32))

    def search(self, wanted: Note, by: str) -> list[tuple[int, Weighed]]:
        """Who may be the one, the likeliest first; `by` is face, name or all."""
        traits = wanted.traits if by != "face" else Traits()
        if by == "name":
            traits = Traits(names=traits.names)
        face = wanted.face if by != "name" else None
        among = self._crowd.likely(traits, _COMPARED)
        if face is not None:
            among += [hit.person.int for hit in self._gallery.search(face, _ALIKE)]
        found = [(at, self._weigh(at, traits, face, by)) for at in dict.fromkeys(among)]
        return sorted(found, key=lambda pair: (-pair[1].weight, pair[0]))

    def _weigh(self, at: int, traits: Traits, face: Vector | None, by: str) -> Weighed:
        here = self.notes[at]
        more: list[Clue] = []
        if face is not None and here.face is not None:
            score = float(face @ here.face)
            more.append(compare_faces(score, self._bands.strangers_at(score)))
        there = here.traits if by == "all" else replace(Traits(), names=here.traits.names)
        return self.scales.weigh(there, traits, more)


def run(people: int = PEOPLE, again: int = AGAIN, strangers: int = STRANGERS) -> Answer:
    """Each key's figures, and how long a search takes."""
    scales = Scales(names(), places(), TODAY, weights())
    lives, faces = Lives(names(), places(), SEED), Faces(SEED)
    known = lives.people(people)
    bases = faces.bases(known)
    notes = [
        Note(lives.note(one), faces.picture(base)) for one, base in zip(known, bases, strict=True)
    ]
    start = perf_counter()
    register = Register(notes, scales)
    filled = perf_counter() - start
    step = max(1, people // again)
    back = [
        (at, Note(lives.note(known[at]), faces.picture(bases[at]))) for at in range(0, people, step)
    ][:again]
    others = lives.people(strangers)
    new = [
        Note(lives.note(one), faces.picture(base))
        for one, base in zip(others, faces.bases(others), strict=True)
    ]
    answer: Answer = {
        "people": people,
        "came_again": len(back),
        "strangers": len(new),
        "seed": SEED,
        "index_s": rounded(filled),
    }
    for key in KEYS:
        answer[key] = _figures(register, back, new, key)
    met = _is_met(answer["all"])
    answer |= {"goals": {"rank1": GOAL_RANK1, "stranger_rate": GOAL_STRANGERS}, "met": met}
    return answer


def _is_met(figures: object) -> bool:
    return (
        isinstance(figures, dict)
        and figures["rank1"] >= GOAL_RANK1
        and figures["stranger_rate"] <= GOAL_STRANGERS
    )


def _figures(
    register: Register, back: Sequence[tuple[int, Note]], new: Sequence[Note], by: str
) -> Answer:
    start = perf_counter()
    first = ten = likely = 0
    for at, note in back:
        found = register.search(note, by)
        order = [place for place, _ in found[:10]]
        first += order[:1] == [at]
        ten += at in order
        likely += _is_likely(register, found)
    taken = sum(_is_likely(register, register.search(note, by)) for note in new)
    spent = perf_counter() - start
    return {
        "rank1": round(first / len(back), 4),
        "top10": round(ten / len(back), 4),
        "said_likely": round(likely / len(back), 4),
        "stranger_rate": round(taken / len(new), 5),
        "search_ms": rounded(1e3 * spent / (len(back) + len(new))),
    }


def _is_likely(register: Register, found: Sequence[tuple[int, Weighed]]) -> bool:
    chances, _ = posteriors(
        [one.weight for _, one in found], len(register.notes), register.scales.weights.known
    )
    return bool(chances) and chances[0] >= LIKELY
