"""A disk that fills up in the middle of a deed: `python -m app.soak.filling`, under the shim."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import msgspec

from app import clock
from app.desk import drafts
from app.domain.errors import Refused, Unavailable
from app.domain.ids import new_id
from app.domain.staff import Officer
from app.domain.station import Station
from app.soak import shim, station
from app.soak.station import Place, Told
from app.store import backup, keys
from app.store.ask import all_of
from app.store.register import Register
from app.wire.talk import Change, Part

FULL = frozenset({"register.disk_full", "backup.disk_full"})
"""What may be said; anything else would send somebody to the wrong place."""


class Filling(msgspec.Struct, frozen=True):
    """What to try: a deed, on a disk that takes so many more writes."""

    folder: str
    key: bytes
    seed: int
    stage: str
    room: int


class Filled(msgspec.Struct, frozen=True):
    """What came of it."""

    told: list[Told]
    faults: list[str]
    said: str
    used: int
    """How many writes the deed took."""


Deed = Callable[[Register, Random], Callable[[], object]]


def _arrival(register: Register, chance: Random) -> Callable[[], object]:
    at = clock.now()
    filled_in = station.somebody(chance, at)
    return lambda: station.save(register, filled_in, at)


def _draft(register: Register, chance: Random) -> Callable[[], object]:
    officer = all_of(register, Officer)[0]
    content = chance.randbytes(3000)
    kept = drafts.Draft(id=new_id(), officer=officer.id, saved_at=clock.now(), content=content)
    return lambda: drafts.keep(register, kept)


def _photograph(register: Register, chance: Random) -> Callable[[], object]:
    picture = chance.randbytes(5000)
    return lambda: register.blobs.put(picture)


def _backup(register: Register, _chance: Random) -> Callable[[], object]:
    into = register.folder / "backups"
    into.mkdir(exist_ok=True)
    return lambda: backup.make(register.source(), into, clock.now(), 3)


def _ring(register: Register, _chance: Random) -> Callable[[], object]:
    return lambda: register.wrap_key(lambda ring, _key: ring)


def _start(register: Register, _chance: Random) -> Callable[[], object]:
    place = Place(folder=register.folder, key=register._key)  # noqa: SLF001 - starts again
    register.close()
    return lambda: place.open().close()


def _settle(register: Register, chance: Random) -> Callable[[], object]:
    """Another desk of the station changed the telephone, and the centre says so."""
    at, nobody = clock.now(), new_id()
    there = all_of(register, Station)[0]
    phone = f"020-{chance.randrange(10**8):08d}"
    changed = Change(
        seq=1, kind="station", record=there.id, fields={"phone": phone}, versions={"phone": "f"},
        device=nobody, n=1, group=nobody, officer=nobody, hlc=1,
    )  # fmt: skip
    part = Part(stream="ref", changes=(changed,), last=1)

    def settle() -> object:
        register.settle([part], at)
        if all_of(register, Station)[0].phone != phone:
            raise ValueError("not settled")
        return None

    return settle


STAGES: dict[str, tuple[Deed, int]] = {
    "arrival": (_arrival, 60),
    "draft": (_draft, 5),
    "photograph": (_photograph, 3),
    "backup": (_backup, 115),
    "ring": (_ring, 2),
    "start": (_start, 20),
    "settle": (_settle, 25),
}
"""The deed, and after how many writes at most the disk is full; a few more than it needs."""


def main() -> None:
    """Try after try, each in a process of its own."""
    for line in sys.stdin.buffer:
        child = os.fork()
        if child == 0:
            _child(msgspec.json.decode(line, type=Filling))
        os.waitpid(child, 0)


def _child(asked: Filling) -> None:
    try:
        shim.begin(Path(asked.folder), None)
        sys.stdout.buffer.write(msgspec.json.encode(_try(asked)) + b"\n")
        sys.stdout.buffer.flush()
    finally:
        os._exit(0)


def _try(asked: Filling) -> Filled:
    chance = Random(asked.seed)  # noqa: S311 - chosen by seed, so that it can be repeated
    place = Place(folder=Path(asked.folder), key=asked.key)
    register = place.open()
    told = [station.arrive(register, chance)]
    do = STAGES[asked.stage][0](register, chance)
    said, done, used = _with_room(asked.room, do)
    faults = [f"said {said}"] if said and said not in FULL else []
    if said:
        # The officer makes room and presses the same key again.
        _, done, _ = _with_room(-1, do)
    if asked.stage == "arrival" and not isinstance(done, Told):
        faults.append("not saved in the end")
    elif isinstance(done, Told):
        told.append(done)
        faults += _not_twice(do)
    keys.read_ring(place.folder)
    register.close()
    return Filled(told=told, faults=faults, said=said, used=used)


def _with_room(writes: int, do: Callable[[], object]) -> tuple[str, object, int]:
    """What was said, what came of it, and how many writes it took."""
    shim.room(writes)
    said, done = "", None
    try:
        done = do()
    except (Refused, Unavailable) as error:
        said = error.key
    finally:
        left = shim.left()
        shim.room(-1)
    return said, done, writes - left


def _not_twice(do: Callable[[], object]) -> list[str]:
    """What was saved says so when the key is pressed once more."""
    said, _, _ = _with_room(-1, do)
    return [] if said == "admission.saved_already" else [f"saved twice, said {said or 'nothing'}"]


if __name__ == "__main__":
    main()
