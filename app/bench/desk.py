"""`./guitu bench desk`: every goal of speed and room, measured on this machine in one run."""

import inspect
import os
import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from time import monotonic

import msgspec
import psutil

from app import clock
from app.bench.data import tell
from app.domain.errors import Refused

# key of a goal -> the module that measures it; those of one module are measured together.
PARTS = {
    "start_painted_ratio": "start",
    "start_rows_ratio": "start",
    "search_p95_ms": "search",
    "search_over_like": "search",
    "save_p95_ms": "save",
    "save_p99_ms": "save",
    "save_growth_p95": "save",
    "photo_to_candidates_ms": "photo",
    "clues_to_candidates_ms": "clues",
    "voucher_warm_ms": "voucher",
    "longest_stall_ms": "stall",
    "rss_mb": "memory",
}
_SIZES = ("runs", "times")
Answer = dict[str, object]


def run(
    cache: Path,
    only: Sequence[str],
    runs: int | None,
    *,
    as_json: bool,
    goals: Mapping[str, str] = PARTS,
) -> int:
    """Measure all or some keys of `goals`; 0 when every goal was met, 1 otherwise."""
    wanted = list(only) or list(goals)
    if unknown := [key for key in wanted if key not in goals]:
        raise Refused("bench.unknown_key", name=unknown[0], known=", ".join(goals))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    cache.mkdir(parents=True, exist_ok=True)
    begun, at = monotonic(), clock.now()
    parts = {part: _measure(part, cache, runs) for part in dict.fromkeys(goals[k] for k in wanted)}
    keys = {key: _line(key, parts[goals[key]]) for key in wanted}
    answer = {
        "at": at.isoformat(),
        "machine": machine(),
        "keys": keys,
        "missed": [key for key, line in keys.items() if line["met"] is False],
        "seconds": round(monotonic() - begun, 1),
        "parts": parts,
    }
    words = msgspec.json.format(msgspec.json.encode(answer), indent=2).decode()
    sys.stdout.write(f"{words}\n" if as_json else "".join(_told(keys)))
    return 1 if answer["missed"] else 0


def _measure(part: str, cache: Path, runs: int | None) -> Answer:
    tell(f"── {part}")
    begun = monotonic()
    measure: Callable[..., Answer] = import_module(f"app.bench.{part}").run
    count = next((name for name in _SIZES if name in inspect.signature(measure).parameters), "")
    found = measure(cache, **({count: runs} if runs and count else {}))
    return found | {"seconds": round(monotonic() - begun, 1)}


def _line(key: str, part: Answer) -> Answer:
    """One goal: what was measured, what is wanted, and whether it was met."""
    goal, met = part.get("goal"), part.get("met")
    whole = goal if isinstance(goal, dict) else {next(iter(part)): goal}
    kept = met if isinstance(met, dict) else {next(iter(part)): met}
    least = part.get("at_least")
    return {
        "value": part.get(key),
        "goal": whole.get(key),
        "at_least": isinstance(least, tuple) and key in least,
        "met": kept.get(key),
    }


def _told(keys: dict[str, Answer]) -> list[str]:
    marks = {True: "✓", False: "✗", None: "·"}
    return [
        f"{marks[line['met'] if isinstance(line['met'], bool) else None]} "
        f"{key} {line['value']} {'≥' if line['at_least'] else '≤'} {line['goal']}\n"
        if line["goal"] is not None
        else f"{marks[None]} {key} {line['value']}\n"
        for key, line in keys.items()
    ]


def machine() -> Answer:
    """What the figures were taken on, and how busy it was."""
    return {
        "system": platform.platform(),
        "processor": _processor(),
        "cores": psutil.cpu_count() or 1,
        "memory_mb": psutil.virtual_memory().total >> 20,
        "python": platform.python_version(),
        "load": [round(one, 2) for one in psutil.getloadavg()],
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((x.partition(":")[2].strip() for x in lines if x.startswith("model name")), "")
