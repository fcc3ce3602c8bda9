"""A folder on its way to hold a register: taken hold of, half made, made, or given up."""

from pathlib import Path

from filelock import FileLock, Timeout

from app.domain.errors import Refused
from app.store import draft_mark, keys, mark
from app.store.cipher import FILE
from app.store.disk import refuse_share
from app.store.files import make_folder, remove_file, replace_file, sentence_of
from app.store.there import MAKING, exists

_ASIDE = "unfinished"
_FILES = (FILE, f"{FILE}-wal", f"{FILE}-shm", keys.FILE, mark.FILE, draft_mark.FILE)


def hold(folder: Path) -> FileLock:
    """The lock that one desk has of a folder; refused while another has it."""
    refuse_share(folder)
    lock = FileLock(folder / "register.lock", thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise Refused("register.open_elsewhere", folder=str(folder)) from None
    except OSError as error:
        raise sentence_of(error, folder) from error
    return lock


def begin_making(folder: Path) -> FileLock:
    """Take hold of a folder for a new register; refused where anything of one exists."""
    refuse_share(folder)  # before anything is made on it
    make_folder(folder)
    lock = hold(folder)
    try:
        _must_be_free(folder)
        _set_aside(folder)
        replace_file(folder / MAKING, b"")
    except BaseException:
        lock.release()
        raise
    return lock


def _must_be_free(folder: Path) -> None:
    if exists(folder):
        raise Refused("register.exists", folder=str(folder))


def made(folder: Path) -> None:
    """Everything is in its place: from now on this is a register."""
    remove_file(folder / MAKING)


def _set_aside(folder: Path) -> None:
    """What is half made is moved, not deleted: nobody should have to trust us there."""
    left = [folder / name for name in _FILES]
    try:
        for file in (f for f in left if f.exists()):
            make_folder(folder / _ASIDE)
            file.replace(folder / _ASIDE / file.name)
    except OSError as error:
        raise sentence_of(error, folder) from error


def discard(folder: Path) -> None:
    """Take away a register whose set-up failed half-way; only ever called by set-up itself."""
    for name in (*_FILES, MAKING):
        (folder / name).unlink(missing_ok=True)
