"""Single flipped bits in everything that is kept: each is noticed, or changes nothing."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from app.domain.errors import Refused, Unavailable
from app.domain.face import Photograph
from app.domain.visit import Visit
from app.soak import station
from app.soak.outcome import End, Outcome
from app.soak.station import Place, Told
from app.store import keys, mark, rescue
from app.store.ask import all_of
from app.store.blobs import FOLDER as BLOBS
from app.store.cipher import FILE

_ARRIVALS = 8
WAL = f"{FILE}-wal"


class Flips:
    """One folder closed in order and one left by a killed process; copies of them are broken."""

    def __init__(self, folder: Path, part: str) -> None:
        self.name = f"flip_{part}"
        self._part = part
        self._folder = folder
        self._seen: Callable[[Place], Outcome] = {
            "file": self._whole, "wal": self._whole, "mark": self._mark, "ring": _ring,
            "photograph": self._photographs,
        }[part]  # fmt: skip
        self._place = station.make(folder / f"{self.name}-whole")
        ring = keys.read_ring(self._place.folder)
        keys.write_ring(self._place.folder, keys.with_recovery(ring, "A", self._place.key))
        self._told = _killed_at_the_end(self._place, Random(0))  # noqa: S311 - repeatable
        if part != "wal":
            self._place.open().close()

    def once(self, seed: int) -> Outcome:
        """Flip one bit in a copy, then start the desk on it."""
        chance = Random(seed)  # noqa: S311 - chosen by seed, so that it can be repeated
        where = self._folder / f"{self.name}-{seed}"
        left_out = shutil.ignore_patterns("*-shm", "*.lock")
        shutil.copytree(self._place.folder, where, ignore=left_out)
        _flip(self._file(where, chance), chance)
        try:
            outcome = self._seen(Place(folder=where, key=self._place.key))
        except Unavailable as said:
            outcome = self._said(said, where)
        except Refused as said:
            outcome = Outcome(end=End.FAILED, why=f"{said.key} blames the officer")
        if outcome.end is not End.FAILED:
            shutil.rmtree(where)
        return outcome

    def _file(self, where: Path, chance: Random) -> Path:
        if self._part == "photograph":
            files = sorted(f for f in (where / BLOBS).rglob("*") if f.is_file())
            return chance.choice(files)
        names = {"file": FILE, "wal": WAL, "mark": mark.FILE, "ring": keys.FILE}
        return where / names[self._part]

    def _said(self, said: Unavailable, where: Path) -> Outcome:
        """A lost tail must name every number that is gone; a rescue brings most of it back."""
        if not said.key.startswith("register.tail_lost"):
            return Outcome(end=End.DETECTED)
        named = str(said.facts["numbers"]).split(", ")
        lost = [told.case for told in self._told if told.n > int(str(said.facts["last"]))]
        if lost[-len(named) :] != named:
            return Outcome(end=End.FAILED, why=f"named {named} of {lost}")
        rescued = rescue.rescue(where, self._place.key)
        whole = () if rescued.lost else ("rescued_whole",)
        return Outcome(end=End.DETECTED, notes=("tail_named", *whole))

    def _whole(self, place: Place) -> Outcome:
        """Nothing was said: then everything must be there."""
        register = place.open()
        try:
            register.verify_journal()
            there = {visit.case_number for visit in all_of(register, Visit)}
        finally:
            register.close()
        lost = [told.case for told in self._told if told.case not in there]
        if not lost and [remark.key for remark in register.remarks] == ["register.draft_lost"]:
            return Outcome(end=End.DETECTED, notes=("draft_named",))
        if self._part == "file":
            return Outcome(end=End.FAILED, why="not noticed")
        return Outcome.of([f"lost {case}" for case in lost])

    def _mark(self, place: Place) -> Outcome:
        register = place.open()
        register.close()
        if register.remarks:
            return Outcome(end=End.DETECTED)
        return Outcome(end=End.FAILED, why="not noticed")

    def _photographs(self, place: Place) -> Outcome:
        register = place.open()
        try:
            for photo in all_of(register, Photograph):
                register.blobs.get(photo.sha256)
        finally:
            register.close()
        return Outcome(end=End.FAILED, why="not noticed")


def _ring(place: Place) -> Outcome:
    keys.read_ring(place.folder)
    return Outcome(end=End.FAILED, why="not noticed")


def _flip(file: Path, chance: Random) -> None:
    with file.open("r+b") as content:
        place = chance.randrange(file.stat().st_size)
        content.seek(place)
        byte = content.read(1)[0]
        content.seek(place)
        content.write(bytes([byte ^ (1 << chance.randrange(8))]))


def _killed_at_the_end(place: Place, chance: Random) -> list[Told]:
    """Arrivals of a process that ends without folding the log of the database back."""
    told, tells = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            register = place.open()
            for _ in range(_ARRIVALS):
                os.write(tells, station.line_of(station.arrive(register, chance)))
            station.type_a_draft(register, chance)
        finally:
            os._exit(0)
    os.close(tells)
    with os.fdopen(told, "rb") as said:
        lines = said.readlines()
    os.waitpid(child, 0)
    return [station.told_in(line) for line in lines]
