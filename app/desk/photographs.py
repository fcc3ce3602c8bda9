"""A picture from the camera or a file becomes a photograph of the arrival."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import numpy as np

from app.desk.admission import Taken
from app.domain.errors import Unavailable
from app.domain.face import Quality
from app.domain.ids import PhotoId, new_id
from app.faces.engine import Engine
from app.faces.look import look
from app.faces.picture import load_picture, to_jpeg
from app.vision import Image, Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """What the desk knows after a photograph: the picture to keep, and how usable it is."""

    taken: Taken
    quality: Quality
    vector: Vector | None


def take(image: Image, engine: Engine | None, at: datetime, *, measure: bool) -> Shot:
    """Look at a picture (HxWx3, BGR) and keep it; without an engine it is only kept.

    A picture in which no usable face is found is a photograph all the same. `measure` only where
    a face may be compared: otherwise no vector is made at all.
    """
    seen = look(image, engine, template=measure) if engine else None
    quality = seen.quality if seen else Quality(score=0.0, refused=True)
    taken = Taken(
        id=PhotoId(new_id()),
        jpeg=to_jpeg(image),
        width=int(image.shape[1]),
        height=int(image.shape[0]),
        quality=quality.score,
        reasons=quality.reasons,
        taken_at=at,
        engine=engine.id if engine else "",
        model_sha256=engine.model_sha256 if engine else "",
        metric=engine.metric if engine else "",
    )
    vector = seen.vector if seen else None
    return Shot(taken=_holding(taken, vector), quality=quality, vector=vector)


def from_file(data: bytes, engine: Engine | None, at: datetime, *, measure: bool) -> Shot:
    """The same for the bytes of a picture file."""
    return take(load_picture(data), engine, at, measure=measure)


def from_path(path: Path, engine: Engine | None, at: datetime, *, measure: bool) -> Shot:
    """The same for a picture file."""
    try:
        data = path.read_bytes()
    except OSError:
        raise Unavailable("photo.no_file", file=path.name) from None
    return from_file(data, engine, at, measure=measure)


def with_vector(taken: Taken, engine: Engine) -> Taken:
    """Consent came after the photograph: measure it now, from the picture that is kept."""
    return _holding(taken, look(load_picture(taken.jpeg), engine).vector)


def without_vector(taken: Taken) -> Taken:
    """Consent went: what was measured is forgotten."""
    return _holding(taken, None)


def vector_of(taken: Taken) -> Vector | None:
    """The face vector of a photograph, where one was made."""
    return np.frombuffer(taken.vector, "<f4") if taken.vector else None


def _holding(taken: Taken, vector: Vector | None) -> Taken:
    kept = None if vector is None else vector.astype("<f4").tobytes()
    return replace(taken, vector=kept, dim=0 if vector is None else int(vector.size))
