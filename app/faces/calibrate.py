"""Makes an engine's calibration from labelled photographs: FOLDER/PERSON/pictures.

python -m app.faces.calibrate FOLDER --out FILE [--engine NAME] [--like LIST] [--same A=B …]
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.domain.errors import Refused
from app.faces.bands import Calibration, write_calibration
from app.faces.engine import ENGINES, SFACE, Engine, choose
from app.faces.look import look
from app.faces.picture import load_picture

SIZES = (10, 30, 100, 300, 1000, 3000, 10000, 100000)
RATES = (0.0003, 0.001, 0.003, 0.01, 0.03, 0.1)
ENOUGH_PAIRS = 30
"""A rate counted from fewer pairs is not believed: the tail is continued in a straight line."""
FIT_FROM = 2e-3
MARGIN_AT = (3e-3, 1e-2)
"""Stranger rates at which a smaller, more alike group still has pairs enough to be compared."""
PICTURES = {".jpg", ".jpeg", ".png", ".bmp", ".webp"}

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """Templates with their labels."""

    people: tuple[str, ...]
    vectors: npt.NDArray[np.float32]

    def strangers(self, only: Iterable[str] | None = None) -> Numbers:
        """Scores of all pairs of different people, greatest first."""
        wanted = set(self.people if only is None else only)
        rows = [row for row, who in enumerate(self.people) if who in wanted]
        names = np.array([self.people[row] for row in rows])
        scores = self.vectors[rows] @ self.vectors[rows].T
        pairs = np.triu(names[:, None] != names[None, :], 1)
        return np.sort(scores[pairs].astype(np.float64))[::-1]


def measure(folder: Path, engine: Engine, same: Sequence[tuple[str, str]] = ()) -> Measured:
    """Templates of every usable picture; `same` joins people who stand in two folders."""
    one = dict(same)
    people, vectors = [], []
    for file in sorted(folder.glob("*/*")):
        vector = _vector(file, engine) if file.suffix.lower() in PICTURES else None
        if vector is not None:
            people.append(one.get(file.parent.name, file.parent.name))
            vectors.append(vector)
    return Measured(tuple(people), np.array(vectors, np.float32))


def calibrate(
    measured: Measured, engine: Engine, *, made_from: str, like: Sequence[str] = ()
) -> Calibration:
    """FPIR(t, N) = 1 - (1 - FMR(t))^N over all stranger pairs, with a straight log tail.

    Both are on the safe side: strangers' scores cluster by person, and the true tail falls
    faster. `like` names the people most like the station's; where they are more often taken for
    each other than people in general, every gallery counts as that many times larger. Refused
    "calibration.too_few" below 1,000 pairs of strangers at the tail's start.
    """
    scores = measured.strangers()
    if len(scores) * FIT_FROM < 2 * ENOUGH_PAIRS:
        raise Refused("calibration.too_few", pairs=len(scores))
    margin = _margin(scores, measured.strangers(like)) if like else 1.0
    rows = tuple(
        (rate, tuple(_score(scores, rate, size, margin) for size in SIZES)) for rate in RATES
    )
    return Calibration(
        engine=engine.id,
        model_sha256=engine.model_sha256,
        made_from=made_from,
        measured=ENOUGH_PAIRS / len(scores),
        margin=margin,
        sizes=SIZES,
        rows=rows,
    )


def _vector(file: Path, engine: Engine) -> npt.NDArray[np.float32] | None:
    try:
        return look(load_picture(file.read_bytes()), engine).vector
    except Refused:
        return None


def _score(scores: Numbers, fpir: float, size: int, margin: float) -> float:
    """The score that strangers exceed at that rate, counted or on the continued tail."""
    wanted = float(1 - (1 - fpir) ** (1 / (size * margin)))
    counted = wanted * len(scores)
    if counted >= ENOUGH_PAIRS:
        return round(float(scores[min(int(counted), len(scores) - 1)]), 4)
    slope, base = _tail(scores)
    return round(float(base + slope * np.log10(wanted)), 4)


def _tail(scores: Numbers) -> tuple[float, float]:
    """Score as a line of log10 rate; through the last counted point, so that nothing jumps."""
    ranks = np.unique(np.geomspace(ENOUGH_PAIRS, len(scores) * FIT_FROM, 40).astype(int))
    rates = np.log10(ranks / len(scores))
    slope = float(np.polyfit(rates, scores[ranks], 1)[0])
    return slope, float(scores[ENOUGH_PAIRS] - slope * rates[0])


def _margin(scores: Numbers, alike: Numbers) -> float:
    """How many times more often people of the group pass for each other; at least 1."""
    times = [float((alike > scores[int(rate * len(scores))]).mean()) / rate for rate in MARGIN_AT]
    return round(max(1.0, *times), 1)


def _said(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="calibrate", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--engine", choices=ENGINES, default=SFACE)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--like", type=Path, help="file with one person a line")
    parser.add_argument("--same", nargs="*", default=[], help="A=B: folder A shows person B")
    parser.add_argument("--made-from", default="the station's own labelled photographs")
    return parser.parse_args(arguments)


def _pairs(said: Iterable[str]) -> Iterator[tuple[str, str]]:
    for one in said:
        first, _, second = one.partition("=")
        yield first, second


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and write the table."""
    said = _said(arguments)
    engine = choose(said.engine)
    like = said.like.read_text(encoding="utf-8").split("\n") if said.like else ()
    measured = measure(said.folder, engine, tuple(_pairs(said.same)))
    table = calibrate(measured, engine, made_from=said.made_from, like=like)
    said.out.write_text(write_calibration(table), encoding="utf-8")


if __name__ == "__main__":
    main()
