"""The high-water mark outside the database: the last deeds that were acknowledged.

A flipped bit in SQLite's WAL silently drops every commit after it and both integrity checks stay
clean; only a mark kept elsewhere can tell (measured, see the design's sync notes). The last deeds
stand in it with time and numbers, so that what is lost has a name. Database and mark rolled back
together (a disk's image of last week) cannot be told from here: only from papers or a centre.
"""

import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.domain.errors import Unavailable
from app.store import mark_before
from app.store.files import replace_file, sentence_of

FILE = "register.mark"
SLOTS = 256
SLOT = 512
_NONCE = 12
_ROOM = SLOT - _NONCE - 16 - 2
"""What a slot holds beside nonce, seal and length."""
_MOST_NUMBERS = 6


class Mark(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """One save: its last entry, which incarnation wrote it, when, and what is on paper of it."""

    n: int
    hash: bytes
    incarnation: str
    before: int = 0
    """The last entry before it."""
    deeds: int = 1
    at: datetime | None = None
    numbers: tuple[str, ...] = ()
    turn: int = 0
    """Which write of the file this was; its place follows from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the file says: the marks that prove right, oldest first, and how many do not."""

    marks: tuple[Mark, ...] = ()
    damaged: int = 0

    @property
    def last(self) -> Mark | None:
        """The newest."""
        return self.marks[-1] if self.marks else None

    def missing(self, n: int) -> tuple[Mark, ...]:
        """The saves after entry `n`, as far back as the file reaches."""
        return tuple(m for m in self.marks if m.n > n)


class MarkFile:
    """The mark of one register, sealed by a key derived from the register's own."""

    def __init__(self, folder: Path, key: bytes, name: str = FILE) -> None:
        self._path = folder / name
        self._key = key
        self._turn: int | None = None

    def write(self, mark: Mark) -> None:
        """The next slot, synced; a torn one leaves all others, and the last one is far away."""
        if self._turn is None:
            seen = self._seen()
            self._turn = seen.last.turn if seen and seen.last else 0
        self._turn += 1
        mark = msgspec.structs.replace(mark, turn=self._turn, numbers=mark.numbers[:_MOST_NUMBERS])
        place = _place(self._turn)
        try:
            self._put(place * SLOT, self._sealed(mark, place))
        except OSError as error:
            raise sentence_of(error, self._path.parent) from error

    def _put(self, offset: int, slot: bytes) -> None:
        if not self._path.exists() or self._path.stat().st_size != SLOTS * SLOT:
            # All of it at once: a disk that is full later still has room for the mark.
            whole = bytes(offset) + slot
            return replace_file(self._path, whole.ljust(SLOTS * SLOT, b"\0"))
        descriptor = os.open(self._path, os.O_RDWR | _BINARY)
        try:
            os.lseek(descriptor, offset, os.SEEK_SET)
            os.write(descriptor, slot)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        return None

    def begin_again(self, mark: Mark) -> None:
        """A file with this mark alone, instead of one with damaged places."""
        self._turn = mark.turn
        place = _place(mark.turn)
        whole = bytes(place * SLOT) + self._sealed(mark, place)
        replace_file(self._path, whole.ljust(SLOTS * SLOT, b"\0"))

    def _sealed(self, mark: Mark, place: int) -> bytes:
        body = msgspec.msgpack.encode(mark)
        nonce = secrets.token_bytes(_NONCE)
        plain = len(body).to_bytes(2, "big") + body.ljust(_ROOM, b"\0")
        return nonce + AESGCM(self._key).encrypt(nonce, plain, place.to_bytes(2, "big"))

    def read(self) -> Mark | None:
        """The newest mark; None where there is no file yet."""
        seen = self.seen()
        return seen.last if seen else None

    def seen(self) -> Seen | None:
        """Everything the file says; None where there is none yet. Unavailable where no place in
        it proves right."""
        seen = self._seen()
        if seen is not None and seen.last is None:
            raise Unavailable("register.mark_damaged", file=FILE)
        return seen

    def _seen(self) -> Seen | None:
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Unavailable("register.unreadable", folder=str(self._path.parent)) from error
        if len(data) <= mark_before.SIZE:
            return Seen(marks=tuple(Mark(*old) for old in mark_before.read(data, self._key)))
        slots = {i: data[i * SLOT : (i + 1) * SLOT] for i in range(SLOTS)}
        used = {i: slot for i, slot in slots.items() if slot.strip(b"\0")}
        marks = [m for m in (self._proved(slot, i) for i, slot in used.items()) if m]
        ordered = sorted(marks, key=lambda m: m.turn)
        beyond = len(data) != SLOTS * SLOT
        return Seen(marks=tuple(ordered), damaged=len(used) - len(marks) + beyond)

    def _proved(self, slot: bytes, place: int) -> Mark | None:
        try:
            plain = AESGCM(self._key).decrypt(
                slot[:_NONCE], slot[_NONCE:], place.to_bytes(2, "big")
            )
        except (InvalidTag, ValueError):
            return None
        length = int.from_bytes(plain[:2], "big")
        return msgspec.msgpack.decode(plain[2 : 2 + length], type=Mark)


def _place(turn: int) -> int:
    """Slots one after the other stand 4 KiB apart: a torn block never takes the last two."""
    return (turn % 32) * 8 + (turn // 32) % 8


_BINARY = getattr(os, "O_BINARY", 0)
