"""Files that must be whole or not there: written beside, synced, then moved into place."""

import contextlib
import errno
import os
import stat
from pathlib import Path

from app.domain.errors import Unavailable


def replace_file(path: Path, data: bytes) -> None:
    """Write `data` to `path` so that a power cut leaves the old file or the new one."""
    beside = path.with_name(f"{path.name}.new")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        _take_away(beside)
        raise sentence_of(error, path.parent) from error


def read_plain(path: Path, most: int) -> bytes:
    """The bytes of a file where anybody may put one; OSError for a link, a pipe, a device, a
    folder, and for more than `most` bytes."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    try:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode) or about.st_size > most:
            raise OSError(errno.EINVAL, "no plain file of that size")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(most)
    finally:
        os.close(descriptor)


def remove_file(path: Path) -> None:
    """Take a file away so that a power cut does not bring it back."""
    try:
        path.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise sentence_of(error, path.parent) from error


def _take_away(beside: Path) -> None:
    # Half a paper is still somebody's name, in clear; and on a full disk it takes room.
    with contextlib.suppress(OSError):
        beside.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """The names in a folder outlive a power cut."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sentence_of(error: OSError, folder: Path) -> Unavailable:
    """The officer's sentence for what the disk said."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Unavailable("register.disk_full", folder=str(folder))
    return Unavailable("register.not_writable", folder=str(folder))


def why_not_writable(folder: Path) -> Unavailable:
    """SQLite says the same of a full disk and of a missing right; trying tells which it is."""
    probe = folder / "register.probe"
    try:
        try:
            with probe.open("wb") as file:
                file.write(bytes(4096))
                file.flush()
                os.fsync(file.fileno())
        finally:
            _take_away(probe)
    except OSError as error:
        return sentence_of(error, folder)
    return Unavailable("register.not_writable", folder=str(folder))


def make_folder(folder: Path) -> None:
    """A folder that only this account may read, and that a power cut leaves."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for made in reversed(missing):
            # Without this the files in it may be whole and yet have no name to be found by.
            sync_folder(made.parent)
    except OSError as error:
        raise sentence_of(error, folder) from error
