"""A register out of a backup, on any machine, with what a rescue still found on top.

Nothing that exists is ever written over; until everything has proved right, the folder counts as
unfinished and holds no register.
"""

import re
import tomllib
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import msgspec
from filelock import FileLock
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from app.domain.errors import Refused, Unavailable
from app.domain.ids import OfficerId, new_id
from app.domain.number import NumberBlock
from app.domain.staff import Viewing
from app.store import blobs, cipher, erasures, keys, leap, outbox
from app.store.ask import all_of
from app.store.bringing import Bringing
from app.store.files import sentence_of
from app.store.making import begin_making, discard, made
from app.store.manifest import Manifest, Part, open_manifest, read_cover
from app.store.named_pictures import NAMED
from app.store.newest import KeyOf, that_open
from app.store.proof import Step, no_step
from app.store.register import Register, begin_again
from app.store.shelf import POOL, pool_place
from app.store.there import exists
from app.wire.entry import Entry

_SETTINGS = "settings.toml"
_NEEDED = frozenset({cipher.FILE, keys.FILE})
_BACKUP_FOLDER = re.compile(r"^\s*[\"']?backup_folder[\"']?\s*=.*\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What came back, and what did not."""

    backup: Path | None
    made_at: datetime
    entries: int
    photographs: int
    photographs_lost: int
    came: int
    lost: tuple[int, ...]
    erased: int
    passed: tuple[str, ...] = ()
    """Newer backups, or such as may be, that were not whole."""
    remarks: tuple[Unavailable, ...] = ()
    """What the officer should read besides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """What there is to restore from; `backups` the newest first, none for a rescued file alone."""

    key: bytes
    backups: tuple[Path, ...] = ()
    passed: tuple[Path, ...] = ()
    extra: outbox.Outbox | None = None


@dataclass(slots=True, kw_only=True)
class _Work:
    """One restore under way."""

    to: Path
    key: bytes
    at: datetime
    step: Step
    since: datetime
    bringing: Bringing
    chosen: Path | None = None
    manifest: Manifest | None = None
    extra: outbox.Outbox | None = None
    came: int = 0
    lost: tuple[int, ...] = ()
    erased: list[erasures.Erasure] = field(default_factory=list)
    remarks: list[Unavailable] = field(default_factory=list)


def restore(
    source: Path,
    to: Path,
    key_of: KeyOf,
    at: datetime,
    *,
    rescued: Path | None = None,
    step: Step = no_step,
) -> Restored:
    """Bring a register back into an empty folder. `source`: a place with backups (the newest that
    is whole is taken), one backup, or a rescued file alone; slow, tells `step` how far it is."""
    if exists(to):
        raise Refused("register.exists", folder=str(to))
    found = _understood(source, key_of, rescued)
    passed, first = list(found.passed), None
    for chosen in found.backups or (None,):
        try:
            done = _made_of(_begun(found, chosen, to, at, step))
        except Unavailable as sorry:
            if chosen is None or sorry.key != "backup.damaged":
                raise
            # A damaged newest must not bar the whole ones behind it.
            first = first or sorry
            passed.append(chosen)
        else:
            return _with_passed(done, passed)
    raise first or Refused("backup.none_there", folder=source)


def _with_passed(done: Restored, passed: list[Path]) -> Restored:
    names = tuple(f"{one.parent.name}/{one.name}" for one in passed)
    if not names:
        return done
    said = Unavailable("restore.passed_over", names=", ".join(names))
    return replace(done, passed=names, remarks=(said, *done.remarks))


def _understood(source: Path, key_of: KeyOf, rescued: Path | None) -> _Source:
    """What there is and that the key opens it; nothing is written yet."""
    if source.is_file():
        key = key_of(outbox.read_cover(source).ring)
        return _Source(key=key, extra=outbox.open_outbox(source, key))
    choice = that_open(source, key_of)
    extra = outbox.open_outbox(rescued, choice.key) if rescued else None
    if extra and extra.cover.register != choice.register:
        raise Refused("rescue.not_of_this", n=0)
    return _Source(key=choice.key, backups=choice.backups, passed=choice.passed, extra=extra)


def _begun(found: _Source, chosen: Path | None, to: Path, at: datetime, step: Step) -> _Work:
    bringing = Bringing(to, step)
    work = _Work(
        to=to, key=found.key, at=at, step=step, since=at, bringing=bringing, extra=found.extra
    )
    if chosen:
        work.chosen, work.manifest = chosen, open_manifest(chosen, found.key)
        work.since = read_cover(chosen).made_at
    elif found.extra:
        work.since = found.extra.cover.made_at
    return work


def _made_of(work: _Work) -> Restored:
    lock = begin_making(work.to)
    try:
        try:
            done = _bring_back(work, lock)
            # What is called made is whole, after a power cut too.
            work.bringing.sync()
        except OSError as error:
            raise sentence_of(error, work.to) from error
        except DBAPIError as error:
            raise cipher.said_by_database(error.orig or error, work.to / cipher.FILE) from error
        made(work.to)
    except BaseException:
        # It was never a register: the folder may be tried again.
        work.bringing.take_away()
        discard(work.to)
        raise
    finally:
        lock.release()
    return done


def _bring_back(work: _Work, lock: FileLock) -> Restored:
    if work.chosen and work.manifest:
        _copy(work, work.chosen, work.manifest)
    if work.extra:
        _copy_pictures(work, work.extra)
    register = _opened(work, lock)
    try:
        if work.extra:
            _take_in(work, register, work.extra)
        erased = _forget_again(work, register)
        register.begin_new_life(work.at)
        _note(work, register)
        work.step("check", 0, 1)
        entries = register.verify_journal()
        lost = sum(not _is_readable(register, name) for name in _pictures(register))
    finally:
        register.close()
    pictures = sum(1 for f in (work.to / blobs.FOLDER).glob("*/*"))
    return Restored(
        backup=work.chosen,
        made_at=work.since,
        entries=entries,
        photographs=pictures,
        photographs_lost=lost,
        came=work.came,
        lost=work.lost,
        erased=erased,
        remarks=tuple(work.remarks),
    )


def _copy(work: _Work, chosen: Path, manifest: Manifest) -> None:
    left = [one.path for one in manifest.files if not _copy_file(work, chosen, one)]
    if left:
        work.remarks.append(Unavailable("restore.left_out", files=", ".join(left)))
    pool = chosen.parent / POOL
    for done, one in enumerate(manifest.blobs):
        work.step("photographs", done, len(manifest.blobs))
        # One picture that is gone must not keep everybody's files from coming back.
        work.bringing.copy(pool_place(pool, one.sha256), one)


def _copy_file(work: _Work, chosen: Path, one: Part) -> bool:
    """False where it is damaged and everybody's files can come back without it."""
    work.step("database", 0, 1)
    if work.bringing.is_there(one.path):
        return True  # settings of this machine, a list that is merged below
    if one.path == _SETTINGS:
        return _copy_settings(work, chosen / one.path, one)
    whole = work.bringing.copy(chosen / one.path, one)
    if not whole and one.path in _NEEDED:
        raise Unavailable("backup.damaged", folder=chosen, what=one.path)
    return whole


def _copy_settings(work: _Work, place: Path, one: Part) -> bool:
    """Under another name first: cut off in between, the next try must not take them for this
    machine's own."""
    aside = msgspec.structs.replace(one, path=f"{one.path}.brought")
    if not work.bringing.copy(place, aside):
        return False
    brought = work.to / aside.path
    work.bringing.put(_SETTINGS, _without_the_disk(work, brought.read_bytes()))
    brought.unlink()
    return True


def _without_the_disk(work: _Work, written: bytes) -> bytes:
    """A restored register, and be it a drill's, must not push the real backups off their disk:
    where its own go is chosen anew."""
    text = written.decode("utf-8", errors="replace")
    try:
        folder = tomllib.loads(text).get("backup_folder")
    except tomllib.TOMLDecodeError:
        return written  # the desk says so when it starts
    if not folder:
        return written
    work.remarks.append(Unavailable("restore.folder_left", folder=folder))
    return _BACKUP_FOLDER.sub("", text).encode()


def _copy_pictures(work: _Work, extra: outbox.Outbox) -> None:
    for piece in extra.pieces():
        if isinstance(piece, outbox.Picture):
            target = work.to / piece.path
            if work.to not in target.resolve().parents:
                raise Unavailable("rescue.not_one", file=extra.path.name)
            # A photograph of the backup is proved; the last number of a day is the later one's.
            later = piece.path.startswith("sealed/") and work.bringing.brought(piece.path)
            if later or not work.bringing.is_there(piece.path):
                work.bringing.put(piece.path, piece.data)


def _pictures(register: Register) -> set[str]:
    """Every picture that a row speaks of."""
    found = {row[0] for column in NAMED for row in register.ask(select(column).distinct())}
    return found - {""}


def _is_readable(register: Register, name: str) -> bool:
    try:
        register.blobs.get(name)
    except Unavailable:
        return False
    return True


def _opened(work: _Work, lock: FileLock) -> Register:
    """The copied database brought to today's tables, or an empty one for a rescue alone."""
    if work.chosen:
        return begin_again(work.to, work.key, work.at, lock)
    ring = work.extra.cover.ring if work.extra else keys.read_ring(work.to)
    keys.write_ring(work.to, ring)
    return begin_again(work.to, work.key, work.at, lock, device_id=UUID(ring.register))


def _take_in(work: _Work, register: Register, extra: outbox.Outbox) -> None:
    entries: list[Entry] = []
    for piece in extra.pieces():
        if isinstance(piece, outbox.Entries):
            entries += piece.entries
        elif isinstance(piece, outbox.End):
            work.lost = piece.lost
            work.erased = erasures.proved_lines(piece.erased, work.key)
    work.step("rescued", 0, len(entries))
    last = register.journal_size()[0]
    done = register.take_in(entries)
    work.came = done.came
    # What the backup holds is not lost, however unreadable it was in the damaged register.
    work.lost = tuple(n for n in {*work.lost, *done.left} if n > last or n in done.left)


def _forget_again(work: _Work, register: Register) -> int:
    """Nobody who was erased comes back, whenever the backup was made."""
    backups = [work.chosen, work.chosen.parent] if work.chosen else []
    places = [work.to, *backups]
    listed = [e for place in places for e in erasures.read(place, work.key)]
    listed += work.erased
    work.bringing.brings(erasures.FILE)
    erasures.note(work.to, work.key, listed)
    return register.keep_erased()


def _leap(work: _Work) -> int:
    """How far numbers jump; only the running block goes where a rescue brought everything."""
    gone_by = leap.gone_by(work.at, work.since, work.manifest.facts.hlc if work.manifest else 0)
    if work.extra and not work.lost:
        return leap.apart(gone_by)
    days = timedelta() if work.extra else gone_by
    return leap.apart(gone_by) + leap.past_the_lost(days) + len(work.lost)


def _note(work: _Work, register: Register) -> None:
    burnt = leap.burnt(all_of(register, NumberBlock), _leap(work))
    note = Viewing(
        id=new_id(),
        person=None,
        officer=OfficerId(register.device),
        at=work.at,
        purpose="restored",
        what=work.chosen.name if work.chosen else "rescued",
    )
    register.write(note, *burnt, by=register.device, at=work.at, reason="restored")
