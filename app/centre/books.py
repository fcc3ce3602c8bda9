"""The centre's books: the key that signs its roots, and the list of roots beside the database."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain.errors import Refused, Unavailable
from app.store import roots
from app.store.files import make_folder, replace_file
from app.wire.audit import Root, line_of, roots_in

if TYPE_CHECKING:
    from app.store.postgres import Database

KEY, LIST = "audit.key", "roots.jsonl"
_LENGTH = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """Where a centre signs and writes down, and how often."""

    folder: Path
    key: Ed25519PrivateKey
    every: timedelta = timedelta(hours=1)

    @property
    def public_key(self) -> bytes:
        """By which its roots are known."""
        return self.key.public_key().public_bytes_raw()

    def publish(self, engine: "Database", at: datetime) -> roots.Published | None:
        """Sign a root if there is anything new, and write it down outside the database as well."""
        made = roots.publish(engine, self.key, at)
        if made is not None:
            self._write_down(roots.all_roots(engine))
        return made

    def _write_down(self, made: list[Root]) -> None:
        """What the list lacks is added at its end; what stands there stays, whatever the database
        says now. One that cannot be written is caught up with at the next root."""
        known = {one.n for one in self.listed()}
        lines = [line_of(one) + "\n" for one in made if one.n not in known]
        replace_file(self.folder / LIST, (self._text() + "".join(lines)).encode())

    def listed(self) -> list[Root]:
        """The roots that were written down here. Refused "audit.no_list"."""
        return _roots_in(self._text(), self.folder / LIST)

    def _text(self) -> str:
        file = self.folder / LIST
        return _text_of(file) if file.exists() else ""


def read_list(file: Path) -> list[Root]:
    """The roots of a file. Refused "audit.no_list" where it is none."""
    return _roots_in(_text_of(file), file)


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        raise Refused("audit.no_list", file=file) from None


def _roots_in(text: str, file: Path) -> list[Root]:
    try:
        return roots_in(text)
    except ValueError:
        raise Refused("audit.no_list", file=file) from None


def books(data: Path, minutes: int = 60) -> Books:
    """The books in the centre's data folder; the key is made once."""
    make_folder(data)
    if not (data / KEY).exists():
        key = Ed25519PrivateKey.generate()
        replace_file(data / KEY, key.private_bytes_raw())
    return open_books(data, minutes)


def open_books(data: Path, minutes: int = 60) -> Books:
    """The same where nothing is made. Unavailable "audit.no_key"."""
    try:
        raw = (data / KEY).read_bytes()
    except OSError:
        raw = b""
    if len(raw) != _LENGTH:
        raise Unavailable("audit.no_key", file=data / KEY)
    key = Ed25519PrivateKey.from_private_bytes(raw)
    return Books(folder=data, key=key, every=timedelta(minutes=minutes))
