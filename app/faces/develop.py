"""A picture is made ready to be kept: looked at, measured where that is allowed, and as a JPEG."""

from app.arrays import Image, Vector
from app.domain.face import Developed, Measured, Quality
from app.faces.engine import Engine
from app.faces.look import look
from app.faces.picture import load_picture, to_jpeg


def develop(image: Image, engine: Engine | None, *, measure: bool) -> Developed:
    """A picture (HxWx3, BGR) as it will be kept; without an engine it is only kept.

    A picture in which no usable face is found is a photograph all the same. `measure` only where
    a face may be compared: otherwise no vector is made at all.
    """
    seen = look(image, engine, template=measure) if engine else None
    return Developed(
        jpeg=to_jpeg(image),
        width=int(image.shape[1]),
        height=int(image.shape[0]),
        quality=seen.quality if seen else Quality(score=0.0, refused=True),
        vector=as_bytes(seen.vector) if seen else None,
        engine=engine.id if engine else "",
        model_sha256=engine.model_sha256 if engine else "",
        metric=engine.metric if engine else "",
    )


def measured(jpeg: bytes, engine: Engine) -> Measured:
    """A picture that is kept is looked at again: consent came later, or another engine.

    Refused "photo.…" where it is no picture any more.
    """
    seen = look(load_picture(jpeg), engine)
    return Measured(
        quality=seen.quality,
        vector=as_bytes(seen.vector),
        engine=engine.id,
        model_sha256=engine.model_sha256,
        metric=engine.metric,
    )


def as_bytes(vector: Vector | None) -> bytes | None:
    """A vector as it is kept and sent: little-endian float32."""
    return None if vector is None else vector.astype("<f4").tobytes()
