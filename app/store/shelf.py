"""Where backups stand: which are whole, which is the newest, which expire."""

import contextlib
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import Refused, Unavailable
from app.store.files import sync_folder
from app.store.manifest import FILE, Manifest, open_manifest, read_cover

POOL = "blobs"
PART = ".part"
HOME = "guitu-"
_NAMED = re.compile(r"\d{8}T\d{6}Z(-\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What lies at a place, the latest by the date on it first; `passed` cannot be read."""

    whole: tuple[Path, ...]
    passed: tuple[Path, ...]


def pool_place(pool: Path, sha256: str) -> Path:
    """Where an encrypted photograph lies among all backups."""
    return pool / sha256[:2] / sha256


def whole_ones(home: Path) -> list[Path]:
    """Backups in the folder of one register, the last name first; half ones are none."""
    if not home.is_dir():
        return []
    named = (f for f in home.iterdir() if f.is_dir() and f.suffix != PART and f.name != POOL)
    return sorted((f for f in named if (f / FILE).exists()), reverse=True)


def find(folder: Path) -> list[Path]:
    """The backups at a place that can be read, the latest by the date on it first."""
    return list(look(folder).whole)


def look(folder: Path) -> Seen:
    """A place may be one backup, the folder of one register, or of several among other things."""
    try:
        homes = [folder, *sorted(f for f in folder.iterdir() if f.is_dir())]
        found = [folder] if (folder / FILE).exists() else whole_ones(folder)
    except OSError as error:
        raise Unavailable("backup.unreadable", folder=folder) from error
    passed: list[Path] = []
    for home in homes[1:] if found != [folder] else []:
        try:
            found += whole_ones(home)
        except OSError:
            # lost+found and the like are everywhere; a home of backups is worth a word.
            passed += [home] if home.name.startswith(HOME) else []
    readable = [one for one in found if _has_cover(one)]
    if found and not readable:
        read_cover(found[0])  # says what is wrong with it
    passed += [one for one in found if one not in readable]
    dated = sorted(readable, key=lambda one: read_cover(one).made_at, reverse=True)
    return Seen(whole=tuple(dated), passed=tuple(passed))


def _has_cover(folder: Path) -> bool:
    """One damaged manifest must not hide the other backups."""
    try:
        read_cover(folder)
    except (Refused, Unavailable):
        return False
    return True


def newest_first(ones: Iterable[tuple[Path, Manifest]]) -> list[Path]:
    """By what they hold: the life that was written in last, in it the most entries. The date
    decides only between equals, for a clock falls back, and has stood in the future."""
    proved = list(ones)
    last: dict[str, int] = {}
    for _, one in proved:
        life = one.facts.incarnation
        last[life] = max(last.get(life, 0), one.facts.hlc)
    ranked = sorted(
        proved,
        key=lambda p: (last[p[1].facts.incarnation], p[1].facts.n, read_cover(p[0]).made_at),
        reverse=True,
    )
    return [folder for folder, _ in ranked]


def thin_out(home: Path, key: bytes, keep: int, newest: Path) -> None:
    """Backups expire: the oldest beyond `keep`, then photographs that none of the rest needs.
    The one with the most entries stays, and so does `newest`, whatever the clock said."""
    ours, foreign = _proved(home, key)
    order = newest_first(ours.items())
    standing = [one for one in order if one != newest]
    spare = max(keep - 1, int(order[:1] != [newest]))
    for old in standing[spare:]:
        # Its manifest first, and surely: half gone is none at all, after a power cut as well.
        (old / FILE).unlink()
        sync_backup_folder(old)
        shutil.rmtree(old)
        del ours[old]
    if any(_may_be_ours(one, read_cover(newest).register) for one in foreign):
        return  # a damaged one of ours may still be wanted: then no photograph goes
    needed = {b.sha256 for manifest in ours.values() for b in manifest.blobs}
    for file in (home / POOL).glob("*/*"):
        if file.name not in needed:
            file.unlink()


def _proved(home: Path, key: bytes) -> tuple[dict[Path, Manifest], list[Path]]:
    """The backups that this key opens, and what else looks like one: that is never touched."""
    ours: dict[Path, Manifest] = {}
    foreign: list[Path] = []
    for one in whole_ones(home):
        try:
            ours[one] = open_manifest(one, key)
        except (Refused, Unavailable):
            foreign.append(one)
    return ours, foreign


def _may_be_ours(folder: Path, register: str) -> bool:
    try:
        return read_cover(folder).register == register
    except (Refused, Unavailable) as sorry:
        if sorry.key != "backup.damaged":
            return True  # a newer program's, or not readable today
    # A bit that fell over may have spoilt the form as well: the name of the register stands in it.
    with contextlib.suppress(OSError):
        return register.encode() in (folder / FILE).read_bytes()
    return True


def sync_backup_folder(folder: Path) -> None:
    """The names in it outlive a power cut, where the disk that is plugged in knows how to."""
    with contextlib.suppress(OSError):
        sync_folder(folder)


def clear(home: Path) -> None:
    """Take away what a killed backup left, and what one that was killed expiring left."""
    for one in sorted(home.iterdir()) if home.is_dir() else []:
        gone = _NAMED.fullmatch(one.name) and one.is_dir() and not (one / FILE).exists()
        if one.suffix == PART:
            shutil.rmtree(one)
        elif gone and not one.is_symlink():
            shutil.rmtree(one, ignore_errors=True)
