"""A snapshot on a stick: one file of sealed parts, the manifests first, then the chunks in order.

Sealed under a key that only the desks of its station have, from the day on which they were let in:
there is nothing to type and nothing to lose, and whoever finds the stick reads a station's code.
"""

import os
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.domain.errors import Refused
from app.wire.snapshot import Signed
from app.wire.talk import LARGEST

ENDING = ".gtstick"
_MAGIC = b"GTSTICK1\n"
_NONCE, _LENGTH = 12, 4
_MOST_COVER = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What anybody may read."""

    station: str
    made_at: datetime


def write(
    file: BinaryIO, cover: Cover, key: bytes, signed: Sequence[Signed], chunks: Iterable[bytes]
) -> int:
    """Everything into a file; answers how many chunks. They come in the order of the manifests."""
    file.write(_MAGIC)
    _put(file, msgspec.msgpack.encode(cover))
    cipher, count = AESGCM(key), 0
    _put(file, _sealed(cipher, 0, msgspec.msgpack.encode(tuple(signed))))
    for count, chunk in enumerate(chunks, start=1):
        _put(file, _sealed(cipher, count, chunk))
    return count


def _sealed(cipher: AESGCM, number: int, data: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + cipher.encrypt(nonce, data, str(number).encode())


def _put(file: BinaryIO, data: bytes) -> None:
    file.write(len(data).to_bytes(_LENGTH, "big") + data)


def read_cover(file: BinaryIO) -> Cover:
    """What stands on it. Refused "snapshot.no_stick" where it is something else."""
    file.seek(0)
    if file.read(len(_MAGIC)) != _MAGIC:
        raise Refused("snapshot.no_stick")
    try:
        return msgspec.msgpack.decode(_get(file, _MOST_COVER), type=Cover)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise Refused("snapshot.no_stick") from None


def read_manifests(file: BinaryIO, key: bytes) -> tuple[Signed, ...]:
    """What follows the cover. Refused "snapshot.other_stick" where it is not for this station."""
    try:
        plain = _open(key, 0, _get(file, LARGEST))
        return msgspec.msgpack.decode(plain, type=tuple[Signed, ...])
    except (InvalidTag, ValueError, msgspec.MsgspecError):
        raise Refused("snapshot.other_stick") from None


def places(file: BinaryIO) -> list[int]:
    """Where each chunk begins; a stick that was pulled out while it was written has fewer."""
    found: list[int] = []
    while True:
        at = file.tell()
        length = int.from_bytes(file.read(_LENGTH), "big")
        if not 0 < length <= LARGEST:
            return found
        found.append(at)
        file.seek(length, os.SEEK_CUR)


def read_chunk(file: BinaryIO, key: bytes, at: int, number: int) -> bytes:
    """A chunk, counted from 1. Refused "snapshot.damaged"."""
    file.seek(at)
    try:
        return _open(key, number, _get(file, LARGEST))
    except (InvalidTag, ValueError, Refused):
        raise Refused("snapshot.damaged") from None


def _get(file: BinaryIO, most: int) -> bytes:
    length = int.from_bytes(file.read(_LENGTH), "big")
    data = file.read(length) if 0 < length <= most else b""
    if not data or len(data) != length:
        raise Refused("snapshot.no_stick")
    return data


def _open(key: bytes, number: int, sealed: bytes) -> bytes:
    return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], str(number).encode())
