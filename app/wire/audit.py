"""What makes centre and desks accountable to each other: roots, proofs, and what is signed.

Every hour the centre signs one hash over the heads of all device chains and of all streams (a
Merkle tree as in RFC 6962: a leaf is hashed behind 0x00, a node behind 0x01). Each root names the
one before it, so that a centre that told two histories is found out by whoever compares two roots.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.wire.entry import FIRST, Count

AUDIT_ROOT = "audit_root"
"""Kind of a change in `ref` that holds a root."""
REDACTED = frozenset({"erased", "blotted", "face", "template"})
"""Kinds of a change of which only the number is left; a template's may be emptied at any time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """One signed root. `tree` is over `leaves` heads; `previous` is the hash of the root before."""

    n: int
    at: datetime
    leaves: int
    tree: bytes
    previous: bytes = FIRST
    key: bytes
    signature: bytes = b""

    @property
    def hash(self) -> bytes:
        """By which the next root names this one."""
        return hashlib.sha256(self._said()).digest()

    def _said(self) -> bytes:
        at = self.at.astimezone(UTC).isoformat()
        return b"guitu root\n" + msgspec.msgpack.encode(
            [self.n, at, self.leaves, self.tree, self.previous, self.key]
        )

    def signed(self, key: Ed25519PrivateKey) -> "Root":
        """The same with its signature."""
        return replace(self, signature=key.sign(self._said()))

    def is_signed(self) -> bool:
        """Whether the key that it names signed it."""
        return verified(self.key, self.signature, self._said())


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """How far one device chain or one stream had come: `head` is its hash at `seq`."""

    label: str
    seq: int
    head: bytes

    @property
    def hash(self) -> bytes:
        """Of the leaf, as it stands in the tree."""
        said = msgspec.msgpack.encode([self.label, self.seq, self.head])
        return hashlib.sha256(b"\x00" + said).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskProof:
    """A desk wants to see that root `n` covers it."""

    root: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The leaf of the asking device in root `root`, and the hashes beside its way up the tree."""

    root: int
    leaf: Leaf
    index: int
    path: tuple[bytes, ...]


def device_label(device: UUID, incarnation: UUID) -> str:
    """The leaf of one life of a device."""
    return f"device:{device.hex}:{incarnation.hex}"


def stream_label(name: str) -> str:
    """The leaf of a stream."""
    return f"stream:{name}"


def commit_body(salt: bytes, body: bytes) -> bytes:
    """What stands for the body of a change after it is gone; without the salt nobody can try out
    what it may have been."""
    return hashlib.sha256(salt + body).digest()


def run_on(head: bytes, seq: int, commitment: bytes) -> bytes:
    """The running hash of a stream after one more change."""
    return hashlib.sha256(head + seq.to_bytes(8, "big") + commitment).digest()


def to_seal(device: UUID, incarnation: UUID, n: int, hash_: bytes) -> bytes:
    """What a device signs with every batch: how far its chain goes."""
    return b"guitu chain\n" + msgspec.msgpack.encode([device.bytes, incarnation.bytes, n, hash_])


def verified(key: bytes, signature: bytes, said: bytes) -> bool:
    """Whether an Ed25519 signature is right; False also for a key that is none."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, said)
    except (InvalidSignature, ValueError):
        return False
    return True


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _split(count: int) -> int:
    """The largest power of two below `count`."""
    return 1 << ((count - 1).bit_length() - 1)


def tree_of(hashes: Sequence[bytes]) -> bytes:
    """The hash at the top of a tree of leaves."""
    if not hashes:
        return hashlib.sha256().digest()
    if len(hashes) == 1:
        return hashes[0]
    half = _split(len(hashes))
    return _node(tree_of(hashes[:half]), tree_of(hashes[half:]))


def path_of(hashes: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The hashes beside the way from leaf `index` to the top, from below."""
    if len(hashes) <= 1:
        return ()
    half = _split(len(hashes))
    if index < half:
        return (*path_of(hashes[:half], index), tree_of(hashes[half:]))
    return (*path_of(hashes[half:], index - half), tree_of(hashes[:half]))


def is_in(root: Root, proof: Proof) -> bool:
    """Whether the leaf of a proof is in the tree of a root."""
    if proof.root != root.n or not 0 <= proof.index < root.leaves:
        return False
    turns = list(_turns(proof.index, root.leaves))
    if len(turns) != len(proof.path):
        return False
    found = proof.leaf.hash
    for is_left, beside in zip(reversed(turns), proof.path, strict=True):
        found = _node(found, beside) if is_left else _node(beside, found)
    return found == root.tree


def _turns(index: int, count: int) -> Iterator[bool]:
    """From the top down, whether the way goes to the left."""
    while count > 1:
        half = _split(count)
        yield index < half
        index, count = (index, half) if index < half else (index - half, count - half)


def fields_of(root: Root) -> dict[str, object]:
    """A root as the fields of a change, and as a line of a file."""
    return {
        "n": root.n,
        "at": root.at.astimezone(UTC).isoformat(),
        "leaves": root.leaves,
        "tree": root.tree.hex(),
        "previous": root.previous.hex(),
        "key": root.key.hex(),
        "signature": root.signature.hex(),
    }


def root_of(fields: Mapping[str, Any]) -> Root:
    """The root again; ValueError where it is none."""
    try:
        return Root(
            n=int(fields["n"]),
            at=datetime.fromisoformat(str(fields["at"])),
            leaves=int(fields["leaves"]),
            tree=bytes.fromhex(fields["tree"]),
            previous=bytes.fromhex(fields["previous"]),
            key=bytes.fromhex(fields["key"]),
            signature=bytes.fromhex(fields["signature"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError("not a root") from error


def line_of(root: Root) -> str:
    """A root as one line of JSON, for files and for printing."""
    return msgspec.json.encode(fields_of(root)).decode()


def roots_in(text: str) -> list[Root]:
    """The roots of such a file; ValueError where a line is none."""
    return [root_of(_read(line)) for line in text.splitlines() if line.strip()]


def _read(line: str) -> dict[str, Any]:
    try:
        return msgspec.json.decode(line, type=dict[str, Any])
    except msgspec.MsgspecError as error:
        raise ValueError("not a root") from error
