"""Frames of the SAM_V protocol (GA 450): made, and found in whatever a line brings."""

from functools import reduce
from operator import xor

HEAD = b"\xaa\xaa\xaa\x96\x69"
LONGEST = 4096
"""The longest true frame holds text, photograph and two fingerprints: 2.4 KB."""
_SIZE = 2


def frame(body: bytes) -> bytes:
    """Head, length (big-endian, of body and check), body, XOR of length and body."""
    counted = (len(body) + 1).to_bytes(_SIZE, "big") + body
    return HEAD + counted + bytes([reduce(xor, counted)])


class Frames:
    """Takes bytes as they come, in pieces and with noise; gives the bodies that check out.

    A head with an absurd length or a wrong check is passed by, and the search goes on right
    behind it: a true frame may begin inside a broken one. Holds one frame's bytes at most.
    """

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, came: bytes) -> list[bytes]:
        """The bodies that are whole now, in order."""
        found = []
        self._held += came
        while (body := self._next()) is not None:
            found.append(body)
        return found

    def clear(self) -> None:
        """Forget a frame that was never finished."""
        self._held.clear()

    def _next(self) -> bytes | None:
        while self._at_head():
            size = int.from_bytes(self._held[len(HEAD) : len(HEAD) + _SIZE], "big")
            if not 2 <= size <= LONGEST:
                self._pass_by()
                continue
            end = len(HEAD) + _SIZE + size
            if len(self._held) < end:
                return None
            counted = bytes(self._held[len(HEAD) : end])
            if reduce(xor, counted) == 0:
                del self._held[:end]
                return counted[_SIZE:-1]
            self._pass_by()
        return None

    def _at_head(self) -> bool:
        """Drop what stands before a head; whether a head and a length are there."""
        at = self._held.find(HEAD)
        if at < 0:
            # The last bytes may be the beginning of a head.
            del self._held[: -(len(HEAD) - 1)]
            return False
        del self._held[:at]
        return len(self._held) >= len(HEAD) + _SIZE

    def _pass_by(self) -> None:
        del self._held[0]
