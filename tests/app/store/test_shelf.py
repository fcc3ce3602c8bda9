"""Backups expire by what they hold; what is not ours is neither counted nor touched."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.store import backup, manifest, shelf
from app.store.cipher import FILE
from tests import makers
from tests.app.store.keeping import arrive
from tests.makers import NOON

HOUR = timedelta(hours=1)
EMPTY_BATTERY = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """Another disk."""
    folder = tmp_path / "disk"
    folder.mkdir()
    return folder


def test_the_one_with_the_most_entries_never_expires(desk: makers.Desk, disk: Path) -> None:
    arrive(desk, "王淼")
    folder = desk.register.folder
    fewer = folder.with_name("fewer")
    shutil.copytree(folder, fewer)
    arrive(desk, "李芳")
    most = backup.make(desk.register.source(), disk, EMPTY_BATTERY, keep=2)
    source = backup.Source(folder=fewer, key=desk.key, register=str(desk.register.device))
    for hours in range(4):
        last = backup.make(source, disk, NOON + hours * HOUR, keep=2)
    assert set(shelf.find(disk)) == {most.folder, last.folder}


def test_what_one_killed_while_expiring_left_is_cleared(
    desk: makers.Desk, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = desk.register.source()
    first = backup.make(source, disk, NOON, keep=2)
    backup.make(source, disk, NOON + HOUR, keep=2)

    def killed(*_: object, **__: object) -> None:
        raise OSError("killed")

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", killed)
        backup.make(source, disk, NOON + 2 * HOUR, keep=2)
    assert (first.folder / FILE).exists()
    backup.make(source, disk, NOON + 3 * HOUR, keep=2)
    assert not first.folder.exists()


def test_what_only_looks_like_a_backup_does_not_count_as_kept(
    desk: makers.Desk, disk: Path
) -> None:
    source = desk.register.source()
    gone = arrive(desk, "王淼").visit.person
    first = backup.make(source, disk, NOON, keep=2)
    home = first.folder.parent
    for name in ("20990101T000000Z", "zzz"):
        (home / name).mkdir()
        (home / name / manifest.FILE).write_bytes(b"{}")
    desk.register.erase([gone], NOON)
    for hours in (1, 2, 3):
        last = backup.make(source, disk, NOON + hours * HOUR, keep=2)
    assert shelf.find(home)[0] == last.folder
    assert len(shelf.find(home)) == 2
    assert (home / "20990101T000000Z").exists()
    assert list((home / shelf.POOL).glob("*/*")) == []


@pytest.mark.parametrize("bit", range(8))
def test_pictures_of_a_damaged_backup_of_ours_stay(desk: makers.Desk, disk: Path, bit: int) -> None:
    source = desk.register.source()
    gone = arrive(desk, "王淼").visit.person
    first = backup.make(source, disk, NOON, keep=2)
    data = bytearray((first.folder / manifest.FILE).read_bytes())
    data[-20] ^= 1 << bit
    (first.folder / manifest.FILE).write_bytes(data)
    desk.register.erase([gone], NOON)
    for hours in (1, 2, 3):
        backup.make(source, disk, NOON + hours * HOUR, keep=2)
    assert len(list((first.folder.parent / shelf.POOL).glob("*/*"))) == 1
