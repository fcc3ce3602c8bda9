"""Wrong passwords cost a growing wait that neither a restart nor the clock shortens."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from app.domain.errors import Refused, Unavailable
from app.store import attempts

RULE = attempts.Rule(free=3, longest=120)


def fail(data: Path, times: int, running: float = 1000, name: str = "li") -> None:
    for _ in range(times):
        attempts.begin(data, name, RULE, running)


def test_the_first_ones_are_free_then_each_costs_more(data: Path) -> None:
    fail(data, 3)
    with pytest.raises(Refused, match=r"login\.wait") as said:
        attempts.begin(data, "li", RULE, 1029)
    assert said.value.facts == {"minutes": 0, "seconds": 2}
    at, waits = 1000.0, []
    for _ in range(4):
        waits.append(next(w for w in (30, 60, 120, 240) if _may(data, at + w)))
        at += waits[-1]
    assert waits == [30, 60, 120, 120]


def _may(data: Path, running: float) -> bool:
    try:
        attempts.begin(data, "li", RULE, running)
    except Refused:
        return False
    return True


def test_the_right_password_begins_anew_and_failures_are_told_once(data: Path) -> None:
    fail(data, 3)
    attempts.begin(data, "li", RULE, 1030)
    attempts.succeeded(data, "li")
    fail(data, 2, running=1031)
    assert attempts.untold(data) == {"li": 5}
    attempts.told(data)
    assert attempts.untold(data) == {}
    fail(data, 1, running=1032)  # the two before still count
    assert not _may(data, 1033)


def test_each_login_waits_for_itself(data: Path) -> None:
    fail(data, 3)
    attempts.begin(data, "wang", RULE, 1000)


def test_after_a_restart_only_the_time_since_then_counts(data: Path) -> None:
    fail(data, 5 - 2, running=5000)
    assert not _may(data, 10)  # the machine has run ten seconds
    assert _may(data, 31)


def test_a_try_that_is_cut_off_counts_as_failed(data: Path) -> None:
    for _ in range(3):  # begun, and the plug pulled before anything was said
        attempts.begin(data, "li", RULE, 1000)
    with pytest.raises(Refused, match=r"login\.wait"):
        attempts.begin(data, "li", RULE, 1001)


def test_invented_names_do_not_fill_the_disk_nor_push_out_the_real_one(data: Path) -> None:
    fail(data, 3)
    for number in range(300):
        attempts.begin(data, f"x{number}", RULE, 1000)
    assert (data / attempts.FILE).stat().st_size < 40_000
    assert not _may(data, 1001)


@pytest.mark.parametrize(
    "damage",
    [b"{", b'{"a\xff":{"failed":1}}', b'{"a":{"x":' + b"[" * 100_000],
    ids=["cut off", "not UTF-8", "deep"],
)
def test_a_damaged_file_keeps_nobody_out(data: Path, damage: bytes) -> None:
    (data / attempts.FILE).write_bytes(damage)
    fail(data, 1)
    assert attempts.untold(data) == {"li": 1}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_what_is_no_file_of_ours_neither_hangs_nor_is_followed(data: Path) -> None:
    os.mkfifo(data / attempts.FILE)
    fail(data, 1)
    assert attempts.untold(data) == {"li": 1}
    elsewhere = (data / attempts.FILE).rename(data / "elsewhere")
    (data / attempts.FILE).symlink_to(elsewhere)
    assert attempts.untold(data) == {}
    (data / attempts.FILE).unlink()
    (data / attempts.FILE).write_bytes(elsewhere.read_bytes().ljust(2 << 20))
    assert attempts.untold(data) == {}


_GUESSES = """
import sys
from pathlib import Path
from app.domain.errors import Refused, Unavailable
from app.store import attempts
print("ready", flush=True)
sys.stdin.readline()
for _ in range(5):
    try:
        attempts.begin(Path(sys.argv[1]), "li", attempts.Rule(free=3, longest=120), 1000)
        print("guessed")
    except (Refused, Unavailable):
        print("waits")
"""


def test_a_crowd_that_tries_at_once_has_no_more_free_tries_than_one(data: Path) -> None:
    crowd = [
        subprocess.Popen(  # noqa: S603 - our own interpreter and a fixed line
            [sys.executable, "-c", _GUESSES, str(data)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(8)
    ]
    for one in crowd:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in crowd:
        assert one.stdin is not None
        one.stdin.write("now\n")
        one.stdin.flush()
    said = "".join(one.communicate()[0] for one in crowd).split()
    assert (said.count("guessed"), len(said)) == (RULE.free, 40)
    assert attempts.untold(data) == {"li": RULE.free}


def test_a_file_that_stays_busy_is_said_and_keeps_out_nobody_who_is_in(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "_PATIENCE", 0)
    with FileLock(data / attempts.LOCK):
        with pytest.raises(Unavailable, match=r"login\.busy"):
            attempts.begin(data, "li", RULE, 1000)
        attempts.succeeded(data, "li")
    fail(data, 1)
