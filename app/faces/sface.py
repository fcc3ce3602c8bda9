"""The default engine: YuNet finds the faces, SFace tells them apart (both from OpenCV Zoo)."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.domain.errors import Unavailable
from app.faces.engine import SFACE
from app.faces.face import Face
from app.faces.models import MODELS, load_model
from app.vision import Image, Vector, cv2

DETECTOR = "face_detection_yunet_2023mar.onnx"
RECOGNISER = "face_recognition_sface_2021dec.onnx"
LONGEST_SIDE = 640
"""Detection runs on a picture of this size: four times faster than 1280×720 and as good at the
distances of a desk; YuNet was trained on faces of 10 to 300 pixels."""
SCORE = 0.6
OVERLAP = 0.3
_NO_TEXT = np.empty(0, np.uint8)


class SFaceEngine:
    """cv2.FaceDetectorYN and cv2.FaceRecognizerSF."""

    id = SFACE
    dim = 128
    metric = "cosine"

    def __init__(self, models: Path = MODELS) -> None:
        finder, _ = load_model(DETECTOR, models)
        teller, self.model_sha256 = load_model(RECOGNISER, models)
        try:
            # From memory: OpenCV cannot open paths with Chinese characters on Windows.
            self._finder = cv2.FaceDetectorYN.create(
                "onnx", _bytes(finder), _NO_TEXT, (LONGEST_SIDE, LONGEST_SIDE), SCORE, OVERLAP
            )
            self._teller = cv2.FaceRecognizerSF.create("onnx", _bytes(teller), _NO_TEXT)
        except cv2.error as error:
            raise Unavailable("model.unusable", file=RECOGNISER) from error

    def detect(self, image: Image) -> list[Face]:
        shrink = min(1.0, LONGEST_SIDE / max(image.shape[:2]))
        small = _shrunk(image, shrink)
        self._finder.setInputSize((small.shape[1], small.shape[0]))
        found = self._finder.detect(small)[1]
        rows = [] if found is None else np.asarray(found, np.float32)
        faces = [_face(row, shrink) for row in rows]
        return sorted(faces, key=lambda face: face.size, reverse=True)

    def template(self, image: Image, face: Face) -> Vector:
        row = np.concatenate([face.box, face.landmarks.reshape(-1), [face.score]])
        aligned = self._teller.alignCrop(image, row.astype(np.float32).reshape(1, -1))
        raw: Vector = np.asarray(self._teller.feature(aligned), np.float32).reshape(-1)
        unit: Vector = raw / np.linalg.norm(raw)
        return unit


def _bytes(data: bytes) -> npt.NDArray[np.uint8]:
    return np.frombuffer(data, np.uint8)


def _shrunk(image: Image, shrink: float) -> Image:
    if shrink == 1.0:
        return image
    high, wide = (max(1, round(side * shrink)) for side in image.shape[:2])
    small = cv2.resize(image, (wide, high), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)


def _face(row: Vector, shrink: float) -> Face:
    left, top, width, height = (float(value) / shrink for value in row[:4])
    points = (row[4:14].reshape(5, 2) / shrink).astype(np.float32)
    return Face(box=(left, top, width, height), landmarks=points, score=float(row[14]))
