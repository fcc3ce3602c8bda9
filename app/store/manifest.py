"""What a backup consists of, sealed under the register's key: half a backup has none."""

import secrets
from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.domain.errors import Refused, Unavailable
from app.store import keys

FILE = "manifest.json"
VERSION = 1


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """One file of the register: where it belongs, and what it must be byte for byte."""

    path: str
    size: int
    sha256: str


class Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where a database stands: its tables' version, its last entry, how many rows of each kind."""

    incarnation: str
    revision: str
    n: int
    hash: bytes
    counts: dict[str, int]
    hlc: int = 0
    """The stamp of the last entry: of two lives of a disk, the later one was written in last."""


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything that must be there again. `blobs` lie in the pool that backups share."""

    facts: Facts
    files: tuple[Part, ...]
    blobs: tuple[Part, ...]
    missing: tuple[str, ...] = ()
    """Photographs whose files the register itself had no more: they bar no backup, and are said."""


class Cover(msgspec.Struct, frozen=True, kw_only=True):
    """What can be read without a key; the rest is sealed and bound to it."""

    version: int
    register: str
    made_at: Annotated[datetime, msgspec.Meta(tz=True)]
    nonce: bytes = b""
    sealed: bytes = b""


def seal(manifest: Manifest, register: str, at: datetime, key: bytes) -> bytes:
    """The file's bytes. `key` is the register's own."""
    nonce = secrets.token_bytes(12)
    cover = Cover(version=VERSION, register=register, made_at=at, nonce=nonce)
    sealed = _cipher(key).encrypt(nonce, msgspec.json.encode(manifest), _bound(cover))
    return msgspec.json.encode(msgspec.structs.replace(cover, sealed=sealed))


def read_cover(folder: Path) -> Cover:
    """What stands on a backup; Refused where there is none or a newer program wrote it."""
    try:
        cover = msgspec.json.decode((folder / FILE).read_bytes(), type=Cover)
    except FileNotFoundError:
        raise Refused("backup.none_there", folder=folder) from None
    except OSError as error:
        raise Unavailable("backup.unreadable", folder=folder) from error
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise Unavailable("backup.damaged", folder=folder, what=FILE) from None
    if cover.version > VERSION:
        raise Refused("backup.newer", folder=folder)
    return cover


def open_manifest(folder: Path, key: bytes) -> Manifest:
    """The manifest, proved under the register's key."""
    cover = read_cover(folder)
    try:
        plain = _cipher(key).decrypt(cover.nonce, cover.sealed, _bound(cover))
        return msgspec.json.decode(plain, type=Manifest)
    except (InvalidTag, ValueError, msgspec.MsgspecError):
        raise Unavailable("backup.damaged", folder=folder, what=FILE) from None


def _cipher(key: bytes) -> AESGCM:
    return AESGCM(keys.derive(key, "backup manifest"))


def _bound(cover: Cover) -> bytes:
    return f"{cover.version}|{cover.register}|{cover.made_at.isoformat()}".encode()
