"""Sealed records: written by anybody while nobody can log in, opened only with the register.

A box is X25519 with a key pair of its own for every record, HKDF-SHA256 and ChaCha20-Poly1305.
The station's private key is derived from the register's key and stored nowhere; its public half
lies beside the key ring. Every box is padded, so that its size tells little.
"""

import contextlib
import hmac
import os
import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from filelock import FileLock, Timeout

from app.domain.errors import Refused, Unavailable
from app.store.files import make_folder, read_plain, replace_file, sentence_of

PUBLIC = "emergency.pub"
FOLDER = "sealed"
ASIDE = "aside"
MOST_BYTES = 8 << 20
"""Larger files are no records of ours; they are not even read."""
_MAGIC = b"GTSEAL1\n"
_LEAST_PADDED = 256 << 10
_LAST = "last"
_LINE = re.compile(rb"(\d{6}) (\d{1,9})")
_MOST_DAYS = 1000
_MOST_NOTED = 32_000
_PATIENCE = 5.0


class PublicKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The public file. `proof` is known only to who holds the register: a swap is noticed."""

    version: int
    register: Annotated[str, msgspec.Meta(max_length=64)]
    station: Annotated[str, msgspec.Meta(max_length=20)]
    key: Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
    proof: Annotated[bytes, msgspec.Meta(max_length=64)]


def public_key(register: str, station: str, private: bytes) -> PublicKey:
    """The public file of a register, with the proof that it is its own."""
    key = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    proof = hmac.digest(private, f"{register}|{station}|".encode() + key, "sha256")
    return PublicKey(version=1, register=register, station=station, key=key, proof=proof)


def read_public(folder: Path) -> PublicKey | None:
    """The public file; None where there is none yet, Unavailable where it cannot be used."""
    try:
        data = read_plain(folder / PUBLIC, 4096)
    except FileNotFoundError:
        return None
    except OSError:
        raise Unavailable("sealed.no_public_key") from None
    try:
        return msgspec.json.decode(data, type=PublicKey)
    except (ValueError, msgspec.MsgspecError):  # ValueError: a text that is not UTF-8
        raise Unavailable("sealed.no_public_key") from None


def write_public(folder: Path, public: PublicKey) -> None:
    """Replace the public file, whole or not at all."""
    replace_file(folder / PUBLIC, msgspec.json.encode(public))


def seal(data: bytes, public: bytes) -> bytes:
    """A box that only the holder of the private key opens."""
    passing = X25519PrivateKey.generate()
    mine = passing.public_key().public_bytes_raw()
    try:
        shared = passing.exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError:
        raise Unavailable("sealed.no_public_key") from None
    nonce = secrets.token_bytes(12)
    box = ChaCha20Poly1305(_key(shared, mine, public))
    return _MAGIC + mine + nonce + box.encrypt(nonce, _padded(data), _MAGIC + mine + public)


def unseal(box: bytes, private: bytes) -> bytes:
    """What is in a box; Refused where it is damaged or was not sealed for this register."""
    if not box.startswith(_MAGIC):
        raise Refused("sealed.not_ours")
    mine, nonce, inside = box[8:40], box[40:52], box[52:]
    holder = X25519PrivateKey.from_private_bytes(private)
    public = holder.public_key().public_bytes_raw()
    try:
        shared = holder.exchange(X25519PublicKey.from_public_bytes(mine))
        cipher = ChaCha20Poly1305(_key(shared, mine, public))
        plain = cipher.decrypt(nonce, inside, _MAGIC + mine + public)
    except (InvalidTag, ValueError):
        raise Refused("sealed.not_ours") from None
    size = int.from_bytes(plain[:4], "big")
    return plain[4 : 4 + size]


def _key(shared: bytes, mine: bytes, public: bytes) -> bytes:
    made = HKDF(algorithm=hashes.SHA256(), length=32, salt=mine + public, info=b"guitu sealed 1")
    return made.derive(shared)


def _padded(data: bytes) -> bytes:
    whole = len(data).to_bytes(4, "big") + data
    size = _LEAST_PADDED
    while size < len(whole):
        size *= 2
    return whole.ljust(size, b"\0")


def put(folder: Path, day: str, box: Callable[[int], bytes]) -> int:
    """Keep a box; answers its number of that day, which is never given again.

    `box` makes the bytes for a number: the number is inside as well.
    """
    place = folder / FOLDER
    with _alone(place):
        count = _last(place, day) + 1
        data = box(count)
        _keep(place / f"{day}-{count:04d}-{secrets.token_hex(4)}.sealed", data)
        # The box is kept already; its own name also holds the number until it is merged.
        with contextlib.suppress(Unavailable):
            _note(place, {day: count})
        return count


def _keep(path: Path, data: bytes) -> None:
    try:
        replace_file(path, data)
    except Unavailable:
        # It may stand there although nobody is told its number: it would become a second record.
        drop(path)
        raise


def never_again(folder: Path, given: Mapping[str, int]) -> None:
    """Day -> number that was given, wherever that is known from: `put` goes on behind it."""
    place = folder / FOLDER
    noted = _noted(place)
    higher = {day: count for day, count in given.items() if count > noted.get(day, 0)}
    if higher:
        with _alone(place):
            _note(place, higher)


@contextlib.contextmanager
def _alone(place: Path) -> Iterator[None]:
    make_folder(place)
    try:
        with FileLock(place / "lock", thread_local=False).acquire(timeout=_PATIENCE):
            yield
    except Timeout:
        raise Unavailable("sealed.busy") from None
    except OSError as error:
        raise sentence_of(error, place) from error


def _last(place: Path, day: str) -> int:
    counts = [_noted(place).get(day, 0)]
    for name in _names(place):
        parts = name.split("-")
        if len(parts) == 3 and parts[0] == day and parts[1].isdecimal():
            counts.append(int(parts[1]))
    return max(counts)


def _noted(place: Path) -> dict[str, int]:
    """Day -> the highest number given, the day that was noted last at the end."""
    noted: dict[str, int] = {}
    with contextlib.suppress(OSError):
        for line in read_plain(place / _LAST, _MOST_NOTED).splitlines():
            if found := _LINE.fullmatch(line):
                noted[found[1].decode()] = int(found[2])
    return noted


def _note(place: Path, given: Mapping[str, int]) -> None:
    noted = _noted(place)
    for day, count in given.items():
        noted[day] = max(count, noted.pop(day, 0))
    lines = [f"{day} {count}\n" for day, count in noted.items()]
    replace_file(place / _LAST, "".join(lines[-_MOST_DAYS:]).encode())


def _names(place: Path) -> list[str]:
    try:
        with os.scandir(place) as found:
            return sorted(entry.name for entry in found if entry.name.endswith(".sealed"))
    except OSError:
        return []


def waiting(folder: Path) -> list[Path]:
    """The boxes to be merged, oldest first."""
    place = folder / FOLDER
    return [place / name for name in _names(place)]


def read_box(path: Path) -> bytes:
    """The bytes of a box; Refused where it cannot be one: a link, a folder, far too large."""
    try:
        return read_plain(path, MOST_BYTES + 4096)
    except OSError:
        raise Refused("sealed.not_ours") from None


def set_aside(folder: Path, path: Path) -> None:
    """Out of the way and never deleted: somebody may still read it by other means."""
    place = folder / FOLDER / ASIDE
    with contextlib.suppress(OSError, Unavailable):
        make_folder(place)
        target = place / path.name
        if target.exists():
            target = place / f"{path.name}.{secrets.token_hex(3)}"
        path.rename(target)


def drop(path: Path) -> None:
    """The record is in the register; one that stays is recognised and not merged again."""
    with contextlib.suppress(OSError):
        path.unlink()
