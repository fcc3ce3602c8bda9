"""A desk that goes rounds until nothing waits: `python -m app.soak.rounding FOLDER SECONDS SEED`.

The key comes on standard input. With a SEED other than 0 its clock jumps by days between rounds.
"""

import select
import sys
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import msgspec

from app import clock
from app.domain.errors import Unavailable
from app.soak.station import Place
from app.store import line
from app.sync.joining import open_line
from app.sync.line import Line
from app.sync.round import Done, go_round

_AGAIN = 0.02
_DAYS = (-400, -3, 0, 0, 3, 400)
_true_now = clock.now


class Rounded(msgspec.Struct, frozen=True):
    """How it went."""

    tries: int
    sent: int
    came: int
    unknown: int
    waiting: int
    said: list[str]


def main(folder: str, seconds: str, seed: str) -> None:
    """Say "begins", go rounds, and say what came of them."""
    place = Place(folder=Path(folder), key=sys.stdin.buffer.read(32))
    register = place.open()
    _say("begins")
    ends = clock.running() + float(seconds)
    chance = Random(int(seed))  # noqa: S311 - chosen by seed, so that it can be repeated
    speaking = open_line(register)
    if speaking is None:
        raise Unavailable("line.alone")
    whole, tries, said = Done(), 0, set[str]()
    while clock.running() < ends:
        tries += 1
        if int(seed):
            _jump(chance)
        try:
            done = go_round(register, speaking, clock.now())
        except Unavailable as sorry:
            said.add(sorry.key)
            select.select([], [], [], _AGAIN)
            continue
        whole.sent += done.sent
        whole.came += done.came
        whole.unknown += done.unknown
        break
    waiting = line.how_many_wait(register)
    _end(speaking)
    register.close()
    rounded = Rounded(tries, whole.sent, whole.came, whole.unknown, waiting, sorted(said))
    _say(msgspec.json.encode(rounded).decode())


def _jump(chance: Random) -> None:
    """Somebody sets the date, or the battery is dead."""
    wrong = timedelta(days=chance.choice(_DAYS), seconds=chance.uniform(-600, 600))

    def now() -> datetime:
        return _true_now() + wrong

    clock.now = now


def _end(speaking: Line) -> None:
    speaking.end()
    speaking.close()


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
