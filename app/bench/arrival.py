"""A whole ordinary arrival by keys in the real window: how many, and what the officer waits for."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from app.bench.timing import rounded
from app.settings import Settings

if TYPE_CHECKING:
    from ui.demo.fingers import Waited
    from ui.demo.ordinary import Pressed

GOAL_WAIT_MS = 100.0
TIMES = 4
_SHOWN = 8


def run(cache: Path, times: int = TIMES) -> dict[str, object]:
    """`arrival_keys`: card, photograph, three belongings sealed, bed and printed form, without a
    mouse; a character of an input method counts as one. `arrival_wait_ms`: the longest that a key
    kept the officer, the median of the arrivals after the first, which builds the pages."""
    from ui.demo.ordinary import furnish, play

    data, out = cache / "arrivals", cache / "arrivals-out"
    furnish(data)
    settings = Settings(data=data, camera="none", reader="none", printer="none")
    try:
        (first, *others), _ = play(settings, out, times=max(times, 2), pictured=False)
    finally:
        shutil.rmtree(out, ignore_errors=True)
    middle = sorted(others, key=_longest)[len(others) // 2]
    return {
        "arrival_keys": middle.keys,
        "arrival_wait_ms": rounded(_longest(middle)),
        "goal": {"arrival_wait_ms": GOAL_WAIT_MS},
        "met": {"arrival_wait_ms": _longest(middle) <= GOAL_WAIT_MS},
        "letters": middle.letters,
        "first_wait_ms": rounded(_longest(first)),
        "longest": [(one.at, rounded(one.ms)) for one in _sorted(middle)[:_SHOWN]],
        "longest_of_each": [rounded(_longest(one)) for one in others],
    }


def _sorted(one: "Pressed") -> list["Waited"]:
    return sorted(one.waits, key=lambda wait: -wait.ms)


def _longest(one: "Pressed") -> float:
    return max(wait.ms for wait in one.waits)
