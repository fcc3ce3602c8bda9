"""What desk and centre say to each other: every message, its version, and how it is packed.

Bodies are msgpack in zstd. Nothing from the line is believed before its schema, and nothing is
unpacked beyond a fixed size.
"""

import base64
import hashlib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, TypeVar
from uuid import UUID

import msgspec
import zstandard

from app.domain.errors import Refused, Unavailable
from app.domain.number import NumberBlock
from app.wire.entry import FIRST, Count, Entry

VERSION, FIRST_VERSION = 2, 1
"""The protocol spoken here, and the very first: whoever speaks that may still send what waits."""
SERVED = 2
"""So many versions before its own are served at the centre, and spoken by a desk."""
MOST_ENTRIES = 1000
MOST_CHANGES = 2000
"""Of a feed's answer; they are half as large as entries."""
MOST_BYTES = 1 << 20
"""Of a message before it is packed; one deed that is larger still travels alone."""
LARGEST = 16 << 20
"""No message is ever unpacked beyond this."""
CONTENT = "application/x-guitu"
DEVICE, SIGNATURE, TIME, SPEAKS = "guitu-device", "guitu-signature", "guitu-time", "guitu-version"
"""Headers: who speaks, the signature (hex), the moment (ISO 8601), the protocol."""

LETTER = "letter"
"""Kind of a change that officers have to read."""
ERASED = "erased"
"""Kind of a change that was redacted: its number stays and nothing else. In `dev:` it names
a person who is to be erased."""

Message = TypeVar("Message")
Heard = Annotated[int, msgspec.Meta(ge=0, le=1 << 61)]
"""A stamp that a desk hears: its own next one is later, and still one that the centre takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """Entries of one device in order, whole groups.

    `seal` is the device's signature over the last of them (`app/wire/audit.py`): with it the
    centre can show for ever who said all this. Older desks send none.
    """

    incarnation: UUID
    entries: tuple[Entry, ...]
    seal: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """How far the centre has taken this device's entries, and what time it is there."""

    last_n: Count
    last_hash: bytes
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Where a desk stands in each stream; `wait` seconds is how long it would like to be held.

    `without`: streams that it does not want to hear.
    """

    cursors: dict[str, Count]
    without: tuple[str, ...] = ()
    most: int = MOST_CHANGES
    wait: float = 0.0


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One numbered change of a stream: fields with their values, as the centre decided them.

    `versions` holds the version each field has now. `claimed` is the sender's own clock where the
    centre had to set it back. `device` and `n` name the entry that it came from. A struct: nothing
    else comes in such numbers, and it is read three times as fast.
    """

    seq: Count
    kind: str
    record: UUID
    fields: dict[str, object]
    versions: dict[str, str]
    device: UUID
    n: Count
    group: UUID
    officer: UUID
    hlc: Heard
    claimed: Count | None = None
    reason: str = ""
    extra: dict[str, object] = msgspec.field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some of one stream after the cursor; `last` is where the stream stands at the centre."""

    stream: str
    changes: tuple[Change, ...]
    last: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Fed:
    """What was asked for; streams without news are left out."""

    parts: tuple[Part, ...]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrol:
    """A device asks to be let in, with the code it was given once.

    `last_n`, `last_hash`: how far it knows its entries to be there, where it comes back after its
    disk was restored.
    """

    code: str
    device: UUID
    incarnation: UUID
    public_key: bytes
    station: str
    name: str
    last_n: Count = 0
    last_hash: bytes = FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """It is let in, and may read these streams.

    `centre_key` proves the centre's snapshots, `stick_key` opens the sticks that it writes for the
    station.
    """

    station: str
    streams: tuple[str, ...]
    at: datetime
    network_key: bytes
    centre_key: bytes
    stick_key: bytes
    alone: bool = True
    """Whether it is its station's first device, so that the numbers it has are nobody else's."""
    blocks: tuple[NumberBlock, ...] = ()


PIECE = 256 << 10
"""Bytes of a piece of a picture; only the last one is shorter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Have:
    """Pictures that this desk has, by SHA-256."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """How many bytes of each are at the centre; -1 for a whole one. Left out are those of which no
    record has come there yet."""

    sizes: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some bytes of a picture, in order."""

    name: str
    offset: Count
    data: bytes
    last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """How many bytes of it are at the centre now; -1 when it is whole."""

    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """The next piece of a picture."""

    name: str
    offset: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why not: the key of a sentence and its facts. `last_n`, `last_hash` where entries do not
    continue what the centre has."""

    key: str
    facts: dict[str, str] = field(default_factory=dict)
    at: datetime | None = None
    last_n: Count | None = None
    last_hash: bytes = b""


def pack(message: object) -> bytes:
    """A message as it travels."""
    return zstandard.ZstdCompressor(level=3).compress(msgspec.msgpack.encode(message))


def unpack(data: bytes, kind: type[Message]) -> Message:
    """The message again. Refused "line.too_large" or "line.not_understood"."""
    plain = unpacked(data, LARGEST)
    try:
        return msgspec.msgpack.decode(plain, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise Refused("line.not_understood") from None


def unpacked(data: bytes, most: int) -> bytes:
    """What is in zstd. Refused "line.too_large" or "line.not_understood"."""
    reader = zstandard.ZstdDecompressor(max_window_size=LARGEST).stream_reader(data)
    try:
        plain: bytes = reader.read(most + 1)
    except zstandard.ZstdError:
        raise Refused("line.not_understood") from None
    if len(plain) > most:
        raise Refused("line.too_large")
    return plain


def oldest_for(newest: int) -> int:
    """The oldest protocol that one who speaks `newest` still understands."""
    return max(FIRST_VERSION, newest - SERVED)


def to_sign(what: str, at: str, body: bytes) -> bytes:
    """What a signature of a request covers: the path, the moment and every byte."""
    return signed_text(what, at, hashlib.sha256(body).digest())


def signed_text(what: str, at: str, digest: bytes) -> bytes:
    """The same where only the SHA-256 of the bytes is left."""
    return f"guitu\n{what}\n{at}\n{digest.hex()}".encode()


def facts_of(error: Refused | Unavailable) -> Mapping[str, str]:
    """The facts of a refusal as text, for a Problem."""
    return {name: str(value) for name, value in error.facts.items()}


def fingerprint(authority: str) -> str:
    """Of an authority's certificate (PEM), as it ends an invitation: 80 bits in 16 characters."""
    der = ssl.PEM_cert_to_DER_cert(authority)
    return base64.b32encode(hashlib.sha256(der).digest()[:10]).decode()
