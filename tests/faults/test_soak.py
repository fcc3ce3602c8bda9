"""`./guitu soak` counts, keeps what failed, skips what cannot be tried here, and can be stopped."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from app.domain.errors import Refused
from app.soak import rounds, run
from app.soak.outcome import End, Outcome
from app.soak.rounds import Soak
from tests.faults.soaking import ROOT, environment


class _Invented:
    """A kind of fault whose third try fails and whose fourth crashes."""

    name = "kill"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def once(self, seed: int) -> Outcome:
        if seed == 4:
            raise ZeroDivisionError
        (self._folder / f"left-{seed}").touch()
        return Outcome(end=End.FAILED if seed == 3 else End.DETECTED, why="lost 1" * (seed == 3))


def _asked(**parts: object) -> run.Asked:
    usual = {"minutes": 1.0, "seed": 1, "tries": 5, "kinds": ("kill",), "as_json": True}
    return run.Asked(**(usual | {"lang": "en"} | parts))  # type: ignore[arg-type]


def test_failures_are_counted_with_their_seed_and_what_they_left_is_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setitem(rounds.KINDS, "kill", (_Invented, 2))
    assert run.run(_asked()) == 1
    said = msgspec.json.decode(capsys.readouterr().out)
    count = said["kinds"]["kill"]
    assert (count["tried"], count["detected"], count["failed"]) == (5, 3, 2)
    assert count["failures"][0] == "seed 3: lost 1"
    assert "ZeroDivisionError" in count["failures"][1]
    assert (Path(said["kept"]) / "kill" / "left-3").exists()
    assert run.run(_asked(as_json=False, lang="zh")) == 1
    assert "杀进程 试 5 次：完好 0，查出 3，失败 2" in capsys.readouterr().out


def test_nothing_is_left_of_a_run_in_which_nothing_failed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setitem(rounds.KINDS, "kill", (_Invented, 2))
    assert run.run(_asked(tries=2)) == 0
    assert msgspec.json.decode(capsys.readouterr().out)["kept"] is None
    assert list(tmp_path.iterdir()) == []


def test_without_a_compiler_it_is_said_what_was_not_tried(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    soak = Soak(folder=tmp_path, lang="en", first_seed=1)
    soak.rounds(["power"], float("inf"), 3)
    assert soak.counts["power"].tried == 0
    assert "gcc" in soak.counts["power"].skipped
    assert soak.failed == 0


def test_a_kind_nobody_knows_is_refused() -> None:
    with pytest.raises(Refused, match=r"soak\.unknown"):
        run.run(_asked(kinds=("rain",)))


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux")
def test_ctrl_c_prints_what_was_done() -> None:
    line = [sys.executable, "-P", "-m", "app", "soak", "--kind", "flip_ring", "--lang", "en"]
    with subprocess.Popen(  # noqa: S603 - our own interpreter and command
        [*line, "--minutes", "5"], cwd=ROOT, env=environment(), stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        os.kill(process.pid, signal.SIGINT)
        rest = process.stdout.read().decode()
    assert process.returncode == 0
    assert "bit flipped in the key file:" in rest
    assert "0 failed" in rest
