"""Registers of ten thousand to a million people, made by seed once and kept."""

import gc
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from random import Random
from time import monotonic
from uuid import UUID

import msgspec
from sqlalchemy import Engine, select

from app.bench import bulk
from app.bench.invented import END, Deed, Invented
from app.domain.ids import OfficerId, StationId
from app.domain.staff import Officer, Role
from app.domain.station import Station
from app.store import find, journal, keys, mark, tables, upgrade
from app.store.ask import all_of
from app.store.cipher import FILE, writer_engine
from app.store.register import Register, create, open_register

VERSION = 2
"""Counts up when the same seed gives other people, or the index other words."""
SEED = 114
CODE = "440114-01"
_STAMP = "bench.json"
_KEY = sha256(b"invented people, guards nothing").digest()


class Stamp(msgspec.Struct, frozen=True):
    """What a finished register says of itself; one without it was never finished."""

    version: int
    people: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A register with so many people, and who works there."""

    folder: Path
    people: int
    seconds: float
    """How long it took to make."""

    def open(self) -> Register:
        """Open it as the desk does after a right password."""
        return open_register(self.folder, _KEY, END)


def key() -> bytes:
    """The key of every bench's register."""
    return _KEY


def code_of(desk: int) -> str:
    """The code of a desk's station."""
    return f"{CODE[:-2]}{desk:02d}"


def made(cache: Path, people: int, desk: int = 1) -> Made:
    """The register with so many people: from the cache, or made now.

    Every further `desk` is of a station of its own, with people of its own.
    """
    folder = cache / (f"register-{people}" if desk == 1 else f"register-{people}-{desk}")
    found = _stamp(folder)
    if found is None:
        found = _make(folder, people, desk)
    else:
        _bring_up(folder)
    return Made(folder=folder, people=people, seconds=found.seconds)


def staff(register: Register) -> tuple[Station, Officer]:
    """The one station and the one officer."""
    return all_of(register, Station)[0], all_of(register, Officer)[0]


def tell(words: str) -> None:
    """Progress, beside the answer."""
    print(words, file=sys.stderr, flush=True)  # noqa: T201 - the terminal is the user


def _bring_up(folder: Path) -> None:
    """To today's tables, without the backup that opening would make first."""
    engine = writer_engine(folder / FILE, _KEY)
    try:
        if not upgrade.is_todays(engine, folder):
            upgrade.make(engine)
    finally:
        engine.dispose()


def _stamp(folder: Path) -> Stamp | None:
    try:
        stamp = msgspec.json.decode((folder / _STAMP).read_bytes(), type=Stamp)
    except (OSError, ValueError, msgspec.MsgspecError):
        return None
    return stamp if stamp.version == VERSION else None


def _make(folder: Path, people: int, desk: int) -> Stamp:
    begun = monotonic()
    shutil.rmtree(folder, ignore_errors=True)
    officer = set_up(folder, desk)
    _fill(folder, people, officer, desk)
    stamp = Stamp(version=VERSION, people=people, seconds=round(monotonic() - begun, 1))
    (folder / _STAMP).write_bytes(msgspec.json.encode(stamp))
    tell(f"{people}: {stamp.seconds} s")
    return stamp


def set_up(folder: Path, desk: int = 1) -> UUID:
    """An empty register with a station and one officer, whose id is answered."""
    station, officer = house(desk)
    register = create(folder, _KEY, station.created_at)
    ring = keys.with_officer(
        keys.new_ring(register.device), officer.id, officer.login, "only-a-bench-7", _KEY
    )
    keys.write_ring(folder, ring)
    register.write(station, officer, by=officer.id, at=station.created_at, reason="set_up")
    register.close()
    return officer.id


def house(desk: int) -> tuple[Station, Officer]:
    """The station of a desk and its officer."""
    rng, at = Random(_seed(desk)), END.replace(year=END.year - 6)  # noqa: S311 - not secret
    station = Station(
        id=StationId(UUID(int=rng.getrandbits(128))),
        code=code_of(desk),
        name="示例市救助管理站",
        phone="020-00000000",
        created_at=at,
    )
    officer = Officer(
        id=OfficerId(UUID(int=rng.getrandbits(128))),
        login="bench",
        name="测试员",
        role=Role.INTAKE,
        created_at=at,
    )
    return station, officer


def _seed(desk: int) -> int:
    return SEED + desk - 1


def _fill(folder: Path, people: int, officer: UUID, desk: int) -> None:
    poured(folder, lambda engine: past(engine, people, officer, desk).deeds(), officer, people)


def poured(
    folder: Path, past_of: Callable[[Engine], Iterable[Deed]], officer: UUID, people: int
) -> None:
    """A past into an empty register, some two deeds a person."""
    engine = writer_engine(folder / FILE, _KEY)
    upgrade.make(engine)
    connection = engine.raw_connection()
    # Nothing can be lost here: what is half made is made again.
    for setting in ("synchronous=OFF", "cache_size=-400000", "wal_autocheckpoint=20000"):
        connection.cursor().execute(f"PRAGMA {setting}")
    connection.close()
    deeds, told = past_of(engine), 0
    gc.disable()  # nothing made here goes in circles, and looking for circles takes a fifth
    for done in bulk.pour(engine, deeds, officer):
        if done - told >= people // 4:
            told = done
            tell(f"{people}: {100 * done // (2 * people)} %")
    gc.enable()
    tell(f"{people}: …")
    _close(engine, folder)


def past(engine: Engine, people: int, officer: UUID, desk: int = 1) -> Invented:
    """What happened in this register by seed."""
    with engine.begin() as connection:
        source = journal.origin(connection)
        station = connection.execute(select(tables.station.c.id)).scalar_one()
    return invented(people, desk, station, OfficerId(officer), source.device)


def invented(
    people: int, desk: int, station: StationId, officer: OfficerId, device: UUID
) -> Invented:
    """What happened at a desk by seed."""
    rng = Random(_seed(desk))  # noqa: S311 - invented, not secret
    return Invented(
        rng=rng, station=station, code=code_of(desk), device=device, officer=officer, people=people
    )


def _close(engine: Engine, folder: Path) -> None:
    """Merge the index as idle moments would have, and mark the last entry as acknowledged."""
    with engine.begin() as connection:
        find.merge_all(connection)
        head, source = journal.head(connection), journal.origin(connection)
    engine.dispose()
    done = mark.Mark(n=head.n, hash=head.hash, incarnation=str(source.incarnation))
    mark.MarkFile(folder, keys.derive(_KEY, "mark")).write(done)
