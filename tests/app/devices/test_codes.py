"""Codes in a camera's picture: ours, others', stripes, several, none."""

import io

import numpy as np
import pytest
import segno
import zxingcpp
from PIL import Image as Pillow

from app.arrays import Image
from app.devices.codes import FORGET, Once, Seen, read
from tests.app.paper.papers import CODE


def held(code: np.ndarray, turned: int = 0) -> Image:
    """A code in the middle of a grey picture as the camera gives it."""
    picture = Pillow.new("L", (1280, 720), 120)
    shown = Pillow.fromarray(code).rotate(turned, expand=True, fillcolor=255)
    picture.paste(shown, (400, 200))
    return np.stack([np.asarray(picture)] * 3, axis=2)


def square(text: str) -> np.ndarray:
    made = io.BytesIO()
    segno.make(text, error="m", micro=False).save(made, kind="png", scale=5, border=4)
    return np.asarray(Pillow.open(made).convert("L"))


def stripes(digits: str) -> np.ndarray:
    made = zxingcpp.create_barcode(digits, zxingcpp.BarcodeFormat.EAN13)
    return np.array(zxingcpp.write_barcode_to_image(made, scale=3))  # a copy of its own


@pytest.mark.parametrize("turned", [0, 12, 90])
def test_a_voucher_held_into_the_picture_is_read(turned: int) -> None:
    assert read(held(square(CODE), turned)) == Seen(CODE, square=True)


def test_stripes_are_read_as_what_they_are() -> None:
    assert read(held(stripes("6901234567892"))) == Seen("6901234567892", square=False)


def test_a_picture_without_a_code_says_nothing() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (720, 1280, 3), np.uint8)
    assert read(noise) is None


def test_a_code_is_told_once_while_it_is_held_there() -> None:
    once = Once()
    told = [once.is_new(text, now) for text, now in (("a", 20.0), ("a", 21.0), ("b", 22.0))]
    assert told == [True, False, True]
    assert not once.is_new("b", 22.0 + FORGET)
    assert once.is_new("b", 23.0 + FORGET * 2)
