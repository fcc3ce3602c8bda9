"""A register out of a backup, on any machine, with what a rescue still found on top.

Nothing that exists is ever written over; until everything has proved right, the folder counts as
unfinished and holds no register.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from filelock import FileLock
from sqlalchemy.exc import DBAPIError

from app.domain.errors import Refused, Unavailable
from app.domain.ids import OfficerId, new_id
from app.domain.number import NumberBlock
from app.domain.staff import Viewing
from app.store import blobs, cipher, erasures, keys, outbox
from app.store.ask import all_of
from app.store.files import make_folder, sentence_of
from app.store.making import begin_making, discard, made
from app.store.manifest import Manifest, Part, open_manifest, read_cover
from app.store.proof import Step, no_step, seen
from app.store.register import Register, begin_again
from app.store.shelf import POOL, find, pool_place
from app.store.there import exists
from app.wire.entry import Entry

KeyOf = Callable[[keys.Ring], bytes]
"""The register's key out of its ring: by the printed sheet, or by a password."""
_LEAP = 1000
_LEAP_A_DAY = 200


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


@dataclass(slots=True, kw_only=True)
class _Work:
    """One restore under way."""

    to: Path
    key: bytes
    at: datetime
    step: Step
    since: datetime
    chosen: Path | None = None
    manifest: Manifest | None = None
    extra: outbox.Outbox | None = None
    pictures_lost: int = 0
    came: int = 0
    lost: tuple[int, ...] = ()


def restore(
    source: Path,
    to: Path,
    key_of: KeyOf,
    at: datetime,
    *,
    rescued: Path | None = None,
    step: Step = no_step,
) -> Restored:
    """Bring a register back into an empty folder. `source`: a place with backups (the newest is
    taken), one backup, or a rescued file alone; slow, tells `step` how far it is."""
    if exists(to):
        raise Refused("register.exists", folder=str(to))
    work = _understood(source, to, key_of, at, rescued, step)
    lock = begin_making(to)
    try:
        try:
            done = _bring_back(work, lock)
        except OSError as error:
            raise sentence_of(error, to) from error
        except DBAPIError as error:
            raise cipher.said_by_database(error.orig or error, to / cipher.FILE) from error
        made(to)
    except BaseException:
        # It was never a register: the folder may be tried again.
        discard(to)
        raise
    finally:
        lock.release()
    return done


def _understood(
    source: Path, to: Path, key_of: KeyOf, at: datetime, rescued: Path | None, step: Step
) -> _Work:
    """What there is and that the key opens it; nothing is written yet."""
    if source.is_file():
        rescued, chosen = source, None
        cover = outbox.read_cover(source)
        ring, since = cover.ring, cover.made_at
        key = key_of(ring)
    else:
        chosen, ring, key = _newest_that_opens(source, key_of)
        since = read_cover(chosen).made_at
    extra = outbox.open_outbox(rescued, key) if rescued else None
    if extra and extra.cover.register != ring.register:
        raise Refused("rescue.not_of_this", n=0)
    manifest = open_manifest(chosen, key) if chosen else None
    return _Work(
        to=to, key=key, at=at, step=step, since=since, chosen=chosen, manifest=manifest, extra=extra
    )


def _newest_that_opens(source: Path, key_of: KeyOf) -> tuple[Path, keys.Ring, bytes]:
    """The newest backup there; where several registers share the disk, the one of this key."""
    newest: dict[Path, Path] = {}
    for one in find(source):
        newest.setdefault(one.parent, one)
    wrong = Refused("backup.none_there", folder=source)
    for one in newest.values():
        ring = keys.read_ring(one)
        try:
            return one, ring, key_of(ring)
        except Refused as sorry:
            wrong = sorry
    raise wrong


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
        _burn_numbers(work, register)
        work.step("check", 0, 1)
        entries = register.verify_journal()
    finally:
        register.close()
    pictures = sum(1 for f in (work.to / blobs.FOLDER).glob("*/*"))
    return Restored(
        backup=work.chosen,
        made_at=work.since,
        entries=entries,
        photographs=pictures,
        photographs_lost=work.pictures_lost,
        came=work.came,
        lost=work.lost,
        erased=erased,
    )


def _copy(work: _Work, chosen: Path, manifest: Manifest) -> None:
    for one in manifest.files:
        work.step("database", 0, 1)
        target = work.to / one.path
        if target.exists():
            continue  # settings of this machine, a list that is merged below
        make_folder(target.parent)
        shutil.copyfile(chosen / one.path, target)
        target.chmod(0o600)
        if seen(work.to, target, work.step).sha256 != one.sha256:
            raise Unavailable("backup.damaged", folder=chosen, what=one.path)
    pool = chosen.parent / POOL
    for done, one in enumerate(manifest.blobs):
        work.step("photographs", done, len(manifest.blobs))
        # One picture that is gone must not keep everybody's files from coming back.
        work.pictures_lost += not _copy_picture(work, pool_place(pool, one.sha256), one)


def _copy_picture(work: _Work, place: Path, one: Part) -> bool:
    target = work.to / one.path
    make_folder(target.parent)
    if not place.is_file():
        return False
    shutil.copyfile(place, target)
    if seen(work.to, target, work.step).sha256 == one.sha256:
        return True
    target.unlink()
    return False


def _copy_pictures(work: _Work, extra: outbox.Outbox) -> None:
    for piece in extra.pieces():
        if isinstance(piece, outbox.Picture):
            target = work.to / piece.path
            if work.to not in target.resolve().parents:
                raise Unavailable("rescue.not_one", file=extra.path.name)
            make_folder(target.parent)
            target.write_bytes(piece.data)


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
            (work.to / f"{erasures.FILE}.rescued").write_bytes(piece.erased)
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
    rescued = work.to / f"{erasures.FILE}.rescued"
    if rescued.exists():
        listed += erasures.proved_lines(rescued.read_bytes(), work.key)
        rescued.unlink()
    erasures.note(work.to, work.key, listed)
    return register.keep_erased()


def _burn_numbers(work: _Work, register: Register) -> None:
    """Numbers that the lost tail may have put on paper are never given again."""
    leap = 0 if work.extra and not work.lost else _LEAP + len(work.lost)
    if not work.extra:
        leap += _LEAP_A_DAY * max(0, (work.at - work.since) // timedelta(days=1))
    burnt: list[object] = []
    by_kind: dict[str, list[NumberBlock]] = {}
    for block in all_of(register, NumberBlock):
        by_kind.setdefault(block.kind, []).append(block)
    for blocks in by_kind.values():
        highest = max(blocks, key=lambda b: b.last)
        for block in blocks:
            last = block.last + (leap if block is highest else 0)
            burnt.append(replace(block, last=last, following=last + 1))
    name = work.chosen.name if work.chosen else "rescued"
    note = Viewing(
        id=new_id(),
        person=None,
        officer=OfficerId(register.device),
        at=work.at,
        purpose="restored",
        what=name,
    )
    register.write(note, *burnt, by=register.device, at=work.at, reason="restored")
