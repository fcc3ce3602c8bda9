"""Where a photograph was taken, by what and when does not stay in what is kept."""

import io
from collections.abc import Callable

import pytest
from PIL import Image

from app.desk import photographs, snapshot
from app.desk.admission import Taken
from tests.makers import NOON

WORDS = (b"MAKER", b"COMMENT", b"XMPWORD", b"Exif")


def _told() -> bytes:
    """A photograph of a telephone: with its place, its maker, a comment and XMP."""
    exif, out = Image.Exif(), io.BytesIO()
    exif[0x010F] = "MAKER"
    exif[0x8825] = {1: "N", 2: (23.0, 7.0, 1.0), 3: "E", 4: (113.0, 15.0, 2.0)}
    picture = Image.new("RGB", (64, 48), "gray")
    picture.save(out, "JPEG", exif=exif, comment=b"COMMENT", xmp=b"XMPWORD")
    return out.getvalue()


@pytest.mark.parametrize(
    "keep",
    [
        lambda data: photographs.from_file(data, None, NOON, measure=False).taken,
        lambda data: snapshot.photograph(data, NOON),
    ],
    ids=["at the desk, in the street, of a thing", "what somebody sent"],
)
def test_nothing_of_a_photograph_is_kept_but_its_pixels(keep: Callable[[bytes], Taken]) -> None:
    told = _told()
    assert all(word in told for word in WORDS)
    kept = keep(told).jpeg
    assert not [word for word in WORDS if word in kept]
