"""Disk full at every stage: said as what it is, nothing half kept, and the same key works again."""

import shutil
from pathlib import Path
from random import Random

import msgspec

from app.soak import proof, shim, station
from app.soak.filling import STAGES, Filled, Filling
from app.soak.outcome import End, Outcome
from app.soak.station import Place


class FullDisks:
    """The stages in turn, full after a random number of writes."""

    name = "disk_full"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process = shim.start(shim.build(folder), "app.soak.filling")
        self._place = station.make(folder / "register")

    def close(self) -> None:
        """End the process under the shim."""
        self._process.communicate()

    def once(self, seed: int) -> Outcome:
        """One deed on a full disk."""
        chance = Random(seed)  # noqa: S311 - chosen by seed, so that it can be repeated
        stage = list(STAGES)[seed % len(STAGES)]
        return self.at(stage, chance.randint(0, STAGES[stage][1]), seed)

    def at(self, stage: str, room: int, seed: int = 0) -> Outcome:
        """One stage, full after so many writes."""
        where = self._folder / f"full-{stage}-{room}-{seed}"
        shutil.copytree(self._place.folder, where, ignore=shutil.ignore_patterns("*.lock"))
        asked = Filling(folder=str(where), key=self._place.key, seed=seed, stage=stage, room=room)
        filled = self._tried(asked)
        chance = Random(seed)  # noqa: S311 - chosen by seed, so that it can be repeated
        found = filled.faults or proof.faults(
            Place(folder=where, key=self._place.key), filled.told, chance
        )
        if found:
            return Outcome.of([f"{stage} with room for {room}", *found])
        shutil.rmtree(where)
        end = End.DETECTED if filled.said else End.SURVIVED
        return Outcome(end=end, notes=(f"full_{stage}",) if filled.said else ())

    def needed(self, stage: str) -> int:
        """How many writes a deed takes where there is room enough."""
        where = self._folder / f"needed-{stage}"
        shutil.copytree(self._place.folder, where, ignore=shutil.ignore_patterns("*.lock"))
        asked = Filling(folder=str(where), key=self._place.key, seed=0, stage=stage, room=9999)
        return self._tried(asked).used

    def _tried(self, asked: Filling) -> Filled:
        process = self._process
        assert process.stdin is not None  # noqa: S101 - asked for when it was started
        assert process.stdout is not None  # noqa: S101
        process.stdin.write(msgspec.json.encode(asked) + b"\n")
        process.stdin.flush()
        line = process.stdout.readline()
        if not line:
            return Filled(told=[], faults=["the process ended"], said="", used=0)
        return msgspec.json.decode(line, type=Filled)
