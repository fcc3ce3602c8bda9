"""Finishing an arrival (F9) on the writer: rows, journal, search index, high-water mark, FULL."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from app import clock
from app.bench import data
from app.bench.timing import p95, percentile, rounded
from app.desk.admission import Arrival, Said, admit
from app.domain.ids import new_id
from app.domain.person import ClaimKind
from app.domain.staff import Officer
from app.domain.station import Station
from app.store.register import Register, open_register

GOAL_P95_MS, GOAL_P99_MS, GOAL_GROWTH = 10.0, 20.0, 1.3
FEW, MANY, SAVES, RUNS, WARM = 10_000, 1_000_000, 200, 3, 20
_IDLE_EVERY = 10
"""After so many arrivals the desk has an idle moment."""


@dataclass(slots=True, kw_only=True)
class _File:
    """A register of one size, and the times of its saves and of its tidying."""

    register: Register
    station: Station
    officer: Officer
    saves: list[float]
    tidying: list[float]

    def save(self, number: int) -> None:
        arrival = _arrival(number)
        begun = perf_counter()
        admit(self.register, arrival, self.station, by=self.officer, at=clock.now())
        self.saves.append((perf_counter() - begun) * 1000)

    def idle(self) -> None:
        more = True
        while more:
            begun = perf_counter()
            more = self.register.tidy()
            self.tidying.append((perf_counter() - begun) * 1000)


def run(
    cache: Path, few: int = FEW, many: int = MANY, runs: int = RUNS, saves: int = SAVES
) -> dict[str, object]:
    """`save_p95_ms` and `save_p99_ms` at the larger size, `save_growth_p95` against the smaller;
    the medians of the runs. The two files are written in turn, so that noise meets both."""
    copy = cache / "register-copied"
    shutil.rmtree(copy, ignore_errors=True)
    # The small one is copied: it would no longer be small after a few benches.
    shutil.copytree(data.made(cache, few).folder, copy)
    files = [_open(copy), _open(data.made(cache, many).folder)]
    try:
        rounds = [_one_run(files, saves) for _ in range(runs)]
    finally:
        for file in files:
            file.register.close()
        shutil.rmtree(copy, ignore_errors=True)
    tidying = [rounded(max(file.tidying)) for file in files]
    return _answer(rounds, few, many) | {"longest_tidying_ms": tidying}


def _open(folder: Path) -> _File:
    register = open_register(folder, data.key(), clock.now())
    station, officer = data.staff(register)
    return _File(register=register, station=station, officer=officer, saves=[], tidying=[])


def _one_run(files: list[_File], saves: int) -> list[list[float]]:
    for number in range(WARM + saves):
        if number == WARM:
            for file in files:
                file.idle()
                file.saves.clear()
        for file in files:
            file.save(number)
            if number % _IDLE_EVERY == 0:
                file.idle()
    return [[rounded(time) for time in file.saves] for file in files]


def _answer(rounds: list[list[list[float]]], few: int, many: int) -> dict[str, object]:
    large = [files[1] for files in rounds]
    growth = [p95(files[1]) / p95(files[0]) for files in rounds]
    found = {
        "save_p95_ms": rounded(median(p95(times) for times in large)),
        "save_p99_ms": rounded(median(percentile(times, 99) for times in large)),
        "save_growth_p95": rounded(median(growth)),
    }
    goals = {
        "save_p95_ms": GOAL_P95_MS,
        "save_p99_ms": GOAL_P99_MS,
        "save_growth_p95": GOAL_GROWTH,
    }
    return {
        **found,
        "goal": goals,
        "met": {key: found[key] <= goal for key, goal in goals.items()},
        "visits": [few, many],
        "save_p50_ms": rounded(median(median(times) for times in large)),
        "samples": {str(few): [files[0] for files in rounds], str(many): large},
    }


def _arrival(number: int) -> Arrival:
    """Eight rows: person, visit, five claims and the block its case number came from."""
    digits = f"{new_id().int % 10**9:09d}"
    said = {
        ClaimKind.NAME: f"王{chr(0x4E00 + number % 5000)}明",
        ClaimKind.SEX: "1",
        ClaimKind.DOCUMENT: f"440199{1950 + number % 50}{digits[:8]}",
        ClaimKind.HOME: "湖南省邵阳市隆回县上湾村",
        ClaimKind.PHONE: f"12{digits}",
    }
    return Arrival(
        arrived_at=clock.now(),
        reason="务工不着",
        said=tuple(Said(kind=kind, value=value) for kind, value in said.items()),
    )
