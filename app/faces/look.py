"""One look at a picture: whose face, how good, and its template."""

from dataclasses import dataclass

from app.domain.face import Quality
from app.faces.engine import Engine
from app.faces.face import Face
from app.faces.level import level
from app.faces.quality import judge
from app.vision import Image, Vector


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Look:
    """What was seen. `best` is where it stands in the picture; no vector when quality refused."""

    faces: tuple[Face, ...]
    best: Face | None
    quality: Quality
    vector: Vector | None


def look(image: Image, engine: Engine, *, template: bool = True) -> Look:
    """Find, judge and measure the one dominant face; call it in the background (30 to 500 ms).

    `template=False` where the person has refused: then no vector is made at all.
    """
    faces = engine.detect(image)
    chosen = level(image, faces, engine)
    quality = judge(image, faces, chosen)
    wanted = template and chosen is not None and not quality.refused
    return Look(
        faces=tuple(faces),
        best=chosen.seen if chosen else None,
        quality=quality,
        vector=engine.template(chosen.image, chosen.face) if wanted and chosen else None,
    )
