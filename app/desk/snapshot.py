"""A photograph for the file and nothing more: no face is looked for, no vector is made."""

import io
from datetime import datetime

from PIL import Image, ImageOps

from app.desk.admission import Taken
from app.domain.errors import Refused
from app.domain.ids import PhotoId, new_id

_LONGEST_SIDE, _QUALITY = 1280, 90
_MOST_PIXELS = 50_000_000
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


def photograph(jpeg: bytes, at: datetime) -> Taken:
    """A photograph out of a JPEG of any origin: made anew from its pixels, at most 1280 long.

    Raises Refused "photo.not_an_image", "photo.damaged" or "photo.too_large"; the size is read
    from the header before anything is unpacked.
    """
    try:
        with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise Refused("photo.too_large")
            return _taken(picture, at)
    except _BROKEN:
        raise Refused("photo.not_an_image") from None


def _taken(picture: Image.Image, at: datetime) -> Taken:
    picture.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
    picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    upright = ImageOps.exif_transpose(picture).convert("RGB")
    plain = Image.new("RGB", upright.size)
    plain.paste(upright)
    data = io.BytesIO()
    plain.save(data, "JPEG", quality=_QUALITY)
    return Taken(
        id=PhotoId(new_id()),
        jpeg=data.getvalue(),
        width=plain.width,
        height=plain.height,
        quality=0.0,
        reasons=(),
        taken_at=at,
    )
