"""From a score to words: how often a stranger would score as high in a gallery of this size."""

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.domain.errors import Unavailable
from app.domain.face import Band
from app.faces.models import MODELS

Numbers = npt.NDArray[np.float64]
_DENSEST = 1.5
"""Where most strangers score, they do not lie denser (natural log)."""
_FLATTEST = 1e-6
_MOST = 60
"""Sizes and rates of a table; scores lie within what a cosine can be, with room for a tail."""
_SCORES = (-1.5, 4.0)

LIKELY = 0.001
POSSIBLE = 0.01
"""Expected share of strangers for whom somebody would be shown so (FPIR)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A score that `fpir` of strangers exceed; `extrapolated` beyond what was measured."""

    score: float
    extrapolated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Scores by FPIR (rows, falling score) and gallery size (columns, rising), of one engine."""

    engine: str
    model_sha256: str
    made_from: str
    measured: float
    """FPIR divided by gallery size down to which pairs were counted, not extended."""
    margin: float
    """How many times more alike the people of a station are taken to be than those measured."""
    sizes: tuple[int, ...]
    rows: tuple[tuple[float, tuple[float, ...]], ...]

    @lru_cache(maxsize=8)  # noqa: B019 - of a value: there are as many as there are engines
    def threshold(self, fpir: float, gallery_size: int) -> Threshold:
        """Interpolated on log N and log FPIR; continued in a straight line outside."""
        size = np.log10(max(gallery_size, self.sizes[0]))
        across = np.log10(self.sizes)
        scores = [_line(size, across, np.array(row)) for _, row in self.rows]
        down = np.log10([rate for rate, _ in self.rows])
        score = _line(np.log10(fpir), down, np.array(scores))
        beyond = fpir / max(gallery_size, 1) / self.margin < self.measured
        return Threshold(score=round(float(score), 4), extrapolated=bool(beyond))

    @lru_cache(maxsize=8)  # noqa: B019 - of a value: there are as many as there are engines
    def _rates(self) -> tuple[Numbers, Numbers]:
        """Rising scores, and the natural log of how often one stranger scores higher than each."""
        found = sorted(
            (score, float(np.log(1 - (1 - fpir) ** (1 / size))))
            for fpir, row in self.rows
            for size, score in zip(self.sizes, row, strict=True)
        )
        scores = np.array([score for score, _ in found])
        # Rounding in the table must not make a rate rise with its score.
        rates = np.minimum.accumulate(np.array([rate for _, rate in found]))
        return scores, rates

    def strangers_at(self, score: float) -> float:
        """The natural log of how densely strangers score here; what one comparison is worth."""
        scores, rates = self._rates()
        width = 0.04
        low, high = max(score - width, scores[0]), min(score + width, scores[-1])
        if high - low < width:  # outside the table: its end goes on in a straight line
            low, high = (scores[0], scores[0] + 2 * width) if score < scores[0] else (
                scores[-1] - 2 * width, scores[-1]
            )  # fmt: skip
        there = np.interp([low, high], scores, rates)
        slope = float((there[0] - there[1]) / (high - low))
        rate = float(there[0]) - slope * (score - float(low))
        return min(rate + float(np.log(max(slope, _FLATTEST))), _DENSEST)

    def strangers_among(self, score: float, compared: int) -> float:
        """The natural log of how many of `compared` strangers score as high: in this, likenesses
        by two engines, or out of two galleries, compare."""
        return self._rate_at(score) + float(np.log(max(compared, 1)))

    def _rate_at(self, score: float) -> float:
        """The natural log of how often one stranger scores as high; straight on outside."""
        scores, rates = self._rates()
        width, end = 0.08, scores[0] if score < scores[0] else scores[-1]
        if scores[0] <= score <= scores[-1]:
            return float(np.interp(score, scores, rates))
        near = end + (width if score < end else -width)
        at_end, at_near = np.interp([end, near], scores, rates)
        return float(at_end + (at_near - at_end) / (near - end) * (score - end))

    def band(self, score: float, gallery_size: int) -> Band | None:
        """The band of a candidate; None when the gallery is empty.

        `gallery_size` counts templates: a person with three photographs is three chances to be
        taken for a stranger. Galleries below the smallest size measured count as that size.
        """
        if gallery_size <= 0:
            return None
        if score >= self.threshold(LIKELY, gallery_size).score:
            return Band.LIKELY
        if score >= self.threshold(POSSIBLE, gallery_size).score:
            return Band.POSSIBLE
        return Band.UNLIKELY


def load_calibration(engine: str, folder: Path = MODELS / "calibration") -> Calibration:
    """The engine's table; Unavailable "calibration.missing" or "calibration.damaged"."""
    file = folder / f"{engine}.toml"
    try:
        return read_calibration(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise Unavailable("calibration.missing", engine=engine) from error
    except NO_TABLE as error:
        raise Unavailable("calibration.damaged", file=file.name) from error


NO_TABLE = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)


def read_calibration(text: str) -> Calibration:
    """Raises one of `NO_TABLE` for a table that cannot be one, whoever wrote it."""
    said = tomllib.loads(text)
    table = Calibration(
        engine=str(said["engine"]),
        model_sha256=str(said["model_sha256"]),
        made_from=str(said["made_from"]),
        measured=float(said["measured"]),
        margin=float(said["margin"]),
        sizes=tuple(int(size) for size in said["sizes"]),
        rows=tuple((float(row["fpir"]), tuple(map(float, row["scores"]))) for row in said["row"]),
    )
    _check(table)
    return table


def write_calibration(table: Calibration) -> str:
    """The table as TOML; a station may make its own."""
    lines = [
        "# Which score how many strangers reach, by gallery size; made by ./guitu calibrate.",
        f"engine = {_quoted(table.engine)}",
        f"model_sha256 = {_quoted(table.model_sha256)}",
        f"made_from = {_quoted(table.made_from)}",
        f"measured = {table.measured:.2e}",
        f"margin = {table.margin}",
        f"sizes = {list(table.sizes)}",
    ]
    for fpir, scores in table.rows:
        lines += ["", "[[row]]", f"fpir = {fpir}", f"scores = {list(scores)}"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """As a TOML string: what JSON writes is one, but for the delete sign."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "")


def _check(table: Calibration) -> None:
    if not (2 <= len(table.sizes) <= _MOST and 2 <= len(table.rows) <= _MOST):
        raise ValueError("a calibration needs two sizes and two rates")
    scores = np.array([row for _, row in table.rows])
    if scores.shape != (len(table.rows), len(table.sizes)):
        raise ValueError("a calibration row is too short or too long")
    if not ((scores >= _SCORES[0]) & (scores <= _SCORES[1])).all():
        raise ValueError("a calibration score is none")
    if (np.diff(scores, axis=1) < 0).any() or (np.diff(scores, axis=0) > 0).any():
        raise ValueError("a calibration score must rise with the gallery and fall with the rate")
    if scores.max() - scores.min() < 0.01:
        raise ValueError("a calibration that tells nothing apart")
    rates = [rate for rate, _ in table.rows]
    if not (_rise(table.sizes, 1, 1e10) and _rise(rates, 1e-9, 0.5)):
        raise ValueError("sizes and rates of a calibration must rise")
    if not (0 < table.measured < 1 and 1 <= table.margin <= 1e4):
        raise ValueError("a calibration that was not measured")


def _rise(numbers: Sequence[float], least: float, most: float) -> bool:
    """Each greater than the one before, and none outside."""
    ordered = all(one < other for one, other in pairwise(numbers))
    return ordered and least <= numbers[0] and numbers[-1] <= most


def _line(at: float, places: Numbers, values: Numbers) -> float:
    """Straight between neighbours; the outermost pieces are continued."""
    piece = int(np.clip(np.searchsorted(places, at) - 1, 0, len(places) - 2))
    part = (at - places[piece]) / (places[piece + 1] - places[piece])
    return float(values[piece] + part * (values[piece + 1] - values[piece]))
