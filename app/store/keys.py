"""The key of the register, wrapped by each officer's password and by the printed recovery key.

`keys.json` holds nothing that opens the register without a password: per slot an Argon2id salt
and an AES-256-GCM wrapping. Slots are named by a salted hash of the login, no name is in clear.
"""

import hashlib
import secrets
from base64 import b32encode
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import msgspec
from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.domain.errors import Refused, Unavailable
from app.store.files import replace_file

FILE = "keys.json"
VERSION = 1
_RECOVERY = "recovery"
_RECOVERY_BYTES = 20
# RFC 9106, second recommended option: 64 MiB, three passes, four lanes.
MEMORY_KIB, PASSES, LANES = 65536, 3, 4
_MOST_KIB = 4 * 65536


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One wrapping of the key. `officer` is empty for the recovery key."""

    name: str
    officer: str
    salt: bytes
    nonce: bytes
    wrapped: bytes
    memory_kib: int
    passes: int
    lanes: int
    temporary: bool = False
    """Set by somebody else: it opens the register once, to set one's own."""
    unproved: bool = False
    """Nobody has said yet that the printed recovery key is kept. Rings from before this mark lack
    it and count as kept: a new key would make void the sheets that lie in those stations' safes."""


class Ring(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    version: int
    register: str
    salt: bytes
    slots: tuple[Slot, ...]


def new_key() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(32)


def derive(key: bytes, use: str) -> bytes:
    """A key for one use out of the register's key (HKDF-SHA256)."""
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=use.encode()).derive(key)


def new_ring(register: UUID) -> Ring:
    """A ring without slots."""
    return Ring(version=VERSION, register=str(register), salt=secrets.token_bytes(16), slots=())


def read_ring(folder: Path) -> Ring:
    """The ring of a register; a damaged one is said, never replaced."""
    try:
        data = (folder / FILE).read_bytes()
    except FileNotFoundError:
        raise Unavailable("register.no_keys", folder=str(folder)) from None
    except OSError as error:
        raise Unavailable("register.unreadable", folder=str(folder)) from error
    try:
        ring = msgspec.json.decode(_proved(data), type=Ring)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise Unavailable("register.keys_damaged", folder=str(folder)) from None
    if ring.version != VERSION:
        raise Refused("register.newer", found=f"{FILE} {ring.version}")
    return ring


def _proved(data: bytes) -> bytes:
    """The ring without its sum; nothing where they differ. Without the sum, a flipped bit in a
    wrapping would only ever say that the password is wrong."""
    ring, ends, said = data.partition(b"\n")
    return ring if not ends or said == _sum(ring) + b"\n" else b""


def _sum(ring: bytes) -> bytes:
    return hashlib.sha256(ring).hexdigest().encode()


def write_ring(folder: Path, ring: Ring) -> None:
    """Replace the file, whole or not at all."""
    data = msgspec.json.encode(ring)
    replace_file(folder / FILE, data + b"\n" + _sum(data) + b"\n")


def tidy_login(login: str) -> str:
    """Logins are compared without case and outer spaces."""
    return login.strip().casefold()


def slot_name(ring: Ring, login: str) -> str:
    """The salted name under which a login's slot stands, and its wrong passwords are counted."""
    return hashlib.sha256(ring.salt + tidy_login(login).encode()).hexdigest()[:32]


def _stretch(secret: bytes, salt: bytes, memory: int, passes: int, lanes: int) -> bytes:
    return hash_secret_raw(secret, salt, passes, memory, lanes, 32, Type.ID)


def _bound(ring: Ring, name: str, officer: str, *, temporary: bool) -> bytes:
    return f"{ring.register}|{name}|{officer}{'|temporary' if temporary else ''}".encode()


def _wrap(
    ring: Ring, name: str, officer: str, secret: bytes, key: bytes, *, temporary: bool = False
) -> Slot:
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    wrapping = AESGCM(_stretch(secret, salt, MEMORY_KIB, PASSES, LANES))
    bound = _bound(ring, name, officer, temporary=temporary)
    return Slot(
        name=name,
        officer=officer,
        salt=salt,
        nonce=nonce,
        wrapped=wrapping.encrypt(nonce, key, bound),
        memory_kib=MEMORY_KIB,
        passes=PASSES,
        lanes=LANES,
        temporary=temporary,
    )


def _unwrap(ring: Ring, slot: Slot, secret: bytes) -> bytes | None:
    # A poisoned file must not make the desk stretch for hours or fill the memory.
    sane = 0 < slot.memory_kib <= _MOST_KIB and 0 < slot.passes <= 16 and 0 < slot.lanes <= 16
    if not sane:
        raise Unavailable("register.keys_damaged", folder="")
    bound = _bound(ring, slot.name, slot.officer, temporary=slot.temporary)
    try:
        stretched = _stretch(secret, slot.salt, slot.memory_kib, slot.passes, slot.lanes)
        return AESGCM(stretched).decrypt(slot.nonce, slot.wrapped, bound)
    except HashingError:
        raise Unavailable("register.keys_damaged", folder="") from None
    except (InvalidTag, ValueError):
        return None


def with_officer(
    ring: Ring, officer: UUID, login: str, password: str, key: bytes, *, temporary: bool = False
) -> Ring:
    """The ring with this officer's password; an older one of the officer is dropped."""
    name = slot_name(ring, login)
    slot = _wrap(ring, name, str(officer), password.encode(), key, temporary=temporary)
    return _with(without_officer(ring, officer), slot, lambda s: s.name != name)


def without_officer(ring: Ring, officer: UUID) -> Ring:
    """The ring after somebody has left."""
    kept = tuple(s for s in ring.slots if s.officer != str(officer))
    return msgspec.structs.replace(ring, slots=kept)


def with_recovery(ring: Ring, recovery: str, key: bytes) -> Ring:
    """The ring with a recovery key that is still to be printed; an older one is dropped."""
    slot = _wrap(ring, _RECOVERY, "", tidy_recovery(recovery).encode(), key)
    new = msgspec.structs.replace(slot, unproved=True)
    return _with(ring, new, lambda s: s.name != _RECOVERY)


def with_recovery_kept(ring: Ring) -> Ring:
    """The ring after somebody has proved that the recovery key is in their hands."""
    slots = tuple(msgspec.structs.replace(s, unproved=False) for s in ring.slots)
    return msgspec.structs.replace(ring, slots=slots)


def recovery_unproved(ring: Ring) -> bool:
    """Whether the recovery key was shown, but nobody has said that it is kept."""
    return any(s.unproved for s in ring.slots)


def _with(ring: Ring, slot: Slot, keep: Callable[[Slot], bool]) -> Ring:
    kept = tuple(s for s in ring.slots if keep(s))
    return msgspec.structs.replace(ring, slots=(*kept, slot))


def open_with_password(ring: Ring, login: str, password: str) -> tuple[UUID, bytes]:
    """Officer and key; an unknown login takes as long and says the same as a wrong password."""
    name = slot_name(ring, login)
    slot = next((s for s in ring.slots if s.name == name), None)
    if slot is None:
        _stretch(password.encode(), ring.salt, MEMORY_KIB, PASSES, LANES)
        raise Refused("login.wrong")
    key = _unwrap(ring, slot, password.encode())
    if key is None:
        raise Refused("login.wrong")
    return UUID(slot.officer), key


def opens(ring: Ring, login: str, password: str) -> bool:
    """Whether this is the password of a login; slow (Argon2id)."""
    slot = next((s for s in ring.slots if s.name == slot_name(ring, login)), None)
    return slot is not None and _unwrap(ring, slot, password.encode()) is not None


def holder_of(ring: Ring, login: str) -> str | None:
    """The officer whose slot a login is; None where nobody has it."""
    name = slot_name(ring, login)
    return next((s.officer for s in ring.slots if s.name == name), None)


def holders(ring: Ring) -> set[UUID]:
    """The officers who can open this register."""
    return {UUID(s.officer) for s in ring.slots if s.officer}


def is_temporary(ring: Ring, login: str) -> bool:
    """Whether this login's password was set by somebody else and is to be changed."""
    return any(s.temporary for s in ring.slots if s.name == slot_name(ring, login))


def open_with_recovery(ring: Ring, recovery: str) -> bytes:
    """The key, by the printed sheet."""
    slot = next((s for s in ring.slots if s.name == _RECOVERY), None)
    key = _unwrap(ring, slot, tidy_recovery(recovery).encode()) if slot else None
    if key is None:
        raise Refused("login.wrong_recovery")
    return key


def new_recovery() -> str:
    """160 random bits in groups of four: easy to print, read out and type."""
    text = b32encode(secrets.token_bytes(_RECOVERY_BYTES)).decode()
    return "-".join(text[i : i + 4] for i in range(0, len(text), 4))


def tidy_recovery(text: str) -> str:
    """As printed: without dashes and spaces, letters that look like digits put right."""
    plain = "".join(c for c in text.upper() if c.isalnum())
    return plain.translate(str.maketrans("018", "OIB"))
