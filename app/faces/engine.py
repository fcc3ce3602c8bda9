"""What a face engine is, and which one to take."""

from pathlib import Path
from typing import Protocol

from app.arrays import Image, Vector
from app.domain.errors import Refused
from app.faces.face import Face
from app.faces.models import MODELS

SFACE = "yunet2023mar+sface2021dec"
DLIB = "face_recognition"
ENGINES = (SFACE, DLIB)
DIMENSIONS = {SFACE: 128, DLIB: 128}
"""Numbers of a template."""


class Model(Protocol):
    """Which engine made a template, and with which model: only its like are compared with it."""

    @property
    def id(self) -> str: ...
    @property
    def model_sha256(self) -> str: ...
    @property
    def dim(self) -> int: ...
    @property
    def metric(self) -> str:
        """Always "cosine": templates are of unit length, a greater product is more alike."""
        ...


class Engine(Model, Protocol):
    """Finds faces and makes templates; one engine object belongs to one thread at a time."""

    def detect(self, image: Image) -> list[Face]:
        """The faces of a picture, largest first."""
        ...

    def template(self, image: Image, face: Face) -> Vector:
        """The face as `dim` float32 numbers of unit length."""
        ...


def choose(name: str = SFACE, models: Path = MODELS) -> Engine:
    """The engine of that name; its module is loaded only now.

    Raises Refused "engine.unknown", Unavailable "model.missing", "model.altered" or
    "engine.not_installed".
    """
    if name == SFACE:
        from app.faces.sface import SFaceEngine

        return SFaceEngine(models)
    if name == DLIB:
        from app.faces.dlib_engine import DlibEngine

        return DlibEngine()
    raise Refused("engine.unknown", name=name, known=", ".join(ENGINES))
