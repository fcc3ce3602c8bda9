"""The gate: every request is measured, proved to come from its device, and only then read."""

import hashlib
import logging
from collections import deque
from datetime import datetime, timedelta
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app import clock
from app.domain.errors import Refused
from app.store.devices import Device
from app.wire.talk import FIRST_VERSION, VERSION, oldest_for, to_sign

MOST_COMPRESSED = 4 << 20
"""Bytes of a request as it travels."""
MAY_DIFFER = timedelta(minutes=10)
"""How old a signed request may be; a desk learns the centre's time from the refusal."""
_TRIES, _WITHIN = 20, 60.0

log = logging.getLogger("guitu.centre")


def speaks(said: str, newest: int = VERSION, oldest: int | None = None) -> int:
    """The protocol of a request. Refused "line.other_version" where it is not understood here."""
    least = oldest_for(newest) if oldest is None else oldest
    version = int(said) if said.isdecimal() and len(said) < 6 else 0
    if not least <= version <= newest:
        known = f"{oldest_for(newest)}–{newest}"
        raise Refused("line.other_version", found=said[:10] or "–", known=known)
    return version


def dialect(said: str, newest: int = VERSION) -> int:
    """In which protocol somebody is refused: their own, where it is known here."""
    try:
        return speaks(said, newest, FIRST_VERSION)
    except Refused:
        return newest


def device_id(said: str) -> UUID:
    """Who says to be speaking."""
    try:
        return UUID(said)
    except ValueError:
        raise Refused("line.unknown_device") from None


def prove(device: Device, path: str, said_at: str, signature: str, body: bytes) -> bytes:
    """The signature's bytes. Refused "line.wrong_signature" or, for one that was kept and sent
    again later, "line.too_old"."""
    try:
        signed, moment = bytes.fromhex(signature), datetime.fromisoformat(said_at)
        key = Ed25519PublicKey.from_public_bytes(device.public_key)
        key.verify(signed, to_sign(path, said_at, body))
        age = abs(clock.now() - moment)
    except (InvalidSignature, ValueError, TypeError):
        raise Refused("line.wrong_signature") from None
    if age > MAY_DIFFER:
        raise Refused("line.too_old")
    return signed


def digest(body: bytes) -> bytes:
    """SHA-256 of a body, kept beside its signature."""
    return hashlib.sha256(body).digest()


class Turnstile:
    """So many tries a minute from one address: codes cannot be guessed."""

    def __init__(self) -> None:
        self._tries: dict[str, deque[float]] = {}

    def pass_(self, address: str, now: float) -> None:
        """Refused "line.too_many" where somebody tries too often."""
        if len(self._tries) > 10_000:
            self._tries.clear()
        tries = self._tries.setdefault(address, deque())
        while tries and tries[0] < now - _WITHIN:
            tries.popleft()
        if len(tries) >= _TRIES:
            raise Refused("line.too_many")
        tries.append(now)
