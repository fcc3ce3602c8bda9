"""What the centre does when nobody asks: new snapshots of streams that have grown, and a log that
forgets what they hold; and a snapshot on a stick for a station far from any network."""

import asyncio
import contextlib
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app import clock
from app.centre import gate
from app.domain.errors import Unavailable
from app.store import snapshots, transfers
from app.store.files import sync_folder
from app.store.news import streams_of_station
from app.store.snapshots import Pace
from app.wire import stick
from app.wire.snapshot import Manifest

if TYPE_CHECKING:
    from app.store.postgres import Database

LOOK_EVERY = 60.0
"""Seconds between two looks at how far the streams have grown."""


async def keep(engine: "Database", pace: Pace, every: float = LOOK_EVERY) -> None:
    """Until it is cancelled; what goes wrong is said in the log and tried again."""
    while True:
        try:
            await asyncio.to_thread(look, engine, pace, clock.now())
        except Exception as error:  # noqa: BLE001 - the centre serves on, whatever broke here
            gate.log.error("snapshots: %s", type(error).__name__)
        await asyncio.sleep(every)


def look(engine: "Database", pace: Pace, at: datetime) -> list[Manifest]:
    """One look: what is due is made, then what is old is forgotten."""
    with snapshots.alone(engine) as mine:
        if not mine:
            return []  # another worker is at it
        made = [snapshots.make(engine, name, at) for name in snapshots.due(engine, pace)]
        for one in made:
            gate.log.info("snapshot %s seq %s rows %s", one.stream, one.seq, one.rows)
        transfers.sweep(engine, at)
        for name, count in snapshots.forget(engine, pace.keep, at).items():
            gate.log.info("forgot %s changes of %s", count, name)
    return made


def write_stick(engine: "Database", station: str, folder: Path, at: datetime) -> Path:
    """What a new desk of a station begins with, in one file; whole or not there at all. Refused
    "snapshot.gone" where somebody was erased or sealed meanwhile: it is to be made again."""
    names = [n for n in streams_of_station(station) if n.partition(":")[0] in snapshots.FAMILIES]
    made = [snapshots.make(engine, name, at) for name in names]
    target = folder / f"guitu-{station}-{at:%Y%m%d-%H%M%S}{stick.ENDING}"
    beside = target.with_name(f"{target.name}.new")
    cover = stick.Cover(station=station, made_at=at)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            key = snapshots.stick_key(engine, station)
            stick.write(file, cover, key, snapshots.signed(engine, made), _chunks(engine, made))
            file.flush()
            os.fsync(file.fileno())
        snapshots.signed(engine, made)  # all of them stand still
        beside.replace(target)
        sync_folder(folder)
    except OSError as error:
        raise Unavailable("snapshot.not_written", folder=folder) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    return target


def _chunks(engine: "Database", made: list[Manifest]) -> Iterator[bytes]:
    for manifest in made:
        for number in range(len(manifest.chunks)):
            yield snapshots.chunk(engine, None, manifest.id, number)
