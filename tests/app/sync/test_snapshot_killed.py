"""kill -9 in the middle of a snapshot, over TLS and from a stick, as programs: it goes on."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random

import msgspec
import pytest

from app import clock
from app.desk import centre as deeds
from app.domain.person import Claim, Person
from app.store import keys, loading
from app.store.ask import all_of
from app.store.register import create, open_register
from app.sync.joining import join, open_line, wish
from app.sync.round import go_round
from tests import makers
from tests.makers import NOON
from tests.programs import ROOT, centre, code_for, guitu

_DESK = """
import sys
from pathlib import Path
from app import clock
from app.store.register import open_register
from app.sync import snapshot
from app.sync.joining import open_line
from app.sync.stick import FromStick
register = open_register(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), clock.now())
stick = sys.argv[3]
line = None if stick else open_line(register)
source = FromStick(Path(stick), register.line) if stick else snapshot.FromCentre(line)
print("begins", flush=True)
snapshot.load(register, source, clock.now())
print("done", flush=True)
"""
CODE = "440114-01"
_ERRORS = "errors.txt"


def _desk(folder: Path, key: bytes, stick: str) -> "subprocess.Popen[str]":
    words = [sys.executable, "-P", "-c", _DESK, str(folder), key.hex(), stick]
    with (folder / _ERRORS).open("wb") as errors:
        desk = subprocess.Popen(  # noqa: S603 - our own interpreter and words
            words,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    assert desk.stdout is not None
    assert desk.stdout.readline() == "begins\n"
    return desk


@pytest.mark.long
def test_killed_in_the_middle_a_snapshot_goes_on_where_it_was(tmp_path: Path) -> None:
    there, folder = tmp_path / "centre", tmp_path / "desk"
    folder.mkdir()
    house = makers.desk(folder)
    chance = Random(7)  # noqa: S311 - chosen by seed, so that it can be repeated
    with closing(house.register) as register, centre(there) as url:
        people = [makers.person() for _ in range(1500)]
        of_them = [
            [one, *(makers.claim(one, house.intake, f"王{k}") for k in "一二三")] for one in people
        ]
        register.write_many(of_them, by=house.intake.id, at=NOON)
        joined = join(wish(register, url, code_for(there), CODE))
        life, by = joined.incarnation, house.administrator
        deeds.keep(register, joined.known, life=life, by=by, at=clock.now())
        speaking = open_line(register)
        assert speaking is not None
        with closing(speaking):
            go_round(register, speaking, clock.now())
        made = guitu("centre", "snapshot", "--data", str(there), "--json")
        streams = [msgspec.json.decode(line)["stream"] for line in made.stdout.splitlines()]
        assert set(streams) == {"ref", f"station:{CODE}", "prov:44"}
        out = ("--out", str(tmp_path / "stick"), "--station", CODE)
        said = guitu("centre", "snapshot", "--data", str(there), "--json", *out)
        stick = msgspec.json.decode(said.stdout)["file"]
        for source in ("", stick):
            _load_killed(there, url, tmp_path / f"new{bool(source)}", source, chance)


def _load_killed(there: Path, url: str, folder: Path, stick: str, chance: Random) -> None:
    folder.mkdir()
    key = keys.new_key()
    with closing(create(folder, key, NOON)) as register:
        joined = join(wish(register, url, code_for(there), CODE))
        register.join(joined.known, joined.incarnation, clock.now())
    killed = 0
    for turn in range(40):
        desk = _desk(folder, key, stick)
        try:
            # Each time a little longer, so that a busy machine comes to the end as well.
            desk.wait(chance.uniform(0.01, 0.1 + turn / 10))
        except subprocess.TimeoutExpired:
            desk.send_signal(signal.SIGKILL)
            desk.communicate(timeout=60)
            killed += 1
            continue
        # Through the same reader: it may have read both lines at once.
        assert desk.stdout is not None
        assert desk.stdout.read() == "done\n", (folder / _ERRORS).read_text()
        desk.stdout.close()
        break
    else:
        pytest.fail("it never came to its end")
    assert killed > 0
    with closing(open_register(folder, key, clock.now())) as register:
        assert loading.still_to_load(register) == 0
        assert len(all_of(register, Person)) == 1500
        assert len(all_of(register, Claim)) == 4500
        assert register.verify_journal() == 0
