"""Photographs as encrypted files beside the database, addressed by SHA-256.

Outside the database, so that backups and migrations do not move a picture twice. A blob is
written and synced before the row that names it; one without a row is harmless.
"""

import contextlib
import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.domain.errors import Unavailable
from app.store.files import make_folder, read_plain, replace_file, sync_folder

FOLDER = "blobs"
LEFT = "blobs.left"
_HIDDEN = re.compile(r"[0-9a-f]{64}")
_MOST_LEFT = 8 << 20


def _gone(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


class Blobs:
    """The pictures of one register; `key` is derived from the register's key."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder / FOLDER
        self._key = key

    def put(self, data: bytes) -> str:
        """Keep the bytes; answers their SHA-256 (hex). Putting the same bytes again is free."""
        name = hashlib.sha256(data).hexdigest()
        path = self._path(name)
        if not path.exists():
            make_folder(path.parent)
            nonce = secrets.token_bytes(12)
            sealed = AESGCM(self._key).encrypt(nonce, data, name.encode())
            replace_file(path, nonce + sealed)
        else:
            # It may stem from a process that was killed before it synced the name.
            sync_folder(path.parent)
        return name

    def get(self, name: str) -> bytes:
        """The bytes again, proved; Unavailable when missing or altered."""
        try:
            data = self._path(name).read_bytes()
        except OSError as error:
            raise Unavailable("photo.file_missing") from error
        try:
            return AESGCM(self._key).decrypt(data[:12], data[12:], name.encode())
        except (InvalidTag, ValueError):
            raise Unavailable("photo.file_damaged") from None

    def drop(self, name: str) -> None:
        """Take the bytes away for good; where the disk does not let go of them, that is noted,
        and `drop_left` tries again. Unavailable where not even that can be noted."""
        if not _gone(self._path(name)):
            self._note_left({*self.left(), self._hidden(name)})

    def left(self) -> set[str]:
        """The files (by their keyed names) that were to go and are still there."""
        try:
            noted = read_plain(self._folder.with_name(LEFT), _MOST_LEFT).decode("ascii").split()
        except (OSError, UnicodeDecodeError):
            return set()
        return {hidden for hidden in noted if _HIDDEN.fullmatch(hidden)}

    def drop_left(self, wanted: Iterable[str]) -> int:
        """Try again, but for `wanted` (SHA-256); answers how many are still there."""
        noted = self.left()
        still = noted - {self._hidden(name) for name in wanted}
        left = {hidden for hidden in still if not _gone(self._folder / hidden[:2] / hidden)}
        # Where it cannot be noted, the old note stands: what is gone is gone a second time.
        with contextlib.suppress(Unavailable):
            if left != noted:
                self._note_left(left)
        return len(left)

    def _note_left(self, left: set[str]) -> None:
        replace_file(self._folder.with_name(LEFT), "\n".join(sorted(left)).encode())

    def place(self, name: str) -> str:
        """Where the bytes lie, seen from the register's folder."""
        hidden = self._hidden(name)
        return f"{FOLDER}/{hidden[:2]}/{hidden}"

    def _path(self, name: str) -> Path:
        hidden = self._hidden(name)
        return self._folder / hidden[:2] / hidden

    def _hidden(self, name: str) -> str:
        # The file name is keyed too: who has a picture must not find out that it is here.
        return hmac.new(self._key, name.encode(), hashlib.sha256).hexdigest()
