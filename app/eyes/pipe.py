"""Messages over a pair of pipes: two lengths, a message by its schema, and bytes beside it."""

import struct
from threading import Lock
from typing import IO, Generic, TypeVar

import msgspec

LONGEST_MESSAGE = 64 * 1024
LONGEST_BESIDE = 64 * 1024 * 1024
_LENGTHS = struct.Struct("<II")

Heard = TypeVar("Heard")


class GarbledError(ValueError):
    """What came is no message: the other side is not what it should be."""


class Pipe(Generic[Heard]):
    """Many threads may say, one hears."""

    def __init__(self, hears: IO[bytes], says: IO[bytes], heard: object) -> None:
        self._hears, self._says = hears, says
        self._decoder: msgspec.msgpack.Decoder[Heard] = msgspec.msgpack.Decoder(heard)
        self._lock = Lock()

    def say(self, message: msgspec.Struct, beside: bytes | memoryview = b"") -> None:
        """Send; OSError or ValueError when nobody is there to hear."""
        head = msgspec.msgpack.encode(message)
        with self._lock:
            self._says.write(_LENGTHS.pack(len(head), len(beside)) + head)
            self._says.write(beside)
            self._says.flush()

    def hear(self) -> tuple[Heard, bytes]:
        """The next message and what came with it.

        EOFError when the other side is gone, GarbledError when it talks nonsense.
        """
        head, beside = _LENGTHS.unpack(self._exactly(_LENGTHS.size))
        if head > LONGEST_MESSAGE or beside > LONGEST_BESIDE:
            raise GarbledError("a message too long to be one of ours")
        try:
            message = self._decoder.decode(self._exactly(head))
        except (ValueError, msgspec.MsgspecError) as error:  # ValueError: not UTF-8
            raise GarbledError("a message of another shape") from error
        return message, self._exactly(beside)

    def close(self) -> None:
        """Say nothing more; the other side hears the end."""
        try:
            self._says.close()
        except OSError:
            return  # what was still to be sent has nobody to hear it

    def _exactly(self, count: int) -> bytes:
        data = self._hears.read(count) if count else b""
        if len(data) < count:
            raise EOFError
        return data
