"""The second engine: face_recognition (dlib), slower and weaker; for comparison and for choice.

face_recognition compares by Euclidean distance. Here its 128 numbers are brought to unit length:
then cosine = 1 - distance² / 2, the order of candidates is that of the distance between the unit
vectors, and one gallery serves both engines. Its published tolerance of 0.6 has no meaning here;
the bands come from the engine's own calibration.
"""

from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from app.domain.errors import Unavailable
from app.faces.engine import DLIB
from app.faces.face import Face, Points
from app.vision import Image, Vector, cv2

UPSAMPLE_BELOW = 800
"""Pictures smaller than this are doubled before the search: dlib needs faces of 80 pixels."""


class DlibEngine:
    """HOG detector, 5-point landmarks (the 68-point file bars commercial use), ResNet."""

    id = DLIB
    dim = 128
    metric = "cosine"

    def __init__(self) -> None:
        self._library = _load()
        weights = Path(str(self._library.face_recognition_model))
        self.model_sha256 = sha256(weights.read_bytes()).hexdigest()

    def detect(self, image: Image) -> list[Face]:
        upsample = 1 if max(image.shape[:2]) < UPSAMPLE_BELOW else 0
        colours = _rgb(image)
        boxes, scores, _ = self._library.face_detector.run(colours, upsample, 0.0)
        faces = [self._face(colours, box, score) for box, score in zip(boxes, scores, strict=True)]
        return sorted(faces, key=lambda face: face.size, reverse=True)

    def template(self, image: Image, face: Face) -> Vector:
        left, top, width, height = face.box
        place = (round(top), round(left + width), round(top + height), round(left))
        raw = self._library.face_encodings(_rgb(image), [place], num_jitters=1, model="small")[0]
        unit: Vector = (raw / np.linalg.norm(raw)).astype(np.float32)
        return unit

    def _face(self, colours: Image, box: Any, score: float) -> Face:
        shape = self._library.pose_predictor_5_point(colours, box)
        points = np.array([(part.x, part.y) for part in shape.parts()], np.float32)
        place = (float(box.left()), float(box.top()), float(box.width()), float(box.height()))
        # HOG scores run from 0 to about 3; 1 is a clear face.
        return Face(box=place, landmarks=_five(points), score=min(1.0, 0.6 + 0.4 * float(score)))


def _load() -> ModuleType:
    try:
        from face_recognition import api
        from PIL import ImageFile
    except ImportError as error:
        raise Unavailable("engine.not_installed", name=DLIB) from error
    # The library switches this on for the whole process; a half picture must stay an error for us.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    library: ModuleType = api
    return library


def _rgb(image: Image) -> Image:
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2RGB), np.uint8)


def _five(points: Points) -> Points:
    """Eyes and nose from dlib's five points; it has no mouth, so one is put where mouths are."""
    one, other, nose = points[0:2].mean(axis=0), points[2:4].mean(axis=0), points[4]
    left, right = (one, other) if one[0] <= other[0] else (other, one)
    middle = (left + right) / 2
    mouth, half = middle + (nose - middle) * 1.7, (right - left) * 0.4
    return np.stack([left, right, nose, mouth - half, mouth + half]).astype(np.float32)
