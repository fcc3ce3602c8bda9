"""Leaning heads are set upright before they are judged and measured."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from app.faces.engine import Engine
from app.faces.face import Face
from app.vision import Image, cv2

LEANING = 10.0
"""Degrees of roll worth a word to the officer; at 30° SFace's hit rate falls to .47."""
SUSPECT = 5.0
"""Degrees of roll as the landmarks show it, from which levelling is tried. YuNet shows a third of
the truth (30° look like 10°); turning heads that lean less costs more than it gives."""
TURNS = (20.0, 30.0, 40.0)
_CENTRAL = 0.5

Turn = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Levelled:
    """The picture as it is measured: `image` and `face` upright, `seen` as in the original."""

    image: Image
    face: Face
    seen: Face

    @property
    def turned(self) -> bool:
        return self.face is not self.seen


def level(image: Image, faces: list[Face], engine: Engine) -> Levelled | None:
    """The most prominent face upright: of the turns up to 40°, the one after which it looks so.

    An upright face is left as it is; where none was found, both directions are searched.
    """
    best = most_prominent(image, faces)
    if best is None:
        both = [sign * turn for turn in TURNS for sign in (1, -1)]
        return _most_upright(list(_turned(image, both, engine)))
    as_it_is = Levelled(image=image, face=best, seen=best)
    if abs(best.roll) < SUSPECT:
        return as_it_is
    back = -1 if best.roll > 0 else 1
    found = _turned(image, [back * turn for turn in TURNS], engine)
    return _most_upright([as_it_is, *(one for one in found if _near(best, one.seen))])


def most_prominent(image: Image, faces: Iterable[Face]) -> Face | None:
    """The largest face, where one at the edge counts half."""
    return max(faces, key=lambda face: prominence(image, face), default=None)


def prominence(image: Image, face: Face) -> float:
    """Size in pixels, less with the distance from the middle of the picture."""
    height, width = image.shape[:2]
    across, down = face.centre
    away = np.hypot((across - width / 2) / width, (down - height / 2) / height) * 2
    return face.size * (1 - _CENTRAL * min(1.0, float(away)))


def _most_upright(found: list[Levelled]) -> Levelled | None:
    return min(found, key=lambda one: abs(one.face.roll), default=None)


def _turned(image: Image, turns: Iterable[float], engine: Engine) -> Iterator[Levelled]:
    for turn in turns:
        matrix, upright = _turn(image, turn)
        face = most_prominent(upright, engine.detect(upright))
        if face:
            yield Levelled(image=upright, face=face, seen=_back(face, matrix))


def _turn(image: Image, degrees: float) -> tuple[Turn, Image]:
    """The picture turned about its middle on a canvas that loses no corner."""
    height, width = image.shape[:2]
    middle = (width / 2, height / 2)
    matrix = np.asarray(cv2.getRotationMatrix2D(middle, -degrees, 1.0), np.float64)
    cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
    size = (round(height * sin + width * cos), round(height * cos + width * sin))
    matrix[:, 2] += ((size[0] - width) / 2, (size[1] - height) / 2)
    turned = cv2.warpAffine(image, matrix, size, borderMode=cv2.BORDER_REPLICATE)
    return matrix, np.asarray(turned, np.uint8)


def _back(face: Face, matrix: Turn) -> Face:
    """The face where it is in the original picture; its box stays a box of the same size."""
    inverse = np.asarray(cv2.invertAffineTransform(matrix))
    points = (face.landmarks @ inverse[:, :2].T + inverse[:, 2]).astype(np.float32)
    across, down = inverse[:, :2] @ np.array(face.centre) + inverse[:, 2]
    width, height = face.box[2:]
    box = (float(across) - width / 2, float(down) - height / 2, width, height)
    return replace(face, box=box, landmarks=points)


def _near(wanted: Face, seen: Face) -> bool:
    """Whether turning found the same head, not a bystander's."""
    away = np.hypot(*np.subtract(wanted.centre, seen.centre))
    return bool(away < wanted.size / 2)
