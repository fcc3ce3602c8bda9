"""The code on form 24: which letter of which station a reply slip belongs to, and nothing else.

Of the person there is not a word in it: who has no register learns two numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Meta

from app.wire import signed
from app.wire.signed import Key

PREFIX = "GTF1:"
MOST_TEXT = 300


class Verdict(StrEnum):
    """What a slip's code turns out to be."""

    GENUINE = "genuine"
    ALTERED = "altered"
    OTHER_STATION = "other_station"
    UNKNOWN_KEY = "unknown_key"
    """Of this station, by a desk that is not known here yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What the code says."""

    letter: UUID
    station: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The verdict, and what the code says where that can be read."""

    verdict: Verdict
    slip: Slip | None = None


class _Fields(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    letter: Annotated[bytes, Meta(min_length=16, max_length=16)]
    station: Annotated[str, Meta(max_length=16)]


def sign(slip: Slip, private_key: Ed25519PrivateKey) -> str:
    """The text of the code; it fits a QR code of version 7."""
    body = msgspec.msgpack.encode(_Fields(letter=slip.letter.bytes, station=slip.station))
    return signed.put(PREFIX, body, private_key)


def read(text: str, here: str, keys: Mapping[str, Key]) -> Read:
    """What a code says to the station `here`. Of another station's it is said whose it claims to
    be, whether or not its key is known here."""
    parsed = signed.parse(PREFIX, text.strip(), MOST_TEXT)
    if parsed is None:
        return Read(verdict=Verdict.ALTERED)
    try:
        said = msgspec.msgpack.decode(parsed.body, type=_Fields)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return Read(verdict=Verdict.ALTERED)
    slip = Slip(letter=UUID(bytes=said.letter), station=said.station)
    if slip.station != here:
        known = parsed.key not in keys or signed.find(parsed, slip.station, keys)
        return Read(verdict=Verdict.OTHER_STATION if known else Verdict.ALTERED, slip=slip)
    if parsed.key not in keys:
        return Read(verdict=Verdict.UNKNOWN_KEY, slip=slip)
    if not signed.find(parsed, here, keys):
        return Read(verdict=Verdict.ALTERED)
    return Read(verdict=Verdict.GENUINE, slip=slip)
