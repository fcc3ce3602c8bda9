"""The demo's own folder: marked, so that a real register is never touched."""

import shutil
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from app.desk import door
from app.domain.errors import Refused, Unavailable
from app.store import keys
from app.store.files import make_folder, replace_file

MARK = "DEMO"
_MADE = (
    "register.db", "register.db-wal", "register.db-shm", "register.mark", "keys.json", MARK,
    "blobs", "public", "log", "backups", "sealed", "emergency.pub", "attempts.json", "drafts.mark",
)  # fmt: skip


class _Results(msgspec.Struct, frozen=True):
    papers: list[str]
    pictures: list[str]


def clear(data: Path) -> None:
    """An empty folder for a new sample station; whatever is not a demo is refused, not touched."""
    make_folder(data)
    if not door.is_set_up(data):
        return
    if not is_demo(data):
        raise Refused("demo.not_a_demo", folder=str(data))
    try:
        with FileLock(data / "register.lock", timeout=0):
            for name in _MADE:
                _remove(data / name)
    except Timeout:
        raise Refused("register.open_elsewhere", folder=str(data)) from None
    except OSError:
        raise Unavailable("register.not_writable", folder=str(data)) from None


def is_demo(data: Path) -> bool:
    """Whether the mark names the very register that is in the folder."""
    try:
        return (data / MARK).read_text(encoding="utf-8").strip() == keys.read_ring(data).register
    except (OSError, UnicodeDecodeError, Unavailable):
        return False


def mark(data: Path) -> None:
    """This register is a demo's."""
    replace_file(data / MARK, f"{keys.read_ring(data).register}\n".encode())


def clear_results(out: Path) -> None:
    """Take away exactly what the last demo's summary says it wrote here."""
    try:
        summary = msgspec.json.decode((out / "summary.json").read_bytes(), type=_Results)
    except (OSError, ValueError, msgspec.MsgspecError):
        return
    for name in (*summary.papers, *summary.pictures, "summary.json"):
        place = out / name
        if place.resolve().is_relative_to(out.resolve()):
            place.unlink(missing_ok=True)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
