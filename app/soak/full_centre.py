"""The centre's disk is full: the desk hears a sentence, keeps everything and comes again."""

import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

from app.domain.errors import Unavailable
from app.soak import lined, station
from app.soak.lined import Centre
from app.soak.outcome import End, Outcome
from app.soak.rounding import Rounded
from app.soak.station import Place

_SIZE = 200 << 20
_ROOM = 60 << 20
"""A try takes a few megabytes of tables and some tens of PostgreSQL's log."""
_ENTRIES = 3000
_BALLAST = "ballast"
_SAID = frozenset({"line.busy", "line.offline", "line.slow"})


class FullCentres:
    """A centre on a small disk of its own, which is filled up and emptied again."""

    name = "centre_full"

    def __init__(self, folder: Path) -> None:
        self._folder, self._number = folder, 0
        self._disk = folder / "disk"
        self._disk.mkdir()
        mount = shutil.which("mount")
        words = [str(mount), "-t", "tmpfs", "-o", f"size={_SIZE},mode=755", "soak", str(self._disk)]
        if (
            sys.platform != "linux"
            or mount is None
            or subprocess.run(  # noqa: S603 - fixed words
                words, capture_output=True, check=False
            ).returncode
        ):
            raise Unavailable("soak.no_mount")
        self._begin()

    def _begin(self) -> None:
        """A centre and a desk that have nothing yet."""
        self._number += 1
        self._centre = Centre(folder=self._disk / f"centre{self._number}")
        self._place: Place = station.make(self._folder / f"desk{self._number}")
        self._centre.start()
        self._centre.admit(self._place)

    def _anew(self) -> None:
        """What came so far has filled the small disk by itself: it goes."""
        self._centre.close()
        shutil.rmtree(self._disk / f"centre{self._number}", ignore_errors=True)
        self._begin()

    def close(self) -> None:
        """End the centre and give the disk back."""
        self._centre.close()
        subprocess.run(  # noqa: S603 - fixed words
            [str(shutil.which("umount")), str(self._disk)], capture_output=True, check=False
        )

    def once(self, seed: int) -> Outcome:
        """Fill the disk but for a little, go rounds, make room, go rounds."""
        chance = Random(seed)  # noqa: S311 - chosen by seed, so that it can be repeated
        self._centre.start()
        if shutil.disk_usage(self._disk).free < _ROOM:
            self._anew()
        lined.people(self._place, _ENTRIES, chance)
        self._fill(chance.randrange(0, 3 << 20))
        full = lined.ended(lined.rounds(self._place, 4.0))
        (self._disk / _BALLAST).unlink()
        done, notes = self._go_on()
        faults = _judged(full, done) + lined.compare(self._centre, [self._place]).faults
        if faults:
            return Outcome.of(faults, notes=notes)
        end = End.DETECTED if full and full.said else End.SURVIVED
        return Outcome(end=end, notes=notes)

    def _go_on(self) -> tuple[Rounded | None, tuple[str, ...]]:
        """PostgreSQL stops where it cannot write its log; whoever watches the centre starts it."""
        done = lined.ended(lined.rounds(self._place, 10.0))
        if done is not None and not done.waiting:
            return done, ("went_on",)
        self._centre.end()
        self._centre.start()
        return lined.ended(lined.rounds(self._place)), ("started_again",)

    def _fill(self, leave: int) -> None:
        free = shutil.disk_usage(self._disk).free
        with (self._disk / _BALLAST).open("wb") as file:
            for _ in range(max(0, free - leave) >> 16):
                file.write(bytes(1 << 16))


def _judged(full: Rounded | None, done: Rounded | None) -> list[str]:
    """What was said is a sentence of the line, and in the end nothing waits."""
    odd = set(full.said) - _SAID if full else {"nothing"}
    faults = [f"said {key}" for key in sorted(odd)]
    return faults + ([f"in the end: {done}"] if done is None or done.waiting else [])
