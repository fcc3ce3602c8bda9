"""The file a rescue writes: sealed pieces in order, the last one says that it is whole.

The cover is in clear and carries the key ring, which opens nothing without a password or the
printed sheet: so the file alone is enough where there is no backup at all.
"""

import contextlib
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Annotated, BinaryIO

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.domain.errors import Refused, Unavailable
from app.store import keys
from app.store.files import sentence_of
from app.wire.entry import Entry

VERSION = 1
_MAGIC = b"GTRESCUE1\n"
_AT_ONCE = 500
_BYTES_AT_ONCE = 8 << 20
_LARGEST = 64 << 20
MOST_BYTES = 32 << 20
"""A larger picture is none of ours; reading the file would stop at it."""


class Cover(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on the file."""

    version: int
    register: str
    made_at: Annotated[datetime, msgspec.Meta(tz=True)]
    ring: keys.Ring


class Picture(msgspec.Struct, frozen=True, tag=True):
    """An encrypted photograph: where it lies, and its bytes as they lie there."""

    path: str
    data: bytes


class Entries(msgspec.Struct, frozen=True, tag=True):
    """Some entries, in order."""

    entries: tuple[Entry, ...]


class End(msgspec.Struct, frozen=True, tag=True):
    """The last piece: what is lost, who was erased, and that nothing is missing."""

    entries: int
    lost: tuple[int, ...]
    erased: bytes


Piece = Picture | Entries | End


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbox:
    """A rescued file, open for reading."""

    path: Path
    cover: Cover
    key: bytes

    def pieces(self) -> Iterator[Piece]:
        """Every piece, each proved; Unavailable where one is damaged or the end is missing."""
        with self.path.open("rb") as file:
            head = _read_head(self.path, file)
            number, piece = 0, None
            while not isinstance(piece, End):
                piece = self._piece(file, head, number)
                number += 1
                yield piece

    def _piece(self, file: BinaryIO, head: bytes, number: int) -> Piece:
        size = int.from_bytes(file.read(4), "big")
        sealed = file.read(min(size, _LARGEST))
        try:
            bound = head + number.to_bytes(8, "big")
            plain = _cipher(self.key).decrypt(sealed[:12], sealed[12:], bound)
            found: Piece = msgspec.msgpack.decode(plain, type=Piece)
        except (InvalidTag, ValueError, msgspec.MsgspecError):
            raise Unavailable("rescue.not_one", file=self.path.name) from None
        return found


def write(
    path: Path,
    cover: Cover,
    key: bytes,
    entries: Iterable[Entry],
    pictures: Iterable[Picture],
    end: End,
) -> None:
    """Write the file, whole or not at all; Refused where something of that name exists."""
    if path.exists():
        raise Refused("rescue.exists", file=path)
    beside = path.with_name(f"{path.name}.new")
    try:
        with beside.open("wb") as file:
            head = _MAGIC + msgspec.json.encode(cover)
            file.write(head + b"\n")
            for number, piece in enumerate(chain(_bundled(entries), pictures, (end,))):
                nonce = secrets.token_bytes(12)
                bound = head + number.to_bytes(8, "big")
                sealed = _cipher(key).encrypt(nonce, msgspec.msgpack.encode(piece), bound)
                if len(nonce) + len(sealed) > _LARGEST:
                    raise Refused("rescue.too_large", file=path)
                file.write((len(nonce) + len(sealed)).to_bytes(4, "big") + nonce + sealed)
            file.flush()
            os.fsync(file.fileno())
        beside.rename(path)
    except OSError as error:
        raise sentence_of(error, path.parent) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _bundled(entries: Iterable[Entry]) -> Iterator[Entries]:
    some: list[Entry] = []
    size = 0
    for entry in entries:
        some.append(entry)
        size += len(entry.payload)
        if len(some) == _AT_ONCE or size > _BYTES_AT_ONCE:
            yield Entries(entries=tuple(some))
            some, size = [], 0
    yield Entries(entries=tuple(some))


def read_cover(path: Path) -> Cover:
    """What stands on a rescued file; Unavailable where it is none."""
    try:
        with path.open("rb") as file:
            head = _read_head(path, file)
    except OSError as error:
        raise Unavailable("rescue.not_one", file=path.name) from error
    try:
        cover = msgspec.json.decode(head.removeprefix(_MAGIC), type=Cover)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise Unavailable("rescue.not_one", file=path.name) from None
    if cover.version > VERSION:
        raise Refused("backup.newer", folder=path)
    return cover


def _read_head(path: Path, file: BinaryIO) -> bytes:
    magic, line = file.readline(64), file.readline(1 << 20)
    if magic != _MAGIC:
        raise Unavailable("rescue.not_one", file=path.name)
    return magic + line.rstrip(b"\n")


def open_outbox(path: Path, key: bytes) -> Outbox:
    """A rescued file under its register's key."""
    return Outbox(path=path, cover=read_cover(path), key=key)


def _cipher(key: bytes) -> AESGCM:
    return AESGCM(keys.derive(key, "rescue"))
