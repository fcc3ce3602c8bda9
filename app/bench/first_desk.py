"""A new desk of a station with a hundred thousand people: until it has them all and finds them."""

import shutil
from pathlib import Path
from time import perf_counter

from app import clock
from app.bench import data, network
from app.bench.filled import filled
from app.bench.growth import MANY, spread
from app.bench.timing import rounded
from app.store import snapshots
from app.store.register import Register
from app.store.snapshots import Pace
from app.sync import round as rounds
from app.sync import snapshot
from app.sync.line import Line

GOAL_S = 60.0
PEOPLE = 100_000


def run(cache: Path, people: int = MANY) -> dict[str, object]:
    """`first_desk_s`: from the enrolled, empty desk to the whole register, index and all."""
    work = cache / "first-desk"
    shutil.rmtree(work, ignore_errors=True)
    stations = spread(people)
    with network.cluster(cache) as cluster:
        name = filled(cluster, stations)
        with network.empty(cluster, name) as url, network.centre(work / "centre", url) as centre:
            # A centre makes them by itself, as its streams grow.
            for stream in snapshots.due(centre.engine, Pace(grown=1)):
                snapshots.make(centre.engine, stream, clock.now())
            desk = network.blank(work / "desk")
            line = network.joined(desk, centre, data.CODE)
            try:
                begun = perf_counter()
                rows, came = first_time(desk, line)
                kept = perf_counter() - begun
                rounds.index_all(desk)
                seconds = perf_counter() - begun
            finally:
                line.close()
                desk.close()
    shutil.rmtree(work, ignore_errors=True)
    return {
        "first_desk_s": rounded(seconds),
        "goal": GOAL_S,
        "met": seconds <= GOAL_S if stations[1] >= PEOPLE else None,
        "people": stations[1],
        "rows": rows,
        "changes": came,
        "on_file_s": rounded(kept),
    }


def first_time(desk: Register, line: Line) -> tuple[int, int]:
    """What a new desk does first: the snapshots, then what came since; answers how many rows and
    how many changes that was."""
    now = clock.now()
    rows = snapshot.load(desk, snapshot.FromCentre(line), now)
    return rows, rounds.talk(desk, line, now).came
