"""kill -9 of desk and centre in mid-round: every entry is there once, none is missing."""

import os
import signal
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random

import msgspec
import pytest
from sqlalchemy import select

from app import clock
from app.desk import centre as deeds
from app.store import feed, line, postgres, walls
from app.store.register import open_register
from app.store.tables import change
from app.sync.joining import join, wish
from app.wire.talk import Change
from tests import makers
from tests.makers import NOON
from tests.programs import ROOT, centre, code_for

_DESK = """
import sys
from pathlib import Path
from app import clock
from app.store.register import open_register
from app.sync.joining import open_line
from app.sync.round import go_round
register = open_register(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), clock.now())
print("begins", flush=True)
go_round(register, open_line(register), clock.now())
print("done", flush=True)
"""


def _desk(folder: Path, key: bytes) -> "subprocess.Popen[str]":
    words = [sys.executable, "-P", "-c", _DESK, str(folder), key.hex()]
    desk = subprocess.Popen(  # noqa: S603 - our own interpreter and words
        words,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert desk.stdout is not None
    assert desk.stdout.readline() == "begins\n"
    return desk


@pytest.mark.long
def test_kills_in_mid_round_lose_nothing_and_repeat_nothing(tmp_path: Path) -> None:
    there, folder = tmp_path / "centre", tmp_path / "desk"
    folder.mkdir()
    house = makers.desk(folder)
    with closing(house.register) as register:
        people = [makers.person() for _ in range(150)]
        deeds_of = [
            [p, *(makers.claim(p, house.intake, f"王{k}") for k in "一二三")] for p in people
        ]
        register.write_many(deeds_of, by=house.intake.id, at=NOON)
        with centre(there) as url:
            joined = join(wish(register, url, code_for(there), "440114-01"))
        life = joined.incarnation
        deeds.keep(register, joined.known, life=life, by=house.administrator, at=clock.now())
        entries = register.last_entry
    chance = Random(7)  # noqa: S311 - chosen by seed, so that it can be repeated
    port = url.rpartition(":")[2]
    for turn in range(6):
        with centre(there, "--port", port, hard=turn % 2 == 1):
            desk = _desk(folder, house.key)
            _wait(desk, chance.uniform(0.02, 0.4))
            if turn % 2 == 0:
                desk.send_signal(signal.SIGKILL)
        # Of the centre, in the other turns: then the desk finds out by itself.
        desk.communicate(timeout=60)
    with centre(there, "--port", port):
        desk = _desk(folder, house.key)
        assert desk.communicate(timeout=60)[0] == "done\n"
    _proved(there, folder, house.key, entries)


def _wait(desk: "subprocess.Popen[str]", seconds: float) -> None:
    try:
        desk.wait(seconds)
    except subprocess.TimeoutExpired:
        return


def _proved(there: Path, folder: Path, key: bytes, entries: int) -> None:
    with postgres.database(there) as engine, walls.within(engine, "440114-01") as connection:
        heads = feed.heads(connection, ["station:440114-01", "audit:440114-01"])
        rows = connection.execute(select(change.c.stream, change.c.seq, change.c.body)).all()
    for name, last in heads.items():
        assert sorted(seq for stream, seq, _ in rows if stream == name) == list(range(1, last + 1))
    said = [
        msgspec.msgpack.decode(body, type=Change) for stream, _, body in rows if stream in heads
    ]
    times = Counter(one.n for one in said if one.n)
    assert set(times.values()) == {1}
    assert set(times) == set(range(1, entries + 1))
    with closing(open_register(folder, key, clock.now())) as register:
        assert line.how_many_wait(register) == 0
