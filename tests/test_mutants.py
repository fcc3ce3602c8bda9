"""Every rule of merge and round has a mutant that a test kills."""

import ast
from pathlib import Path

import pytest

from tests import mutants
from tests.mutants import MUTANTS, ROOT, Mutant

_TRIED = 3
"""The others are tried by `./guitu soak --kind mutants`: a copy of the program each time takes
five seconds."""
_QUICK = [one for one in MUTANTS if one.test.startswith("tests/app/domain/")][:_TRIED]


def test_there_are_mutants_of_every_part() -> None:
    parts = {one.file for one in MUTANTS}
    assert {"app/domain/merge.py", "app/store/central.py", "app/sync/round.py"} <= parts
    assert len(MUTANTS) >= 16
    assert len({one.rule for one in MUTANTS}) == len(MUTANTS)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda one: one.rule)
def test_each_can_still_be_bred_and_its_test_is_there(mutant: Mutant) -> None:
    words = (ROOT / mutant.file).read_text(encoding="utf-8")
    assert words.count(mutant.old) == 1
    ast.parse(words.replace(mutant.old, mutant.new))
    file, _, name = mutant.test.partition("::")
    assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")
    listed = (ROOT / "docs/mutants.md").read_text(encoding="utf-8")
    assert f"| {mutant.rule} | `{mutant.file}` | `{name}` |" in listed


def test_a_quick_one_is_noticed_and_without_it_the_test_passes(tmp_path: Path) -> None:
    mutant = _QUICK[0]
    assert not mutants.notices(mutant.test, mutants.whole(tmp_path))
    mutants.put_in(mutant, tmp_path)
    assert mutants.notices(mutant.test, tmp_path)


@pytest.mark.parametrize("mutant", _QUICK[1:], ids=lambda one: one.rule)
def test_the_quick_ones_are_noticed(mutant: Mutant, tmp_path: Path) -> None:
    assert not mutants.survives(mutant, tmp_path)
