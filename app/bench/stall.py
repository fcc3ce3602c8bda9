"""The longest time in which the window answers nothing, during whole arrivals on a busy machine."""

from pathlib import Path
from statistics import median

from app.bench import arrivals

GOAL_MS = 50.0
PEOPLE, RUNS = 100_000, 3


def run(cache: Path, people: int = PEOPLE, runs: int = RUNS) -> dict[str, object]:
    """`longest_stall_ms`: the longest of each run, and the median of the runs."""
    seen = [arrivals.watch(cache, people, busy=True) for _ in range(runs)]
    longest = [max(one.stalls, key=lambda stall: stall.ms) for one in seen]
    middle = median(stall.ms for stall in longest)
    steps: dict[str, float] = {}
    for stall in (stall for one in seen for stall in one.stalls):
        steps[stall.step] = max(steps.get(stall.step, 0.0), stall.ms)
    return {
        "longest_stall_ms": middle,
        "goal": GOAL_MS,
        "met": middle <= GOAL_MS,
        "samples": [stall.ms for stall in longest],
        "where": [f"{stall.step}, arrival {stall.arrival + 1}" for stall in longest],
        "by_step": steps,
        "photo_to_shown_ms": [one.shown_ms for one in seen],
    }
