"""Which backup comes back: the one that holds the most, on any disk, past what is damaged."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.errors import Refused, Unavailable
from app.store import backup, keys, manifest, restore
from app.store.cipher import FILE
from app.store.register import open_register
from tests import makers
from tests.app.store.keeping import arrive
from tests.makers import NOON

RECOVERY = keys.new_recovery()
HOUR = timedelta(hours=1)
EMPTY_BATTERY = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """Another disk."""
    folder = tmp_path / "disk"
    folder.mkdir()
    return folder


@pytest.fixture
def ringed(desk: makers.Desk) -> makers.Desk:
    """With a ring that the printed sheet opens."""
    ring = keys.with_recovery(keys.new_ring(desk.register.device), RECOVERY, desk.key)
    keys.write_ring(desk.register.folder, ring)
    return desk


def by_sheet(ring: keys.Ring) -> bytes:
    return keys.open_with_recovery(ring, RECOVERY)


@pytest.mark.parametrize("wrong", [EMPTY_BATTERY, NOON + timedelta(days=9999)])
def test_the_newest_is_what_holds_the_most_whatever_the_clock_said(
    ringed: makers.Desk, disk: Path, tmp_path: Path, wrong: datetime
) -> None:
    dates = [NOON, wrong] if wrong < NOON else [wrong, NOON]
    for at in dates:
        arrive(ringed, "王淼")
        made = backup.make(ringed.register.source(), disk, at, keep=5)
    done = restore.restore(disk, tmp_path / "new", by_sheet, NOON + HOUR)
    assert done.backup == made.folder


def test_a_restored_disk_is_newer_than_the_one_before_however_much_that_held(
    ringed: makers.Desk, disk: Path, tmp_path: Path
) -> None:
    old = backup.make(ringed.register.source(), disk, NOON, keep=9)
    for number in range(9):
        arrive(ringed, f"测试{number}")
    backup.make(ringed.register.source(), disk, NOON + HOUR, keep=9)
    new = tmp_path / "new"
    restore.restore(old.folder, new, by_sheet, NOON + 2 * HOUR)
    register = open_register(new, ringed.key, NOON + 2 * HOUR)
    made = backup.make(register.source(), disk, EMPTY_BATTERY, keep=9)
    register.close()
    assert restore.restore(disk, tmp_path / "again", by_sheet, NOON).backup == made.folder


def test_what_one_account_may_not_read_beside_the_backups_bars_nothing(
    ringed: makers.Desk, disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backup.make(ringed.register.source(), disk, NOON, keep=5)
    for name in ("lost+found", "guitu-shut"):
        (disk / name).mkdir()
    real = Path.iterdir

    def iterdir(folder: Path) -> object:
        if folder.name in {"lost+found", "guitu-shut"}:
            raise PermissionError(13, os.strerror(13), str(folder))
        return real(folder)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    done = restore.restore(disk, tmp_path / "new", by_sheet, NOON + HOUR)
    assert done.backup == made.folder
    assert done.passed == ("disk/guitu-shut",)


def test_another_registers_damaged_ring_bars_nothing(
    ringed: makers.Desk, disk: Path, tmp_path: Path
) -> None:
    made = backup.make(ringed.register.source(), disk, NOON, keep=5)
    other = makers.desk(tmp_path / "other")
    theirs = backup.make(other.register.source(), disk, NOON + HOUR, keep=5)
    other.register.close()
    (theirs.folder / keys.FILE).write_bytes(b"garbage")
    assert restore.restore(disk, tmp_path / "new", by_sheet, NOON).backup == made.folder


@pytest.mark.parametrize("what", [keys.FILE, manifest.FILE, FILE])
@pytest.mark.parametrize("harm", ["empty", "flip"])
def test_a_damaged_newest_is_passed_over_and_said(
    ringed: makers.Desk, disk: Path, tmp_path: Path, what: str, harm: str
) -> None:
    older = backup.make(ringed.register.source(), disk, NOON, keep=5)
    arrive(ringed, "王淼")
    newest = backup.make(ringed.register.source(), disk, NOON + HOUR, keep=5)
    data = bytearray((newest.folder / what).read_bytes())
    data[-20] ^= 1
    (newest.folder / what).write_bytes(bytes(data) if harm == "flip" else b"")
    done = restore.restore(disk, tmp_path / "new", by_sheet, NOON + 2 * HOUR)
    assert done.backup == older.folder
    assert done.passed == (f"{newest.folder.parent.name}/{newest.folder.name}",)
    assert [said.key for said in done.remarks] == ["restore.passed_over"]


def test_a_sheet_renewed_while_the_clock_had_fallen_back_opens_all(
    ringed: makers.Desk, disk: Path, tmp_path: Path
) -> None:
    backup.make(ringed.register.source(), disk, NOON, keep=5)
    renewed = keys.new_recovery()
    ringed.register.wrap_key(lambda ring, key: keys.with_recovery(ring, renewed, key))
    arrive(ringed, "王淼")
    made = backup.make(ringed.register.source(), disk, EMPTY_BATTERY, keep=5)

    def by_renewed(ring: keys.Ring) -> bytes:
        return keys.open_with_recovery(ring, renewed)

    assert restore.restore(disk, tmp_path / "new", by_renewed, NOON).backup == made.folder


def test_nothing_typed_is_not_asked_again_for_every_ring(ringed: makers.Desk, disk: Path) -> None:
    asked: list[keys.Ring] = []
    for hours in range(2):
        ringed.register.wrap_key(lambda ring, key: keys.with_recovery(ring, RECOVERY, key))
        backup.make(ringed.register.source(), disk, NOON + hours * HOUR, keep=5)

    def nobody(ring: keys.Ring) -> bytes:
        asked.append(ring)
        raise Refused("keeping.nothing_typed")

    with pytest.raises(Refused, match=r"keeping\.nothing_typed"):
        restore.restore(disk, disk / "new", nobody, NOON)
    assert len(asked) == 1


def test_a_backup_of_before_the_last_stamp_was_written_down_is_proved(
    ringed: makers.Desk, disk: Path, tmp_path: Path
) -> None:
    made = backup.make(ringed.register.source(), disk, NOON, keep=5)
    known = manifest.open_manifest(made.folder, ringed.key)
    older = manifest.Facts(
        incarnation=known.facts.incarnation, revision=known.facts.revision, n=known.facts.n,
        hash=known.facts.hash, counts=known.facts.counts,
    )  # fmt: skip
    cover = manifest.read_cover(made.folder)
    sealed = manifest.seal(
        manifest.Manifest(facts=older, files=known.files, blobs=known.blobs),
        cover.register, NOON, ringed.key,
    )  # fmt: skip
    (made.folder / manifest.FILE).write_bytes(sealed)
    from app.store import proof

    proof.check(made.folder, ringed.key)
    assert restore.restore(disk, tmp_path / "new", by_sheet, NOON).backup == made.folder


def test_all_of_them_damaged_is_said_as_before(
    ringed: makers.Desk, disk: Path, tmp_path: Path
) -> None:
    for hours in range(2):
        made = backup.make(ringed.register.source(), disk, NOON + hours * HOUR, keep=5)
        (made.folder / FILE).write_bytes(b"")
    with pytest.raises(Unavailable, match=r"backup\.damaged"):
        restore.restore(disk, tmp_path / "new", by_sheet, NOON)
