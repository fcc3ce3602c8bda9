"""A register on a network share is refused, wherever in it the folder lies."""

from collections import namedtuple
from pathlib import Path

import psutil
import pytest

from app.domain.errors import Refused
from app.store import disk, keys
from app.store.register import create, open_register
from tests.makers import NOON

Mount = namedtuple("Mount", "mountpoint fstype opts")
ROOT = Mount("/", "ext4", "rw")
HERE = [ROOT, Mount("/media/usb", "vfat", "rw"), Mount("/mnt/work", "nfs4", "rw")]


def mounted(monkeypatch: pytest.MonkeyPatch, *mounts: Mount) -> None:
    """As if these were mounted here."""
    monkeypatch.setattr(psutil, "disk_partitions", lambda **_: [ROOT, *mounts])


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "davfs"])
def test_every_kind_of_share_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    mounted(monkeypatch, Mount(str(tmp_path), kind, "rw"))
    folder = tmp_path / "data"
    with pytest.raises(Refused, match=r"register\.on_a_share") as said:
        create(folder, keys.new_key(), NOON)
    assert said.value.facts["kind"] == kind
    with pytest.raises(Refused, match=r"register\.on_a_share"):
        open_register(folder, keys.new_key(), NOON)
    assert not (folder / "register.db").exists()


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/home/station", ""), ("/media/usb/x", ""), ("/mnt/work", "nfs4"), ("/mnt/work/a/b", "nfs4"),
     ("/mnt/workshop", ""), ("/mnt", "")],
)  # fmt: skip
def test_the_innermost_mount_decides(path: str, kind: str) -> None:
    assert disk._kind(path, HERE) == kind


def test_the_last_mount_on_a_place_decides() -> None:
    covered = [*HERE, Mount("/mnt/work", "ext4", "rw")]
    assert disk._kind("/mnt/work/a", covered) == ""


def test_a_link_to_a_share_is_seen_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "share")
    mounted(monkeypatch, Mount(str(tmp_path / "share"), "cifs", "rw"))
    assert disk.share_of(tmp_path / "link" / "data") == "cifs"


def test_a_remote_drive_of_windows_and_a_disk_are_told_apart() -> None:
    drives = [("C:\\", "NTFS", "rw,fixed"), ("Z:\\", "", "rw,remote")]
    assert disk._kind("Z:\\guitu", drives) == "remote"
    assert disk._kind("c:\\guitu", drives) == ""


def test_this_machines_own_disk_is_no_share(tmp_path: Path) -> None:
    assert disk.share_of(tmp_path) == ""
