"""Tests that take as long as one likes, each in a pytest of its own with a seed of its own."""

import os
import subprocess
import sys
from pathlib import Path

from app.domain.errors import Unavailable
from app.soak.outcome import Outcome

_ROOT = Path(__file__).resolve().parents[2]
_LAST_LINES = 12
_TARGETS = ("wire", "entry", "card", "qr", "paper", "stream", "stick", "files", "settle")


class Tested:
    """Properties, tried ten times as often as in check."""

    def __init__(self, folder: Path, name: str, *tests: str) -> None:
        if not all((_ROOT / test.partition("::")[0]).exists() for test in tests):
            raise Unavailable("soak.no_tests")
        self.name, self._tests, self._folder = name, tests, folder

    def once(self, seed: int) -> Outcome:
        """One test."""
        test = self._tests[seed % len(self._tests)]
        words = ["pytest", "-q", "-x", test, f"--hypothesis-seed={seed}"]
        return _of(words, self._folder, {"GUITU_TRIES": "10"}, test.rpartition("::")[2])


class Programs:
    """Tests by desks and centres that are programs of their own: too long for check."""

    name = "programs"

    def __init__(self, folder: Path) -> None:
        if not (_ROOT / "tests").exists():
            raise Unavailable("soak.no_tests")
        self._folder = folder
        listed = _run(["pytest", "--collect-only", "-q", "-m", "long", "tests"], folder, {})
        self.tests = [line for line in listed.stdout.splitlines() if "::" in line]
        if not self.tests:
            raise Unavailable("soak.no_tests")

    def once(self, seed: int) -> Outcome:
        """One test; the seed is its place in the list."""
        test = self.tests[seed % len(self.tests)]
        return _of(["pytest", "-q", test], self._folder, {}, test.rpartition("::")[2])


class Mutated:
    """The mutants of tests/mutants.py, one after the other: each must be noticed."""

    name = "mutants"

    def __init__(self, folder: Path) -> None:
        if not (_ROOT / "tests/mutants.py").exists():
            raise Unavailable("soak.no_tests")
        self._folder = folder

    def once(self, seed: int) -> Outcome:
        """One mutant; the seed is its place in the list."""
        here = self._folder / str(seed)
        here.mkdir()
        here.chmod(0o755)
        return _of(["tests.mutants", str(seed), str(here)], here, {}, "noticed")


class Fuzzed:
    """What reads bytes from outside, under atheris."""

    name = "fuzz"

    def __init__(self, folder: Path) -> None:
        if not (_ROOT / "tests/fuzz/run.py").exists():
            raise Unavailable("soak.no_tests")
        try:
            import atheris  # noqa: F401 - there for Linux only
        except ImportError:
            raise Unavailable("soak.no_atheris") from None
        self._folder = folder

    def once(self, seed: int) -> Outcome:
        """One target for half a minute."""
        target = _TARGETS[seed % len(_TARGETS)]
        here = self._folder / f"{target}-{seed}"
        here.mkdir()
        outcome = _of(["tests.fuzz.run", target, "30", str(seed), str(here)], here, {}, target)
        count = here / "count.json"
        tried = int(count.read_text()) if count.exists() else 0
        return Outcome(end=outcome.end, why=outcome.why, counted={f"bytes_{target}": tried})


def _of(words: list[str], folder: Path, more: dict[str, str], note: str) -> Outcome:
    done = _run(words, folder, more)
    last = (done.stdout + done.stderr).splitlines()[-_LAST_LINES:]
    faults = ["\n".join(last)] if done.returncode else []
    return Outcome.of(faults, notes=(note,))


def _run(
    words: list[str], folder: Path, more: dict[str, str]
) -> "subprocess.CompletedProcess[str]":
    beneath = {"PYTHONPATH": str(_ROOT), "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(folder)}
    return subprocess.run(  # noqa: S603 - our own interpreter and tests
        [sys.executable, "-P", "-m", *words],
        cwd=_ROOT,
        env=os.environ | beneath | more,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        start_new_session=True,
    )
