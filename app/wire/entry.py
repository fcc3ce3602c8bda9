"""A journal entry in its final form: changed fields, what each was based on, and the chain.

The chain runs over a salted commitment to the payload, never over the payload itself, so that a
payload and its salt can be deleted together (erasure) and the chain still proves the rest.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

import msgspec

SCHEMA = 1
"""Version of the payload, apart from the version of the tables."""

Count = Annotated[int, msgspec.Meta(ge=0, le=1 << 62)]
"""A number or stamp that every database holds; as a stamp it ends in the year 4199."""

_PACK = msgspec.msgpack.Encoder()

FIRST = bytes(32)
"""What the first entry of a device stands on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """`fields`: name -> [value, version it was based on or None]; `extra` keeps unknown ones."""

    fields: Mapping[str, tuple[Any, str | None]]
    reason: str = ""
    extra: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One changed record. `hlc` is 48-bit milliseconds and a 16-bit counter; `group` one deed."""

    n: Count
    device: UUID
    incarnation: UUID
    group: UUID
    kind: str
    record: UUID
    hlc: Count
    officer: UUID
    schema: Count
    payload: bytes
    salt: bytes
    commitment: bytes
    previous: bytes
    hash: bytes


def dump(payload: Payload) -> bytes:
    """The payload as msgpack, fields in the order of their names."""
    ordered = dict(sorted(payload.fields.items()))
    whole = {"fields": ordered, "reason": payload.reason, "extra": payload.extra}
    return _PACK.encode(whole)


def load(data: bytes) -> Payload:
    """The payload read back; raises msgspec.ValidationError when it is not one."""
    return msgspec.msgpack.decode(data, type=Payload)


def commit(salt: bytes, payload: bytes) -> bytes:
    """SHA-256 over salt and payload."""
    return hashlib.sha256(salt + payload).digest()


def header(entry: Entry) -> bytes:
    """What the chain covers of an entry: all but the payload, for which its commitment stands."""
    return packed(
        (
            entry.n,
            entry.device.bytes,
            entry.incarnation.bytes,
            entry.group.bytes,
            entry.kind,
            entry.record.bytes,
            entry.hlc,
            entry.officer.bytes,
            entry.schema,
            entry.commitment,
        )
    )


_Bytes = bytes | bytearray
Covered = tuple[int, bytes, bytes, bytes, str, _Bytes, int, bytes, int, _Bytes]
"""The fields of a header in their order, ids as bytes."""


def packed(covered: Covered) -> bytes:
    """A header as msgpack."""
    return _PACK.encode(covered)


def chain(entry: Entry) -> bytes:
    """SHA-256 over what stood before, every header field and the commitment."""
    return link(entry.previous, header(entry))


def link(previous: bytes, header: bytes) -> bytes:
    """The hash of an entry of which only the header is left."""
    return hashlib.sha256(previous + header).digest()
