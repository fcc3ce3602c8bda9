"""Runs the soak command as its own process: it forks, which a test run with threads must not."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec

ROOT = Path(__file__).resolve().parents[2]


def soak(*arguments: str) -> Any:
    """What `./guitu soak … --json` answers; the seeds of failures are in the assertion."""
    line = [sys.executable, "-P", "-m", "app", "soak", "--minutes", "5", "--json", *arguments]
    answer = subprocess.run(  # noqa: S603 - our own interpreter and command
        line, cwd=ROOT, capture_output=True, check=False, env=environment()
    )
    said = msgspec.json.decode(answer.stdout) if answer.stdout else {}
    assert answer.returncode == 0, (said, answer.stderr.decode())
    return said["kinds"]


def environment() -> dict[str, str]:
    """The command finds our packages from any folder."""
    return os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
