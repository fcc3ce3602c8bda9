"""The same batch pushed to a centre with ten thousand records and to one with a million."""

import shutil
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from time import perf_counter

from app import clock
from app.bench import data, network
from app.bench.filled import filled
from app.bench.timing import rounded
from app.sync import round as rounds

GOAL = 1.3
FEW, MANY, BATCH, RUNS = 1_360, 135_000, 1_360, 3
"""People: some seven records each."""
_OTHERS = 20
"""Stations that push, apart from those whose past is at the centre."""


def run(
    cache: Path, few: int = FEW, many: int = MANY, batch: int = BATCH, runs: int = RUNS
) -> dict[str, object]:
    """`push_growth`: the push's time where much is on file, over that where little is."""
    times: dict[str, list[float]] = {"few": [], "many": []}
    work = cache / "grown"
    shutil.rmtree(work, ignore_errors=True)
    with network.cluster(cache) as cluster, ExitStack() as open_ones:
        centres = {}
        for name, people in (("few", {1: few}), ("many", spread(many))):
            url = open_ones.enter_context(network.empty(cluster, filled(cluster, people)))
            centres[name] = open_ones.enter_context(network.centre(work / name, url))
        for number in range(_OTHERS, _OTHERS + runs):
            # Whichever goes first finds the machine colder.
            for name in ("few", "many") if number % 2 else ("many", "few"):
                times[name].append(_pushed(cache, work / "desk", centres[name], batch, number))
    shutil.rmtree(work, ignore_errors=True)
    growth = median(times["many"]) / median(times["few"])
    return {
        "push_growth": rounded(growth),
        "goal": GOAL,
        "met": growth <= GOAL,
        "people": [few, many],
        "samples": times,
    }


def spread(people: int) -> dict[int, int]:
    """Most of them at one station: the one whose next desk is measured as well."""
    first = min(people, max(1, people * 20 // 27))
    return {1: first, 2: people - first} if people > first else {1: first}


def _pushed(cache: Path, folder: Path, centre: network.Network, people: int, number: int) -> float:
    register = network.copied(data.made(cache, people, number), folder)
    line = network.joined(register, centre, data.code_of(number))
    try:
        begun = perf_counter()
        rounds.say_all(register, line, clock.now())
        return rounded(perf_counter() - begun)
    finally:
        line.close()
        register.close()
