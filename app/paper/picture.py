"""A photograph made ready for paper: upright, small enough, without hidden data."""

from io import BytesIO

from PIL import Image, ImageOps

_DOTS_PER_MM = 300 / 25.4
MOST_PIXELS = 60_000_000


def ready(data: bytes, wide: float, high: float) -> bytes | None:
    """JPEG at 300 dpi for a box in mm; None if the bytes are no picture that can be read."""
    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as image:
            if image.width * image.height > MOST_PIXELS:
                return None
            side = (round(wide * _DOTS_PER_MM), round(high * _DOTS_PER_MM))
            image.draft("RGB", (side[0] * 2, side[1] * 2))
            upright = ImageOps.exif_transpose(image).convert("RGB")
            upright.thumbnail(side)
            out = BytesIO()
            upright.save(out, "JPEG", quality=88)
            return out.getvalue()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def clear(data: bytes) -> BytesIO | None:
    """A PNG with its clear ground, for ink; None if the bytes are no such picture."""
    try:
        with Image.open(BytesIO(data), formats=("PNG",)) as image:
            if image.width * image.height > MOST_PIXELS:
                return None
            out = BytesIO()
            image.convert("RGBA").save(out, "PNG")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    out.seek(0)
    return out
