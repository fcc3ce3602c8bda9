"""The short ticket in the code on a transfer's paper: who is handed over, from where to where.

It is all that a receiving station without a network has besides the paper; the file follows.
Signed by the sending station with the key that signs its vouchers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Meta

from app.wire import signed
from app.wire.signed import Key

PREFIX = "GTT1:"
MOST_TEXT = 1000
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


def sign(ticket: Ticket, private_key: Ed25519PrivateKey) -> str:
    """The text of the code."""
    return signed.put(PREFIX, msgspec.msgpack.encode(_fields(ticket)), private_key)


def read(text: str, keys: Mapping[str, Key]) -> Ticket | None:
    """What a code says, where a known key of the station it names signed it; else None. Whatever
    the text holds, nothing is raised."""
    parsed = signed.parse(PREFIX, text.strip(), MOST_TEXT)
    if parsed is None:
        return None
    try:
        ticket = _ticket(msgspec.msgpack.decode(parsed.body, type=_Fields))
    except (msgspec.MsgspecError, UnicodeDecodeError, OverflowError, ValueError):
        return None
    return ticket if signed.find(parsed, ticket.station, keys) else None


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
