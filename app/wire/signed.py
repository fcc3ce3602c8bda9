"""A few bytes that a station signed, as the text of a code: nobody alters what stands in it.

`PREFIX` + base45(key id, body, signature); the signature covers the prefix too, so that a code of
one kind is none of another.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import base45
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_KEY_ID, _SIGNATURE = 4, 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A public key and whose it is."""

    public_key: bytes
    station: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A text that is well formed: nothing is known of its truth yet."""

    key: str
    body: bytes
    signed: bytes
    signature: bytes

    def holds(self, key: Key) -> bool:
        """Whether this key signed it."""
        try:
            public = Ed25519PublicKey.from_public_bytes(key.public_key)
            public.verify(self.signature, self.signed)
        except (InvalidSignature, ValueError):
            return False
        return True


def key_id(public_key: bytes) -> str:
    """The short name of a public key: the first bytes of its SHA-256, in hex."""
    return hashlib.sha256(public_key).digest()[:_KEY_ID].hex()


def put(prefix: str, body: bytes, private_key: Ed25519PrivateKey) -> str:
    """The text of a code."""
    whole = bytes.fromhex(key_id(private_key.public_key().public_bytes_raw())) + body
    signature = private_key.sign(prefix.encode() + whole)
    encoded: bytes = base45.b45encode(whole + signature)
    return prefix + encoded.decode("ascii")


def parse(prefix: str, text: str, most: int) -> Parsed | None:
    """None where a text cannot be such a code; whatever it holds, nothing is raised."""
    raw = _raw(prefix, text, most)
    if raw is None or len(raw) <= _KEY_ID + _SIGNATURE:
        return None
    whole, signature = raw[:-_SIGNATURE], raw[-_SIGNATURE:]
    return Parsed(
        key=whole[:_KEY_ID].hex(), body=whole[_KEY_ID:], signed=prefix.encode() + whole,
        signature=signature,
    )  # fmt: skip


def find(parsed: Parsed, station: str, keys: Mapping[str, Key]) -> bool:
    """Whether a known key of this station signed it."""
    key = keys.get(parsed.key)
    return key is not None and key.station == station and parsed.holds(key)


def _raw(prefix: str, text: str, most: int) -> bytes | None:
    if not text.startswith(prefix) or len(text) > most or not text.isascii():
        return None
    encoded = text.removeprefix(prefix)
    try:
        raw: bytes = base45.b45decode(encoded)
    except (ValueError, KeyError, OverflowError):
        return None
    # One code has one spelling: anything that merely decodes to the same bytes was tampered with.
    return raw if base45.b45encode(raw).decode("ascii") == encoded else None
