"""Scores become words by the engine's own calibration."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import Unavailable
from app.domain.face import Band
from app.faces.bands import LIKELY, POSSIBLE, load_calibration, read_calibration, write_calibration
from app.faces.engine import ENGINES, SFACE, Engine

TABLE = """
engine = "e1"
model_sha256 = "00"
made_from = "invented numbers"
measured = 1e-5
margin = 2.0
sizes = [10, 100, 1000]
[[row]]
fpir = 0.001
scores = [0.5, 0.6, 0.7]
[[row]]
fpir = 0.01
scores = [0.4, 0.5, 0.6]
[[row]]
fpir = 0.1
scores = [0.3, 0.4, 0.5]
"""


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (0.6, Band.LIKELY),
        (0.599, Band.POSSIBLE),
        (0.5, Band.POSSIBLE),
        (0.499, Band.UNLIKELY),
        (-1, Band.UNLIKELY),
    ],
)
def test_the_rate_among_strangers_makes_the_band(score: float, band: Band) -> None:
    assert read_calibration(TABLE).band(score, 100) is band


def test_an_empty_gallery_has_no_band() -> None:
    assert read_calibration(TABLE).band(0.99, 0) is None


@pytest.mark.parametrize(
    ("fpir", "size", "score"),
    [
        (0.01, 316, 0.55),  # halfway between 100 and 1,000 on the log
        (0.00316, 100, 0.55),
        (0.01, 10_000, 0.7),
        (0.0001, 100, 0.7),
        (0.01, 1, 0.4),  # never easier than in the smallest gallery measured
    ],
)
def test_thresholds_lie_on_the_log_of_size_and_rate(fpir: float, size: int, score: float) -> None:
    assert read_calibration(TABLE).threshold(fpir, size).score == pytest.approx(score, abs=1e-3)


def test_what_was_not_counted_is_marked() -> None:
    table = read_calibration(TABLE)
    assert not table.threshold(POSSIBLE, 100).extrapolated
    assert table.threshold(LIKELY, 100).extrapolated


def test_a_table_survives_being_written() -> None:
    table = replace(read_calibration(TABLE), made_from='本站 "2026"\\n\nengine = "x"')
    assert read_calibration(write_calibration(table)) == table


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[0.4, 0.5, 0.6]", "[0.4, 0.5]"),
        ("[0.4, 0.5, 0.6]", "[0.4, 0.3, 0.6]"),
        ("[0.3, 0.4, 0.5]", "[0.9, 0.9, 0.9]"),
        ("engine", "motor"),
        ("sizes = [10", "sizes = [[10]"),
        ("[0.3, 0.4, 0.5]", "[0.3, nan, 0.5]"),
        ("[0.3, 0.4, 0.5]", "[-inf, 0.4, 0.5]"),
        ("sizes = [10, 100, 1000]", "sizes = [10, 10, 1000]"),
        ("sizes = [10, 100, 1000]", "sizes = [10, 100, inf]"),
        ("fpir = 0.001", "fpir = 0.01"),
        ("fpir = 0.001", "fpir = -1.0"),
        ("margin = 2.0", "margin = 0.001"),
        ("measured = 1e-5", "measured = nan"),
        ("[[row]]", "[row]"),
    ],
)
def test_a_damaged_table_is_not_believed(tmp_path: Path, old: str, new: str) -> None:
    (tmp_path / "e1.toml").write_text(TABLE.replace(old, new), encoding="utf-8")
    with pytest.raises(Unavailable) as said:
        load_calibration("e1", tmp_path)
    assert said.value.key == "calibration.damaged"


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as said:
        load_calibration("e1", tmp_path)
    assert (said.value.key, said.value.facts) == ("calibration.missing", {"engine": "e1"})


@pytest.mark.parametrize("name", ENGINES)
def test_every_engine_ships_a_table(name: str) -> None:
    assert load_calibration(name).engine == name


def test_the_table_is_of_the_model_that_is_used(engine: Engine) -> None:
    assert load_calibration(engine.id).model_sha256 == engine.model_sha256


@pytest.mark.parametrize(
    ("size", "published"), [(500, 0.450), (1000, 0.464), (1680, 0.472), (3680, 0.501)]
)
def test_sface_is_on_the_safe_side_of_the_published_thresholds(size: int, published: float) -> None:
    ours = load_calibration(SFACE).threshold(POSSIBLE, size).score
    assert published <= ours < published + 0.04
