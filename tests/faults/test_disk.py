"""The disk that power cuts are worked out on: only what was synced is sure."""

from pathlib import Path
from random import Random

import pytest

from app.soak import disk
from app.soak.disk import Disk, File, Step


def _left(done: Disk, name: str) -> set[bytes | None]:
    """Everything that may be found under a name after a cut."""
    found = [done.cut(Random(seed)) for seed in range(60)]
    return {next((c for p, c in one.items() if p.endswith(name)), None) for one in found}


def _step(op: int, fd: int = 0, at: int = 0, a: str | bytes = b"", b: str = "") -> Step:
    data = a.encode() if isinstance(a, str) else a
    return Step(op=op, fd=fd, at=at, a=data, b=b.encode())


@pytest.fixture
def folder(data: Path) -> Path:
    """One file, sure to be there."""
    (data / "old").write_bytes(b"before")
    return data


def test_what_was_not_synced_may_be_lost_and_what_was_is_sure(folder: Path) -> None:
    done = Disk(folder, before=folder)
    done.do(_step(1, 5, 0, str(folder / "old")))
    done.do(_step(3, 5, 0, b"AFTER!"))
    assert _left(done, "old") == {b"before", b"AFTER!"}
    done.do(_step(5, 5))
    assert _left(done, "old") == {b"AFTER!"}


def test_a_new_name_is_sure_only_when_its_folder_was_synced(folder: Path) -> None:
    done = Disk(folder, before=folder)
    done.do(_step(1, 5, 0, str(folder / "new")))
    done.do(_step(3, 5, 0, b"x"))
    done.do(_step(5, 5))
    assert _left(done, "new") == {None, b"x"}
    done.do(_step(1, 6, 0, str(folder)))
    done.do(_step(5, 6))
    assert _left(done, "new") == {b"x"}


def test_a_rename_leaves_the_old_file_or_the_new_one(folder: Path) -> None:
    done = Disk(folder, before=folder)
    done.do(_step(1, 5, 0, str(folder / "new")))
    done.do(_step(3, 5, 0, b"after"))
    done.do(_step(5, 5))
    done.do(_step(6, a=str(folder / "new"), b=str(folder / "old")))
    assert _left(done, "old") == {b"before", b"after"}


def test_a_file_in_a_folder_without_a_name_is_lost_with_it(folder: Path) -> None:
    done = Disk(folder, before=folder)
    done.do(_step(8, a=str(folder / "in")))
    done.do(_step(1, 5, 0, str(folder / "in" / "new")))
    done.do(_step(5, 5))
    done.do(_step(1, 6, 0, str(folder / "in")))
    done.do(_step(5, 6))
    assert None in _left(done, "new")


def test_a_write_is_torn_at_sectors_and_in_any_order() -> None:
    file = File(sure=bytearray(b"a" * 1536))
    file.waiting.append((0, b"b" * 1536))
    keeps = iter([False, True, False])
    assert file.left(lambda: next(keeps)) == b"a" * 512 + b"b" * 512 + b"a" * 512


def test_a_log_cut_short_ends_with_its_last_whole_step(data: Path) -> None:
    whole = disk._HEAD.pack(3, 5, 7, 2, 0) + b"ab"
    (data / "log").write_bytes(whole + whole[:-1])
    assert disk.read_log(data / "log") == [_step(3, 5, 7, b"ab")]


def test_a_folder_that_was_renamed_keeps_what_is_sure_in_it(folder: Path) -> None:
    done = Disk(folder, before=folder)
    done.do(_step(8, a=str(folder / "in")))
    done.do(_step(1, 5, 0, str(folder / "in" / "new")))
    done.do(_step(3, 5, 0, b"x"))
    done.do(_step(5, 5))
    done.do(_step(1, 6, 0, str(folder / "in")))
    done.do(_step(5, 6))
    done.do(_step(6, a=str(folder / "in"), b=str(folder / "out")))
    assert _left(done, "out/new") == {b"x", None}
    done.do(_step(1, 7, 0, str(folder)))
    done.do(_step(5, 7))
    assert _left(done, "out/new") == {b"x"}
    assert _left(done, "in/new") == {None}
