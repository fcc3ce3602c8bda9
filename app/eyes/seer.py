"""Camera and engine as the process holds them; importing this loads OpenCV."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Protocol

import msgspec

from app.arrays import Image
from app.devices import codes
from app.devices.camera import plugged_in
from app.devices.codes import Once
from app.domain.errors import Refused, Unavailable
from app.eyes import messages as m
from app.eyes.watching import Watching, plain
from app.faces.develop import as_bytes, develop, measured
from app.faces.engine import Engine, choose
from app.faces.face import Face
from app.faces.look import look
from app.faces.picture import load_picture

LOOK_EVERY = 5 / 14
"""Seconds between two looks at the live picture: every fifth of its pictures."""
REST = 3
"""A look may take one part of the time in so many more: a slow machine looks less often."""


class Says(Protocol):
    """Sends a message, and bytes beside it."""

    def __call__(self, message: msgspec.Struct, beside: bytes = b"") -> None: ...


class Seer:
    """One camera and one engine, used by one thread."""

    def __init__(self, say: Says, size: Callable[[], tuple[int, int]]) -> None:
        self._say, self._size = say, size
        self._watching: Watching | None = None
        self._engine: Engine | None = None
        self._beside: Engine | None = None
        self._look_at = 0.0
        self._once = Once()

    def load(self, name: str) -> None:
        """Read and check the models."""
        self._engine = None
        self._engine = self._ready(name, beside=False)

    def load_beside(self, name: str) -> None:
        """The same for the engine that is on its way out, or let go of it."""
        self._beside = None
        if name:
            self._beside = self._ready(name, beside=True)

    def _ready(self, name: str, *, beside: bool) -> Engine | None:
        try:
            engine = choose(name)
        except (Refused, Unavailable) as sorry:
            self._say(m.NotLoaded(said=said(sorry), beside=beside))
            return None
        self._say(
            m.Loaded(
                id=engine.id,
                model_sha256=engine.model_sha256,
                dim=engine.dim,
                metric=engine.metric,
                beside=beside,
            )
        )
        return engine

    def watch(self, turn: int, camera: str | None) -> bool:
        """Another camera, or none; False when the one before does not let go.

        The same camera in another place goes on: opening one may take seconds.
        """
        now = self._watching
        if now and now.camera == camera and (now.turn == turn or now.newest is not None):
            now.show_in(turn)
            return True
        before, self._watching = self._watching, None
        if before and not before.stop():
            return False
        if camera is not None:
            self._watching = Watching(turn, camera, self._say, self._size)
        return True

    def stuck(self) -> m.Lost | None:
        """What to say of a camera that hangs."""
        now = self._watching
        if now is None or not now.stuck:
            return None
        why = m.Said(refused=False, key="camera.hangs", facts={"name": now.name})
        return m.Lost(turn=now.turn, said=why)

    def until_look(self) -> float:
        """Seconds until the live picture is looked at again."""
        return max(0.0, self._look_at - monotonic())

    def look(self) -> None:
        """Where the face is in the live picture, and what would make it better."""
        began = monotonic()
        self._look_at = began + LOOK_EVERY
        watching, engine = self._watching, self._engine
        image = watching.not_looked_at() if watching and all(self._size()) else None
        if watching is None or image is None:
            return
        self._read_code(watching.turn, image)
        if engine is None:
            return
        seen = look(image, engine, template=False)
        box = _part(image, seen.best) if seen.best else None
        reasons, refused = seen.quality.reasons, seen.quality.refused
        self._say(m.Seen(turn=watching.turn, box=box, reasons=reasons, refused=refused))
        self._look_at = max(self._look_at, began + (monotonic() - began) * (REST + 1))

    def _read_code(self, turn: int, image: Image) -> None:
        found = codes.read(image)
        if found and self._once.is_new(found.text, monotonic()):
            self._say(m.Coded(turn=turn, text=found.text, square=found.square))

    def answer(self, order: m.Question, beside: bytes) -> tuple[m.Answer, bytes]:
        """What was asked; Refused or Unavailable where it cannot be answered."""
        match order:
            case m.Take():
                engine = None if order.plain else self._engine
                return _developed(order.number, self._newest(), engine, measure=order.measure)
            case m.Develop():
                image = load_picture(_read(Path(order.path)))
                return _developed(order.number, image, self._engine, measure=order.measure)
            case m.Measure():
                engine = self._named(order.engine)
                seen = measured(beside, engine) if engine else None
                return m.Measured(number=order.number, seen=seen), b""
            case m.Look():
                return self._looked(order), b""
            case m.Find():
                there = tuple(m.CameraThere(spec=c.spec, name=c.name) for c in plugged_in())
                return m.Cameras(number=order.number, found=there), b""

    def _looked(self, order: m.Look) -> m.Looked:
        if self._engine is None:
            raise Unavailable("calibration.no_engine")
        seen = look(load_picture(_read(Path(order.path))), self._engine)
        return m.Looked(number=order.number, vector=as_bytes(seen.vector), quality=seen.quality)

    def _named(self, name: str) -> Engine | None:
        if self._beside and self._beside.id == name:
            return self._beside
        mine = self._engine
        return mine if mine and name in {"", mine.id} else None

    def _newest(self) -> Image:
        image = self._watching.newest if self._watching else None
        if image is None:
            raise Unavailable("camera.no_frame")
        return image


def said(sorry: Refused | Unavailable) -> m.Said:
    """An outcome as it is sent."""
    refused = isinstance(sorry, Refused)
    return m.Said(refused=refused, key=sorry.key, facts=plain(sorry.facts))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise Unavailable("photo.no_file", file=path.name) from None


def _part(image: Image, face: Face) -> tuple[float, float, float, float]:
    """The face's box in parts of the picture: it is shown at another size."""
    rows, columns = image.shape[:2]
    left, top, width, height = face.box
    return left / columns, top / rows, width / columns, height / rows


def _developed(
    number: int, image: Image, engine: Engine | None, *, measure: bool
) -> tuple[m.Answer, bytes]:
    made = develop(image, engine, measure=measure)
    answer = m.Pictured(
        number=number,
        width=made.width,
        height=made.height,
        quality=made.quality,
        vector=made.vector,
        engine=made.engine,
        model_sha256=made.model_sha256,
        metric=made.metric,
    )
    return answer, made.jpeg
