"""The codes on papers: the signed one of a voucher, and the plain case number."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

import base45
import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import Meta

PREFIX = "GT1:"
CASE_PREFIX = "GTC1:"
MOST_TEXT = 1200
_KEY_ID, _SIGNATURE = 4, 64
_EPOCH = date(2020, 1, 1)
_Short = Annotated[str, Meta(max_length=64)]
_Days = Annotated[int, Meta(ge=0, le=60_000)]


class Verdict(StrEnum):
    """What a voucher's code turns out to be."""

    GENUINE = "genuine"
    ALTERED = "altered"
    UNKNOWN_KEY = "unknown_key"
    EXPIRED = "expired"
    VOID = "void"
    NO_CODE = "no_code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What the code of a voucher says; of the document only its end."""

    serial: str
    name: str
    sex: str
    id_end: str
    from_place: str
    to_place: str
    depart_on: date
    valid_until: date
    issued_on: date

    @property
    def station(self) -> str:
        """The station code inside GT440114-01-2026-000123-c."""
        return "-".join(self.serial.removeprefix("GT").split("-")[:2])


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownKey:
    """A public key that vouchers of a station are signed with."""

    public_key: bytes
    station: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The verdict, and what the code says where its signature holds."""

    verdict: Verdict
    ticket: Ticket | None = None
    key_id: str = ""


class _Fields(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    serial: _Short
    name: Annotated[str, Meta(max_length=120)]
    sex: Annotated[str, Meta(max_length=1)]
    id_end: Annotated[str, Meta(max_length=4)]
    from_place: _Short
    to_place: _Short
    issued: _Days
    depart: _Days
    valid: _Days


def key_id(public_key: bytes) -> str:
    """The short name of a public key: the first bytes of its SHA-256, in hex."""
    return hashlib.sha256(public_key).digest()[:_KEY_ID].hex()


def sign(ticket: Ticket, private_key: Ed25519PrivateKey) -> str:
    """The text of a voucher's code; a usual one fits a QR code of version 9-M."""
    body = _signed_by(private_key) + msgspec.msgpack.encode(_fields(ticket))
    signature = private_key.sign(PREFIX.encode() + body)
    encoded: bytes = base45.b45encode(body + signature)
    return PREFIX + encoded.decode("ascii")


def parse(text: str) -> tuple[str, Ticket, bytes, bytes] | None:
    """Key id, what is said, what was signed and the signature; None if it is not well formed."""
    raw = _raw(text)
    if raw is None or len(raw) <= _KEY_ID + _SIGNATURE:
        return None
    body, signature = raw[:-_SIGNATURE], raw[-_SIGNATURE:]
    try:
        fields = msgspec.msgpack.decode(body[_KEY_ID:], type=_Fields)
        ticket = _ticket(fields)
    except (msgspec.MsgspecError, UnicodeDecodeError, OverflowError):
        return None
    return body[:_KEY_ID].hex(), ticket, PREFIX.encode() + body, signature


def verify(
    text: str,
    known_keys: Mapping[str, KnownKey],
    today: date,
    voided: Callable[[str], bool] = lambda _serial: False,
) -> Finding:
    """Judge a code. Whatever the text holds, the answer is a finding, never an exception."""
    if not text.startswith(PREFIX):
        return Finding(verdict=Verdict.NO_CODE)
    parsed = parse(text)
    if parsed is None:
        return Finding(verdict=Verdict.ALTERED)
    name, ticket, signed, signature = parsed
    key = known_keys.get(name)
    if key is None:
        return Finding(verdict=Verdict.UNKNOWN_KEY, key_id=name)
    # A station's key holds for its own serials only.
    if not _holds(key.public_key, signature, signed) or ticket.station != key.station:
        return Finding(verdict=Verdict.ALTERED, key_id=name)
    return Finding(verdict=_standing(ticket, today, voided), ticket=ticket, key_id=name)


def case_code(number: str) -> str:
    """The plain code at the head of a form."""
    return CASE_PREFIX + number


def masked(id_number: str) -> str:
    """The end of a document number, enough to compare it with the card."""
    return id_number[-4:] if len(id_number) > 8 else ""


def _standing(ticket: Ticket, today: date, voided: Callable[[str], bool]) -> Verdict:
    if voided(ticket.serial):
        return Verdict.VOID
    return Verdict.EXPIRED if today > ticket.valid_until else Verdict.GENUINE


def _raw(text: str) -> bytes | None:
    if len(text) > MOST_TEXT or not text.isascii():
        return None
    encoded = text.removeprefix(PREFIX)
    try:
        raw: bytes = base45.b45decode(encoded)
    except (ValueError, KeyError, OverflowError):
        return None
    # One code has one spelling: anything that merely decodes to the same bytes was tampered with.
    return raw if base45.b45encode(raw).decode("ascii") == encoded else None


def _holds(public_key: bytes, signature: bytes, signed: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, signed)
    except (InvalidSignature, ValueError):
        return False
    return True


def _signed_by(private_key: Ed25519PrivateKey) -> bytes:
    return bytes.fromhex(key_id(private_key.public_key().public_bytes_raw()))


def _fields(ticket: Ticket) -> _Fields:
    return _Fields(
        serial=ticket.serial,
        name=ticket.name,
        sex=ticket.sex,
        id_end=ticket.id_end,
        from_place=ticket.from_place,
        to_place=ticket.to_place,
        issued=(ticket.issued_on - _EPOCH).days,
        depart=(ticket.depart_on - _EPOCH).days,
        valid=(ticket.valid_until - _EPOCH).days,
    )


def _ticket(fields: _Fields) -> Ticket:
    return Ticket(
        serial=fields.serial,
        name=fields.name,
        sex=fields.sex,
        id_end=fields.id_end,
        from_place=fields.from_place,
        to_place=fields.to_place,
        issued_on=_EPOCH + timedelta(days=fields.issued),
        depart_on=_EPOCH + timedelta(days=fields.depart),
        valid_until=_EPOCH + timedelta(days=fields.valid),
    )
