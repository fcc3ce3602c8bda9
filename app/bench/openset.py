"""`./guitu bench faces`: the open-set protocol of faces.md on labelled photographs.

Twenty random splits. Of the people with two or more photographs 75 % are enrolled with one of
them, their others are asked for again; half of those with a single photograph are enrolled as
filler; every photograph of everybody else is a stranger's. `rank1`: the share of those asked for
again whom the best score finds; `tpir_fpir1`: found first and above the score that 1 % of the
strangers exceed. A photograph without a template (no face found, or refused) is a miss, whether it
is enrolled or asked with. Nothing is kept of the photographs.

Labels are wrong now and then, and one person in two folders makes the strangers' threshold
meaningless: folders that the usual engine takes for one person with near certainty are told
(`one_person_in_two_folders`) and counted as one; `as_labelled` has the figures without that.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

import numpy as np
import numpy.typing as npt

from app.arrays import Image, Vector
from app.bench.timing import rounded
from app.domain.errors import Refused, Unavailable
from app.faces.bands import load_calibration
from app.faces.engine import DLIB, SFACE, Engine, choose
from app.faces.look import look
from app.faces.picture import load_picture

SPLITS, SEED = 20, 20261123
ENROLLED, FPIR = 0.75, 0.01
PICTURES = {".jpg", ".jpeg", ".png", ".bmp", ".webp"}
_BEYOND = -2.0
_CHANCE, _CERTAIN = 0.01, 0.65
Answer = dict[str, object]
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """Photographs by person; a row of NaN where there is no template."""

    people: tuple[str, ...]
    vectors: npt.NDArray[np.float32]
    undetected: int
    refused: int
    ms: float

    def joined(self, same: dict[str, str]) -> "Measured":
        """With folders that show one person counted as one."""
        people = tuple(same.get(who, who) for who in self.people)
        return replace(self, people=people)

    def of(self, only: frozenset[str]) -> "Measured":
        """The photographs of some people."""
        rows = [at for at, who in enumerate(self.people) if who in only]
        people = tuple(self.people[at] for at in rows)
        return Measured(people, self.vectors[rows], self.undetected, self.refused, self.ms)


def run(photos: Path, group: Path | None, *, beside: bool = True) -> Answer:
    """Figures of the usual engine with and without quality checks, and of the second engine.

    Refused "bench.no_photos" where the folder holds no FOLDER/PERSON/picture, "bench.no_group".
    """
    files = _files(photos)
    if len({file.parent for file in files}) < 4:
        raise Refused("bench.no_photos", folder=photos.name)
    members = _members(group)
    engine = choose(SFACE)
    checked = _measure(files, engine, _checked)
    pairs = doubtful(checked)
    same = dict(pairs)
    if members is not None:
        members |= {same[who] for who in members if who in same}
    answer: Answer = {
        "photos": len(files),
        "people": len({file.parent for file in files}),
        "one_person_in_two_folders": [list(pair) for pair in pairs],
        **_figures(checked.joined(same), members),
        "as_labelled": protocol(checked, at_most=1),
        "raw": _figures(_measure(files, engine, _raw).joined(same), members),
    }
    if beside:
        answer["face_recognition"] = _second(files, members, same)
    return answer


def doubtful(measured: Measured) -> list[tuple[str, str]]:
    """Folders that show one person: (one, the one it is counted as). Only where not even one such
    score in a hundred folders of this size is to be expected of strangers."""
    usable = ~np.isnan(measured.vectors[:, 0])
    vectors, people = measured.vectors[usable], np.array(measured.people)[usable]
    scores = vectors @ vectors.T
    strange = np.triu(people[:, None] != people[None, :], 1)
    bands = load_calibration(SFACE)
    certain = bands.threshold(_CHANCE / max(int(strange.sum()), 1), 1).score
    found = {
        tuple(sorted((str(people[a]), str(people[b]))))
        for a, b in np.argwhere(strange & (scores > max(certain, _CERTAIN)))
    }
    return [(later, first) for first, later in sorted(found)]


def _second(files: Sequence[Path], members: frozenset[str] | None, same: dict[str, str]) -> Answer:
    try:
        engine = choose(DLIB)
    except Unavailable as sorry:
        return {"left_out": sorry.key}
    return _figures(_measure(files, engine, _checked).joined(same), members)


def _files(photos: Path) -> list[Path]:
    return sorted(one for one in photos.glob("*/*") if one.suffix.lower() in PICTURES)


def _members(group: Path | None) -> frozenset[str] | None:
    if group is None:
        return None
    try:
        lines = group.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("bench.no_group", file=group.name) from error
    return frozenset(line.split("\t")[0].strip() for line in lines if line.strip())


Look = Callable[[Image, Engine], tuple[Vector | None, bool]]


def _checked(image: Image, engine: Engine) -> tuple[Vector | None, bool]:
    """As the desk does it: one face, levelled, judged; and whether a face was found."""
    seen = look(image, engine)
    return seen.vector, bool(seen.faces)


def _raw(image: Image, engine: Engine) -> tuple[Vector | None, bool]:
    """The largest face as it stands."""
    faces = engine.detect(image)
    return (engine.template(image, faces[0]) if faces else None), bool(faces)


def _measure(files: Sequence[Path], engine: Engine, seen: Look) -> Measured:
    people, rows, undetected, refused = [], [], 0, 0
    start = perf_counter()
    for file in files:
        try:
            vector, found = seen(load_picture(file.read_bytes()), engine)
        except (OSError, Refused):
            vector, found = None, False
        undetected += not found
        refused += found and vector is None
        people.append(file.parent.name)
        rows.append(np.full(engine.dim, np.nan) if vector is None else vector)
    spent = 1e3 * (perf_counter() - start) / max(len(files), 1)
    return Measured(tuple(people), np.array(rows, np.float32), undetected, refused, spent)


def _figures(measured: Measured, members: frozenset[str] | None) -> Answer:
    whole = len(measured.people)
    answer: Answer = {
        "undetected": round(measured.undetected / whole, 5),
        "refused": round(measured.refused / whole, 5),
        "ms_a_photo": rounded(measured.ms),
        **protocol(measured, at_most=1),
        "two_photos": protocol(measured, at_most=2),
    }
    if members is not None:
        some = measured.of(members)
        if len(set(some.people)) >= 4:
            both = {**protocol(some, at_most=1), "two_photos": protocol(some, at_most=2)}
            answer["group"] = both
        else:
            answer["group"] = {"left_out": "fewer than four people of the group are there"}
    return answer


def protocol(measured: Measured, *, at_most: int) -> dict[str, float]:
    """Means over the splits; `at_most` photographs of a person are enrolled, the best counts, and
    one at least is left to ask with."""
    usable = ~np.isnan(measured.vectors[:, 0])
    scores = np.nan_to_num(measured.vectors) @ np.nan_to_num(measured.vectors).T
    scores[~usable] = scores[:, ~usable] = _BEYOND
    of: dict[str, list[int]] = {}
    for at, who in enumerate(measured.people):
        of.setdefault(who, []).append(at)
    dice = np.random.default_rng(SEED)
    splits = [_split(of, dice, at_most) for _ in range(SPLITS)]
    found = [_one(scores.astype(np.float64), measured.people, *split) for split in splits]
    rank1, tpir, enrolled, probes = (float(np.mean(column)) for column in zip(*found, strict=True))
    return {
        "rank1": round(rank1, 4),
        "tpir_fpir1": round(tpir, 4),
        "enrolled": round(enrolled, 1),
        "probes": round(probes, 1),
    }


def _split(
    of: dict[str, list[int]], dice: np.random.Generator, at_most: int
) -> tuple[list[int], list[int], list[int]]:
    """Photographs enrolled, those of the same people to ask with, and strangers'."""
    several = sorted(who for who, rows in of.items() if len(rows) > 1)
    single = sorted(who for who, rows in of.items() if len(rows) == 1)
    known = set(dice.permutation(several)[: round(ENROLLED * len(several))].tolist())
    filler = set(dice.permutation(single)[: len(single) // 2].tolist()) if single else set()
    enrolled, mated, strangers = [], [], []
    for who, rows in sorted(of.items()):
        if who in known:
            order = dice.permutation(rows).tolist()
            count = min(at_most, len(order) - 1)
            enrolled += order[:count]
            mated += order[count:]
        elif who in filler:
            enrolled += rows
        else:
            strangers += rows
    return enrolled, mated, strangers


def _one(
    scores: Numbers,
    people: Sequence[str],
    enrolled: list[int],
    mated: list[int],
    strangers: list[int],
) -> tuple[float, float, int, int]:
    names = np.array([people[at] for at in enrolled])
    alien = scores[np.ix_(strangers, enrolled)].max(axis=1)
    # A stranger's photograph without a template finds nobody; it counts among all.
    threshold = np.quantile(alien, 1 - FPIR)
    asked = scores[np.ix_(mated, enrolled)]
    best = asked.argmax(axis=1)
    top = asked[np.arange(len(mated)), best]
    right = (names[best] == np.array([people[at] for at in mated])) & (top > _BEYOND)
    return float(right.mean()), float((right & (top > threshold)).mean()), len(names), len(mated)
