"""A stream as it stands at one number: a signed manifest, and chunks of its current rows.

A chunk is believed only where its SHA-256 stands in a manifest that the centre signed; it holds
rows of one kind, whole records with the version of every field, as msgpack in zstd.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
import zstandard
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.domain.errors import Refused
from app.wire.talk import LARGEST, unpacked

CHUNK = 1 << 20
"""Bytes of a chunk before it is packed; one row that is larger still is a chunk of its own."""
MOST_ROWS = 2000
_SIGNED = b"guitu snapshot\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChunkNote:
    """What the manifest says of one chunk as it travels."""

    sha256: bytes
    size: int
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One stream at `seq`: from there its changes go on."""

    id: UUID
    stream: str
    seq: int
    made_at: datetime
    chunks: tuple[ChunkNote, ...]

    @property
    def rows(self) -> int:
        """Of all chunks."""
        return sum(one.rows for one in self.chunks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A manifest's bytes, and the centre's signature over them."""

    manifest: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class AskSnapshot:
    """Which streams are wanted; all that the device may read where none is named."""

    streams: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What there is; `stick_key` opens what the centre writes on a stick for this station."""

    snapshots: tuple[Signed, ...]
    centre_key: bytes
    stick_key: bytes
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WantChunk:
    """One chunk, by its place in the manifest."""

    snapshot: UUID
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChunkSent:
    """Its bytes, as they are kept."""

    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Rows of one kind: `fields` are the names that a record has at the centre."""

    kind: str
    fields: tuple[str, ...]
    rows: tuple[msgspec.Raw, ...]


class Whole(msgspec.Struct, frozen=True, kw_only=True):
    """A row: what its record says, the version of every field, and what nobody there knew."""

    record: dict[str, object]
    versions: dict[str, str]
    extra: dict[str, object] = msgspec.field(default_factory=dict)


def sign(manifest: Manifest, key: Ed25519PrivateKey) -> Signed:
    """The manifest as it is given out."""
    data = msgspec.msgpack.encode(manifest)
    return Signed(manifest=data, signature=key.sign(_SIGNED + data))


def open_manifest(signed: Signed, centre_key: bytes) -> Manifest:
    """Refused "snapshot.not_ours" where this centre did not sign it."""
    try:
        key = Ed25519PublicKey.from_public_bytes(centre_key)
        key.verify(signed.signature, _SIGNED + signed.manifest)
        return msgspec.msgpack.decode(signed.manifest, type=Manifest)
    except (InvalidSignature, ValueError, msgspec.MsgspecError, RecursionError):
        raise Refused("snapshot.not_ours") from None


def pack_chunk(kind: str, fields: Sequence[str], rows: Sequence[bytes]) -> bytes:
    """Rows that are msgpack already, as they travel."""
    plain = {"kind": kind, "fields": list(fields), "rows": [msgspec.Raw(row) for row in rows]}
    return zstandard.ZstdCompressor(level=3).compress(msgspec.msgpack.encode(plain))


def note_of(data: bytes, rows: int) -> ChunkNote:
    """What the manifest says of it."""
    return ChunkNote(sha256=hashlib.sha256(data).digest(), size=len(data), rows=rows)


def open_chunk(data: bytes, note: ChunkNote) -> Chunk:
    """Refused "snapshot.damaged" where it is not what the manifest says."""
    if len(data) != note.size or hashlib.sha256(data).digest() != note.sha256:
        raise Refused("snapshot.damaged")
    try:
        chunk = msgspec.msgpack.decode(unpacked(data, LARGEST), type=Chunk)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise Refused("snapshot.damaged") from None
    if len(chunk.rows) != note.rows:
        raise Refused("snapshot.damaged")
    return chunk
