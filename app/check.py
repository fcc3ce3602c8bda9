"""Everything that must be green before anything lands: style, types, imports, tests."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
_LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"

# The tests write some gigabytes and wait for the disk at every commit: a third of their time.
_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
_ROOM = 8 << 30  # bytes

_TESTS = ("-m", "pytest", "-q", "-m", "not long", "-n", "auto", "--dist", "worksteal")
# In this order: what fails fastest comes first. Counting lines makes the window's tests twice as
# slow, and what lies below the window is to be covered by its own.
STEPS: dict[str, tuple[str, ...]] = {
    "ruff check": ("-m", "ruff", "check", "."),
    "ruff format": ("-m", "ruff", "format", "--check", "."),
    "mypy": ("-m", "mypy", "-n", "auto"),
    "lint-imports": ("-c", _LINT_IMPORTS),
    "pytest below the window": (
        *(*_TESTS, "--ignore", "tests/ui"),
        *("--cov", "--cov-report=term", "--durations=10"),
    ),
    "pytest the window": (*_TESTS, "--durations=10", "tests/ui"),
}


def check(root: Path = ROOT, steps: dict[str, tuple[str, ...]] | None = None) -> int:
    """Run every step, also after one has failed; pytest's own summary is the last line."""
    failed, closing, closings = [], "", []
    with _scratch() as scratch:
        for name, arguments in (STEPS if steps is None else steps).items():
            _tell(f"── {name}")
            code, closing = _run(root, arguments, scratch)
            closings.append(f"{name}: {closing}")
            if code:
                failed.append(name)
    for told in closings[:-1]:
        _tell(told)
    _tell(f"FAILED: {', '.join(failed)}" if failed else "all steps passed")
    _tell(closing)
    return 1 if failed else 0


@contextmanager
def _scratch() -> Iterator[Path]:
    """Where the steps put what they throw away: in memory where there is room for it."""
    roomy = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM
    with tempfile.TemporaryDirectory(
        prefix="guitu-check-", dir=_MEMORY if roomy else None, ignore_cleanup_errors=True
    ) as folder:
        yield Path(folder)


def _run(root: Path, arguments: tuple[str, ...], scratch: Path) -> tuple[int, str]:
    """Show a step's output as it comes; its exit code and its last line that says something."""
    closing = ""
    with subprocess.Popen(  # noqa: S603 - our own interpreter and the fixed lines above
        [sys.executable, *arguments],
        cwd=root,
        env=_environment(root, scratch),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as step:
        assert step.stdout is not None  # noqa: S101 - asked for above
        for line in step.stdout:
            _tell(line.rstrip("\n"))
            closing = line.strip() or closing
    return step.returncode, closing


def _environment(root: Path, scratch: Path) -> dict[str, str]:
    return os.environ | {
        "TMPDIR": str(scratch),
        # Hundreds of programs are started: each would compile the whole of ours for itself.
        "PYTHONDONTWRITEBYTECODE": "",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(root),
        "PYTHONUTF8": "1",
        "PYTHONUNBUFFERED": "1",
    }


def _tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - the terminal is the user
