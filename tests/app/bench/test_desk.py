"""`./guitu bench desk` in the smallest sizes: what it answers, not how fast."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.bench import desk, save, search, start, timing, voucher
from app.domain.errors import Refused

ROOT = Path(__file__).parents[3]


def test_a_percentile_is_one_of_the_times() -> None:
    times = [float(n) for n in range(1, 101)]
    assert timing.p95(times) == 95
    assert timing.percentile(times, 99) == 99
    assert timing.p95([7.0]) == 7


def test_search_measures_every_kind_beside_like(tmp_path: Path) -> None:
    found = search.run(tmp_path, people=600, runs=1, count=3)
    kinds = found["search"]
    assert isinstance(kinds, dict)
    assert len(kinds) == 10
    assert found["worst"] in kinds
    assert isinstance(found["search_over_like"], float)


def test_save_writes_in_turn_and_answers_growth(tmp_path: Path) -> None:
    found = save.run(tmp_path, few=60, many=120, runs=1, saves=12)
    samples = found["samples"]
    assert isinstance(samples, dict)
    assert [len(samples[key][0]) for key in ("60", "120")] == [12, 12]
    assert isinstance(found["save_growth_p95"], float)
    assert not (tmp_path / "register-copied").exists()


@pytest.mark.long
def test_start_sees_the_first_page_and_then_rows(tmp_path: Path) -> None:
    found = start.run(tmp_path, people=60, runs=1)
    painted, rows = found["painted_ms"], found["rows_ms"]
    assert isinstance(painted, float)
    assert isinstance(rows, float)
    assert 0 < painted < rows


def test_a_voucher_is_drawn_again_and_again(tmp_path: Path) -> None:
    found = voucher.run(tmp_path, people=60, runs=2)
    assert isinstance(found["samples"], list)
    assert len(found["samples"]) == 2


def test_only_what_was_asked_for_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voucher.run, "__defaults__", (60, 2))
    code = desk.run(tmp_path, ["voucher_warm_ms"], 2, as_json=True)
    answer = json.loads(capsys.readouterr().out)
    assert list(answer["keys"]) == list(answer["parts"]["voucher"])[:1] == ["voucher_warm_ms"]
    assert code == bool(answer["missed"])
    assert {"system", "processor", "cores", "load"} <= answer["machine"].keys()
    assert len(answer["parts"]["voucher"]["samples"]) == 2


def test_a_key_nobody_knows_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        desk.run(tmp_path, ["speed"], None, as_json=True)
    assert "search_p95_ms" in str(refused.value.facts["known"])


def test_every_key_names_a_part_that_can_run() -> None:
    assert set(desk.PARTS.values()) == {
        *("start", "search", "save", "voucher"),
        *("photo", "clues", "stall", "memory"),
    }
    assert all((ROOT / f"app/bench/{part}.py").exists() for part in desk.PARTS.values())


def test_the_command_says_what_it_does_not_know(tmp_path: Path) -> None:
    line = [sys.executable, "-m", "app", "bench", "desk", "--only", "speed", "--lang", "en"]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 1
    assert "Nothing called speed is measured" in done.stderr
