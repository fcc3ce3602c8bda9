"""Two desks, a centre and TLS between them, each a program of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.domain.errors import Refused
from app.sync.line import tidy_url

ROOT = Path(__file__).parents[3]

SET_UP = {
    "do": "set_up",
    "code": "440114-01",
    "name": "示例市救助管理站",
    "login": "admin",
    "officer": "李芳",
    "password": "correct horse",
}
STAFF = {
    "do": "officer",
    "login": "zhang",
    "name": "张伟",
    "role": "intake",
    "password": "battery staple 1",
}
LOGIN = {"do": "login", "login": "zhang", "password": "battery staple 1"}
SYNC = {"do": "sync"}
CHIEF = {"do": "login", "login": "admin", "password": "correct horse"}


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}


def guitu(*words: str) -> "subprocess.CompletedProcess[str]":
    """One command, as somebody types it."""
    return subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-P", "-m", "app", *words],
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
    )


def act(folder: Path, *deeds: dict[str, Any]) -> list[dict[str, Any]]:
    """Deeds at one desk; every one must be done."""
    answers = guitu_act(folder, *deeds)
    assert [a for a in answers if not a["ok"]] == []
    return answers


def guitu_act(folder: Path, *deeds: dict[str, Any]) -> list[dict[str, Any]]:
    """Deeds at one desk, and what came of each."""
    file = folder.parent / f"{folder.name}.jsonl"
    file.write_text("\n".join(msgspec.json.encode(d).decode() for d in deeds), encoding="utf-8")
    done = guitu("act", str(file), "--data", str(folder))
    assert done.stdout, done.stderr
    return [msgspec.json.decode(line) for line in done.stdout.splitlines()]


@contextmanager
def centre(folder: Path, *more: str) -> Iterator[str]:
    """A centre that runs; its URL."""
    words = [
        sys.executable,
        "-P",
        "-m",
        "app",
        "centre",
        "--data",
        str(folder),
        "--port",
        "0",
        *more,
    ]
    running = subprocess.Popen(  # noqa: S603 - our own interpreter and program
        words, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert running.stdout is not None
        said = re.search(r"https?://[0-9.:]+", running.stdout.readline())
        assert said
        yield said[0]
    finally:
        running.terminate()
        running.communicate()


def code_for(folder: Path, station: str = "440114-01") -> str:
    """A code for one more desk."""
    done = guitu("centre", "enrol", "--station", station, "--data", str(folder), "--json")
    found: str = msgspec.json.decode(done.stdout)["code"]
    return found


def test_somebody_registered_here_is_found_there(tmp_path: Path) -> None:
    one, other, there = tmp_path / "one", tmp_path / "other", tmp_path / "centre"
    with centre(there) as url:
        codes = [code_for(there), code_for(there)]
        act(one, SET_UP, STAFF, {"do": "join", "url": url, "code": codes[0]})
        act(other, SET_UP, {"do": "join", "url": url, "code": codes[1].lower()})
        arrived = act(one, LOGIN, {"do": "arrive", "name": "欧阳娜娜", "birth": "1979"}, SYNC)
        assert arrived[-1]["waiting"] == 0
        act(other, CHIEF, {**STAFF, "login": "li"}, SYNC)
        found = act(other, {**LOGIN, "login": "li"}, {"do": "find", "typed": "oynn"})
        assert [f["person"] for f in found[-1]["found"]] == [arrived[1]["person"]]
    # The centre is gone: both go on, and what was saved waits.
    done = act(one, LOGIN, {"do": "arrive", "name": "王淼"})
    assert done[-1]["case_number"]
    late = guitu_act(one, LOGIN, SYNC)
    assert late[-1]["key"] == "line.offline"
    with centre(there, "--port", url.rpartition(":")[2]) as again:
        assert again == url
        assert act(one, LOGIN, SYNC)[-1]["waiting"] == 0
        act(other, {**LOGIN, "login": "li"}, SYNC)
        found = act(other, {**LOGIN, "login": "li"}, {"do": "find", "typed": "王淼"})
        assert len(found[-1]["found"]) == 1


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("ftp://example", "line.wrong_url"),
        ("https://a b", "line.wrong_url"),
        ("http://192.0.2.1:80", "line.needs_tls"),
        ("https://localhost:8443/path", "line.wrong_url"),
    ],
)
def test_what_is_no_address_is_said(url: str, key: str) -> None:
    with pytest.raises(Refused, match=key.replace(".", r"\.")):
        tidy_url(url)
