"""A register comes back whole on another machine, and nobody who was erased comes with it."""

import secrets
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.errors import Refused, Unavailable
from app.domain.number import NumberBlock
from app.store import backup, erasures, keys, rescue, restore, shelf
from app.store.ask import all_of
from app.store.blobs import FOLDER
from app.store.cipher import FILE
from app.store.register import Register, create, open_register
from app.store.there import MAKING, exists
from tests import makers
from tests.app.store.keeping import arrive, contents
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
def ringed(desk: makers.Desk) -> makers.Desk:
    """With a ring that the printed sheet opens."""
    ring = keys.with_recovery(keys.new_ring(desk.register.device), RECOVERY, desk.key)
    keys.write_ring(desk.register.folder, ring)
    return desk


def by_sheet(ring: keys.Ring) -> bytes:
    return keys.open_with_recovery(ring, RECOVERY.lower())


def rescued_file(folder: Path, key: bytes, to: Path) -> Path:
    from app.desk.backups import write_rescued

    write_rescued(folder, key, to, at=LATER)
    return to


def without_restoring(found: dict[str, list[tuple[object, ...]]]) -> dict[str, object]:
    return {k: v for k, v in found.items() if k not in {"number_block", "viewing"}}


def test_a_backup_comes_back_with_everything(
    ringed: makers.Desk, disk: Path, tmp_path: Path
) -> None:
    person = arrive(ringed, "王淼").visit.person
    backup.make(ringed.register.source(), disk, NOON, keep=3)
    before = contents(ringed.register.folder, ringed.key)
    new = tmp_path / "new" / "data"
    done = restore.restore(disk, new, by_sheet, LATER)
    assert (done.photographs, done.photographs_lost, done.lost) == (1, 0, ())
    assert without_restoring(contents(new, ringed.key)) == without_restoring(before)
    again = open_register(new, ringed.key, LATER)
    assert again.device == ringed.register.device
    assert again._origin.incarnation != ringed.register._origin.incarnation
    photo = [r for r in before["photograph"] if person in r or person.bytes in r]
    assert photo
    assert len(list((new / FOLDER).glob("*/*"))) == 1
    again.close()


def test_numbers_are_never_given_again(ringed: makers.Desk, disk: Path, tmp_path: Path) -> None:
    backup.make(ringed.register.source(), disk, NOON, keep=3)
    printed = {arrive(ringed, f"后来{n}").visit.case_number for n in range(5)}
    new = tmp_path / "new"
    restore.restore(disk, new, by_sheet, NOON + timedelta(days=2))
    again = open_register(new, ringed.key, LATER)
    highest = max(b.last for b in all_of(again, NumberBlock) if b.kind == "case")
    assert highest >= 200 + 1000 + 2 * 200
    ringed.register.close()
    other = makers.Desk(**{f: getattr(ringed, f) for f in ringed.__slots__} | {"register": again})
    number = arrive(other, "新来").visit.case_number
    assert number not in printed
    assert int(number.split("-")[3]) == highest + 1
    again.close()


def test_what_was_written_after_the_backup_comes_back_out_of_the_damaged_one(
    ringed: makers.Desk, disk: Path, tmp_path: Path
) -> None:
    arrive(ringed, "王淼")
    backup.make(ringed.register.source(), disk, NOON, keep=3)
    for name in ("李芳", "欧阳测试"):
        arrive(ringed, name, hours=1)
    before = contents(ringed.register.folder, ringed.key)
    ringed.register.close()
    damaged = ringed.register.folder / FILE
    data = bytearray(damaged.read_bytes())
    data[200] ^= 1  # the first page: SQLite cannot open it at all
    damaged.write_bytes(data)
    with pytest.raises(Unavailable, match=r"register\.damaged"):
        open_register(ringed.register.folder, ringed.key, LATER)
    file = rescued_file(ringed.register.folder, ringed.key, tmp_path / "out")
    assert "欧阳测试".encode() not in file.read_bytes()
    new = tmp_path / "new"
    done = restore.restore(disk, new, by_sheet, LATER, rescued=file)
    assert (done.lost, done.photographs, done.photographs_lost) == ((), 3, 0)
    assert done.came > 2
    assert without_restoring(contents(new, ringed.key)) == without_restoring(before)
    blocks = [b for b in all_of(open_and_close(new, ringed.key), NumberBlock) if b.kind == "case"]
    assert 200 <= max(b.last for b in blocks) < 200 + 1440 + 4000


def test_the_same_backup_restored_twice_gives_two_people_two_numbers(
    ringed: makers.Desk, disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrive(ringed, "王淼")
    backup.make(ringed.register.source(), disk, NOON, keep=3)
    file = rescued_file(ringed.register.folder, ringed.key, tmp_path / "out")
    ringed.register.close()
    chance = iter(range(9))
    monkeypatch.setattr(secrets, "randbelow", lambda _most: next(chance))
    given = []
    for count, rescued in enumerate((None, None, file, file)):
        new = tmp_path / f"new{count}"
        restore.restore(disk, new, by_sheet, LATER, rescued=rescued)
        again = open_register(new, ringed.key, LATER)
        of_it = {f: getattr(ringed, f) for f in ringed.__slots__} | {"register": again}
        given.append(arrive(makers.Desk(**of_it), "新来", hours=3).visit.case_number)
        again.close()
    assert len(set(given)) == 4
    assert len(given[0]) <= len("440114-01-20261123-00000-0")


def test_a_backup_dated_years_before_does_not_make_numbers_long(
    ringed: makers.Desk, disk: Path, tmp_path: Path
) -> None:
    arrive(ringed, "王淼")
    backup.make(ringed.register.source(), disk, NOON - timedelta(days=2500), keep=3)
    restore.restore(disk, tmp_path / "new", by_sheet, LATER)
    register = open_register(tmp_path / "new", ringed.key, LATER)
    assert max(b.last for b in all_of(register, NumberBlock)) < 10_000
    register.close()


def test_hours_later_the_numbers_begin_elsewhere_whatever_chance_says(
    ringed: makers.Desk, disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup.make(ringed.register.source(), disk, NOON, keep=3)
    monkeypatch.setattr(secrets, "randbelow", lambda _most: 0)
    last = []
    for hours in (2, 6):
        new = tmp_path / f"new{hours}"
        restore.restore(disk, new, by_sheet, NOON + timedelta(hours=hours))
        register = open_register(new, ringed.key, LATER)
        last.append(max(b.last for b in all_of(register, NumberBlock)))
        register.close()
    assert last[1] - last[0] == 240


def open_and_close(folder: Path, key: bytes) -> Register:
    register = open_register(folder, key, LATER)
    register.close()
    return register


def test_without_any_backup_the_rescued_file_alone_is_enough(
    ringed: makers.Desk, tmp_path: Path
) -> None:
    arrive(ringed, "王淼")
    before = contents(ringed.register.folder, ringed.key)
    file = rescued_file(ringed.register.folder, ringed.key, tmp_path / "out")
    new = tmp_path / "new"
    done = restore.restore(file, new, by_sheet, LATER)
    assert (done.backup, done.lost, done.photographs) == (None, (), 1)
    assert without_restoring(contents(new, ringed.key)) == without_restoring(before)


@pytest.mark.long
def test_past_an_unreadable_page_the_rest_comes_back_and_the_gap_is_named(
    ringed: makers.Desk, disk: Path, tmp_path: Path
) -> None:
    made = backup.make(ringed.register.source(), disk, NOON, keep=3)
    for number in range(30):
        arrive(ringed, f"测试{number}", hours=1)
    ringed.register.close()
    file = ringed.register.folder / FILE
    whole = rescue.rescue(ringed.register.folder, ringed.key)
    right = file.read_bytes()
    for page in range(2, len(right) // 4096):  # until one that holds entries is hit
        data = bytearray(right)
        data[page * 4096 + 9] ^= 1
        file.write_bytes(data)
        got = rescue.rescue(ringed.register.folder, ringed.key)
        if got.lost and min(got.lost) > made.entries and max(got.lost) < whole.entries[-1].n:
            break
    assert got.lost
    out = rescued_file(ringed.register.folder, ringed.key, tmp_path / "out")
    new = tmp_path / "new"
    done = restore.restore(disk, new, by_sheet, LATER, rescued=out)
    assert set(got.lost) <= set(done.lost)
    assert done.came + len(done.lost) == whole.entries[-1].n - made.entries
    again = open_register(new, ringed.key, LATER)
    assert again.verify_journal() == again.journal_size()[0]
    again.close()


def test_who_was_erased_after_the_backup_does_not_come_back(
    ringed: makers.Desk, disk: Path, tmp_path: Path
) -> None:
    gone = arrive(ringed, "欧阳测试甲").visit.person
    stays = arrive(ringed, "王淼").visit.person
    old = backup.make(ringed.register.source(), disk, NOON, keep=3)
    ringed.register.erase([gone], LATER)
    backup.make(ringed.register.source(), disk, LATER, keep=3)
    new = tmp_path / "new"
    done = restore.restore(old.folder, new, by_sheet, LATER)
    assert done.erased == 1
    people = {row[0] for row in contents(new, ringed.key)["person"]}
    assert people == {stays}
    assert len(list((new / FOLDER).glob("*/*"))) == 1
    assert [e.person for e in erasures.read(new, ringed.key)] == [gone]


def test_a_rescue_does_not_bring_back_who_was_erased(
    ringed: makers.Desk, disk: Path, tmp_path: Path
) -> None:
    backup.make(ringed.register.source(), disk, NOON, keep=3)
    gone = arrive(ringed, "欧阳测试甲").visit.person
    folder = tmp_path / "damaged"
    ringed.register.erase([gone], LATER)
    shutil.copytree(ringed.register.folder, folder)  # the WAL still holds what was erased
    file = rescued_file(folder, ringed.key, tmp_path / "out")
    new = tmp_path / "new"
    restore.restore(disk, new, by_sheet, LATER, rescued=file)
    assert contents(new, ringed.key)["person"] == []
    register = open_register(new, ringed.key, LATER)
    assert register.verify_journal()
    register.close()


def test_nothing_is_ever_written_over(ringed: makers.Desk, disk: Path) -> None:
    backup.make(ringed.register.source(), disk, NOON, keep=3)
    before = {f: f.read_bytes() for f in ringed.register.folder.iterdir() if f.is_file()}
    with pytest.raises(Refused, match=r"register\.exists"):
        restore.restore(disk, ringed.register.folder, by_sheet, LATER)
    assert {f: f.read_bytes() for f in ringed.register.folder.iterdir() if f.is_file()} == before


def test_a_wrong_sheet_a_damaged_a_foreign_backup_leave_the_folder_free(
    ringed: makers.Desk, disk: Path, tmp_path: Path
) -> None:
    arrive(ringed, "王淼")
    made = backup.make(ringed.register.source(), disk, NOON, keep=3)
    new = tmp_path / "new"

    def wrong(ring: keys.Ring) -> bytes:
        return keys.open_with_recovery(ring, keys.new_recovery())

    with pytest.raises(Refused, match=r"login\.wrong_recovery"):
        restore.restore(disk, new, wrong, LATER)
    with pytest.raises(Unavailable, match=r"backup\.damaged"):
        restore.restore(disk, new, lambda _ring: keys.new_key(), LATER)
    with pytest.raises(Refused, match=r"backup\.none_there"):
        restore.restore(ringed.register.folder, new, by_sheet, LATER)
    data = bytearray((made.folder / FILE).read_bytes())
    data[5000] ^= 1
    (made.folder / FILE).write_bytes(data)
    with pytest.raises(Unavailable, match=r"backup\.damaged"):
        restore.restore(disk, new, by_sheet, LATER)
    assert not exists(new)
    create(new, keys.new_key(), NOON).close()


def test_a_lost_photograph_does_not_keep_everybody_else_away(
    ringed: makers.Desk, disk: Path, tmp_path: Path
) -> None:
    arrive(ringed, "王淼")
    arrive(ringed, "李芳")
    made = backup.make(ringed.register.source(), disk, NOON, keep=3)
    next((made.folder.parent / shelf.POOL).glob("*/*")).unlink()
    done = restore.restore(disk, tmp_path / "new", by_sheet, LATER)
    assert (done.photographs, done.photographs_lost) == (1, 1)


def test_a_restore_that_was_killed_can_be_done_again(
    ringed: makers.Desk, disk: Path, tmp_path: Path
) -> None:
    backup.make(ringed.register.source(), disk, NOON, keep=3)
    new = tmp_path / "new"
    new.mkdir()
    for name in (FILE, keys.FILE, MAKING):
        (new / name).write_bytes(b"half")
    assert not exists(new)
    restore.restore(disk, new, by_sheet, LATER)
    assert exists(new)
    assert (new / "unfinished" / FILE).read_bytes() == b"half"


@pytest.mark.parametrize("damage", ["cut", "flip", "foreign", "empty"])
def test_a_damaged_rescued_file_is_said(
    ringed: makers.Desk, disk: Path, tmp_path: Path, damage: str
) -> None:
    backup.make(ringed.register.source(), disk, NOON, keep=3)
    arrive(ringed, "王淼")
    file = rescued_file(ringed.register.folder, ringed.key, tmp_path / "out")
    data = bytearray(file.read_bytes())
    if damage == "flip":
        data[-30] ^= 1
    kept = {"cut": bytes(data[:-200]), "flip": bytes(data), "foreign": b"PDF", "empty": b""}[damage]
    file.write_bytes(kept)
    with pytest.raises(Unavailable, match=r"rescue\.not_one"):
        restore.restore(disk, tmp_path / "new", by_sheet, LATER, rescued=file)
    assert not exists(tmp_path / "new")


def test_of_two_stations_on_one_disk_the_sheet_opens_its_own(
    ringed: makers.Desk, disk: Path, tmp_path: Path
) -> None:
    arrive(ringed, "王淼")
    backup.make(ringed.register.source(), disk, NOON, keep=3)
    other = makers.desk(tmp_path / "other")
    ring = keys.with_recovery(keys.new_ring(other.register.device), keys.new_recovery(), other.key)
    keys.write_ring(other.register.folder, ring)
    backup.make(other.register.source(), disk, LATER, keep=3)
    other.register.close()
    done = restore.restore(disk, tmp_path / "new", by_sheet, LATER)
    assert done.photographs == 1
