"""Backups as the desk sees them: where, how often, how the last one went; rescue and restore."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import msgspec

from app.domain.errors import Refused, Unavailable
from app.domain.ids import OfficerId, new_id
from app.domain.staff import Officer, Right, Viewing
from app.settings import Settings, keep
from app.store import backup, blobs, erasures, keys, outbox, rescue, sealed
from app.store.backup import Made, Source
from app.store.files import make_folder, replace_file
from app.store.proof import Step, no_step
from app.store.register import Register

STATE = "backup.json"
TRY_AGAIN = timedelta(minutes=15)
STALE = 3
"""After so many missed backups the officers are told, not only the page."""
_Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class State(msgspec.Struct, frozen=True, kw_only=True):
    """How the last good backup and the last try went; holds nothing about anybody."""

    made_at: _Moment | None = None
    folder: str = ""
    entries: int = 0
    photographs: int = 0
    size: int = 0
    missing: int = 0
    tried_at: _Moment | None = None
    failed: str = ""
    facts: dict[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the administrator may choose about backups."""

    folder: str
    hours: int
    keep: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What the page shows of it."""

    state: State
    folder: Path
    next_at: datetime
    same_disk: bool
    chosen: Choice

    @property
    def trouble(self) -> Unavailable | None:
        """Why the last try failed, or what the last good one lacks, as an error with a sentence."""
        said = self.state
        if said.failed:
            return Unavailable(said.failed, **said.facts)
        lacks = Unavailable("backup.photographs_missing", count=said.missing)
        return lacks if said.missing else None


def folder_of(settings: Settings) -> Path:
    """Where backups go: the chosen folder, or one in the data folder."""
    return Path(settings.backup_folder) if settings.backup_folder else settings.data / "backups"


def read_state(data: Path) -> State:
    """How it stands; as if nothing had been done where the note cannot be read."""
    try:
        return msgspec.json.decode((data / STATE).read_bytes(), type=State)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return State()


def outlook(settings: Settings, at: datetime) -> Outlook:
    """How backups stand at this moment."""
    state, folder = read_state(settings.data), folder_of(settings)
    return Outlook(
        state=state,
        folder=folder,
        next_at=next_at(state, settings, at),
        same_disk=_same_disk(settings.data, folder),
        chosen=Choice(
            folder=settings.backup_folder,
            hours=settings.backup_hours,
            keep=settings.backup_keep,
        ),
    )


def _same_disk(data: Path, folder: Path) -> bool:
    try:
        there = folder if folder.exists() else folder.parent
        return there.stat().st_dev == data.stat().st_dev
    except OSError:
        return False


def next_at(state: State, settings: Settings, at: datetime) -> datetime:
    """When the next one is due; a failed one is tried again soon, a clock set back is no excuse."""
    made = state.made_at
    hours = timedelta(hours=settings.backup_hours)
    due = at if made is None or made > at else made + hours
    if state.failed and state.tried_at and state.tried_at <= at:
        return max(due, state.tried_at + TRY_AGAIN)
    return due


def is_due(settings: Settings, at: datetime) -> bool:
    """Whether a backup should begin now."""
    return next_at(read_state(settings.data), settings, at) <= at


def is_stale(settings: Settings, at: datetime) -> bool:
    """Whether the officers should hear that there has been no good backup for long."""
    state = read_state(settings.data)
    waited = timedelta(hours=STALE * settings.backup_hours)
    # Whatever became of the last try: one that died said nothing.
    return bool(state.failed) if state.made_at is None else at - state.made_at > waited


def is_elsewhere(settings: Settings, to: Path | None) -> bool:
    """Whether a backup to this folder would leave the place that was chosen for them."""
    return to is not None and to.resolve() != folder_of(settings).resolve()


def back_up(
    source: Source, settings: Settings, at: datetime, step: Step = no_step, to: Path | None = None
) -> Made:
    """Make and check one; how it went is noted either way. Slow, beside running work.

    A copy made elsewhere is nobody's next backup: it is not noted and puts none off.
    """
    into = to or folder_of(settings)
    if is_elsewhere(settings, to):
        return backup.make(source, into, at, settings.backup_keep, step)
    if not settings.backup_folder:
        make_folder(into)  # on this very disk; a chosen one is never made here
    try:
        made = backup.make(source, into, at, settings.backup_keep, step)
    except (Refused, Unavailable) as sorry:
        if sorry.key not in {"backup.cancelled", "backup.running"}:
            note_failure(settings.data, sorry, at)
        raise
    _note(
        settings.data,
        State(
            made_at=at,
            folder=str(made.folder),
            entries=made.entries,
            photographs=made.photographs,
            size=made.size,
            missing=made.missing,
            tried_at=at,
        ),
    )
    return made


def note_failure(data: Path, sorry: Refused | Unavailable, at: datetime) -> None:
    """The last try did not end well; the last good one stays what it was."""
    facts = {name: str(fact) for name, fact in sorry.facts.items()}
    old = read_state(data)
    _note(data, msgspec.structs.replace(old, tried_at=at, failed=sorry.key, facts=facts))


def _note(data: Path, state: State) -> None:
    try:
        replace_file(data / STATE, msgspec.json.encode(state))
    except Unavailable:
        return  # the backup is made; only its date is not remembered


def choose(
    register: Register, settings: Settings, wanted: Choice, *, by: Officer, at: datetime
) -> None:
    """Another folder or rhythm; noted in the log, since a copy leaves the machine."""
    by.must(Right.STAFF)
    folder = wanted.folder.strip()
    if folder:
        _must_take_files(Path(folder))
    chosen: dict[str, str | int]
    chosen = {"backup_folder": folder, "backup_hours": wanted.hours, "backup_keep": wanted.keep}
    for name, value in chosen.items():
        keep(settings.data, name, value)
    seen = Viewing(
        id=new_id(),
        person=None,
        officer=OfficerId(by.id),
        at=at,
        purpose="backup_chosen",
        what="backups",
    )
    register.write(seen, by=by.id, at=at, reason="backup_chosen")


def _must_take_files(folder: Path) -> None:
    if not folder.is_absolute():
        raise Refused("backup.not_absolute", folder=folder)
    try:
        folder.mkdir(exist_ok=True)
        proof = folder / ".guitu-probe"
        proof.write_bytes(b"")
        proof.unlink()
    except OSError as error:
        raise Unavailable("backup.not_writable", folder=folder) from error


def write_rescued(
    data: Path,
    key: bytes,
    out: Path,
    *,
    at: datetime,
    may: Callable[[rescue.Rescued], None] = lambda _found: None,
) -> rescue.Rescued:
    """Everything a damaged register still gives, in one sealed file, with every photograph: no
    backup is sure to be at hand when it is needed. `may` refuses before anything is written."""
    found = rescue.rescue(data, key)
    may(found)
    ring = keys.read_ring(data)
    listed = data / erasures.FILE
    end = outbox.End(
        entries=len(found.entries),
        lost=found.lost,
        erased=listed.read_bytes() if listed.exists() else b"",
    )
    cover = outbox.Cover(version=outbox.VERSION, register=ring.register, made_at=at, ring=ring)
    left: list[str] = []
    outbox.write(out, cover, key, found.entries, _pictures(data, key, found, left), end)
    return replace(found, left=tuple(left))


def _pictures(
    data: Path, key: bytes, found: rescue.Rescued, left: list[str]
) -> Iterator[outbox.Picture]:
    """What cannot be read is put into `left`: it must not keep the rest from coming along."""
    kept = blobs.Blobs(data, keys.derive(key, "blobs"))
    for path in map(kept.place, rescue.pictures_of(found.entries)):
        # No file: a digest of something else. A row without its picture is counted at restore.
        if os.path.lexists(data / path):
            yield from _read(data, path, _photograph, left)
    # Emergencies that nobody has merged yet are sealed already and come along as they lie.
    for box in backup.loose_files(data):
        if box.parent != data:
            yield from _read(data, box.relative_to(data).as_posix(), sealed.read_box, left)


def _read(
    data: Path, path: str, read: Callable[[Path], bytes], left: list[str]
) -> Iterator[outbox.Picture]:
    try:
        found = read(data / path)
    except (OSError, Refused):
        left.append(path)
    else:
        yield outbox.Picture(path=path, data=found)


def _photograph(file: Path) -> bytes:
    if file.stat().st_size > outbox.MOST_BYTES:
        raise Refused("rescue.too_large", file=file)
    return file.read_bytes()
