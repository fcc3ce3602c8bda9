"""The public half of a signing key: its bytes, and the short id printed in a code."""

import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def public_bytes(key: Ed25519PrivateKey) -> bytes:
    """The 32 raw bytes of the public key."""
    return key.public_key().public_bytes_raw()


def key_id_of(public: bytes) -> str:
    """The first eight bytes of its SHA-256, in hex."""
    return hashlib.sha256(public).hexdigest()[:16]
