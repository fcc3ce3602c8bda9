"""A damaged register still gives its journal, as far as pages prove right."""

import shutil
from pathlib import Path

import pytest

from app.domain.errors import Unavailable
from app.store import keys, rescue
from app.store.cipher import FILE
from app.store.journal import entries
from tests import makers
from tests.app.store.keeping import arrive


def killed(desk: makers.Desk, to: Path) -> Path:
    """The folder as a killed process leaves it: the WAL is not folded back."""
    shutil.copytree(desk.register.folder, to)
    return to


def journal_of(desk: makers.Desk) -> list[object]:
    with desk.register._engine.begin() as connection:
        return list(entries(connection))


def test_the_whole_journal_is_read_past_sqlite(desk: makers.Desk, tmp_path: Path) -> None:
    for number in range(30):
        arrive(desk, f"测试{number}" + "长" * 50 * number)
    known = journal_of(desk)
    for moment in ("in the WAL", "folded back"):
        folder = killed(desk, tmp_path / moment)
        got = rescue.rescue(folder, desk.key)
        assert (list(got.entries), got.lost, got.bad_pages) == (known, (), 0)
        with desk.register._engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")


def test_behind_a_flipped_bit_in_the_wal_everything_is_found(
    desk: makers.Desk, tmp_path: Path
) -> None:
    arrive(desk, "王淼")
    size = (desk.register.folder / f"{FILE}-wal").stat().st_size
    for number in range(5):
        arrive(desk, f"后来{number}")
    folder = killed(desk, tmp_path / "flipped")
    wal = folder / f"{FILE}-wal"
    data = bytearray(wal.read_bytes())
    data[size + 10] ^= 1  # a frame's header: SQLite drops it and all that follows, without a word
    wal.write_bytes(data)
    got = rescue.rescue(folder, desk.key)
    assert (list(got.entries), got.lost) == (journal_of(desk), ())


@pytest.mark.parametrize("page", [0, 1, 2, 5, 20])
def test_what_is_lost_with_a_page_is_named(desk: makers.Desk, tmp_path: Path, page: int) -> None:
    for number in range(40):
        arrive(desk, f"测试{number}")
    known = journal_of(desk)
    desk.register.close()
    folder = tmp_path / "damaged"
    shutil.copytree(desk.register.folder, folder)
    data = bytearray((folder / FILE).read_bytes())
    data[page * 4096 + 100] ^= 8
    (folder / FILE).write_bytes(data)
    got = rescue.rescue(folder, desk.key)
    there = {e.n for e in got.entries}
    assert got.bad_pages == 1
    assert sorted(there | set(got.lost)) == [e.n for e in known]  # type: ignore[attr-defined]
    assert all(e in known for e in got.entries)
    assert len(there) > len(known) * 0.8


def test_a_flipped_salt_is_put_right(desk: makers.Desk, tmp_path: Path) -> None:
    arrive(desk, "王淼")
    known = journal_of(desk)
    desk.register.close()
    data = bytearray((desk.register.folder / FILE).read_bytes())
    data[7] ^= 32
    (desk.register.folder / FILE).write_bytes(data)
    assert list(rescue.rescue(desk.register.folder, desk.key).entries) == known


def test_rescue_writes_nothing_and_needs_the_right_key(desk: makers.Desk, tmp_path: Path) -> None:
    arrive(desk, "王淼")
    folder = killed(desk, tmp_path / "k")
    before = {f: f.read_bytes() for f in folder.rglob("*") if f.is_file()}
    rescue.rescue(folder, desk.key)
    assert {f: f.read_bytes() for f in folder.rglob("*") if f.is_file()} == before
    with pytest.raises(Unavailable, match=r"rescue\.nothing_readable"):
        rescue.rescue(folder, keys.new_key())
