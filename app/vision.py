"""Pictures as numbers: OpenCV, imported in this one place only, and files unpacked with care."""

import io
import os
import warnings

os.environ.setdefault("OPENCV_LOG_LEVEL", "FATAL")  # a missing camera is told by us, in words

from app.arrays import Image, Vector  # isort: skip  (before numpy: it sets how numpy computes)

import cv2
import numpy as np
from PIL import Image as Pillow
from PIL import ImageOps

from app.domain.errors import Refused

# The wheel points Qt at its own plugins and fonts; PySide6 must keep its own.
os.environ.pop("QT_QPA_PLATFORM_PLUGIN_PATH", None)
os.environ.pop("QT_QPA_FONTDIR", None)
cv2.setNumThreads(1)

FORMATS = ("JPEG", "PNG", "BMP", "WEBP")
LONGEST_SIDE = 1280
"""Pictures are worked on as they are kept, so that templates can be made again from the file."""
MOST_BYTES = 64 * 1024 * 1024
MOST_PIXELS = 150_000_000

__all__ = ["LONGEST_SIDE", "MOST_BYTES", "MOST_PIXELS", "Image", "Vector", "cv2", "unpack"]


def unpack(data: bytes) -> Image:
    """The picture of a file, upright (EXIF), on white, at most 1280 pixels long.

    Raises Refused "photo.not_an_image", "photo.damaged" or "photo.too_large"; the size is read
    from the header before anything is unpacked.
    """
    if len(data) > MOST_BYTES:
        raise Refused("photo.too_large")
    with warnings.catch_warnings():
        # Pillow's own limit only warns; ours below decides.
        warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
        with _opened(data) as picture:
            return _unpacked(picture)


def _opened(data: bytes) -> Pillow.Image:
    try:
        picture = Pillow.open(io.BytesIO(data), formats=FORMATS)
    except Pillow.DecompressionBombError as error:
        raise Refused("photo.too_large") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise Refused("photo.not_an_image") from error
    if picture.width * picture.height > MOST_PIXELS:
        raise Refused("photo.too_large")
    return picture


def _unpacked(picture: Pillow.Image) -> Image:
    try:
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is unpacked at half or less
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Pillow.Resampling.BOX)
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise Refused("photo.damaged") from error
    ground = Pillow.new("RGBA", upright.size, "white")
    flat = np.asarray(Pillow.alpha_composite(ground, upright).convert("RGB"), np.uint8)
    return np.ascontiguousarray(flat[:, :, ::-1])
