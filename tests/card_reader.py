"""A card reader on a pty, with every bad habit: for the tests, and to try the desk from outside.

`python -m tests.card_reader --card 1` prints the port; `--help` says more.
"""

import argparse
import os
import select
import sys
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import reduce
from operator import xor
from pathlib import Path
from threading import Event, Thread  # noqa: TID251 (the other end of the line)

from tests.cards import CARDS, PHOTO

HEAD = b"\xaa\xaa\xaa\x96\x69"
COMMAND = 10
FIND, SELECT, READ = b"\x20\x01", b"\x20\x02", b"\x30\x01"


def packed(body: bytes) -> bytes:
    """A frame, made apart from the code under test."""
    counted = (len(body) + 1).to_bytes(2, "big") + body
    return HEAD + counted + bytes([reduce(xor, counted)])


def reading(text: bytes, photo: bytes) -> bytes:
    """The body of a reply to READ."""
    return b"\0\0\x90" + len(text).to_bytes(2, "big") + len(photo).to_bytes(2, "big") + text + photo


@dataclass
class Habits:
    """How the reader behaves; the tests change them while it runs."""

    piece: int = 0
    """Bytes sent at a time; 0 sends all at once."""
    pause: float = 0.0
    """Seconds between two pieces."""
    noise: bytes = b""
    """Sent before every reply."""
    silent: bool = False
    babbles: bool = False
    """Garbage without end instead of replies."""
    wrong_check: int = 0
    """So many replies to come have a wrong check."""
    cut_at: int = 0
    """The next reading breaks off here, and the card is gone."""
    finds_again: bool = True
    """Whether FIND finds a card that was read and still lies there."""
    broken: int = 0
    """A status to answer everything with."""
    lies_about_length: bool = False
    late: bytes = b""
    """Sent before the next reply: the answer to something that was asked long ago."""
    asked: list[bytes] = field(default_factory=list)


class FakeReader:
    """Serves one pty at a time; `port` is a link that stays when it is plugged in again."""

    def __init__(self, port: Path) -> None:
        self.port, self.habits = port, Habits()
        self._card: tuple[bytes, bytes] | None = None
        self._selected = self._was_read = False
        self._unplugged = Event()
        self._thread: Thread | None = None

    def plug(self) -> None:
        """There is a port now."""
        line, other = os.openpty()
        tty.setraw(other)
        self.port.unlink(missing_ok=True)
        self.port.symlink_to(os.ttyname(other))
        self._unplugged.clear()
        self._thread = Thread(target=self._serve, args=(line, other), name="fake-reader")
        self._thread.start()

    def unplug(self) -> None:
        """Pulled out: whoever holds the port open notices."""
        if self._thread is not None:
            self._unplugged.set()
            self._thread.join()
            self._thread = None
            self.port.unlink(missing_ok=True)

    def lay(self, text: bytes, photo: bytes = PHOTO) -> None:
        """A card lies there now."""
        self._selected = self._was_read = False
        self._card = (text, photo)

    def take(self) -> None:
        """The card is taken away."""
        self._card = None

    def _serve(self, line: int, other: int) -> None:
        """The other end stays open here, so that the line lives while nobody listens."""
        try:
            while not self._unplugged.is_set():
                if select.select([line], [], [], 0.01)[0]:
                    for command in _commands(os.read(line, 4096)):
                        self._answer(line, command)
                if self.habits.babbles:
                    self._send(line, b"\xaa\x96garbage" * 8)
        except OSError:
            return
        finally:
            os.close(line)
            os.close(other)

    def _answer(self, line: int, command: bytes) -> None:
        habits = self.habits
        habits.asked.append(command)
        if habits.silent or habits.babbles:
            return
        reply = packed(self._reply(command))
        if habits.wrong_check:
            habits.wrong_check -= 1
            reply = reply[:-1] + bytes([reply[-1] ^ 0x5A])
        if command == READ and habits.cut_at:
            reply, habits.cut_at, self._card = reply[: habits.cut_at], 0, None
        late, habits.late = habits.late, b""
        self._send(line, late + habits.noise + reply)

    def _send(self, line: int, reply: bytes) -> None:
        size = self.habits.piece or len(reply)
        for at in range(0, len(reply), size):
            if self._unplugged.wait(self.habits.pause) or not self._write(
                line, reply[at : at + size]
            ):
                return

    def _write(self, line: int, piece: bytes) -> bool:
        """A line that nobody reads is full after a while; a real one would lose bytes."""
        ready = select.select([], [line], [], 0.05)[1]
        return bool(ready) and os.write(line, piece) == len(piece)

    def _reply(self, command: bytes) -> bytes:
        if self.habits.broken:
            return bytes([0, 0, self.habits.broken])
        if command == FIND:
            return self._find()
        if command == SELECT:
            return self._select()
        return self._read()

    def _find(self) -> bytes:
        if self._card is None or (self._was_read and not self.habits.finds_again):
            return b"\0\0\x80"
        return b"\0\0\x9f" + bytes(4)

    def _select(self) -> bytes:
        if self._card is None or (self._was_read and not self.habits.finds_again):
            return b"\0\0\x81"
        self._selected = True
        return b"\0\0\x90" + bytes(8)

    def _read(self) -> bytes:
        if self._card is None or not self._selected:
            return b"\0\0\x41"
        self._was_read = True
        text, photo = self._card
        body = reading(text, photo)
        return body[:3] + b"\xff\xff" + body[5:] if self.habits.lies_about_length else body


def _commands(came: bytes) -> Iterator[bytes]:
    """The commands in what came; each is ten bytes long."""
    for at in range(0, len(came) - COMMAND + 1, COMMAND):
        one = came[at : at + COMMAND]
        assert one.startswith(HEAD)
        assert reduce(xor, one[5:]) == 0
        yield one[7:9]


@contextmanager
def plugged(port: Path) -> Iterator[FakeReader]:
    """A reader that is pulled out at the end."""
    reader = FakeReader(port)
    reader.plug()
    try:
        yield reader
    finally:
        reader.unplug()


def main(arguments: list[str]) -> int:
    """Serve a pty until the input ends; a line of input lays the card with that number, 0 none."""
    line = argparse.ArgumentParser(prog="python -m tests.card_reader", description=main.__doc__)
    line.add_argument("--card", type=int, default=0, choices=range(len(CARDS) + 1), metavar="N")
    line.add_argument("--port", type=Path, default=Path("/tmp/guitu-reader"))  # noqa: S108
    line.add_argument("--piece", type=int, default=37)
    line.add_argument("--list", action="store_true", help="what cards there are")
    asked = line.parse_args(arguments)
    for number, (name, _) in enumerate(CARDS.items(), start=1):
        print(f"{number:2} {name}", file=sys.stderr)  # noqa: T201
    if asked.list:
        return 0
    with plugged(asked.port) as reader:
        reader.habits.piece = asked.piece
        _lay(reader, str(asked.card))
        print(asked.port, flush=True)  # noqa: T201
        for typed in sys.stdin:
            _lay(reader, typed.strip())
        if not sys.stdin.isatty():
            Event().wait()
    return 0


def _lay(reader: FakeReader, typed: str) -> None:
    """A number lays a card, 0 takes it away, - pulls the reader out, + plugs it in."""
    texts = list(CARDS.values())
    match typed:
        case "-":
            reader.unplug()
        case "+":
            reader.unplug()
            reader.plug()
        case number if number.isdecimal() and 0 < int(number) <= len(texts):
            reader.lay(texts[int(number) - 1])
        case _:
            reader.take()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(0)
