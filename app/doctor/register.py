"""The register's folder and its key, without opening it: nobody has logged in here."""

import os
import stat
from pathlib import Path

from app.doctor.finding import Finding, State, bad, good, hint, trouble
from app.domain.errors import Refused, Unavailable
from app.store import keys
from app.store.cipher import FILE

_PLAIN = b"SQLite format 3\0"


def register(data: Path) -> Finding:
    """A register, encrypted, that only this account can read."""
    file = data / FILE
    if not file.exists() and not (data / keys.FILE).exists():
        return Finding(about="register", state=State.UNSET, key="doctor.register_unset")
    try:
        start = _start(file)
    except OSError:
        return bad("register", "unreadable", folder=data)
    if start == _PLAIN:
        return bad("register", "plain", folder=data)
    if os.name == "posix" and _others_may_read(data, file):
        return hint("register", "open", folder=data)
    return good("register", folder=data, size=f"{file.stat().st_size / 1024**2:.0f} MB")


def key(data: Path) -> Finding:
    """The ring of keys is whole, and the printed recovery key fits into it."""
    if not (data / FILE).exists() and not (data / keys.FILE).exists():
        return Finding(about="key", state=State.UNSET, key="doctor.register_unset")
    try:
        ring = keys.read_ring(data)
    except (Refused, Unavailable) as sorry:
        return trouble("key", sorry)
    officers = sum(1 for slot in ring.slots if slot.officer)
    if officers == len(ring.slots):
        return bad("key", "no_recovery", count=officers)
    if keys.recovery_unproved(ring):
        return hint("key", "unproved", count=officers)
    return good("key", count=officers)


def _start(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(len(_PLAIN))


def _others_may_read(*places: Path) -> bool:
    return any(place.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO) for place in places)
