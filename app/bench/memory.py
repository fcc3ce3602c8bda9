"""What all processes of the desk hold together after arrivals, with everything loaded."""

from pathlib import Path
from statistics import median

from app.bench import arrivals

GOAL_MB = 600.0
PEOPLE, RUNS = 100_000, 1


def run(cache: Path, people: int = PEOPLE, runs: int = RUNS) -> dict[str, object]:
    """`rss_mb`, by which measure, and each process by itself."""
    seen = [arrivals.watch(cache, people, busy=False) for _ in range(runs)]
    samples = [round(sum(one.memory_mb.values()), 1) for one in seen]
    return {
        "rss_mb": median(samples),
        "goal": GOAL_MB,
        "met": median(samples) <= GOAL_MB,
        "samples": samples,
        "measure": seen[0].measure,
        "processes": [one.memory_mb for one in seen],
        "templates": seen[0].faces,
    }
