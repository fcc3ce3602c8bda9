"""Power cuts during the first start: it is done, or can be done again; no folder stays barred."""

import shutil
from pathlib import Path
from random import Random

from app import clock
from app.desk import door
from app.domain.errors import Refused, Unavailable
from app.soak import station
from app.soak.disk import NOTE, Disk, put_down, read_log
from app.soak.outcome import Outcome
from app.soak.power import Recorder
from app.soak.recorded import Run
from app.soak.station import FIRST


class FirstStarts:
    """One set-up, written down once; every try cuts it somewhere else."""

    name = "set_up"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._where, log = folder / "first", folder / "first.log"
        recorder = Recorder(folder)
        recorder.record(Run(folder=str(self._where), key=b"", log=str(log), seed=0, deed="set_up"))
        recorder.close()
        self._steps = read_log(log)

    def once(self, seed: int) -> Outcome:
        """Cut it, then start the desk again."""
        chance = Random(seed)  # noqa: S311 - chosen by seed, so that it can be repeated
        disk, last = Disk(self._where), len(self._steps)
        # Now and then after the last step: then the officer was told that all is set up.
        end = last if chance.random() < 0.2 else chance.randint(1, last)
        for step in self._steps[:end]:
            disk.do(step)
        image = self._folder / f"cut-{seed}"
        put_down(disk.cut(chance), self._where, image)
        told = any(step.op == NOTE for step in self._steps[:end])
        outcome = Outcome.of(_starts(image, told=told), notes=("told",) if told else ())
        if not outcome.why:
            shutil.rmtree(image)
        return outcome


def _starts(image: Path, *, told: bool) -> list[str]:
    try:
        if not door.is_set_up(image):
            if told:
                return ["lost"]
            station.set_up(image)
        door.log_in(image, FIRST.login, FIRST.password, clock.now()).register.close()
    except (Refused, Unavailable) as error:
        return [error.key]
    return []
