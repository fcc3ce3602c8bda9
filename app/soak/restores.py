"""Power cuts during a restore: what is called made is whole, anything else can be done again."""

import shutil
from pathlib import Path
from random import Random

from app import clock
from app.domain.errors import Refused, Unavailable
from app.soak import station
from app.soak.disk import NOTE, Disk, put_down, read_log
from app.soak.outcome import Outcome
from app.soak.power import Recorder
from app.soak.recorded import Run
from app.soak.station import Place
from app.store import backup, restore
from app.store.backup import loose_files, pictures
from app.store.there import exists


class Restores:
    """One restore, written down once; every try cuts it somewhere else."""

    name = "restore"

    def __init__(self, folder: Path) -> None:
        self._folder, self._disk = folder, folder / "disk"
        self._place = station.make(folder / "register")
        self._back_up()
        self._where, log = folder / "new", folder / "new.log"
        recorder = Recorder(folder)
        where, source, key = str(self._where), str(self._disk), self._place.key
        run = Run(folder=where, key=key, log=str(log), seed=0, deed="restore", source=source)
        recorder.record(run)
        recorder.close()
        self._steps = read_log(log)

    def _back_up(self) -> None:
        chance = Random(0)  # noqa: S311 - the same every time
        register = self._place.open()
        for _ in range(3):
            station.arrive(register, chance)
        station.hurry_alone(self._place)
        self._disk.mkdir()
        backup.make(register.source(), self._disk, clock.now(), keep=2)
        register.close()

    def once(self, seed: int) -> Outcome:
        """Cut it, then start the desk, or restore again."""
        chance = Random(seed)  # noqa: S311 - chosen by seed, so that it can be repeated
        disk, last = Disk(self._where), len(self._steps)
        # Now and then after the last step: then the officer was told that all is back.
        end = last if chance.random() < 0.3 else chance.randint(1, last)
        for step in self._steps[:end]:
            disk.do(step)
        image = self._folder / f"cut-{seed}"
        put_down(disk.cut(chance), self._where, image)
        told = any(step.op == NOTE for step in self._steps[:end])
        outcome = Outcome.of(self._starts(image, told=told), notes=("told",) if told else ())
        if not outcome.why:
            shutil.rmtree(image)
        return outcome

    def _starts(self, image: Path, *, told: bool) -> list[str]:
        key = self._place.key
        try:
            if not exists(image):
                if told:
                    return ["lost"]
                restore.restore(self._disk, image, lambda _ring: key, clock.now())
            Place(folder=image, key=key).open().close()
        except (Refused, Unavailable) as error:
            return [error.key]
        return [f"missing or torn {name}" for name in self._wanting(image)]

    def _wanting(self, image: Path) -> list[str]:
        """What lies in the register and is not the same in what was restored."""
        there = self._place.folder
        names = [f.relative_to(there) for f in (*loose_files(there), *pictures(there))]
        return [str(n) for n in names if not _is_same(there / n, image / n)]


def _is_same(one: Path, other: Path) -> bool:
    return other.is_file() and one.read_bytes() == other.read_bytes()
