"""Pages of a damaged database, read past SQLite: every page proves itself, whatever else is gone.

SQLCipher 4: 4,096 bytes a page, of which the last 80 are the IV and an HMAC-SHA512 over cipher
text, IV and page number; the HMAC's key hangs on the salt, the first 16 bytes of the file. Frames
of the WAL are such pages too, also those behind the flipped bit at which SQLite stops reading.
"""

import hashlib
import hmac
import mmap
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from app.domain.errors import Unavailable
from app.store.cipher import FILE

PAGE = 4096
_IV, _MAC = 16, 64
USABLE = PAGE - _IV - _MAC
_SALT = 16
_WAL_HEAD, _FRAME_HEAD = 32, 24
_TRIED_FOR_SALT = 12
Bytes = bytes | mmap.mmap


@dataclass(slots=True)
class Pages:
    """The readable pages of a register's files; `places`: page number -> where it stands,
    the newest last."""

    key: bytes
    data: Bytes
    wal: Bytes
    bad: int = 0
    salt: bytes = b""
    places: dict[int, list[tuple[bool, int]]] = field(default_factory=dict)
    _mac_key: bytes = b""

    def every(self) -> Iterator[tuple[int, bytes]]:
        """Every page that proves right, in every version there is, database first."""
        for number, found in sorted(self.places.items()):
            for place in found:
                page = self.read(number, place)
                if page is None:
                    self.bad += 1
                else:
                    yield number, page

    def newest(self, number: int) -> Iterator[bytes]:
        """The versions of one page that prove right, newest first."""
        for place in reversed(self.places.get(number, [])):
            page = self.read(number, place)
            if page is not None:
                yield page

    def read(self, number: int, place: tuple[bool, int]) -> bytes | None:
        """One page decrypted (without its reserve); None where it does not prove right."""
        in_wal, start = place
        return self._open((self.wal if in_wal else self.data)[start : start + PAGE], number)

    def _open(self, raw: bytes, number: int) -> bytes | None:
        skip = _SALT if number == 1 else 0
        if len(raw) < PAGE:
            return None
        sealed, mac = raw[skip : PAGE - _MAC], raw[PAGE - _MAC :]
        right = hmac.digest(self._mac_key, sealed + number.to_bytes(4, "little"), "sha512")
        if not hmac.compare_digest(mac, right):
            return None
        iv = raw[USABLE : USABLE + _IV]
        opened = Cipher(algorithms.AES(self.key), modes.CBC(iv)).decryptor()
        return bytes(skip) + opened.update(raw[skip:USABLE])

    def use(self, salt: bytes) -> None:
        """Take this salt from now on."""
        masked = bytes(byte ^ 0x3A for byte in salt)
        self.salt, self._mac_key = salt, hashlib.pbkdf2_hmac("sha512", self.key, masked, 2, 32)


def read_pages(folder: Path, key: bytes) -> Pages:
    """The pages of the database and its WAL in a folder; nothing there is written."""
    try:
        wal = folder / f"{FILE}-wal"
        data = _mapped(folder / FILE)
        found = Pages(key=key, data=data, wal=_mapped(wal) if wal.exists() else b"")
    except FileNotFoundError:
        raise Unavailable("register.missing", file=FILE) from None
    except OSError as error:
        raise Unavailable("register.unreadable", folder=str(folder)) from error
    for start in range(0, len(found.data), PAGE):
        found.places.setdefault(start // PAGE + 1, []).append((False, start))
    for number, start in _frames(found.wal):
        found.places.setdefault(number, []).append((True, start))
    _find_salt(found)
    return found


def _mapped(file: Path) -> Bytes:
    """A file as bytes without reading it into memory: a register may be larger."""
    with file.open("rb") as opened:
        empty = not file.stat().st_size
        return b"" if empty else mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)


def _frames(wal: Bytes) -> Iterator[tuple[int, int]]:
    for start in range(_WAL_HEAD, len(wal) - _FRAME_HEAD - PAGE + 1, _FRAME_HEAD + PAGE):
        yield int.from_bytes(wal[start : start + 4], "big"), start + _FRAME_HEAD


def _find_salt(found: Pages) -> None:
    """The salt as it stands, or with one bit put right: all other pages hang on it."""
    stands = found.data[:_SALT].ljust(_SALT, b"\0")
    whole = int.from_bytes(stands, "big")
    flipped = ((whole ^ (1 << bit)).to_bytes(_SALT, "big") for bit in range(8 * _SALT))
    places = sorted(found.places.items())[1:]
    tried = places[:_TRIED_FOR_SALT] + places[-_TRIED_FOR_SALT:]
    for salt in (stands, *flipped):
        found.use(salt)
        if any(found.read(n, place) for n, versions in tried for place in versions[-2:]):
            return
    raise Unavailable("rescue.nothing_readable", file=FILE)
