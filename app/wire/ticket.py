"""The short ticket in the code on a transfer's paper: who is handed over, from where to where.

It is all that a receiving station without a network has besides the paper; the file follows.
Signed by the sending station with the key that signs its vouchers.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

import base45
import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import Meta

PREFIX = "GTT1:"
MOST_TEXT = 1000
_KEY_ID, _SIGNATURE = 4, 64
_Code = Annotated[str, Meta(max_length=16)]
_Id = Annotated[bytes, Meta(min_length=16, max_length=16)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What the code says. `items`: how many lines the checklist has."""

    transfer: UUID
    person: UUID
    station: str
    to: str
    name: str
    sex: str
    birth: str
    case_number: str
    items: int
    depart_at: datetime
    arrive_at: datetime


class _Fields(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    transfer: _Id
    person: _Id
    station: _Code
    to: _Code
    name: Annotated[str, Meta(max_length=60)]
    sex: Annotated[str, Meta(max_length=1)]
    birth: Annotated[str, Meta(max_length=24)]
    case_number: Annotated[str, Meta(max_length=40)]
    items: Annotated[int, Meta(ge=0, le=1000)]
    depart: Annotated[int, Meta(ge=0, le=1 << 33)]
    arrive: Annotated[int, Meta(ge=0, le=1 << 33)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A public key and whose it is."""

    public_key: bytes
    station: str


def key_id(public_key: bytes) -> str:
    """As on a voucher: the first bytes of its SHA-256, in hex."""
    return hashlib.sha256(public_key).digest()[:_KEY_ID].hex()


def sign(ticket: Ticket, private_key: Ed25519PrivateKey) -> str:
    """The text of the code."""
    name = bytes.fromhex(key_id(private_key.public_key().public_bytes_raw()))
    body = name + msgspec.msgpack.encode(_fields(ticket))
    signature = private_key.sign(PREFIX.encode() + body)
    encoded: bytes = base45.b45encode(body + signature)
    return PREFIX + encoded.decode("ascii")


def read(text: str, keys: Mapping[str, Key]) -> Ticket | None:
    """What a code says, where a known key of the station it names signed it; else None. Whatever
    the text holds, nothing is raised."""
    raw = _raw(text.strip())
    if raw is None or len(raw) <= _KEY_ID + _SIGNATURE:
        return None
    body, signature = raw[:-_SIGNATURE], raw[-_SIGNATURE:]
    key = keys.get(body[:_KEY_ID].hex())
    try:
        ticket = _ticket(msgspec.msgpack.decode(body[_KEY_ID:], type=_Fields))
    except (msgspec.MsgspecError, UnicodeDecodeError, OverflowError, ValueError):
        return None
    if key is None or key.station != ticket.station:
        return None
    try:
        public = Ed25519PublicKey.from_public_bytes(key.public_key)
        public.verify(signature, PREFIX.encode() + body)
    except (InvalidSignature, ValueError):
        return None
    return ticket


def _raw(text: str) -> bytes | None:
    if not text.startswith(PREFIX) or len(text) > MOST_TEXT or not text.isascii():
        return None
    encoded = text.removeprefix(PREFIX)
    try:
        raw: bytes = base45.b45decode(encoded)
    except (ValueError, KeyError, OverflowError):
        return None
    # One code has one spelling, as on a voucher.
    return raw if base45.b45encode(raw).decode("ascii") == encoded else None


def _fields(one: Ticket) -> _Fields:
    return _Fields(
        transfer=one.transfer.bytes, person=one.person.bytes, station=one.station, to=one.to,
        name=one.name[:60], sex=one.sex[:1], birth=one.birth[:24], case_number=one.case_number,
        items=one.items, depart=int(one.depart_at.timestamp()),
        arrive=int(one.arrive_at.timestamp()),
    )  # fmt: skip


def _ticket(said: _Fields) -> Ticket:
    return Ticket(
        transfer=UUID(bytes=said.transfer), person=UUID(bytes=said.person), station=said.station,
        to=said.to, name=said.name, sex=said.sex, birth=said.birth, case_number=said.case_number,
        items=said.items, depart_at=datetime.fromtimestamp(said.depart, UTC),
        arrive_at=datetime.fromtimestamp(said.arrive, UTC),
    )  # fmt: skip
