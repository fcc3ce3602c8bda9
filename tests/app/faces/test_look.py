"""What one look at a picture tells, good pictures and bad."""

from collections.abc import Callable

import numpy as np
import pytest

from app.faces.engine import Engine
from app.faces.look import look
from app.vision import Image, cv2

Sample = Callable[[str, int], Image]


def turned(image: Image, degrees: float) -> Image:
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    leaning = cv2.warpAffine(image, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(leaning, np.uint8)


def test_a_good_picture_gives_a_template(engine: Engine, sample: Sample) -> None:
    seen = look(sample("m01", 1), engine)
    assert seen.best is not None
    assert seen.vector is not None
    assert not seen.quality.refused
    assert seen.quality.score > 0.5


def test_nobody_gives_no_template_and_says_so(engine: Engine) -> None:
    seen = look(np.full((480, 640, 3), 180, np.uint8), engine)
    assert (seen.vector, seen.best, seen.quality.refused) == (None, None, True)
    assert seen.quality.reasons == ("quality.no_face",)
    assert seen.quality.score == 0


@pytest.mark.parametrize("shape", [(1280, 1, 3), (1, 1280, 3), (1, 1, 3)])
def test_a_picture_as_thin_as_a_line_shows_nobody(
    engine: Engine, shape: tuple[int, int, int]
) -> None:
    assert "quality.no_face" in look(np.full(shape, 180, np.uint8), engine).quality.reasons


def test_a_black_frame_asks_for_light(engine: Engine) -> None:
    seen = look(np.zeros((480, 640, 3), np.uint8), engine)
    assert seen.quality.reasons == ("quality.too_dark", "quality.no_face")
    assert seen.vector is None


def test_two_people_side_by_side_are_refused(engine: Engine, sample: Sample) -> None:
    one, other = sample("m01", 1), sample("m02", 1)
    other = np.asarray(cv2.resize(other, one.shape[1::-1]), np.uint8)
    seen = look(np.hstack([one, other]), engine)
    assert len(seen.faces) == 2
    assert seen.quality.refused
    assert "quality.several_faces" in seen.quality.reasons
    assert seen.vector is None


def test_a_bystander_far_behind_changes_nothing(sface: Engine, sample: Sample) -> None:
    image = sample("m01", 1)
    alone = look(image, sface)
    small = cv2.resize(sample("m02", 1), None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    room = np.full((image.shape[0], image.shape[1] + small.shape[1], 3), 150, np.uint8)
    room[:, : image.shape[1]] = image
    room[: small.shape[0], image.shape[1] :] = small
    seen = look(room, sface)
    assert len(seen.faces) == 2
    assert not seen.quality.refused
    assert alone.vector is not None
    assert seen.vector is not None
    assert alone.vector @ seen.vector > 0.95


@pytest.mark.parametrize("degrees", [-35, -25, 25, 35])
def test_a_leaning_head_is_levelled_and_found_where_it_is(
    sface: Engine, sample: Sample, degrees: float
) -> None:
    image = sample("m04", 1)
    upright, leaning = look(image, sface), look(turned(image, degrees), sface)
    assert "quality.leaning" in leaning.quality.reasons
    assert upright.vector is not None
    assert leaning.vector is not None
    assert leaning.best is not None
    assert upright.vector @ leaning.vector > 0.8
    assert leaning.best.roll == pytest.approx(-degrees, abs=8)
    assert leaning.best.centre[0] == pytest.approx(image.shape[1] / 2, abs=image.shape[1] / 4)


def test_an_upright_head_is_left_as_it_is(sface: Engine, sample: Sample) -> None:
    image = sample("m04", 1)
    face = sface.detect(image)[0]
    seen = look(image, sface)
    assert seen.vector is not None
    assert np.array_equal(seen.vector, sface.template(image, face))
    assert "quality.leaning" not in seen.quality.reasons


def test_a_tiny_face_is_refused_and_a_small_one_asked_closer(sface: Engine, sample: Sample) -> None:
    image = sample("m01", 1)
    eyes = sface.detect(image)[0].eye_distance

    def at(pixels: float) -> Image:
        scale = pixels / eyes
        small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        return np.asarray(small, np.uint8)

    tiny, small = look(at(11), sface), look(at(28), sface)
    assert tiny.quality.reasons == ("quality.too_small",)
    assert (tiny.quality.refused, tiny.vector) == (True, None)
    assert "quality.come_closer" in small.quality.reasons
    assert small.vector is not None


def test_light_and_sharpness_are_warnings_only(sface: Engine, sample: Sample) -> None:
    image = sample("m02", 1)
    dark = look((image * 0.2).astype(np.uint8), sface)
    bright = look(np.asarray(cv2.convertScaleAbs(image, alpha=1, beta=130), np.uint8), sface)
    blurred = look(
        np.asarray(cv2.GaussianBlur(image, (0, 0), image.shape[0] / 50), np.uint8), sface
    )
    assert "quality.too_dark" in dark.quality.reasons
    assert "quality.too_bright" in bright.quality.reasons
    assert "quality.blurred" in blurred.quality.reasons
    assert not any(seen.quality.refused for seen in (dark, bright, blurred))


def test_a_person_who_refused_gets_no_template(sface: Engine, sample: Sample) -> None:
    seen = look(sample("m01", 1), sface, template=False)
    assert seen.vector is None
    assert seen.best is not None
    assert not seen.quality.refused
