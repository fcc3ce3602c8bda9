"""The drill: written, backed up, written on, damaged, rescued, restored elsewhere."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.store.cipher import FILE

ROOT = Path(__file__).parents[3]
PASSWORD = "correct horse 7"


def guitu(*arguments: object, typed: str = "") -> tuple[int, str, str]:
    """A real process, with what is typed piped in."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-P", "-m", "app", *map(str, arguments)],
        input=typed.encode(), capture_output=True, check=False, cwd="/",
        env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=120,
    )  # fmt: skip
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def act(data: Path, tmp_path: Path, *deeds: dict[str, object]) -> list[dict[str, object]]:
    """Deeds by the same rules as in the window; every one must be done."""
    file = tmp_path / "deeds.jsonl"
    file.write_text("\n".join(json.dumps(deed) for deed in deeds))
    _, out, err = guitu("act", file, "--data", data)
    answers = [json.loads(line) for line in out.splitlines()]
    assert all(answer["ok"] for answer in answers), out + err
    return answers


LOGIN: dict[str, object] = {"do": "login", "login": "li", "password": PASSWORD}


@pytest.fixture
def station(tmp_path: Path) -> tuple[Path, str]:
    """A register with one arrival, and the key on the printed sheet."""
    data = tmp_path / "data"
    answers = act(
        data, tmp_path,
        {"do": "set_up", "code": "440114-01", "name": "示例站", "login": "chen",
         "officer": "陈测试", "password": PASSWORD},
        {"do": "officer", "login": "li", "name": "李测试", "role": "leader", "password": PASSWORD},
        {"do": "logout"},
        LOGIN,
        {"do": "arrive", "name": "王淼"},
    )  # fmt: skip
    return data, str(answers[0]["recovery_key"])


def people(data: Path) -> list[dict[str, object]]:
    """What the register says of people, without what a restore itself writes."""
    code, out, err = guitu("export", "--json", "--data", data, typed="chen\n" + PASSWORD + "\n")
    assert code == 0, err
    lines = [json.loads(line) for line in out.splitlines()]
    return [r for r in lines if r["record"] not in {"viewing", "number_block"}]


@pytest.fixture(autouse=True)
def _login(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GUITU_LOGIN", raising=False)
    monkeypatch.delenv("GUITU_PASSWORD", raising=False)


@pytest.mark.long
def test_the_drill(
    station: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, sheet = station
    disk, new, out = tmp_path / "disk", tmp_path / "elsewhere", tmp_path / "rescued"
    disk.mkdir()
    code, said, err = guitu(
        "backup", "--data", data, "--to", disk, "--json", typed=f"chen\n{PASSWORD}\n"
    )
    assert code == 0, err
    assert json.loads(said)["entries"] > 5
    act(data, tmp_path, LOGIN, {"do": "arrive", "name": "李芳"}, {"do": "arrive"})
    monkeypatch.setenv("GUITU_LOGIN", "chen")
    monkeypatch.setenv("GUITU_PASSWORD", PASSWORD)
    before = people(data)
    monkeypatch.delenv("GUITU_LOGIN")
    monkeypatch.delenv("GUITU_PASSWORD")
    damaged = bytearray((data / FILE).read_bytes())
    damaged[300] ^= 16
    (data / FILE).write_bytes(damaged)
    assert guitu("backup", "--data", data, "--to", disk, typed=f"chen\n{PASSWORD}\n")[0] == 1
    code, said, err = guitu("rescue", "--data", data, "--out", out, "--json", typed=f"{sheet}\n")
    assert (code, json.loads(said)["lost"]) == (0, 0), err
    code, said, err = guitu(
        "restore", disk, "--rescued", out, "--data", new, "--json", typed=f"{sheet.lower()}\n"
    )
    assert code == 0, err
    assert json.loads(said)["lost"] == 0
    monkeypatch.setenv("GUITU_LOGIN", "chen")
    monkeypatch.setenv("GUITU_PASSWORD", PASSWORD)
    assert people(new) == before
    monkeypatch.delenv("GUITU_LOGIN")
    monkeypatch.delenv("GUITU_PASSWORD")
    again = act(new, tmp_path, LOGIN, {"do": "arrive", "name": "新来"})
    assert again[1]["case_number"] not in {r.get("case_number") for r in before}


@pytest.mark.long
def test_what_goes_wrong_is_a_sentence_and_changes_nothing(
    station: tuple[Path, str], tmp_path: Path
) -> None:
    data, sheet = station
    disk = tmp_path / "disk"
    disk.mkdir()
    guitu("backup", "--data", data, "--to", disk, typed=f"chen\n{PASSWORD}\n")
    new = tmp_path / "new"
    for arguments, typed, said in (
        (("restore", disk, "--data", new), "WRONG-KEYS\n", "恢复密钥不对"),
        (("restore", disk, "--data", new), "", "没有输入"),
        (("restore", disk, "--data", data), sheet + "\n", "已有登记库"),
        (("restore", disk), sheet + "\n", "--data"),
        (("restore", tmp_path / "nowhere", "--data", new), sheet + "\n", "读不了"),
        (("rescue", "--data", data, "--out", tmp_path / "o"), "WRONG\n", "恢复密钥不对"),
        (("backup", "--data", data, "--to", tmp_path / "gone"), f"chen\n{PASSWORD}\n", "找不到"),
        (("backup", "--data", data), "chen\nwrong password\n", "不对"),
    ):
        code, _, err = guitu(*arguments, typed=typed)
        assert code == 1
        assert said in err
        assert "Traceback" not in err
    assert not (new / FILE).exists()
    assert not (tmp_path / "o").exists()
