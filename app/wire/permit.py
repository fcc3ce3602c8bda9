"""Permits as they travel, signed by the centre; and what desks ask of it in an officer's name."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.domain.errors import Refused
from app.domain.index_card import IndexCard
from app.domain.permit import Permit

_SIGNATURE = 64
_LARGEST = 4096
_ABOUT = b"guitu permit\n"
MOST_CARDS = 50
"""No search answers with more."""


def signed(permit: Permit, key: Ed25519PrivateKey) -> bytes:
    """A permit as it travels: signature, then its bytes."""
    body = msgspec.msgpack.encode(permit)
    return key.sign(_ABOUT + body) + body


def read(token: bytes, key: Ed25519PublicKey) -> Permit:
    """The permit in a token. Refused "permit.none" where there is none, "permit.forged" where this
    key did not sign it."""
    if not token:
        raise Refused("permit.none")
    try:
        if len(token) > _LARGEST:
            raise Refused("permit.forged")
        key.verify(token[:_SIGNATURE], _ABOUT + token[_SIGNATURE:])
        return look(token)
    except (InvalidSignature, msgspec.MsgspecError, UnicodeDecodeError):
        raise Refused("permit.forged") from None


def look(token: bytes) -> Permit:
    """What a token says, unproved: a desk shows it, only the centre believes it."""
    return msgspec.msgpack.decode(token[_SIGNATURE:], type=Permit)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPermits:
    """A desk asks for its officers; `coded` are those who give a second code at the login here."""

    officers: tuple[UUID, ...]
    coded: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Permits:
    """The tokens of those who may; nobody else of the station gets one."""

    tokens: tuple[bytes, ...]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Seek:
    """Index cards of any station, by a name or the keyed hash of a document number."""

    token: bytes
    purpose: str
    name: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoughtCard:
    """A card, and how its station is called and reached."""

    card: IndexCard
    station: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What was found; `more` where there are more than are shown."""

    cards: tuple[SoughtCard, ...]
    more: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite:
    """An administrator lets in the next desk of their own station."""

    token: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """The code, without the authority's fingerprint: the desk knows that itself."""

    code: str
    until: datetime
