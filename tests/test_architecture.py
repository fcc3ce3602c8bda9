"""Who may import whom holds, and would be noticed if it did not."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    line = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports())"
    return subprocess.run(  # noqa: S603 - our own interpreter and a fixed line
        [sys.executable, "-c", line], cwd=folder, capture_output=True, text=True, check=False
    )


def test_nobody_imports_what_is_not_theirs() -> None:
    answer = _lint(ROOT)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_a_domain_that_reaches_for_the_store_is_noticed(tmp_path: Path) -> None:
    for part in ("app", "ui"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "app/domain/reaches.py").write_text("import app.store.register\n")
    answer = _lint(tmp_path)
    assert answer.returncode == 1
    assert "app.domain.reaches" in answer.stdout
