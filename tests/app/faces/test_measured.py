"""Returning people are found, strangers are not called likely: on photographs of real people.

The photographs are never part of the project; without them this is skipped.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.domain.face import Band
from app.faces.bands import load_calibration
from app.faces.calibrate import Measured, measure
from app.faces.engine import SFACE, Engine
from app.faces.look import look
from app.faces.picture import load_picture
from app.vision import Vector, cv2

PHOTOGRAPHS = Path(__file__).parents[4] / "shared" / "data" / "faces" / "lfw"
PEOPLE = 160
SPLITS = 20

pytestmark = pytest.mark.skipif(
    not PHOTOGRAPHS.is_dir(), reason="the measuring photographs (../shared/data/faces) are absent"
)


@pytest.fixture(scope="module")
def measured(sface: Engine, tmp_path_factory: pytest.TempPathFactory) -> Measured:
    folder = tmp_path_factory.mktemp("people")
    for person in sorted(PHOTOGRAPHS.iterdir())[:PEOPLE]:
        (folder / person.name).symlink_to(person)
    return measure(folder, sface)


def splits(measured: Measured) -> Iterator[tuple[list[int], list[int], list[int]]]:
    """The open-set protocol: rows enrolled, rows of returning people, rows of strangers."""
    rows: dict[str, list[int]] = {}
    for row, who in enumerate(measured.people):
        rows.setdefault(who, []).append(row)
    several = [who for who in rows if len(rows[who]) > 1]
    single = [who for who in rows if len(rows[who]) == 1]
    for seed in range(SPLITS):
        dice = np.random.default_rng(seed)
        dice.shuffle(several)
        dice.shuffle(single)
        known, filler = several[: len(several) * 3 // 4], single[: len(single) // 2]
        first = {who: int(dice.choice(rows[who])) for who in known}
        enrolled = [*first.values(), *(rows[who][0] for who in filler)]
        back = [row for who in known for row in rows[who] if row != first[who]]
        seen = {*known, *filler}
        yield enrolled, back, [row for who in rows if who not in seen for row in rows[who]]


def test_returning_people_come_first_and_strangers_are_not_likely(measured: Measured) -> None:
    table = load_calibration(SFACE)
    people = np.array(measured.people)
    first, likely, wrong = [], [], []
    for enrolled, back, strangers in splits(measured):
        gallery, size = measured.vectors[enrolled], len(enrolled)
        scores = measured.vectors[back] @ gallery.T
        right = people[enrolled][scores.argmax(axis=1)] == people[back]
        bands = [table.band(float(score), size) for score in scores.max(axis=1)]
        first.append(right.mean())
        likely.append(
            np.mean([ok and band is Band.LIKELY for ok, band in zip(right, bands, strict=True)])
        )
        worst = (measured.vectors[strangers] @ gallery.T).max(axis=1)
        wrong.append(np.mean([table.band(float(score), size) is Band.LIKELY for score in worst]))
    assert np.mean(first) >= 0.95
    assert np.mean(likely) >= 0.80
    assert np.mean(wrong) <= 0.01


def test_heads_that_lean_30_degrees_are_found_again(sface: Engine) -> None:
    """Without levelling it is less than half of them."""
    known = [person for person in sorted(PHOTOGRAPHS.iterdir()) if len(list(person.iterdir())) > 1]
    alike = []
    for person in known[:40]:
        first, *_, last = sorted(person.iterdir())
        upright, leaning = seen(first, 0, sface), seen(last, 30, sface)
        assert upright is not None
        alike.append(leaning is not None and float(upright @ leaning) > 0.45)
    assert np.mean(alike) >= 0.7


def seen(file: Path, degrees: float, engine: Engine) -> Vector | None:
    image = load_picture(file.read_bytes())
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    leaning = cv2.warpAffine(image, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)
    return look(np.asarray(leaning, np.uint8), engine).vector
