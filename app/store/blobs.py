"""Photographs as encrypted files beside the database, addressed by SHA-256.

Outside the database, so that backups and migrations do not move a picture twice. A blob is
written and synced before the row that names it; one without a row is harmless.
"""

import contextlib
import hashlib
import hmac
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.domain.errors import Unavailable
from app.store.files import make_folder, replace_file, sync_folder

FOLDER = "blobs"


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
        """Take the bytes away for good; nothing where there are none."""
        with contextlib.suppress(OSError):
            self._path(name).unlink()

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
