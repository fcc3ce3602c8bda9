"""docs/rules.md names, for every rule, files and tests that are there."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
_ROWS = [
    [cell.strip() for cell in line.strip("|\n ").split("|")]
    for line in (ROOT / "docs/rules.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith(("| Rule", "| ---"))
]


def test_every_rule_has_a_test_that_is_there() -> None:
    assert len(_ROWS) > 25
    for rule, _held, tests in _ROWS:
        named = re.findall(r"(tests/[\w/]+\.py)::(\w+)", tests)
        assert named, rule
        for file, name in named:
            text = (ROOT / file).read_text(encoding="utf-8")
            assert re.search(rf"def {name}\(", text), f"{rule}: {file}::{name}"


def test_every_rule_is_held_where_the_page_says() -> None:
    for rule, held, _tests in _ROWS:
        for place in re.findall(r"(?:app|ui)/[\w/.]+", held):
            assert (ROOT / place).exists(), f"{rule}: {place}"
