"""The machine itself: disk, clock, memory, input method."""

import os
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil

from app import clock, input_method
from app.doctor.finding import Finding, State, bad, good, hint

LITTLE_ROOM = 2 * 1024**3
NO_ROOM = 200 * 1024**2
LITTLE_MEMORY = 3 * 1024**3
SLOW_DISK = 0.05
"""Seconds one sync may take before saving feels slow."""
_SYNCS = 5
_FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(minutes=5)
_FRAMEWORKS = ("fcitx", "ibus")


def disk(data: Path) -> Finding:
    """Room, and whether the folder can be written."""
    there = _nearest(data)
    free = shutil.disk_usage(there).free
    if not os.access(there, os.W_OK):
        return bad("disk", "closed", folder=data)
    if free >= LITTLE_ROOM:
        return good("disk", folder=data, free=_size(free))
    told = bad if free < NO_ROOM else hint
    return told("disk", "little", folder=data, free=_size(free))


def disk_speed(data: Path) -> Finding:
    """How long the disk takes to keep something for certain (median of five)."""
    try:
        took = _sync_time(_nearest(data))
    except OSError:
        return bad("disk", "closed", folder=data)
    ms = f"{took * 1000:.1f}"
    return hint("disk_speed", "slow", ms=ms) if took > SLOW_DISK else good("disk_speed", ms=ms)


def time_of_day(data: Path, at: datetime) -> Finding:
    """A clock that went back, never was set, or shows another zone's time."""
    newest = _newest(data)
    if at < _FIRST_DAY or (newest and newest > at + _AHEAD):
        return bad("clock", "wrong", now=at, newest=newest or _FIRST_DAY)
    offset = clock.machine_offset()
    if offset != clock.CHINA.utcoffset(None):
        return hint("clock", "zone", now=at, zone=f"UTC{offset.total_seconds() / 3600:+g}")
    return good("clock", now=at)


def memory() -> Finding:
    """Working memory and cores."""
    total, cores = psutil.virtual_memory().total, psutil.cpu_count() or 1
    if total < LITTLE_MEMORY:
        return hint("memory", "little", total=_size(total), cores=cores)
    return good("memory", total=_size(total), cores=cores)


def typing(wanted: str | None = None) -> Finding:
    """Whether Chinese can be typed: the framework that runs, and the plugin that reaches it."""
    if sys.platform == "win32":
        return Finding(about="typing", state=State.GOOD, key="doctor.typing_windows")
    wanted = os.environ.get("QT_IM_MODULE", "") if wanted is None else wanted
    used = input_method.reachable(wanted, input_method.contexts())
    running = ", ".join(_running())
    if used and running:
        return good("typing", used=used, running=running)
    return hint("typing", "none", wanted=wanted or "—", running=running or "—")


def _nearest(folder: Path) -> Path:
    """The folder, or the first one above it that exists."""
    return next(place for place in (folder, *folder.parents) if place.exists())


def _size(count: int) -> str:
    return f"{count / 1024**3:.1f} GB"


def _sync_time(folder: Path) -> float:
    times = []
    with tempfile.TemporaryFile(dir=folder) as file:
        for _ in range(_SYNCS):
            start = time.perf_counter()
            file.write(b"guitu")
            file.flush()
            os.fsync(file.fileno())
            times.append(time.perf_counter() - start)
    return sorted(times)[_SYNCS // 2]


def _newest(data: Path) -> datetime | None:
    """When anything here was last written, by the files' own dates."""
    try:
        dates = [file.stat().st_mtime for file in data.iterdir() if file.is_file()]
    except OSError:
        return None
    return datetime.fromtimestamp(max(dates), UTC) if dates else None


def _running() -> list[str]:
    names = {str(one.info["name"] or "") for one in psutil.process_iter(["name"])}
    return sorted(name for name in names if name.startswith(_FRAMEWORKS))
