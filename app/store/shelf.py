"""Where backups stand: which are whole, which is the newest, which expire."""

import contextlib
import shutil
from pathlib import Path

from app.domain.errors import Refused, Unavailable
from app.store.files import sync_folder
from app.store.manifest import FILE, open_manifest, read_cover

POOL = "blobs"
PART = ".part"


def pool_place(pool: Path, sha256: str) -> Path:
    """Where an encrypted photograph lies among all backups."""
    return pool / sha256[:2] / sha256


def whole_ones(home: Path) -> list[Path]:
    """Backups in the folder of one register, newest first; half ones are none."""
    if not home.is_dir():
        return []
    named = (f for f in home.iterdir() if f.is_dir() and f.suffix != PART and f.name != POOL)
    return sorted((f for f in named if (f / FILE).exists()), reverse=True)


def find(folder: Path) -> list[Path]:
    """The backups at a place: itself one, the folder of one register, or of several."""
    try:
        if (folder / FILE).exists():
            return [folder]
        homes = [folder, *sorted(f for f in folder.iterdir() if f.is_dir())]
        found = [one for home in homes for one in whole_ones(home)]
    except OSError as error:
        raise Unavailable("backup.unreadable", folder=folder) from error
    readable = [one for one in found if _has_cover(one)]
    if found and not readable:
        read_cover(found[0])  # says what is wrong with it
    return sorted(readable, key=lambda one: read_cover(one).made_at, reverse=True)


def _has_cover(folder: Path) -> bool:
    """One damaged manifest must not hide the other backups."""
    try:
        read_cover(folder)
    except (Refused, Unavailable):
        return False
    return True


def thin_out(home: Path, key: bytes, keep: int, newest: Path) -> None:
    """Backups expire: the oldest beyond `keep`, then photographs that none of the rest needs."""
    # The newest by what was made, not by its name: the clock may have been set back.
    standing = [one for one in whole_ones(home) if one != newest]
    for old in standing[max(keep, 1) - 1 :]:
        # Its manifest first, and surely: half gone is none at all, after a power cut as well.
        (old / FILE).unlink()
        sync_backup_folder(old)
        shutil.rmtree(old)
    # One whose manifest cannot be read may still be wanted: then no photograph goes.
    needed = {b.sha256 for one in whole_ones(home) for b in open_manifest(one, key).blobs}
    for file in (home / POOL).glob("*/*"):
        if file.name not in needed:
            file.unlink()


def sync_backup_folder(folder: Path) -> None:
    """The names in it outlive a power cut, where the disk that is plugged in knows how to."""
    with contextlib.suppress(OSError):
        sync_folder(folder)


def clear(home: Path) -> None:
    """Take away what a killed backup left."""
    for half in sorted(home.glob(f"*{PART}")) if home.is_dir() else []:
        shutil.rmtree(half)
