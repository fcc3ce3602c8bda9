"""Power cuts during backups: what has a backup's name is whole, and one that was told is there."""

import shutil
from pathlib import Path
from random import Random

from app.domain.errors import Refused, Unavailable
from app.soak import station
from app.soak.disk import NOTE, Disk, put_down, read_log
from app.soak.outcome import Outcome
from app.soak.power import Recorder
from app.soak.recorded import Run
from app.store import proof, shelf


class Backups:
    """Three backups, the last of which pushes the first one out; every try cuts them elsewhere."""

    name = "backup"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._place = station.make(folder / "register")
        self._where, log = folder / "worked", folder / "worked.log"
        left_out = shutil.ignore_patterns("*.lock")
        shutil.copytree(self._place.folder, self._where, ignore=left_out)
        recorder = Recorder(folder)
        where, key = str(self._where), self._place.key
        recorder.record(Run(folder=where, key=key, log=str(log), seed=0, deed="backup"))
        recorder.close()
        self._steps = read_log(log)

    def once(self, seed: int) -> Outcome:
        """Cut it, then look at what lies there as backups."""
        chance = Random(seed)  # noqa: S311 - chosen by seed, so that it can be repeated
        disk = Disk(self._where, before=self._place.folder)
        end = chance.randint(1, len(self._steps))
        for step in self._steps[:end]:
            disk.do(step)
        image = self._folder / f"cut-{seed}"
        put_down(disk.cut(chance), self._where, image)
        told = [step.a.decode() for step in self._steps[:end] if step.op == NOTE]
        outcome = Outcome.of(self._looked_at(image, told), notes=("told",) if told else ())
        if not outcome.why:
            shutil.rmtree(image)
        return outcome

    def _looked_at(self, image: Path, told: list[str]) -> list[str]:
        found = [one for home in (image / "backups").glob("*") for one in shelf.whole_ones(home)]
        faults = []
        for one in found:
            try:
                proof.check(one, self._place.key)
            except (Refused, Unavailable) as error:
                faults.append(f"{one.name}: {error.key} {error.facts.get('what', '')}")
        if told and told[-1] not in {one.name for one in found}:
            faults.append(f"lost {told[-1]}")
        return faults
