"""Desks and a centre as programs of their own, on this machine, with TLS."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

ROOT = Path(__file__).parents[1]

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


def environment() -> dict[str, str]:
    """Our packages are found from any folder, and there is no screen."""
    return os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}


def guitu(*words: str) -> "subprocess.CompletedProcess[str]":
    """One command, as somebody types it."""
    return subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-P", "-m", "app", *words],
        env=environment(),
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
def centre(folder: Path, *more: str, hard: bool = False) -> Iterator[str]:
    """A centre that runs; its URL. `hard`: in the end it is killed."""
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
        words, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        assert running.stdout is not None
        said = re.search(r"https?://[0-9.:]+", running.stdout.readline())
        assert said
        yield said[0]
    finally:
        (running.kill if hard else running.terminate)()
        running.communicate()


def code_for(folder: Path, station: str = "440114-01") -> str:
    """A code for one more desk."""
    done = guitu("centre", "enrol", "--station", station, "--data", str(folder), "--json")
    found: str = msgspec.json.decode(done.stdout)["code"]
    return found
