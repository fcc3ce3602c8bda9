"""Files on loan from other stations: sealed beside the register, for one case and for hours.

They are no records: the database, its journal, index, exports and backups know nothing of them.
"""

import contextlib
import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.domain.visit import Leaving, Visit
from app.store.files import make_folder, replace_file
from app.wire.lending import Lent

FOLDER = "lent"
_FILE = "file"
_CLOCKS_DIFFER = timedelta(minutes=10)


def ended_by(records: Iterable[object]) -> frozenset[UUID]:
    """The cases that these records close or correct: what was lent for them is to go."""
    found: set[UUID] = set()
    for record in records:
        if isinstance(record, Leaving):
            found.add(record.visit)
        elif isinstance(record, Visit) and record.supersedes:
            found.add(record.supersedes)
    return frozenset(found)


class Loans:
    """The files on loan at one desk; `key` is derived from the register's key."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder, self._key = folder / FOLDER, key

    def keep(self, one: Lent) -> None:
        """Here from now on, in the place of what was lent of this person before."""
        self.drop({one.file.person.id})
        self._put(one.file.person.id, _FILE, msgspec.msgpack.encode(one))

    def keep_picture(self, person: UUID, data: bytes) -> None:
        """A photograph of a file that is here."""
        if self._place(person, _FILE).exists():
            self._put(person, hashlib.sha256(data).hexdigest(), data)

    def every(self) -> list[Lent]:
        """What is here, soonest to go first."""
        found = [one for home in self._homes() if (one := self._read(home))]
        return sorted(found, key=lambda one: one.until)

    def of(self, person: UUID, now: datetime) -> Lent | None:
        """Somebody's file, as long as its time is not over."""
        one = self._read(self._home(person))
        return one if one and one.at - _CLOCKS_DIFFER <= now < one.until else None

    def picture(self, person: UUID, name: str) -> bytes | None:
        """A photograph of a file that is here, by its SHA-256; None where it has not come."""
        return self._open(self._place(person, name))

    def drop(self, people: Iterable[UUID]) -> int:
        """Take away what is here of these people; answers how many files went."""
        return self._drop_where({self._home(one) for one in people}.__contains__)

    def drop_cases(self, visits: Iterable[UUID]) -> int:
        """These cases are closed: what was lent for them goes."""
        ended = frozenset(visits)
        if not ended:
            return 0
        return self._drop_where(lambda home: self._case(home) in ended)

    def drop_sealed(self, people: Iterable[UUID]) -> int:
        """These people were sealed: what was lent by the ordinary door goes."""
        shut = {self._home(one) for one in people}
        return self._drop_where(lambda home: home in shut and self._case(home) is not None)

    def sweep(self, now: datetime, is_open: Callable[[UUID], bool]) -> int:
        """Take away what is over, what nobody can read, and what belongs to no open case."""

        def over(home: Path) -> bool:
            one = self._read(home)
            if one is None or not one.at - _CLOCKS_DIFFER <= now < one.until:
                return True
            return one.visit is not None and not is_open(one.visit)

        return self._drop_where(over)

    @property
    def there(self) -> bool:
        """Whether anything is here at all; costs next to nothing."""
        return self._folder.exists() and any(self._folder.iterdir())

    def _drop_where(self, goes: Callable[[Path], bool]) -> int:
        gone = [home for home in self._homes() if goes(home)]
        for home in gone:
            _wipe(home)
        return len(gone)

    def _homes(self) -> list[Path]:
        if not self._folder.is_dir():
            return []
        return sorted(home for home in self._folder.iterdir() if home.is_dir())

    def _read(self, home: Path) -> Lent | None:
        data = self._open(home / self._name(_FILE))
        if data is None:
            return None
        try:
            return msgspec.msgpack.decode(data, type=Lent)
        except (msgspec.MsgspecError, ValueError):
            return None

    def _case(self, home: Path) -> UUID | None:
        one = self._read(home)
        return one.visit if one else None

    def _put(self, person: UUID, name: str, data: bytes) -> None:
        place = self._place(person, name)
        make_folder(place.parent)
        nonce = secrets.token_bytes(12)
        sealed = AESGCM(self._key).encrypt(nonce, data, place.name.encode())
        replace_file(place, nonce + sealed)

    def _open(self, place: Path) -> bytes | None:
        try:
            data = place.read_bytes()
            return AESGCM(self._key).decrypt(data[:12], data[12:], place.name.encode())
        except (OSError, InvalidTag, ValueError):
            return None

    def _place(self, person: UUID, name: str) -> Path:
        return self._home(person) / self._name(name)

    def _home(self, person: UUID) -> Path:
        return self._folder / self._name(str(person))

    def _name(self, name: str) -> str:
        # Who knows a person or has a picture must not find out that it is here.
        return hmac.new(self._key, name.encode(), hashlib.sha256).hexdigest()[:40]


def _wipe(home: Path) -> None:
    """Written over before it is let go of, as far as the disk does what it is told; a file that
    the world holds on to is tried again at the next sweep."""
    with contextlib.suppress(OSError):
        for file in home.iterdir():
            with file.open("r+b") as opened:
                opened.write(bytes(file.stat().st_size))
                opened.flush()
            file.unlink()
        home.rmdir()
