"""The process whose doings are written down: `python -m app.soak.recorded`, under the shim.

One line of JSON a run on stdin, an empty line when it is done on stdout.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from app import clock
from app.soak import shim, station
from app.soak.station import Place, Told
from app.store import backup, files, mark, restore
from app.store.register import Register


class Run(msgspec.Struct, frozen=True):
    """What to do: on which register, by which seed, and what to leave unsynced on purpose."""

    folder: str
    key: bytes
    log: str
    seed: int
    careless: str = ""
    deed: str = "work"
    """work: officers come and go; set_up: a register is made; backup: two backups are; restore: one
    comes back."""
    source: str = ""
    """Where the backups of a restore lie."""


def main() -> None:
    """Run after run, each in a process of its own."""
    for line in sys.stdin.buffer:
        run = msgspec.json.decode(line, type=Run)
        child = os.fork()
        if child == 0:
            _child(run)
        os.waitpid(child, 0)
        sys.stdout.buffer.write(b"\n")
        sys.stdout.buffer.flush()


def _child(run: Run) -> None:
    try:
        shim.begin(Path(run.folder), Path(run.log))
        place = Place(folder=Path(run.folder), key=run.key)
        chance = Random(run.seed)  # noqa: S311 - chosen by seed, so that it can be repeated
        with _careless(run.careless):
            prepare = _unsynced if run.careless == "database" else _as_it_is
            if run.deed == "set_up":
                station.set_up(place.folder)
                shim.note(b"set up")
            elif run.deed == "backup":
                _back_up(place, chance)
            elif run.deed == "restore":
                _restore(place, Path(run.source))
            else:
                station.work(place, chance, lambda: None, _tell, sessions=4, prepare=prepare)
    finally:
        os._exit(0)


def _back_up(place: Place, chance: Random) -> None:
    into = place.folder / "backups"
    files.make_folder(into)
    register = place.open()
    for _ in range(3):
        station.arrive(register, chance)
        made = backup.make(register.source(), into, clock.now(), keep=2)
        shim.note(made.folder.name.encode())


def _restore(place: Place, source: Path) -> None:
    restore.restore(source, place.folder, lambda _ring: place.key, clock.now())
    shim.note(b"restored")


def _tell(told: Told) -> None:
    shim.note(station.line_of(told))


def _as_it_is(_register: Register) -> None:
    """Nothing to change."""


def _unsynced(register: Register) -> None:
    with register._engine.connect() as connection:  # noqa: SLF001 - breaks it on purpose
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA synchronous=OFF")
        connection.exec_driver_sql("BEGIN")


@contextmanager
def _careless(about: str) -> Iterator[None]:
    """To show that it would be noticed: files are not synced where they must be."""
    module = {"mark": mark, "photographs": files}.get(about)
    if module is None:
        yield
        return
    real = os.fsync

    def fsync(fd: Any) -> None:
        if sys._getframe(1).f_code.co_filename != module.__file__:  # noqa: SLF001
            real(fd)

    os.fsync = fsync
    try:
        yield
    finally:
        os.fsync = real


if __name__ == "__main__":
    main()
