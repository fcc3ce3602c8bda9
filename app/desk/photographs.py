"""A picture from the camera or a file becomes a photograph of the arrival."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import numpy as np

from app.arrays import Image, Vector
from app.desk.admission import Taken
from app.domain.errors import Unavailable
from app.domain.face import Developed, Quality
from app.domain.ids import PhotoId, new_id
from app.faces.engine import Engine, Model

_FLOAT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """What the desk knows after a photograph: the picture to keep, and how usable it is."""

    taken: Taken
    quality: Quality
    vector: Vector | None


def kept(developed: Developed, at: datetime) -> Shot:
    """The photograph that a picture becomes, wherever it was developed."""
    taken = Taken(
        id=PhotoId(new_id()),
        jpeg=developed.jpeg,
        width=developed.width,
        height=developed.height,
        quality=developed.quality.score,
        reasons=developed.quality.reasons,
        taken_at=at,
        engine=developed.engine,
        model_sha256=developed.model_sha256,
        metric=developed.metric,
    )
    taken = _holding(taken, developed.vector)
    return Shot(taken=taken, quality=developed.quality, vector=vector_of(taken))


def take(image: Image, engine: Engine | None, at: datetime, *, measure: bool) -> Shot:
    """Look at a picture (HxWx3, BGR) here and now; the window lets the eyes do it instead."""
    from app.faces.develop import develop  # OpenCV: the window never loads it

    return kept(develop(image, engine, measure=measure), at)


def from_file(data: bytes, engine: Engine | None, at: datetime, *, measure: bool) -> Shot:
    """The same for the bytes of a picture file."""
    from app.faces.picture import load_picture

    return take(load_picture(data), engine, at, measure=measure)


def from_path(path: Path, engine: Engine | None, at: datetime, *, measure: bool) -> Shot:
    """The same for a picture file."""
    try:
        data = path.read_bytes()
    except OSError:
        raise Unavailable("photo.no_file", file=path.name) from None
    return from_file(data, engine, at, measure=measure)


def measured(taken: Taken, model: Model, vector: bytes | None) -> Taken:
    """Consent came after the photograph: now with its face as numbers, if quality allowed."""
    by = replace(taken, engine=model.id, model_sha256=model.model_sha256, metric=model.metric)
    return _holding(by, vector)


def without_vector(taken: Taken) -> Taken:
    """Consent went: what was measured is forgotten."""
    return _holding(taken, None)


def vector_of(taken: Taken) -> Vector | None:
    """The face vector of a photograph, where one was made."""
    return np.frombuffer(taken.vector, "<f4") if taken.vector else None


def _holding(taken: Taken, vector: bytes | None) -> Taken:
    return replace(taken, vector=vector, dim=len(vector) // _FLOAT if vector else 0)
