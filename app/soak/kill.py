"""kill -9: a real process is ended in the middle of saving."""

import os
import select
import signal
from pathlib import Path
from random import Random

from app.soak import proof, station
from app.soak.outcome import Outcome
from app.soak.station import Place, Told

_BEGIN = b"begin\n"
_LONGEST = 0.06
"""Seconds until the kill, after the first save was told; a save takes about ten milliseconds."""
_TRIES_A_REGISTER = 20


class Kills:
    """One try after the other on the same register, a new one now and then."""

    name = "kill"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._place: Place | None = None
        self._told: list[Told] = []
        self._tries = 0

    def once(self, seed: int) -> Outcome:
        """Start, kill, look."""
        chance = Random(seed)  # noqa: S311 - chosen by seed, so that it can be repeated
        number, self._tries = self._tries, self._tries + 1
        if self._place is None or number % _TRIES_A_REGISTER == 0:
            self._place = station.make(self._folder / f"register-{number}")
            self._told = []
        lines = _killed(self._place, chance)
        self._told += [station.told_in(line) for line in lines if line != _BEGIN]
        found = proof.faults(self._place, self._told, chance)
        in_the_middle = bool(lines) and lines[-1] == _BEGIN
        return Outcome.of(found, notes=("in_mid_save",) if in_the_middle else ())


def _killed(place: Place, chance: Random) -> list[bytes]:
    """What the killed process had told, line by line."""
    told, tells = os.pipe()
    child = os.fork()
    if child == 0:
        _child(place, chance, tells)
    os.close(tells)
    said = _until_first(told)
    select.select([], [], [], chance.uniform(0, _LONGEST))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(told, "rb") as rest:
        said += rest.read()
    return said.splitlines(keepends=True)


def _until_first(told: int) -> bytes:
    said = b""
    while said.count(b"\n") < 2:
        more = os.read(told, 1 << 16)
        if not more:
            break
        said += more
    return said


def _child(place: Place, chance: Random, tells: int) -> None:
    try:
        station.work(
            place,
            chance,
            lambda: _say(tells, _BEGIN),
            lambda told: _say(tells, station.line_of(told)),
            sessions=1000,
        )
    finally:
        # Never back into the parent's work.
        os._exit(1)


def _say(tells: int, line: bytes) -> None:
    os.write(tells, line)
