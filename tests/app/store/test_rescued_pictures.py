"""No photograph is lost without a word, and nothing that lies in sealed/ spoils a rescue."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from app import settings
from app.desk import backups
from app.desk.backups import write_rescued
from app.domain.errors import Refused, Unavailable
from app.store import backup, keys, manifest, outbox, proof, restore
from app.store.blobs import FOLDER
from app.wire.entry import Entry
from tests import makers
from tests.app.store.keeping import arrive
from tests.makers import NOON

RECOVERY = keys.new_recovery()
LATER = NOON + timedelta(hours=3)


@pytest.fixture
def ringed(desk: makers.Desk) -> makers.Desk:
    """With a ring that the printed sheet opens."""
    ring = keys.with_recovery(keys.new_ring(desk.register.device), RECOVERY, desk.key)
    keys.write_ring(desk.register.folder, ring)
    return desk


def by_sheet(ring: keys.Ring) -> bytes:
    return keys.open_with_recovery(ring, RECOVERY)


def test_a_rescued_file_alone_brings_every_photograph(ringed: makers.Desk, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    for name in ("王淼", "李芳"):
        arrive(ringed, name)
    backup.make(ringed.register.source(), tmp_path / "disk", NOON, keep=3)
    arrive(ringed, "欧阳测试")
    write_rescued(ringed.register.folder, ringed.key, tmp_path / "out", at=LATER)
    done = restore.restore(tmp_path / "out", tmp_path / "new", by_sheet, LATER)
    assert (done.photographs, done.photographs_lost) == (3, 0)


def test_a_photograph_that_is_nowhere_is_counted(ringed: makers.Desk, tmp_path: Path) -> None:
    arrive(ringed, "王淼")
    arrive(ringed, "李芳")
    next((ringed.register.folder / FOLDER).glob("*/*")).unlink()
    found = write_rescued(ringed.register.folder, ringed.key, tmp_path / "out", at=LATER)
    assert found.left == ()
    done = restore.restore(tmp_path / "out", tmp_path / "new", by_sheet, LATER)
    assert (done.photographs, done.photographs_lost) == (1, 1)


def test_a_damaged_photograph_does_not_take_the_place_of_the_backups(
    ringed: makers.Desk, tmp_path: Path
) -> None:
    (tmp_path / "disk").mkdir()
    arrive(ringed, "王淼")
    backup.make(ringed.register.source(), tmp_path / "disk", NOON, keep=3)
    (picture,) = (ringed.register.folder / FOLDER).glob("*/*")
    picture.write_bytes(b"x" * 99)
    write_rescued(ringed.register.folder, ringed.key, tmp_path / "out", at=LATER)
    new = tmp_path / "new"
    done = restore.restore(tmp_path / "disk", new, by_sheet, LATER, rescued=tmp_path / "out")
    assert (done.photographs, done.photographs_lost) == (1, 0)


def test_whatever_lies_in_sealed_the_rest_comes_along(ringed: makers.Desk, tmp_path: Path) -> None:
    boxes = ringed.register.folder / "sealed"
    (boxes / "aside").mkdir(parents=True)
    (boxes / "last").write_bytes(b"261123 1")
    (boxes / "261123-0001-ab.sealed").write_bytes(b"box")
    (boxes / "aside" / "261123-0002-ab.sealed").write_bytes(b"box aside")
    (boxes / "folder.sealed").mkdir()
    with (boxes / "large.sealed").open("wb") as file:
        file.truncate(65 << 20)
    (boxes / "link.sealed").symlink_to("/etc/hostname")
    found = write_rescued(ringed.register.folder, ringed.key, tmp_path / "out", at=LATER)
    assert set(found.left) == {f"sealed/{name}.sealed" for name in ("folder", "large", "link")}
    restore.restore(tmp_path / "out", tmp_path / "new", by_sheet, LATER)
    came = {
        p.relative_to(tmp_path / "new" / "sealed").as_posix(): p.read_bytes()
        for p in (tmp_path / "new" / "sealed").rglob("*")
        if p.is_file()
    }
    assert came == {
        "last": b"261123 1",
        "261123-0001-ab.sealed": b"box",
        "aside/261123-0002-ab.sealed": b"box aside",
    }


def test_what_could_not_be_read_back_is_not_written(
    ringed: makers.Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "_LARGEST", 100)
    with pytest.raises(Refused, match=r"rescue\.too_large"):
        write_rescued(ringed.register.folder, ringed.key, tmp_path / "out", at=LATER)
    assert list(tmp_path.glob("out*")) == []


def test_long_entries_are_bundled_by_their_bytes(
    ringed: makers.Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrive(ringed, "王淼")
    monkeypatch.setattr(outbox, "_BYTES_AT_ONCE", 1)
    write_rescued(ringed.register.folder, ringed.key, tmp_path / "out", at=LATER)
    pieces = outbox.open_outbox(tmp_path / "out", ringed.key).pieces()
    bundles = [piece.entries for piece in pieces if isinstance(piece, outbox.Entries)]
    assert max(map(len, bundles)) == 1
    came: list[Entry] = [entry for bundle in bundles for entry in bundle]
    assert [entry.n for entry in came] == list(range(1, ringed.register.last_entry + 1))


def test_a_register_that_lacks_a_photograph_is_backed_up_all_the_same_and_it_is_said(
    ringed: makers.Desk, tmp_path: Path
) -> None:
    disk, register = tmp_path / "disk", ringed.register
    disk.mkdir()
    arrive(ringed, "王淼")
    arrive(ringed, "李芳")
    next((register.folder / FOLDER).glob("*/*")).unlink()
    chosen = replace(settings.read(register.folder, {}), backup_folder=str(disk))
    made = backups.back_up(register.source(), chosen, NOON)
    assert (made.photographs, made.missing) == (1, 1)
    known = proof.check(made.folder, ringed.key)
    trouble = backups.outlook(chosen, NOON).trouble
    assert trouble is not None
    assert (trouble.key, trouble.facts) == ("backup.photographs_missing", {"count": 1})
    unsaid = msgspec.structs.replace(known, missing=())
    cover = manifest.read_cover(made.folder)
    sealed = manifest.seal(unsaid, cover.register, NOON, ringed.key)
    (made.folder / manifest.FILE).write_bytes(sealed)
    with pytest.raises(Unavailable, match=r"backup\.damaged"):
        proof.check(made.folder, ringed.key)
