"""The high-water mark outside the database: the last journal entry that was acknowledged.

A flipped bit in SQLite's WAL silently drops every commit after it and both integrity checks stay
clean; only a mark kept elsewhere can tell (measured, see the design's sync notes).
"""

import hashlib
import hmac
import os
from pathlib import Path

import msgspec

from app.domain.errors import Unavailable
from app.store.files import sentence_of

FILE = "register.mark"
_SIZE = 256


class Mark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Number and hash of the last entry, and which incarnation wrote it."""

    n: int
    hash: bytes
    incarnation: str


class MarkFile:
    """The mark of one register, authenticated by a key derived from the register's own."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._path = folder / FILE
        self._key = key

    def write(self, mark: Mark) -> None:
        """Two slots in turn, each synced: a torn write leaves the other one."""
        body = msgspec.json.encode(mark)
        line = hmac.new(self._key, body, hashlib.sha256).hexdigest().encode() + b" " + body
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | _BINARY, 0o600)
            try:
                os.lseek(descriptor, (mark.n % 2) * _SIZE, os.SEEK_SET)
                os.write(descriptor, line.ljust(_SIZE - 1) + b"\n")
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise sentence_of(error, self._path.parent) from error

    def read(self) -> Mark | None:
        """The later of the two slots that prove right; None where there is no file yet."""
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Unavailable("register.unreadable", folder=str(self._path.parent)) from error
        marks = [m for m in map(self._proved, (data[:_SIZE], data[_SIZE : 2 * _SIZE])) if m]
        if not marks:
            raise Unavailable("register.mark_damaged", file=FILE)
        return max(marks, key=lambda m: m.n)

    def _proved(self, line: bytes) -> Mark | None:
        proof, _, body = line.strip(b" \n\0").partition(b" ")
        if not hmac.compare_digest(proof, hmac.new(self._key, body, "sha256").hexdigest().encode()):
            return None
        return msgspec.json.decode(body, type=Mark)


_BINARY = getattr(os, "O_BINARY", 0)
