"""`./guitu check` runs every step, fails if one fails, and ends with the last step's last line."""

from pathlib import Path

import pytest

from app.check import STEPS, check


def _print(text: str, code: int) -> tuple[str, ...]:
    return ("-c", f"import sys; print({text!r}); print(); sys.exit({code})")


def test_one_failed_step_fails_the_check_and_the_rest_still_runs(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code = check(tmp_path, {"style": _print("bad style", 1), "tests": _print("3 passed in 1s", 0)})
    shown = capfd.readouterr().out.split("\n")
    assert code == 1
    assert "FAILED: style" in shown
    assert shown[-2] == "3 passed in 1s"


def test_all_steps_green_is_green(tmp_path: Path) -> None:
    assert check(tmp_path, {"tests": _print("3 passed in 1s", 0)}) == 0


def test_the_tests_come_last() -> None:
    assert list(STEPS) == [
        *("ruff check", "ruff format", "mypy", "lint-imports"),
        *("pytest below the window", "pytest the window"),
    ]
