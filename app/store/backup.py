"""Backups: an encrypted copy beside running work, checked before it gets its name.

`FOLDER/guitu-<register>/<time>/` holds the database, the key ring and the manifest; photographs
lie once in `blobs/` beside them, named by the SHA-256 of the encrypted file, for all backups.
"""

import contextlib
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy.exc import DBAPIError

from app.domain.errors import Refused, Unavailable
from app.store import blobs, cipher, erasures, keys, mark, sealed, tail
from app.store.files import make_folder, sentence_of
from app.store.manifest import FILE, Facts, Manifest, Part, seal
from app.store.proof import Step, check, facts_of, no_step, photographs_in, places_of, seen
from app.store.shelf import HOME, PART, POOL, clear, pool_place, sync_backup_folder, thin_out

_NAME = "%Y%m%dT%H%M%SZ"
_ROOM_FOR_ARRIVALS = 200_000_000
# Only what is ours by name: whatever else lies there, or a link leads to, may be in clear. The
# marks are of the moment, not of the copy.
_LOOSE = (keys.FILE, "settings.toml", erasures.FILE, sealed.PUBLIC)
_BOXES = (sealed.FOLDER, f"{sealed.FOLDER}/{sealed.ASIDE}")
_BOX = re.compile(r"last|([\w-]+\.sealed|emergency\.pub)(\.[0-9a-f]{6})?", re.ASCII)
_PICTURE = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a backup needs of a register; it may be closed meanwhile, the copy goes on."""

    folder: Path
    key: bytes
    register: str

    @property
    def home(self) -> str:
        """The folder's name for this register's backups: desks may share one disk."""
        return f"{HOME}{self.register.replace('-', '')[-12:]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A backup that was opened and proved right."""

    folder: Path
    made_at: datetime
    entries: int
    photographs: int
    size: int
    missing: int = 0
    """Photographs whose files the register itself has no more."""


def make(source: Source, into: Path, at: datetime, keep: int, step: Step = no_step) -> Made:
    """Copy, check, and only then name it; older ones beyond `keep` go last of all."""
    if not into.exists():
        # Never made here: where the disk is unplugged, its folder would lie on this one.
        raise Unavailable("backup.no_folder", folder=into)
    with _alone(source.folder):
        home = into / source.home
        part = home / f"{at.astimezone(UTC):{_NAME}}{PART}"
        try:
            clear(home)
            _must_have_room(source.folder, into)
            make_folder(part)
            make_folder(home / POOL)
            made = _fill(source, part, at, step)
            step("name", 0, 1)
            part.rename(made.folder)
            sync_backup_folder(home)
        except (OSError, DBAPIError) as error:
            _throw_away(part)
            raise _sorry(error, into) from error
        except (Refused, Unavailable) as sorry:
            _throw_away(part)
            raise _ours(sorry, into) from sorry
        with contextlib.suppress(OSError, Unavailable, Refused):
            thin_out(home, source.key, keep, made.folder)
        return made


def _must_have_room(data: Path, into: Path) -> None:
    """On the register's own disk a backup stops early: the last room is for arrivals."""
    if data.stat().st_dev != into.stat().st_dev:
        return
    register = (data / cipher.FILE, data / f"{cipher.FILE}-wal")
    wanted = sum(file.stat().st_size for file in register if file.exists())
    if shutil.disk_usage(into).free < wanted + _ROOM_FOR_ARRIVALS:
        raise Unavailable("backup.disk_full", folder=into)


def _fill(source: Source, part: Path, at: datetime, step: Step) -> Made:
    files = []
    facts, spoken_of = _copy_database(source, part / cipher.FILE, step)
    files.append(seen(part, part / cipher.FILE, step))
    for file in loose_files(source.folder):
        beside = part / file.relative_to(source.folder)
        # Merged or renewed at this very moment, or no box of ours at all.
        with contextlib.suppress(FileNotFoundError, Refused):
            data = file.read_bytes() if file.parent == source.folder else sealed.read_box(file)
            make_folder(beside.parent)
            _write(beside, data)
            files.append(seen(part, beside, step))
    pictures = _copy_blobs(source, part.parent / POOL, step)
    places = set(places_of(spoken_of, source.folder, source.key))
    missing = tuple(sorted(places - {one.path for one in pictures}))
    manifest = Manifest(facts=facts, files=tuple(files), blobs=tuple(pictures), missing=missing)
    _write(part / FILE, seal(manifest, source.register, at, source.key))
    _copy_erasures(source, part.parent)
    for folder in (part, *(part / name for name in _BOXES)):
        if folder.is_dir():
            sync_backup_folder(folder)
    check(part, source.key, step)
    size = sum(one.size for one in (*manifest.files, *manifest.blobs))
    named = _free_name(part.with_suffix(""))
    return Made(
        folder=named,
        made_at=at,
        entries=facts.n,
        photographs=len(pictures),
        size=size,
        missing=len(missing),
    )


def _free_name(wanted: Path) -> Path:
    """Two in one second, or a clock set back: the earlier one stays."""
    name, count = wanted, 1
    while name.exists():
        count += 1
        name = wanted.with_name(f"{wanted.name}-{count}")
    return name


def _copy_database(source: Source, to: Path, step: Step) -> tuple[Facts, set[str]]:
    """One moment of the database: whoever writes meanwhile neither waits nor gets in."""
    engine = cipher.reader_engine(source.folder / cipher.FILE, source.key)
    try:
        with engine.connect() as connection:
            # A register whose acknowledged tail is gone is rescued, not kept as if it were whole.
            tail.prove(connection, mark.MarkFile(source.folder, keys.derive(source.key, "mark")))
            facts, pictures = facts_of(connection), photographs_in(connection)
            cipher.copy_to(connection, to, source.key, lambda d, o: step("database", d, o))
    finally:
        engine.dispose()
    _flush(to)
    return facts, pictures


def loose_files(folder: Path) -> Iterator[Path]:
    """The small files beside the database: ring, settings, lists, sealed emergencies."""
    for file in (folder / name for name in _LOOSE):
        if file.is_file() and not file.is_symlink():
            yield file
    for boxes in (folder / name for name in _BOXES):
        if boxes.is_dir() and not boxes.is_symlink():
            yield from sorted(f for f in boxes.iterdir() if _BOX.fullmatch(f.name))


def pictures(folder: Path) -> Iterator[Path]:
    """The encrypted photographs of a register, by their names; half ones are none."""
    for file in sorted((folder / blobs.FOLDER).glob("*/*")):
        link = file.is_symlink() or file.parent.is_symlink()
        if _PICTURE.fullmatch(file.name) and file.is_file() and not link:
            yield file


def _copy_blobs(source: Source, pool: Path, step: Step) -> list[Part]:
    """Only what is not yet in the pool is written; everything is read and named by its hash."""
    found, there = list(pictures(source.folder)), []
    for done, file in enumerate(found):
        step("photographs", done, len(found))
        data = _bytes(file)
        if data is None:
            continue
        name = hashlib.sha256(data).hexdigest()
        place = pool_place(pool, name)
        if not place.exists() or place.stat().st_size != len(data):
            make_folder(place.parent)
            _write(place, data)
            sync_backup_folder(place.parent)
        path = file.relative_to(source.folder).as_posix()
        there.append(Part(path=path, size=len(data), sha256=name))
    return there


def _bytes(file: Path) -> bytes | None:
    """A photograph as it lies there; None where somebody was erased at this very moment."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def _copy_erasures(source: Source, home: Path) -> None:
    # Beside the backups too: an older one that is restored must hear of later erasures.
    erasures.note(home, source.key, erasures.read(source.folder, source.key))


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One backup of a register at a time, from the window or the command line."""
    lock = FileLock(folder / "backup.lock", thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise Refused("backup.running") from None
    except OSError as error:
        raise sentence_of(error, folder) from error
    try:
        yield
    finally:
        lock.release()


def _throw_away(part: Path) -> None:
    with contextlib.suppress(OSError):
        shutil.rmtree(part)


def _write(path: Path, data: bytes) -> None:
    beside = path.with_name(f"{path.name}.new")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


_OURS = {
    "register.disk_full": "backup.disk_full",
    "register.not_writable": "backup.not_writable",
    "register.unreadable": "backup.not_writable",
}


def _ours(sorry: Refused | Unavailable, into: Path) -> Refused | Unavailable:
    """A full disk in mid-backup is the backup's disk: no save failed."""
    key = _OURS.get(sorry.key)
    return Unavailable(key, folder=into) if key else sorry


def _sorry(error: Exception, into: Path) -> Refused | Unavailable:
    if isinstance(error, OSError):
        return _ours(sentence_of(error, into), into)
    origin = getattr(error, "orig", None) or error
    return _ours(cipher.said_by_database(origin, into / cipher.FILE), into)
