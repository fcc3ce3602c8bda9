"""A backup is whole, checked and secret, holds up no save, and half a one is never taken."""

import os
import shutil
import sys
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.domain.errors import Refused, Unavailable
from app.store import backup, keys, manifest, proof, shelf
from app.store.cipher import FILE
from tests import makers
from tests.app.store.keeping import arrive
from tests.makers import NOON


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """Another disk."""
    folder = tmp_path / "移动硬盘"
    folder.mkdir()
    return folder


def test_a_backup_holds_everything_and_is_proved(desk: makers.Desk, disk: Path) -> None:
    arrive(desk, "王淼")
    (desk.register.folder / "settings.toml").write_text("backup_keep = 3\n")
    made = backup.make(desk.register.source(), disk, NOON, keep=3)
    assert (made.entries, made.photographs) == (desk.register.journal_size()[0], 1)
    assert shelf.find(disk) == shelf.find(made.folder) == [made.folder]
    known = proof.check(made.folder, desk.key)
    assert {one.path for one in known.files} == {FILE, "settings.toml"}
    assert known.facts.counts["visit"] == 1


def test_nothing_in_a_backup_is_in_clear(desk: makers.Desk, disk: Path) -> None:
    arrive(desk, "欧阳测试甲")
    backup.make(desk.register.source(), disk, NOON, keep=3)
    files = [f for f in disk.rglob("*") if f.is_file()]
    assert len(files) > 2
    assert not [f for f in files if "欧阳测试甲".encode() in f.read_bytes()]


def test_who_saves_while_a_backup_is_made_waits_for_nothing(desk: makers.Desk, disk: Path) -> None:
    for name in ("王淼", "李芳"):
        arrive(desk, name)
    before, during = desk.register.journal_size()[0], list[str]()

    def step(part: str, _done: int, _of: int) -> None:
        if len(during) < 3:
            during.append(part)
            arrive(desk, f"中途{len(during)}")

    made = backup.make(desk.register.source(), disk, NOON, keep=3, step=step)
    assert during
    assert made.entries == before < desk.register.journal_size()[0]
    assert proof.check(made.folder, desk.key).facts.n == before


def test_photographs_are_written_once_for_all_backups(desk: makers.Desk, disk: Path) -> None:
    source = desk.register.source()
    arrive(desk, "王淼")
    first = backup.make(source, disk, NOON, keep=9)
    pool = first.folder.parent / shelf.POOL
    (one,) = list(pool.glob("*/*"))
    written = one.stat().st_mtime_ns
    arrive(desk, "李芳")
    backup.make(source, disk, NOON + timedelta(hours=1), keep=9)
    assert len(list(pool.glob("*/*"))) == 2
    assert one.stat().st_mtime_ns == written


def test_old_ones_expire_and_their_photographs_with_them(desk: makers.Desk, disk: Path) -> None:
    source = desk.register.source()
    gone = arrive(desk, "王淼").visit.person
    backup.make(source, disk, NOON, keep=2)
    desk.register.erase([gone], NOON)
    for hours in (1, 2):
        last = backup.make(source, disk, NOON + timedelta(hours=hours), keep=2)
    assert len(shelf.find(disk)) == 2
    assert list((last.folder.parent / shelf.POOL).glob("*/*")) == []


def test_breaking_off_leaves_the_old_one_and_no_half(desk: makers.Desk, disk: Path) -> None:
    source = desk.register.source()
    arrive(desk, "王淼")
    first = backup.make(source, disk, NOON, keep=3)
    seen: set[str] = set()
    for part in ("database", "photographs", "check", "name"):

        def step(now: str, _done: int, _of: int, part: str = part) -> None:
            seen.add(now)
            if now == part:
                raise Refused("backup.cancelled")

        with pytest.raises(Refused, match=r"backup\.cancelled"):
            backup.make(source, disk, NOON + timedelta(hours=1), keep=3, step=step)
        assert shelf.find(disk) == [first.folder]
        assert not list(first.folder.parent.glob("*.part"))
    assert {"database", "photographs", "check", "name"} <= seen
    proof.check(first.folder, desk.key)


def test_what_a_killed_backup_left_is_no_backup(desk: makers.Desk, disk: Path) -> None:
    source = desk.register.source()
    first = backup.make(source, disk, NOON, keep=3)
    half = first.folder.with_name("20261124T000000Z.part")
    shutil.copytree(first.folder, half)
    assert shelf.find(disk) == [first.folder]
    backup.make(source, disk, NOON + timedelta(hours=1), keep=3)
    assert not half.exists()


@pytest.mark.parametrize("what", ["database", "manifest", "photograph", "settings", "gone"])
def test_a_flipped_bit_anywhere_in_a_backup_is_found(
    desk: makers.Desk, disk: Path, what: str
) -> None:
    arrive(desk, "王淼")
    (desk.register.folder / "settings.toml").write_text("backup_keep = 3\n")
    made = backup.make(desk.register.source(), disk, NOON, keep=3)
    (picture,) = (made.folder.parent / shelf.POOL).glob("*/*")
    files = {
        "database": made.folder / FILE,
        "manifest": made.folder / manifest.FILE,
        "photograph": picture,
        "settings": made.folder / "settings.toml",
        "gone": picture,
    }
    if what == "gone":
        picture.unlink()
    else:
        data = bytearray(files[what].read_bytes())
        data[len(data) * 2 // 3] ^= 4
        files[what].write_bytes(data)
    with pytest.raises(Unavailable, match=r"backup\.damaged"):
        proof.check(made.folder, desk.key)


def test_a_manifest_of_another_register_or_version_is_refused(
    desk: makers.Desk, disk: Path
) -> None:
    made = backup.make(desk.register.source(), disk, NOON, keep=3)
    with pytest.raises(Unavailable, match=r"backup\.damaged"):
        proof.check(made.folder, keys.new_key())
    file = made.folder / manifest.FILE
    file.write_bytes(file.read_bytes().replace(b'"version":1', b'"version":9'))
    with pytest.raises(Refused, match=r"backup\.newer"):
        proof.check(made.folder, desk.key)
    with pytest.raises(Refused, match=r"backup\.none_there"):
        manifest.read_cover(disk)


def test_a_folder_that_is_gone_or_full_is_said_and_the_old_backup_stays(
    desk: makers.Desk, disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = desk.register.source()
    first = backup.make(source, disk, NOON, keep=3)
    (disk / "file").write_text("no folder")
    with pytest.raises(Unavailable, match=r"backup\.not_writable"):
        backup.make(source, disk / "file", NOON, keep=3)
    with pytest.raises(Unavailable, match=r"backup\.no_folder"):
        backup.make(source, disk / "unplugged", NOON, keep=3)
    assert not (disk / "unplugged").exists()
    proof.check(first.folder, desk.key)


def test_two_at_once_are_refused(desk: makers.Desk, disk: Path) -> None:
    source, again = desk.register.source(), list[Refused]()

    def step(_part: str, _done: int, _of: int) -> None:
        if not again:
            with pytest.raises(Refused) as said:
                backup.make(source, disk, NOON, keep=3)
            again.append(said.value)

    backup.make(source, disk, NOON, keep=3, step=step)
    assert again[0].key == "backup.running"


def test_a_register_whose_tail_is_gone_is_not_kept_as_if_it_were_whole(
    desk: makers.Desk, disk: Path, tmp_path: Path
) -> None:
    arrive(desk, "王淼")
    size = (desk.register.folder / f"{FILE}-wal").stat().st_size
    arrive(desk, "李芳")
    folder = tmp_path / "damaged"
    shutil.copytree(desk.register.folder, folder)
    wal = folder / f"{FILE}-wal"
    data = bytearray(wal.read_bytes())
    data[size + 10] ^= 1
    wal.write_bytes(data)
    source = backup.Source(folder=folder, key=desk.key, register=str(desk.register.device))
    with pytest.raises(Unavailable, match=r"register\.tail_lost"):
        backup.make(source, disk, NOON, keep=3)
    assert shelf.find(disk) == []


def test_one_damaged_manifest_does_not_hide_the_others(desk: makers.Desk, disk: Path) -> None:
    source = desk.register.source()
    first = backup.make(source, disk, NOON, keep=3)
    second = backup.make(source, disk, NOON + timedelta(hours=1), keep=3)
    (second.folder / manifest.FILE).write_bytes(b"{")
    assert shelf.find(disk) == [first.folder]
    (first.folder / manifest.FILE).write_bytes(b"{")
    with pytest.raises(Unavailable, match=r"backup\.damaged"):
        shelf.find(disk)


def test_a_clock_set_back_does_not_let_the_new_one_expire(desk: makers.Desk, disk: Path) -> None:
    source = desk.register.source()
    for hours in (5, 6):
        backup.make(source, disk, NOON + timedelta(hours=hours), keep=2)
    arrive(desk, "王淼")
    made = backup.make(source, disk, NOON - timedelta(days=365), keep=2)
    assert made.folder in shelf.find(disk)
    again = backup.make(source, disk, NOON - timedelta(days=365), keep=2)
    assert again.folder != made.folder
    proof.check(again.folder, desk.key)


def test_on_the_registers_own_disk_the_last_room_is_for_arrivals(
    desk: makers.Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = desk.register.folder / "backups"
    here.mkdir()
    backup.make(desk.register.source(), here, NOON, keep=3)
    little = SimpleNamespace(total=10**12, used=10**12, free=199_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: little)
    with pytest.raises(Unavailable, match=r"backup\.disk_full"):
        backup.make(desk.register.source(), here, NOON + timedelta(hours=1), keep=3)
    assert len(shelf.find(here)) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text, and links")
def test_only_what_is_ours_is_taken_and_no_link_is_followed(
    desk: makers.Desk, disk: Path, tmp_path: Path
) -> None:
    arrive(desk, "王淼")
    folder, clear = desk.register.folder, tmp_path / "people.pdf"
    clear.write_bytes(b"in clear")
    (folder / "sealed" / "aside").mkdir(parents=True)
    (folder / "sealed" / "261123-0001-ab.sealed").write_bytes(b"box")
    (folder / "sealed" / "aside" / "261123-0002-ab.sealed.00ff00").write_bytes(b"box aside")
    (folder / "sealed" / "folder.sealed").mkdir()
    with (folder / "sealed" / "large.sealed").open("wb") as file:
        file.truncate(65 << 20)
    (folder / "people.pdf").write_bytes(b"in clear")
    for name in ("sealed/x.sealed", "emergency.pub", "blobs/link", "blobs/00"):
        (folder / name).symlink_to(clear)
    for odd in (b"\xff.db", b"sealed/\xff.sealed", b"blobs/\xff"):
        (folder / os.fsdecode(odd)).write_bytes(b"in clear")
    made = backup.make(desk.register.source(), disk, NOON, keep=3)
    known = proof.check(made.folder, desk.key)
    boxes = {"sealed/261123-0001-ab.sealed", "sealed/aside/261123-0002-ab.sealed.00ff00"}
    assert {one.path for one in known.files} == {FILE} | boxes
    assert made.photographs == 1
    assert not [f for f in disk.rglob("*") if f.is_file() and b"in clear" in f.read_bytes()]
