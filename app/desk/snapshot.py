"""A photograph for the file and nothing more: no face is looked for, no vector is made."""

from datetime import datetime

from app.desk.admission import Taken
from app.domain.ids import PhotoId, new_id
from app.faces.picture import load_picture, to_jpeg
from app.vision import Image


def photograph(image: Image, at: datetime) -> Taken:
    """A picture (HxWx3, BGR) for the file; no face is looked for and nothing is measured."""
    height, width = (int(n) for n in image.shape[:2])
    return Taken(
        id=PhotoId(new_id()),
        jpeg=to_jpeg(image),
        width=width,
        height=height,
        quality=0.0,
        reasons=(),
        taken_at=at,
    )


def photograph_again(jpeg: bytes, at: datetime) -> Taken:
    """A photograph out of a sealed record: made anew from its pixels, nothing else comes along."""
    return photograph(load_picture(jpeg), at)
