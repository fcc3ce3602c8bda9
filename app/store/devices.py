"""Who may speak to the centre: devices, and the codes with which they are let in once."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, RowMapping, insert, select, update

from app.domain.errors import Refused
from app.store.among import among
from app.store.tables import enrolled, invitation
from app.wire.entry import FIRST
from app.wire.talk import Enrol

LASTS = timedelta(hours=24)
"""How long an invitation may be used."""
ACTIVE, SUSPENDED = "active", "suspended"
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without what is mistaken for something else when it is read out."""
LONG = 16
"""Letters and digits of an invitation."""
SHORT = 8
"""So much of a device's id is read out over the telephone: its end, for they begin alike."""
_HEX = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A desk as the centre knows it: its key, and how far its entries are here."""

    device: UUID
    incarnation: UUID
    station: str
    name: str
    public_key: bytes
    state: str
    last_n: int
    last_hash: bytes
    last_stamp: int
    since: datetime
    seen_at: datetime | None


def invite(connection: Connection, station: str, at: datetime, device: UUID | None = None) -> str:
    """A code for one device of a station; only its hash is kept. With `device`, for that one to
    come back."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(LONG))
    connection.execute(
        insert(invitation).values(
            code_hash=_hash(code),
            station=station,
            made_at=at,
            expires_at=at + LASTS,
            device=device,
        )
    )
    return "-".join(code[start : start + 4] for start in range(0, LONG, 4))


def tidy_code(code: str) -> str:
    """As it was given out, however it was typed."""
    return "".join(c for c in code.upper() if c in _ALPHABET)


def _hash(code: str) -> bytes:
    return hashlib.sha256(b"guitu invitation " + tidy_code(code).encode()).digest()


def let_in(connection: Connection, asked: Enrol, at: datetime) -> Device:
    """Use a code once. Refused "enrol.wrong_code", "enrol.used", "enrol.expired",
    "enrol.other_station", "enrol.known_device"; asked again by the same device it answers the
    same. A device comes back as another life of itself only with a code that names it."""
    found = _invitation(connection, asked, at)
    known = known_device(connection, asked.device, lock=True)
    if known is None:
        _add(connection, asked, at)
    elif known.station != asked.station or not _is_itself(known, asked):
        # The id of a device is no secret; whoever has another key is somebody else.
        if known.station != asked.station or found.used_at or found.device != asked.device:
            raise Refused("enrol.known_device", device=asked.device.hex[-SHORT:])
        _come_back(connection, known, asked)
    connection.execute(
        update(invitation)
        .where(invitation.c.code_hash == _hash(asked.code))
        .values(used_at=at, device=asked.device)
    )
    return must_know(connection, asked.device)


def _invitation(connection: Connection, asked: Enrol, at: datetime) -> Row[Any]:
    found = connection.execute(
        select(invitation).where(invitation.c.code_hash == _hash(asked.code)).with_for_update()
    ).first()
    if found is None:
        raise Refused("enrol.wrong_code")
    if found.device not in {None, asked.device}:
        raise Refused("enrol.used" if found.used_at else "enrol.other_device")
    if found.expires_at < at:
        raise Refused("enrol.expired")
    if not hmac.compare_digest(found.station.encode(), asked.station.encode()):
        raise Refused("enrol.other_station", station=found.station)
    return found


def _is_itself(known: Device, asked: Enrol) -> bool:
    return (
        known.public_key == asked.public_key
        and known.incarnation == asked.incarnation
        and known.state == ACTIVE
    )


def _add(connection: Connection, asked: Enrol, at: datetime) -> None:
    connection.execute(
        insert(enrolled).values(
            device=asked.device,
            incarnation=asked.incarnation,
            station=asked.station,
            name=asked.name[:60],
            public_key=asked.public_key,
            state=ACTIVE,
            last_n=0,
            last_hash=FIRST,
            since=at,
        )
    )


def _come_back(connection: Connection, known: Device, asked: Enrol) -> None:
    """Its disk was restored or copied: another life, which counts on from where it knows itself to
    have been heard. What it says twice is known by its stamps, so those begin anew."""
    if known.incarnation == asked.incarnation:
        raise Refused("line.other_life")
    heard = (asked.last_n, asked.last_hash)
    n, hash_ = heard if 0 <= asked.last_n <= known.last_n else (known.last_n, known.last_hash)
    connection.execute(
        update(enrolled)
        .where(enrolled.c.device == known.device)
        .values(
            incarnation=asked.incarnation,
            public_key=asked.public_key,
            state=ACTIVE,
            last_n=n,
            last_hash=hash_,
            last_stamp=0,
        )
    )


def known_device(connection: Connection, device: UUID, *, lock: bool = False) -> Device | None:
    """A device by its id; `lock` holds its row until the transaction ends."""
    question = select(enrolled).where(enrolled.c.device == device)
    row = connection.execute(question.with_for_update() if lock else question).mappings().first()
    return _device(row) if row else None


def must_know(connection: Connection, device: UUID, *, lock: bool = False) -> Device:
    """The same; Refused "line.unknown_device" or "line.suspended"."""
    found = known_device(connection, device, lock=lock)
    if found is None:
        raise Refused("line.unknown_device")
    if found.state != ACTIVE:
        raise Refused("line.suspended")
    return found


def every(connection: Connection) -> list[Device]:
    """Every device, oldest first."""
    rows = connection.execute(select(enrolled).order_by(enrolled.c.since, enrolled.c.device))
    return [_device(row) for row in rows.mappings()]


def stations_of(connection: Connection, hexes: Iterable[str]) -> dict[str, str]:
    """Device (hex) -> its station."""
    wanted = [UUID(one) for one in hexes if len(one) == _HEX]
    if not wanted:
        return {}
    question = select(enrolled.c.device, enrolled.c.station)
    rows = connection.execute(question.where(among(enrolled.c.device, wanted)))
    return {row.device.hex: row.station for row in rows}


def suspend(connection: Connection, device: UUID) -> None:
    """Nothing is taken from it or given to it any more."""
    connection.execute(update(enrolled).where(enrolled.c.device == device).values(state=SUSPENDED))


def advance(
    connection: Connection, device: UUID, n: int, hash_: bytes, stamp: int, at: datetime
) -> None:
    """Its entries are here up to `n`; `stamp` is the last that counted: the next one is later,
    whatever its clock says."""
    connection.execute(
        update(enrolled)
        .where(enrolled.c.device == device)
        .values(last_n=n, last_hash=hash_, last_stamp=stamp, seen_at=at)
    )


def _device(row: RowMapping) -> Device:
    return Device(**{name: row[name] for name in Device.__dataclass_fields__})
