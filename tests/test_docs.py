"""What the documents name is there: tests, commands and their options."""

import re
import shlex
from pathlib import Path

import pytest

from app.__main__ import parser

ROOT = Path(__file__).parent.parent
DOCS = sorted((ROOT / "docs").glob("*.md"))


def _tests() -> list[tuple[str, str]]:
    text = (ROOT / "docs/security.md").read_text(encoding="utf-8")
    return sorted(set(re.findall(r"`(tests/[\w/.]+\.py)::(test_\w+)`", text)))


@pytest.mark.parametrize(("file", "name"), _tests())
def test_every_test_that_the_threat_model_names_is_there(file: str, name: str) -> None:
    assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")


def test_every_part_of_the_threat_model_names_a_test() -> None:
    text = (ROOT / "docs/security.md").read_text(encoding="utf-8")
    parts = [part for part in text.split("\n## ") if "| Cannot |" in part]
    assert len(parts) == 8
    assert not [part.splitlines()[0] for part in parts if "`tests/" not in part]


def _commands() -> list[str]:
    found = []
    for name in ("operations.md", "security.md"):
        text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        found += re.findall(r"(?:\./|/opt/guitu/)guitu ([^`#\n|\]]+)", text)
    return sorted({one.strip() for one in found})


@pytest.mark.parametrize("command", _commands())
def test_every_command_of_the_administrators_is_understood(command: str) -> None:
    words = [word for word in shlex.split(command) if word != "…"]
    parser("zh").parse_args(words)
