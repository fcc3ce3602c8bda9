"""Power cuts: what the disk would hold is worked out, put down in a folder, and opened."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import msgspec

from app.soak import proof, shim, station
from app.soak.disk import NOTE, Disk, Step, put_down, read_log
from app.soak.outcome import End, Outcome
from app.soak.recorded import Run
from app.soak.station import Place, Told

_CUTS_A_RUN = 20


class Recorder:
    """The process under the shim."""

    def __init__(self, folder: Path) -> None:
        self._process = shim.start(shim.build(folder), "app.soak.recorded")

    def close(self) -> None:
        """End it."""
        self._process.communicate()

    def record(self, run: Run) -> None:
        """Have it do something, and wait until it is done."""
        process = self._process
        assert process.stdin is not None  # noqa: S101 - asked for when it was started
        assert process.stdout is not None  # noqa: S101
        process.stdin.write(msgspec.json.encode(run) + b"\n")
        process.stdin.flush()
        process.stdout.readline()


class PowerCuts:
    """Officers work; afterwards the power is cut at random points of what they did."""

    name = "power"

    def __init__(self, folder: Path, careless: str = "") -> None:
        self._folder = folder
        self._careless = careless
        self._recorder = Recorder(folder)
        self._place = station.make(folder / "register")
        self._cuts: Iterator[Path] = iter(())
        self._told: list[Told] = []

    def close(self) -> None:
        """End the process under the shim."""
        self._recorder.close()

    def once(self, seed: int) -> Outcome:
        """One cut; another run of work when all cuts of the last one are done."""
        chance = Random(seed)  # noqa: S311 - chosen by seed, so that it can be repeated
        image = next(self._cuts, None)
        if image is None:
            self._cuts = self._run(seed, chance)
            image = next(self._cuts)
        found = proof.faults(Place(folder=image, key=self._place.key), self._told, chance)
        outcome = Outcome.of(found)
        if outcome.end is not End.FAILED:
            shutil.rmtree(image)
        return outcome

    def _run(self, seed: int, chance: Random) -> Iterator[Path]:
        where, log = self._folder / f"run-{seed}", self._folder / f"run-{seed}.log"
        shutil.copytree(self._place.folder, where, ignore=shutil.ignore_patterns("*.lock"))
        disk = Disk(where, before=where)
        self._recorder.record(
            Run(
                folder=str(where),
                key=self._place.key,
                log=str(log),
                seed=seed,
                careless=self._careless,
            )
        )
        steps = read_log(log)
        yield from self._images(disk, steps, where, chance)
        shutil.rmtree(where)
        log.unlink()

    def _images(self, disk: Disk, steps: list[Step], root: Path, chance: Random) -> Iterator[Path]:
        cuts = sorted(chance.sample(range(len(steps)), _CUTS_A_RUN))
        self._told = []
        for number, step in enumerate(steps):
            if step.op == NOTE:
                self._told.append(station.told_in(step.a))
            else:
                disk.do(step)
            if cuts and number == cuts[0]:
                cuts.pop(0)
                image = root.with_name(f"{root.name}-cut-{number}")
                put_down(disk.cut(chance), root, image)
                yield image
