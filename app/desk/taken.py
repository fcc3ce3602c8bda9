"""Copies that leave this machine by command: who may take one, and the line in the log."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated
from uuid import UUID

import msgspec

from app.domain.errors import Refused, Unavailable
from app.domain.ids import OfficerId, new_id
from app.domain.staff import Officer, Right, Viewing
from app.store import keys
from app.store.backup import Source
from app.store.files import remove_file, replace_file
from app.store.register import Register, open_register

FILE = "taken.json"
"""Notes that wait for the next login: while the desk is open only it writes into the log."""


class Note(msgspec.Struct, frozen=True):
    """Who took what; without an officer it was whoever holds the recovery sheet."""

    officer: UUID | None
    at: Annotated[datetime, msgspec.Meta(tz=True)]
    purpose: str
    what: str


def must_take(officer: Officer | None) -> None:
    """Everything is in such a copy: as with choosing where backups go, the administrator's."""
    if officer is None:
        raise Refused("keeping.needs_sheet")
    officer.must(Right.STAFF)


def must_be_own(data: Path, login: str) -> None:
    """Somebody else knows a temporary password: nobody could say who it was."""
    if keys.is_temporary(keys.read_ring(data), login):
        raise Refused("keeping.own_password_first")


def note(source: Source, taken: Note) -> None:
    """Into the log, or where the desk has the register, beside it for the next login. A full disk
    keeps nobody from carrying away what it holds."""
    with suppress(Unavailable):
        try:
            register = open_register(source.folder, source.key, taken.at)
        except Refused:
            replace_file(source.folder / FILE, msgspec.json.encode([*_owed(source.folder), taken]))
            return
        try:
            _write(register, [taken])
        finally:
            register.close()


def tell(register: Register) -> None:
    """What was noted beside the register goes into its log."""
    if owed := _owed(register.folder):
        with suppress(Unavailable):
            _write(register, owed)
            remove_file(register.folder / FILE)


def _owed(folder: Path) -> list[Note]:
    try:
        return msgspec.json.decode((folder / FILE).read_bytes(), type=list[Note])
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return []


def _write(register: Register, notes: list[Note]) -> None:
    for one in notes:
        officer = OfficerId(one.officer or register.device)
        seen = Viewing(
            id=new_id(),
            person=None,
            officer=officer,
            at=one.at,
            purpose=one.purpose,
            what=one.what,
        )
        register.write(seen, by=officer, at=one.at, reason=one.purpose)
