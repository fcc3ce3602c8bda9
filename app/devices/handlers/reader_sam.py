"""A card reader with a SAM_V module at a serial port (GA 450), through pyserial."""

import errno
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event  # noqa: TID251 - only to be told to stop waiting
from time import monotonic

import serial

from app.devices.card_layouts import read_card
from app.devices.sam_frames import Frames, frame
from app.domain.card import Card
from app.domain.errors import Refused, Unavailable

BAUD = 115200
FIND, SELECT, READ = b"\x20\x01", b"\x20\x02", b"\x30\x01"
FOUND, DONE = 0x9F, 0x90
_NO_CARD, _NOT_SELECTED, _NOT_READ = 0x80, 0x81, 0x41
_BROKEN = {0x60, 0x66}
"""The security module fails its own test, or is not authorised."""
_ANSWERS = {FIND: {FOUND, _NO_CARD}, SELECT: {DONE, _NOT_SELECTED}}
_SLICE = 0.05
_AT_A_TIME = 4096
_TOO_MUCH = 16_384
"""Bytes without a frame among them after which a line counts as senseless."""
_HEAD = 4


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    data: bytes


class SamReader:
    """`patience` is how long nothing may come before a reader counts as silent."""

    def __init__(self, port: str, *, patience: float = 0.8, longest: float = 6.0) -> None:
        self._port, self._patience, self._longest = port, patience, longest
        self._line: serial.Serial | None = None
        self._frames = Frames()
        self._stopping = Event()

    @property
    def name(self) -> str:
        return self._port

    def open(self) -> None:
        self.close()
        try:
            self._line = serial.Serial(
                self._port, BAUD, timeout=_SLICE, write_timeout=1, exclusive=True
            )
        except (OSError, ValueError) as error:
            raise Unavailable(_why_closed(error), name=self.name) from error

    def find(self) -> bool:
        return self._ask(FIND, lambda reply: reply.status in _ANSWERS[FIND]).status == FOUND

    def read(self) -> Card:
        # Not every reader selects a card that it has selected before; the reading decides.
        self._ask(SELECT, lambda reply: reply.status in _ANSWERS[SELECT])
        reply = self._ask(READ, _is_reading, half="card.moved")
        if reply.status != DONE:
            raise Refused("card.not_read")
        card = _card(reply.data)
        if card.is_blank:
            raise Refused("card.blank")
        return card

    def stop(self) -> None:
        self._stopping.set()

    def close(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None

    def _ask(self, command: bytes, answers: Callable[[_Reply], bool], *, half: str = "") -> _Reply:
        """The reply to a command, asked twice; a late reply to something else is passed over.

        With `half`, an answer that breaks off is the card's fault and said as that.
        """
        heard = False
        for _ in range(2):
            self._send(command)
            reply, came = self._hear(answers)
            heard = heard or came
            if reply is not None:
                return reply
            if half and came:
                raise Refused(half)
        raise Unavailable("reader.garbage" if heard else "reader.silent", name=self.name)

    def _send(self, command: bytes) -> None:
        line = self._open_line()
        self._frames.clear()
        try:
            _drain(line)
            line.write(frame(command))
        except serial.SerialTimeoutException as error:
            raise Unavailable("reader.silent", name=self.name) from error
        except OSError as error:
            raise Unavailable("reader.lost", name=self.name) from error

    def _hear(self, answers: Callable[[_Reply], bool]) -> tuple[_Reply | None, bool]:
        """The reply, or None when none comes; and whether anything came."""
        began = heard_at = monotonic()
        many = 0
        while not self._stopping.is_set():
            came = self._bytes()
            now = monotonic()
            many += len(came)
            heard_at = now if came else heard_at
            for reply in map(_reply, self._frames.feed(came)):
                if reply.status in _BROKEN:
                    raise Unavailable("reader.module", name=self.name, code=f"{reply.status:02X}")
                if answers(reply):
                    return reply, True
            late = now - heard_at > self._patience or now - began > self._longest
            if late or many > _TOO_MUCH:
                break
        return None, many > 0

    def _bytes(self) -> bytes:
        line = self._open_line()
        try:
            came = line.read(1)
            return came + line.read(min(line.in_waiting, _AT_A_TIME)) if came else came
        except OSError as error:
            raise Unavailable("reader.lost", name=self.name) from error

    def _open_line(self) -> serial.Serial:
        if self._line is None:
            raise Unavailable("reader.lost", name=self.name)
        return self._line


def _drain(line: serial.Serial) -> None:
    """What was said before we asked is no answer; a line that never falls silent ends here too."""
    for _ in range(_TOO_MUCH // _AT_A_TIME):
        if not line.in_waiting:
            return
        line.read(min(line.in_waiting, _AT_A_TIME))


def _reply(body: bytes) -> _Reply:
    """Two bytes that are always zero, the status, and what follows; else a status nobody has."""
    if len(body) < 3 or body[:2] != b"\0\0":
        return _Reply(-1, b"")
    return _Reply(body[2], body[3:])


def _is_reading(reply: _Reply) -> bool:
    """The select answers 90 as well, but with nothing in it."""
    if reply.status == DONE:
        return len(reply.data) > _HEAD and any(reply.data[:_HEAD])
    return reply.status not in {-1, FOUND, _NO_CARD, _NOT_SELECTED}


def _card(data: bytes) -> Card:
    """Two lengths, text, photograph; lengths that lie mean a bad reading."""
    text, photo = (int.from_bytes(data[at : at + 2], "big") for at in (0, 2))
    if text > len(data) - _HEAD or text + photo > len(data) - _HEAD:
        raise Refused("card.moved")
    return read_card(data[_HEAD : _HEAD + text], data[_HEAD + text : _HEAD + text + photo])


def _why_closed(error: OSError | ValueError) -> str:
    match getattr(error, "errno", None):
        case errno.EACCES | errno.EPERM:
            return "reader.not_allowed"
        case errno.EAGAIN | errno.EBUSY:
            return "reader.busy"
    return "reader.not_found"
