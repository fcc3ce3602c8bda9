"""数据包: chosen visits for another platform, with who gets them, why, and a checksum."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from app.domain.errors import Refused

SCHEMA = "guitu-handing/1"
MOST = 500
LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """Why, to whom; `health` is the purpose of its own without which none of it goes along."""

    why: str
    to: str
    health: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedField:
    """One field as it stands there."""

    fact: str
    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """One visit."""

    case_number: str
    national_number: str
    fields: tuple[HandedField, ...]


def must_be_meant(purpose: Purpose, many: int, *, wants_health: bool) -> None:
    """Refused "handed.…": nobody chosen, too many, no purpose or receiver, health without why."""
    if not many:
        raise Refused("handed.needs_people")
    if many > MOST:
        raise Refused("handed.too_many", most=MOST)
    if not purpose.why:
        raise Refused("handed.needs_purpose")
    if not purpose.to:
        raise Refused("handed.needs_to")
    if wants_health and not purpose.health:
        raise Refused("handed.needs_health_purpose")
    if max(map(len, (purpose.why, purpose.to, purpose.health))) > LONGEST:
        raise Refused("handed.too_long", longest=LONGEST)


def plain(records: Sequence[Handed]) -> bytes:
    """The same records are always the same bytes: keys sorted, no blanks, UTF-8."""
    return msgspec.json.encode(records, order="sorted")


def checksum(records: Sequence[Handed]) -> str:
    """SHA-256 of these bytes; whoever gets the package can count it again."""
    return hashlib.sha256(plain(records)).hexdigest()
