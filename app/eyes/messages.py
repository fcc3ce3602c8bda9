"""What the window and the process of camera and faces say to each other, checked on arrival."""

from typing import TypeAlias

import msgspec

from app.domain.face import Measured as MeasuredFace
from app.domain.face import Quality


class _Message(msgspec.Struct, frozen=True, kw_only=True, tag=True, forbid_unknown_fields=True):
    """One message; some carry bytes beside them (a picture)."""


class Said(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Refused or else Unavailable: a reason key and its facts."""

    refused: bool
    key: str
    facts: dict[str, str | int]


# To the process. What has a number is answered with the same number.


class Load(_Message, frozen=True, kw_only=True):
    """Use this face engine from now on."""

    engine: str


class LoadBeside(_Message, frozen=True, kw_only=True):
    """Have another engine ready beside it, whose templates are still being replaced; "": none."""

    engine: str


class Watch(_Message, frozen=True, kw_only=True):
    """Open this camera (INDEX, FILE, FOLDER or none) instead of the one before; None: let go."""

    turn: int
    camera: str | None


class Show(_Message, frozen=True, kw_only=True):
    """Send pictures of at most this size in pixels; 0 × 0 while nobody looks."""

    width: int
    height: int


class Take(_Message, frozen=True, kw_only=True):
    """Photograph what the camera sees now; measure the face only where that is allowed.

    `plain`: for the file and nothing more, no face is even looked for.
    """

    number: int
    measure: bool = False
    plain: bool = False


class Develop(_Message, frozen=True, kw_only=True):
    """The same with a picture file."""

    number: int
    path: str
    measure: bool


class Measure(_Message, frozen=True, kw_only=True):
    """The face of a photograph that was kept, by the engine in use or the one beside it; its JPEG
    comes beside."""

    number: int
    engine: str = ""


class Look(_Message, frozen=True, kw_only=True):
    """A picture file, looked at and measured, and kept nowhere: one of many to calibrate with."""

    number: int
    path: str


class Find(_Message, frozen=True, kw_only=True):
    """Which cameras are plugged in?"""

    number: int


# From the process.


class Alive(_Message, frozen=True, kw_only=True):
    """Said twice a second, whatever else is going on."""


class Frame(_Message, frozen=True, kw_only=True):
    """The newest picture as 32-bit BGRA at the size it is shown; its pixels come beside."""

    turn: int
    width: int
    height: int


class Found(_Message, frozen=True, kw_only=True):
    """The camera gives pictures now."""

    turn: int


class Lost(_Message, frozen=True, kw_only=True):
    """The camera gives none, and why."""

    turn: int
    said: Said


class Seen(_Message, frozen=True, kw_only=True):
    """What the detector says of the live picture; `box` in parts of its width and height."""

    turn: int
    box: tuple[float, float, float, float] | None
    reasons: tuple[str, ...]
    refused: bool


class Coded(_Message, frozen=True, kw_only=True):
    """Somebody holds a code into the picture; said once while it is there."""

    turn: int
    text: str
    square: bool


class Loaded(_Message, frozen=True, kw_only=True):
    """The engine is ready; `beside` the one in use."""

    id: str
    model_sha256: str
    dim: int
    metric: str
    beside: bool = False


class NotLoaded(_Message, frozen=True, kw_only=True):
    """The engine cannot be used, and why."""

    said: Said
    beside: bool = False


class Pictured(_Message, frozen=True, kw_only=True):
    """A photograph; its JPEG comes beside."""

    number: int
    width: int
    height: int
    quality: Quality
    vector: bytes | None
    engine: str
    model_sha256: str
    metric: str


class Measured(_Message, frozen=True, kw_only=True):
    """The face as numbers; None where that engine is not there."""

    number: int
    seen: MeasuredFace | None


class Looked(_Message, frozen=True, kw_only=True):
    """The face as numbers, None where quality refused, and what could be better."""

    number: int
    vector: bytes | None
    quality: Quality


class CameraThere(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A camera that is plugged in, and what it calls itself."""

    spec: str
    name: str


class Cameras(_Message, frozen=True, kw_only=True):
    """Those that are plugged in."""

    number: int
    found: tuple[CameraThere, ...]


class Sorry(_Message, frozen=True, kw_only=True):
    """A question could not be answered, and why."""

    number: int
    said: Said


class Broken(_Message, frozen=True, kw_only=True):
    """Our own bug: where it broke, without personal data; the process ends after saying so."""

    report: str


Question: TypeAlias = Take | Develop | Measure | Look | Find
Order: TypeAlias = Load | LoadBeside | Watch | Show | Question
Answer: TypeAlias = Pictured | Measured | Looked | Cameras | Sorry
Word: TypeAlias = Alive | Frame | Found | Lost | Seen | Coded | Loaded | NotLoaded | Broken | Answer
