"""Killed in the middle, or on a full disk: the old backup stays, half a one is never taken."""

import os
import random
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command

from app.domain.errors import Unavailable
from app.store import backup, keys, proof, restore, shelf, upgrade
from app.store.cipher import FILE, writer_engine
from tests import makers
from tests.app.store.keeping import arrive
from tests.makers import NOON

ROOT = Path(__file__).parents[3]

CHILD = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from app.store import backup
folder, key, register, into = sys.argv[1:]
source = backup.Source(folder=Path(folder), key=bytes.fromhex(key), register=register)
def step(part, done, of):
    print(part, flush=True)
backup.make(source, Path(into), datetime.now(UTC), 5, step)
"""


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """Another disk."""
    folder = tmp_path / "disk"
    folder.mkdir()
    return folder


def test_a_killed_backup_is_none_and_the_next_one_is_whole(desk: makers.Desk, disk: Path) -> None:
    for number in range(40):
        arrive(desk, f"测试{number}")
    source = desk.register.source()
    first = backup.make(source, disk, NOON, keep=5)
    dice = random.Random(7)  # noqa: S311 - where to kill, the same every time
    for _ in range(6):
        after = dice.randrange(1, 140)
        child = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-P", "-c", CHILD, source.folder, source.key.hex(),
             source.register, disk],
            stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
        )  # fmt: skip
        assert child.stdout is not None
        for count, _line in enumerate(child.stdout):
            if count == after:
                child.kill()
                break
        child.wait(timeout=60)
        child.stdout.close()
        for whole in shelf.find(disk):
            proof.check(whole, source.key)
        assert first.folder in shelf.find(disk)
    arrive(desk, "还在登记")
    last = backup.make(source, disk, NOON + timedelta(hours=9), keep=5)
    assert proof.check(last.folder, source.key).facts.n == last.entries
    assert not list(disk.rglob("*.part"))


def _fill(desk: makers.Desk, small: Path, made: list[backup.Made]) -> None:
    """Arrivals and backups until there is no room."""
    for hours in range(30):
        for number in range(40):
            arrive(desk, f"测试{hours}{number}")
        at = NOON + timedelta(hours=hours)
        made.append(backup.make(desk.register.source(), small, at, keep=30))


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("mount") is None,
    reason="a small disk of its own needs root",
)
@pytest.mark.parametrize("kilobytes", [40, 200, 480, 640])
def test_a_full_disk_keeps_the_old_backup_and_says_so(
    desk: makers.Desk, tmp_path: Path, kilobytes: int
) -> None:
    arrive(desk, "王淼")
    small, source = tmp_path / "small", desk.register.source()
    small.mkdir()
    mounted = subprocess.run(  # noqa: S603 - a disk of our own
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", small],  # noqa: S607
        capture_output=True, check=False,
    )  # fmt: skip
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        made: list[backup.Made] = []
        with pytest.raises(Unavailable, match=r"backup\.disk_full"):
            _fill(desk, small, made)
        assert shelf.find(small) == [one.folder for one in reversed(made)]
        assert not list(small.rglob("*.part"))
        for one in made:
            proof.check(one.folder, source.key)
        arrive(desk, "登记照常")
    finally:
        subprocess.run(["umount", small], check=True)  # noqa: S603, S607


def test_a_backup_of_an_older_program_is_brought_up_to_date(
    desk: makers.Desk, disk: Path, tmp_path: Path
) -> None:
    recovery, folder = keys.new_recovery(), desk.register.folder
    arrive(desk, "王淼")
    ring = keys.with_recovery(keys.new_ring(desk.register.device), recovery, desk.key)
    keys.write_ring(folder, ring)
    source = desk.register.source()
    desk.register.close()
    engine = writer_engine(folder / FILE, desk.key)
    with engine.begin() as connection:
        command.downgrade(upgrade.settings(connection, "desk"), "0001")
    engine.dispose()
    made = backup.make(source, disk, NOON, keep=3)
    assert proof.check(made.folder, desk.key).facts.revision == "0001"
    new = tmp_path / "new"
    done = restore.restore(disk, new, lambda r: keys.open_with_recovery(r, recovery), NOON)
    assert done.lost == ()
    assert done.entries > made.entries
