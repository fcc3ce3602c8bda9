"""Learns by how much each kind of clue is to be multiplied; run by hand, writes weights.toml.

    python -m app.bench.learning [SEED …]

Invented lives as in the identity bench, with other seeds. The multipliers are those under which
the posteriors of the right answers (this person; none of all) are the greatest, held near 1: a
conditional logistic regression, so that the posteriors are calibrated as they are used.
"""

import sys
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from app.bench.identity import Faces, Note, Register
from app.bench.lives import TODAY, Lives
from app.domain.clue import Clue
from app.domain.weigh import ABOUT, Scales, Weights
from app.names import names
from app.places import places
from app.weights import FILE

PEOPLE, AGAIN, STRANGERS = 12_000, 1_200, 1_200
_KEPT, _STEPS, _RATE, _HELD = 25, 1500, 0.01, 40.0
_KNOWN = 0.5
_SOUGHT = 0.8
"""Not learnt: ours, and the issue's."""
FIELDS = tuple(about + sign for about in ABOUT for sign in "+-")
Numbers = npt.NDArray[np.float64]
# What agrees is never worth more than its own rates say; and names less, for those of a generation
# resemble each other (王建国, 李建军), which invented ones do not.
_MOST = np.array([0.85 if one == "name+" else 1.0 if one[-1] == "+" else 1.6 for one in FIELDS])


def examples(seed: int) -> tuple[Numbers, npt.NDArray[np.int64], int]:
    """Q×K×F weights of the likeliest candidates, and which is right (K where none is)."""
    scales = Scales(names(), places(), TODAY, Weights())
    lives, faces = Lives(names(), places(), seed), Faces(seed)
    people = lives.people(PEOPLE)
    bases = faces.bases(people)
    register = Register(
        [Note(lives.note(p), faces.picture(b)) for p, b in zip(people, bases, strict=True)], scales
    )
    rows, right = [], []
    for at in range(0, PEOPLE, PEOPLE // AGAIN):
        found = register.search(Note(lives.note(people[at]), faces.picture(bases[at])), "all")
        order = [place for place, _ in found[:_KEPT]]
        if at in order:  # whom no key finds, no weight finds
            rows.append([weighed.clues for _, weighed in found[:_KEPT]])
            right.append(order.index(at))
    others = lives.people(STRANGERS)
    for one, base in zip(others, faces.bases(others), strict=True):
        found = register.search(Note(lives.note(one), faces.picture(base)), "all")
        rows.append([weighed.clues for _, weighed in found[:_KEPT]])
        right.append(_KEPT)
    return np.array([_features(row) for row in rows]), np.array(right), PEOPLE


def _features(row: Sequence[Sequence[Clue]]) -> Numbers:
    table = np.zeros((_KEPT, len(FIELDS)))
    for at, clues in enumerate(row):
        for clue in clues:
            sign = "+" if clue.weight > 0 else "-"
            table[at, FIELDS.index(clue.about + sign)] += clue.weight
    table[len(row) :, FIELDS.index("sex-")] = -1e3  # nobody there
    return table


def fit(features: Numbers, right: npt.NDArray[np.int64], among: int) -> dict[str, float]:
    """Multipliers by gradient ascent; each is held near 1 by the square of its distance."""
    times = np.ones(len(FIELDS))
    first, second = np.zeros_like(times), np.zeros_like(times)
    before = np.log(_KNOWN / among)
    for step in range(1, _STEPS + 1):
        odds = features @ times + before
        whole = np.concatenate([odds, np.full((len(odds), 1), np.log(1 - _KNOWN))], axis=1)
        chances = np.exp(whole - whole.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        hit = np.zeros_like(chances)
        hit[np.arange(len(hit)), right] = 1.0
        slope = np.einsum("qk,qkf->f", (hit - chances)[:, :_KEPT], features)
        slope -= _HELD * (times - 1)
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        move = (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-9)
        times = np.clip(times + _RATE * move, 0.05, _MOST)
    return {name: round(float(value), 3) for name, value in zip(FIELDS, times, strict=True)}


def main(seeds: Sequence[int]) -> None:
    """Learn from all of these seeds together and write the file."""
    parts = [examples(seed) for seed in seeds]
    features = np.concatenate([part[0] for part in parts])
    right = np.concatenate([part[1] for part in parts])
    times = fit(features, right, PEOPLE)
    told = "".join(f'"{name}" = {value}\n' for name, value in times.items())
    FILE.write_text(
        _HEAD.format(seeds=", ".join(map(str, seeds)), known=_KNOWN, sought=_SOUGHT, times=told)
    )


_HEAD = """# By how much each kind of clue is multiplied where it speaks for (+) or against (-) one
# person; learnt by app/bench/learning.py from invented lives of the seeds {seeds}. `known`: how
# likely it is beforehand that who arrives is on file; `sought`: that whom a family looks for is on
# the list they are looked for in (not learnt).
known = {known}
sought = {sought}

[times]
{times}"""


if __name__ == "__main__":
    main([int(seed) for seed in sys.argv[1:]] or [1, 2])
