"""The centre's pictures: sealed part by part, so that they come and go in pieces and half of one
is never taken for whole."""

import contextlib
import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.domain.errors import Refused, Unavailable
from app.store.files import make_folder, replace_file, sync_folder
from app.wire.talk import PIECE

PART = PIECE
LARGEST = 8 << 20
_NONCE, _TAG = 12, 16
_SEALED = PART + _NONCE + _TAG
_KEY = "pictures.key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Depot:
    """A folder of pictures under the centre's own key."""

    folder: Path
    key: bytes

    def has(self, name: str) -> int:
        """How many bytes of a picture are here: -1 for a whole one."""
        if self._whole(name).exists():
            return -1
        with contextlib.suppress(FileNotFoundError):
            return (self._half(name).stat().st_size // _SEALED) * PART
        return 0

    def put(self, name: str, offset: int, data: bytes, *, last: bool) -> int:
        """Add a piece where the one before ended; answers as `has`.

        Refused "picture.odd_piece" for one of another size or place, "picture.not_the_same" where
        the whole is not what its name says.
        """
        there = self.has(name)
        if there == -1:
            return -1
        fits = 0 < len(data) <= PART and (last or len(data) == PART)
        if not fits or offset + len(data) > LARGEST or offset % PART:
            raise Refused("picture.odd_piece")
        if offset != there:
            return there  # said twice, or one before it is missing: from here on
        self._append(name, offset // PART, data)
        if not last:
            return offset + len(data)
        self._finish(name)
        return -1

    def get(self, name: str, offset: int) -> tuple[bytes, bool]:
        """A piece of a whole picture, and whether it is the last. Refused "picture.not_here"."""
        if offset % PART:
            raise Refused("picture.odd_piece")
        try:
            with self._whole(name).open("rb") as file:
                file.seek(offset // PART * _SEALED)
                sealed = file.read(_SEALED)
                last = not file.read(1)
        except FileNotFoundError:
            raise Refused("picture.not_here") from None
        return self._open(name, offset // PART, sealed), last

    def drop(self, name: str) -> None:
        """Somebody was erased."""
        for path in (self._whole(name), self._half(name)):
            path.unlink(missing_ok=True)

    def _append(self, name: str, number: int, data: bytes) -> None:
        half = self._half(name)
        make_folder(half.parent)
        nonce = secrets.token_bytes(_NONCE)
        sealed = nonce + AESGCM(self.key).encrypt(nonce, data, _bound(name, number))
        with half.open("r+b" if half.exists() else "wb") as file:
            file.truncate(number * _SEALED)
            file.seek(number * _SEALED)
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())

    def _finish(self, name: str) -> None:
        half, digest, number = self._half(name), hashlib.sha256(), 0
        with half.open("rb") as file:
            while sealed := file.read(_SEALED):
                digest.update(self._open(name, number, sealed))
                number += 1
        if digest.hexdigest() != name:
            half.unlink()
            raise Refused("picture.not_the_same")
        half.replace(self._whole(name))
        sync_folder(half.parent)

    def _open(self, name: str, number: int, sealed: bytes) -> bytes:
        try:
            return AESGCM(self.key).decrypt(sealed[:_NONCE], sealed[_NONCE:], _bound(name, number))
        except (InvalidTag, ValueError):
            raise Refused("picture.not_here") from None

    def _whole(self, name: str) -> Path:
        return self.folder / _checked(name)[:2] / name

    def _half(self, name: str) -> Path:
        return self.folder / _checked(name)[:2] / f"{name}.part"


def _checked(name: str) -> str:
    """Only a SHA-256 in small letters ever becomes part of a path."""
    if len(name) != 64 or not set(name) <= set("0123456789abcdef"):
        raise Refused("picture.odd_piece")
    return name


def _bound(name: str, number: int) -> bytes:
    return f"{name}|{number}".encode()


def depot(data: Path) -> Depot:
    """The depot in the centre's data folder; its key is made once."""
    make_folder(data / "pictures")
    file = data / _KEY
    try:
        if not file.exists():
            replace_file(file, secrets.token_bytes(32))
        key = file.read_bytes()
    except OSError as error:
        raise Unavailable("centre.no_depot", folder=data) from error
    if len(key) != 32:
        raise Unavailable("centre.no_depot", folder=data)
    return Depot(folder=data / "pictures", key=key)
