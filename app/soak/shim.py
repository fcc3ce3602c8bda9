"""The shim beneath SQLite: compiled here, loaded into a process of its own, spoken to by ctypes."""

import ctypes
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from app.domain.errors import Unavailable

SOURCE = Path(__file__).with_name("power.c")
_ROOT = Path(__file__).resolve().parents[2]


def compiler() -> str:
    """The system's C compiler; Unavailable where there is none, or where this is not Linux."""
    found = shutil.which("gcc") or shutil.which("cc")
    if found is None or sys.platform != "linux":
        raise Unavailable("soak.no_compiler")
    return found


def build(folder: Path) -> Path:
    """The shared library."""
    made = folder / "power.so"
    line = [compiler(), "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", str(made)]
    answer = subprocess.run(  # noqa: S603 - the compiler and our own source
        [*line, str(SOURCE), "-ldl"], capture_output=True, check=False
    )
    if answer.returncode:
        raise Unavailable("soak.no_compiler")
    return made


def start(library: Path, module: str, *arguments: str) -> "subprocess.Popen[bytes]":
    """One of our modules as a process with the shim beneath it."""
    beneath = {"LD_PRELOAD": str(library), "PYTHONPATH": str(_ROOT)}
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-P", "-m", module, *arguments],
        env=os.environ | beneath,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # Ctrl+C is for the run as a whole, which then ends this process in order.
        start_new_session=True,
    )


@cache
def _beneath() -> ctypes.CDLL:
    return ctypes.CDLL(None)


def begin(folder: Path, log: Path | None) -> None:
    """From here on everything done to the files of a folder is written down."""
    _beneath().faults_begin(str(folder).encode(), str(log).encode() if log else None)


def note(data: bytes) -> None:
    """A line of our own among the steps."""
    _beneath().faults_note(data, ctypes.c_long(len(data)))


def room(writes: int) -> None:
    """The disk is full after so many more writes; -1: never."""
    _beneath().faults_room(ctypes.c_long(writes))


def left() -> int:
    """How many writes there is still room for."""
    return int(_beneath().faults_left())
