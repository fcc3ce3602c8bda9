"""A calibration made from labelled templates keeps strangers to the promised share."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from app.domain.errors import Refused
from app.faces.calibrate import Measured, calibrate, measure
from app.faces.engine import Engine
from tests.app.faces.conftest import SAMPLES


def invented(people: int, seed: int, dim: int = 64) -> Measured:
    """Two templates each of people who have nothing to do with each other."""
    dice = np.random.default_rng(seed)
    centres = dice.normal(size=(people, dim))
    rows = np.repeat(centres, 2, axis=0) + 0.3 * dice.normal(size=(people * 2, dim))
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    names = tuple(f"p{row // 2}" for row in range(people * 2))
    return Measured(names, unit.astype(np.float32))


def test_strangers_exceed_the_thresholds_as_seldom_as_promised(sface: Engine) -> None:
    table = calibrate(invented(300, seed=1), sface, made_from="invented")
    fresh = invented(600, seed=2).vectors[::2]
    gallery, probes = fresh[:100], fresh[100:]
    worst = (probes @ gallery.T).max(axis=1)
    for fpir in (0.01, 0.1):
        share = float((worst >= table.threshold(fpir, 100).score).mean())
        assert share <= fpir * 1.6
    assert (worst >= table.threshold(0.1, 100).score).any(), "not so careful that it says nothing"


def test_a_group_that_looks_more_alike_raises_every_threshold(sface: Engine) -> None:
    measured = invented(300, seed=1)
    group = [f"p{number}" for number in range(60)]
    closer = measured.vectors.copy()
    closer[:120] += 0.5 * closer[0]
    closer /= np.linalg.norm(closer, axis=1, keepdims=True)
    mixed = Measured(measured.people, closer)
    plain, like = (
        calibrate(mixed, sface, made_from="invented", like=names) for names in ([], group)
    )
    assert plain.margin == 1.0
    assert like.margin > 1.5
    assert like.threshold(0.01, 100).score > plain.threshold(0.01, 100).score


def test_too_few_people_make_no_calibration(sface: Engine) -> None:
    with pytest.raises(Refused) as said:
        calibrate(invented(20, seed=1), sface, made_from="invented")
    assert said.value.key == "calibration.too_few"


def test_labels_come_from_folders_and_bad_files_are_passed_over(
    sface: Engine, tmp_path: Path
) -> None:
    for label, person in (("a", "m01"), ("b", "m02"), ("c", "m01")):
        (tmp_path / label).mkdir()
        (tmp_path / label / "1.jpg").write_bytes((SAMPLES / person / "1.jpg").read_bytes())
    (tmp_path / "b" / "2.jpg").write_bytes(b"not a picture")
    Pillow.new("RGB", (99, 99)).save(tmp_path / "b" / "3.png")
    (tmp_path / "b" / "notes.txt").write_text("x", encoding="utf-8")
    measured = measure(tmp_path, sface, same=[("c", "a")])
    assert measured.people == ("a", "b", "a")
    assert len(measured.vectors) == 3
