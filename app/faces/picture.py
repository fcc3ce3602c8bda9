"""Pictures in and out: any photograph an officer may hand over, and the JPEG that is kept."""

import numpy as np

from app.faces.face import Face
from app.vision import LONGEST_SIDE, Image, cv2, unpack

JPEG_QUALITY = 90
MARGIN = 0.4


def load_picture(data: bytes) -> Image:
    """The picture upright and at most 1280 pixels long.

    Raises Refused "photo.not_an_image", "photo.damaged" or "photo.too_large".
    """
    return unpack(data)


def to_jpeg(image: Image) -> bytes:
    """A JPEG at most 1280 pixels long; made from the pixels alone, so nothing else is in it."""
    shrink = min(1.0, LONGEST_SIDE / max(image.shape[:2]))
    if shrink < 1.0:
        small = cv2.resize(image, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
        image = np.asarray(small, np.uint8)
    return _jpeg(image)


def crop_face(image: Image, face: Face, side: int = 240) -> bytes:
    """A square JPEG thumbnail of the face with hair and chin; the picture's edge is repeated."""
    half = max(2, round(face.size * (0.5 + MARGIN)))
    across, down = (round(value) for value in face.centre)
    wide = cv2.copyMakeBorder(image, half, half, half, half, cv2.BORDER_REPLICATE)
    left = min(max(across, 0), image.shape[1])
    top = min(max(down, 0), image.shape[0])
    square = wide[top : top + 2 * half, left : left + 2 * half]
    return _jpeg(np.asarray(cv2.resize(square, (side, side), interpolation=cv2.INTER_AREA)))


def _jpeg(image: Image) -> bytes:
    done, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    if not done:
        raise ValueError("a picture that cannot be written as JPEG")
    return data.tobytes()
