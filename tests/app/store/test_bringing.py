"""What a restore writes is synced before it counts, and nothing stays of one that is refused."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from app.desk import emergency, sealing
from app.domain.errors import Unavailable
from app.store import backup, keys, proof, restore, sealed, shelf
from app.store.blobs import FOLDER
from app.store.bringing import Bringing
from app.store.cipher import FILE
from tests import makers
from tests.app.store.keeping import arrive
from tests.makers import NOON

RECOVERY = keys.new_recovery()
LATER = NOON + timedelta(hours=3)


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """Another disk."""
    folder = tmp_path / "disk"
    folder.mkdir()
    return folder


@pytest.fixture
def full(desk: makers.Desk) -> makers.Desk:
    """A register that has everything a backup may hold beside the database."""
    folder = desk.register.folder
    ring = keys.with_recovery(keys.new_ring(desk.register.device), RECOVERY, desk.key)
    keys.write_ring(folder, ring)
    sealing.prepare(desk.register, desk.station)
    sealing.seal(folder, emergency.Emergency(at=NOON), "x")
    arrive(desk, "王淼")
    gone = arrive(desk, "李芳").visit.person
    desk.register.erase([gone], NOON)
    (folder / "settings.toml").write_text(
        'camera = "2"\n  backup_folder = "/media/usb"\nbackup_keep = 3\n', encoding="utf-8"
    )
    return desk


def by_sheet(ring: keys.Ring) -> bytes:
    return keys.open_with_recovery(ring, RECOVERY)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="asks Linux what was synced")
def test_everything_is_synced_before_it_is_called_made(
    full: makers.Desk, disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup.make(full.register.source(), disk, NOON, keep=3)
    new, synced, real = tmp_path / "new", set[str](), os.fsync

    def fsync(descriptor: int) -> None:
        synced.add(str(Path(f"/proc/self/fd/{descriptor}").readlink()).removesuffix(".new"))
        real(descriptor)

    seen: set[str] = set()

    def made(folder: Path) -> None:
        seen.update(synced)
        (folder / "register.making").unlink()

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(restore, "made", made)
    restore.restore(disk, new, by_sheet, LATER)
    monkeypatch.undo()
    passed = {FILE, "register.lock", "unfinished"}  # SQLite syncs its own, not through Python
    names = {p for p in new.rglob("*") if not p.name.startswith(tuple(passed))}
    assert {keys.FILE, sealed.PUBLIC, "erasures.list"} <= {p.name for p in names}
    assert [str(p.relative_to(new)) for p in sorted(names) if str(p) not in seen] == []
    assert str(new) in seen


def test_a_refused_restore_leaves_nothing_for_the_next_to_find(
    full: makers.Desk, disk: Path, tmp_path: Path
) -> None:
    made = backup.make(full.register.source(), disk, NOON, keep=3)
    data = bytearray((made.folder / keys.FILE).read_bytes())
    (made.folder / keys.FILE).write_bytes(b"")
    new = tmp_path / "new"
    (new / "sealed").mkdir(parents=True)
    (new / "sealed" / "261123-0009-own.sealed").write_bytes(b"taken in here")
    with pytest.raises(Unavailable, match=r"register\.keys_damaged"):
        restore.restore(disk, new, by_sheet, LATER)
    (made.folder / keys.FILE).write_bytes(data)
    with (made.folder / FILE).open("r+b") as file:
        file.write(b"x")
    with pytest.raises(Unavailable, match=r"backup\.damaged"):
        restore.restore(disk, new, by_sheet, LATER)
    left = {p.relative_to(new).as_posix() for p in new.rglob("*") if p.is_file()}
    assert left - {"register.lock"} == {"sealed/261123-0009-own.sealed"}


@pytest.mark.parametrize("what", ["settings.toml", "emergency.pub", "sealed/last"])
def test_a_small_file_that_is_damaged_is_left_out_and_said(
    full: makers.Desk, disk: Path, tmp_path: Path, what: str
) -> None:
    made = backup.make(full.register.source(), disk, NOON, keep=3)
    data = bytearray((made.folder / what).read_bytes())
    data[3] ^= 1
    (made.folder / what).write_bytes(data)
    done = restore.restore(disk, tmp_path / "new", by_sheet, LATER)
    assert [said.facts["files"] for said in done.remarks if "files" in said.facts] == [what]
    assert not (tmp_path / "new" / what).exists()


def test_a_restored_copy_does_not_write_into_the_stations_backups(
    full: makers.Desk, disk: Path, tmp_path: Path
) -> None:
    backup.make(full.register.source(), disk, NOON, keep=3)
    done = restore.restore(disk, tmp_path / "new", by_sheet, LATER)
    assert [(said.key, said.facts["folder"]) for said in done.remarks] == [
        ("restore.folder_left", "/media/usb")
    ]
    written = (tmp_path / "new" / "settings.toml").read_text(encoding="utf-8")
    assert written == 'camera = "2"\nbackup_keep = 3\n'


def test_cut_off_before_the_disk_is_left_out_there_are_no_settings_yet(
    full: makers.Desk, disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup.make(full.register.source(), disk, NOON, keep=3)
    there: list[bool] = []
    real = Bringing.put

    def put(bringing: Bringing, path: str, data: bytes) -> None:
        there.append((tmp_path / "new" / path).exists())
        real(bringing, path, data)

    monkeypatch.setattr(Bringing, "put", put)
    restore.restore(disk, tmp_path / "new", by_sheet, LATER)
    assert there == [False]
    assert not list((tmp_path / "new").glob("settings.toml.*"))


def test_settings_of_this_machine_stay(full: makers.Desk, disk: Path, tmp_path: Path) -> None:
    backup.make(full.register.source(), disk, NOON, keep=3)
    new = tmp_path / "new"
    new.mkdir()
    (new / "settings.toml").write_text('backup_folder = "/media/here"\n', encoding="utf-8")
    done = restore.restore(disk, new, by_sheet, LATER)
    assert done.remarks == ()
    assert (new / "settings.toml").read_text(encoding="utf-8") == 'backup_folder = "/media/here"\n'


def test_a_file_of_another_size_is_not_even_copied(
    full: makers.Desk, disk: Path, tmp_path: Path
) -> None:
    made = backup.make(full.register.source(), disk, NOON, keep=3)
    with (made.folder / FILE).open("r+b") as file:
        file.truncate(1 << 40)  # holds nothing, and would fill any disk
    with pytest.raises(Unavailable, match=r"backup\.damaged"):
        restore.restore(disk, tmp_path / "new", by_sheet, LATER)


def test_a_picture_that_cannot_be_read_or_proved_gets_no_name(
    full: makers.Desk, disk: Path, tmp_path: Path
) -> None:
    made = backup.make(full.register.source(), disk, NOON, keep=3)
    (picture,) = (made.folder.parent / shelf.POOL).glob("*/*")
    picture.write_bytes(b"x" * picture.stat().st_size)
    done = restore.restore(disk, tmp_path / "new", by_sheet, LATER)
    assert (done.photographs, done.photographs_lost) == (0, 1)
    assert list((tmp_path / "new" / FOLDER).glob("*/*")) == []
    with pytest.raises(Unavailable):
        proof.check(made.folder, full.key)
