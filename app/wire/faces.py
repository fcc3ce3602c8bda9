"""What is said about faces between desk and centre: on a lane of its own, never in the journal."""

import struct
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from app.domain.errors import Refused
from app.domain.face import Band, Basis, Scope
from app.domain.face_sharing import Mode
from app.domain.visit import Answer
from app.wire.entry import Entry
from app.wire.permit import SoughtCard

FACE = "face"
"""A change of a face stream: a face with everything in it, or one with nothing, which is gone."""
STAYS = frozenset({"template"})
"""Kinds whose entries travel with nothing in them: the chain holds over the commitments."""
MOST_FACES = 64
MOST_BYTES = 4096
"""Of one packed vector: far more than any engine makes."""
MOST_HITS = 10


def faces_of(station: str) -> str:
    """The stream of a station's province in which shared templates travel."""
    return f"faces:{station[:2]}"


def hollow(entry: Entry) -> Entry:
    """The entry as it may travel: of a template its place in the chain, and no number of it."""
    return replace(entry, payload=b"", salt=b"") if entry.kind in STAYS else entry


def pack_vector(vector: bytes) -> bytes:
    """Little-endian float32 as float16: half the room, and no hit is lost by it."""
    count = len(vector) // 4
    return struct.pack(f"<{count}e", *struct.unpack(f"<{count}f", vector))


def unpack_vector(packed: bytes) -> bytes:
    """And back. Refused "gallery.not_a_template" for what cannot be one."""
    count = len(packed) // 2
    if not 0 < len(packed) <= MOST_BYTES or len(packed) % 2:
        raise Refused("gallery.not_a_template")
    numbers = struct.unpack(f"<{count}e", packed)
    if not 0 < sum(n * n for n in numbers) < float("inf"):
        raise Refused("gallery.not_a_template")
    return struct.pack(f"<{count}f", *numbers)


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFace:
    """A template on its way: the numbers and what they stand on; no picture.

    `most` is how far the desk lets it go, where that is less than the centre's mode.
    """

    id: UUID
    person: UUID
    engine: str
    model_sha256: str
    vector: bytes
    quality: float
    basis: Basis
    scope: Scope
    lapses_at: datetime | None = None
    made_at: datetime
    most: Mode = Mode.SHARE


@dataclass(frozen=True, slots=True, kw_only=True)
class Faces:
    """Templates that may travel, and those that may no longer."""

    put: tuple[SharedFace, ...] = ()
    gone: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FacesTaken:
    """Which were not taken, each with the key of why not."""

    refused: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceAsk:
    """Who is this? One probe, never a picture; on what it stands, for which case, and why."""

    engine: str
    model_sha256: str
    vector: bytes
    visit: UUID
    person: UUID
    officer: UUID
    why: str
    basis: Basis
    scope: Scope
    answer: Answer | None = None
    token: bytes = b""
    """The officer's permit, with which other provinces are asked as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceHit:
    """Somebody alike: an index card's id, a word and the score; no picture, no vector.

    `card`: of another province, whose cards the asking desk does not have.
    """

    person: UUID
    band: Band
    score: float
    card: SoughtCard | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceAnswers:
    """The most alike, best first, and with how many templates the probe was compared."""

    hits: tuple[FaceHit, ...]
    looked_through: int
    provinces: int = 1
    """Of how many the templates were; more than one only where that was decided and permitted."""
