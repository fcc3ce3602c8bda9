"""Any file an officer may hand over becomes a picture or a sentence."""

import io
import os
import struct
import zlib

import numpy as np
import pytest
from PIL import Image as Pillow

from app.domain.errors import Refused
from app.faces.face import Face
from app.faces.picture import crop_face, load_picture, to_jpeg

RED, BLUE = (220, 20, 20), (20, 20, 220)


def half_and_half(width: int = 60, height: int = 40) -> Pillow.Image:
    """Red on the left, blue on the right."""
    picture = Pillow.new("RGB", (width, height), RED)
    picture.paste(BLUE, (width // 2, 0, width, height))
    return picture


def saved(picture: Pillow.Image, kind: str, **more: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **more)
    return file.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(Refused) as said:
        load_picture(data)
    return said.value.key


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "BMP", "WEBP"])
def test_the_usual_formats_come_out_blue_green_red(kind: str) -> None:
    image = load_picture(saved(half_and_half(), kind))
    assert image.shape == (40, 60, 3)
    assert image[20, 5].tolist() == pytest.approx([20, 20, 220], abs=12)


@pytest.mark.parametrize(("mark", "top"), [(6, RED), (8, BLUE)])
def test_a_photograph_taken_sideways_stands_upright(mark: int, top: tuple[int, ...]) -> None:
    exif = Pillow.Exif()
    exif[0x0112] = mark
    image = load_picture(saved(half_and_half(), "JPEG", exif=exif, quality=95))
    assert image.shape == (60, 40, 3)
    assert image[5, 20].tolist() == pytest.approx(list(top[::-1]), abs=25)


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"%PDF-1.7", os.urandom(4000), b"GIF89a" + bytes(40)]
)
def test_what_is_not_a_photograph_is_said_to_be_none(data: bytes) -> None:
    assert refused(data) == "photo.not_an_image"


def test_half_a_photograph_is_damaged() -> None:
    noise = Pillow.fromarray(np.random.default_rng(1).integers(0, 255, (300, 300, 3), np.uint8))
    data = saved(noise, "JPEG")
    assert refused(data[: len(data) // 2]) == "photo.damaged"


def test_a_photograph_of_30_megabytes_still_works() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (3200, 3600, 3), np.uint8)
    data = saved(Pillow.fromarray(noise), "BMP")
    assert len(data) > 30_000_000
    assert max(load_picture(data).shape) == 1280


@pytest.mark.parametrize("side", [13_000, 60_000])
def test_a_bomb_is_refused_by_its_header(side: int) -> None:
    chunk = b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk
    data += struct.pack(">I", zlib.crc32(chunk)) + struct.pack(">I", 0) + b"IDAT" + bytes(8)
    assert refused(data) == "photo.too_large"


def test_a_file_beyond_64_megabytes_is_not_even_opened() -> None:
    assert refused(bytes(64 * 1024 * 1024 + 1)) == "photo.too_large"


def test_what_is_transparent_is_white_and_grey_has_three_channels() -> None:
    clear = load_picture(saved(Pillow.new("RGBA", (9, 9), (0, 0, 0, 0)), "PNG"))
    grey = load_picture(saved(Pillow.new("L", (9, 9), 77), "PNG"))
    assert (clear == 255).all()
    assert (grey == 77).all()
    assert grey.shape == (9, 9, 3)


def test_the_kept_jpeg_is_small_and_carries_no_place_or_time() -> None:
    exif = Pillow.Exif()
    exif[0x010F] = "SECRET-MAKER"
    wide = load_picture(saved(half_and_half(2000, 1000), "JPEG", exif=exif))
    data = to_jpeg(np.tile(wide, (2, 2, 1)))
    assert b"SECRET-MAKER" not in data
    with Pillow.open(io.BytesIO(data)) as kept:
        assert (kept.format, max(kept.size), len(kept.getexif())) == ("JPEG", 1280, 0)


@pytest.mark.parametrize("corner", [(0, 0), (55, 35), (-10, -10)])
def test_a_thumbnail_is_square_even_at_the_edge(corner: tuple[int, int]) -> None:
    face = Face(box=(*corner, 20, 20), landmarks=np.zeros((5, 2), np.float32), score=1)
    with Pillow.open(
        io.BytesIO(crop_face(load_picture(saved(half_and_half(), "PNG")), face))
    ) as cut:
        assert cut.size == (240, 240)
