"""Who may speak to the centre: devices, and the codes with which they are let in once."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, RowMapping, insert, select, update

from app.domain.errors import Refused
from app.store.tables import enrolled, invitation
from app.wire.entry import FIRST

LASTS = timedelta(hours=24)
"""How long an invitation may be used."""
ACTIVE, SUSPENDED = "active", "suspended"
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without what is mistaken for something else when it is read out."""
_LONG = 16


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


def invite(connection: Connection, station: str, at: datetime) -> str:
    """A code for one device of a station; only its hash is kept."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_LONG))
    connection.execute(
        insert(invitation).values(
            code_hash=_hash(code), station=station, made_at=at, expires_at=at + LASTS
        )
    )
    return "-".join(code[start : start + 4] for start in range(0, _LONG, 4))


def tidy_code(code: str) -> str:
    """As it was given out, however it was typed."""
    return "".join(c for c in code.upper() if c in _ALPHABET)


def _hash(code: str) -> bytes:
    return hashlib.sha256(b"guitu invitation " + tidy_code(code).encode()).digest()


def let_in(
    connection: Connection,
    code: str,
    device: UUID,
    incarnation: UUID,
    public_key: bytes,
    station: str,
    name: str,
    at: datetime,
) -> Device:
    """Use a code once. Refused "enrol.wrong_code", "enrol.used", "enrol.expired",
    "enrol.other_station"; asked again by the same device it answers the same."""
    found = connection.execute(
        select(invitation).where(invitation.c.code_hash == _hash(code)).with_for_update()
    ).first()
    if found is None:
        raise Refused("enrol.wrong_code")
    if found.used_at is not None and found.device != device:
        raise Refused("enrol.used")
    if found.expires_at < at:
        raise Refused("enrol.expired")
    if not hmac.compare_digest(found.station.encode(), station.encode()):
        raise Refused("enrol.other_station", station=found.station)
    known = known_device(connection, device)
    if known is None:
        connection.execute(
            insert(enrolled).values(
                device=device, incarnation=incarnation, station=station, name=name[:60],
                public_key=public_key, state=ACTIVE, last_n=0, last_hash=FIRST, since=at,
            )
        )  # fmt: skip
    elif known.public_key != public_key or known.station != station:
        # The id of a device is no secret; whoever has another key is somebody else.
        raise Refused("enrol.known_device")
    connection.execute(
        update(invitation)
        .where(invitation.c.code_hash == _hash(code))
        .values(used_at=at, device=device)
    )
    return must_know(connection, device)


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


def suspend(connection: Connection, device: UUID) -> None:
    """Nothing is taken from it or given to it any more."""
    connection.execute(update(enrolled).where(enrolled.c.device == device).values(state=SUSPENDED))


def advance(connection: Connection, device: UUID, n: int, hash_: bytes, at: datetime) -> None:
    """Its entries are here up to `n`."""
    connection.execute(
        update(enrolled)
        .where(enrolled.c.device == device)
        .values(last_n=n, last_hash=hash_, seen_at=at)
    )


def note_stamp(connection: Connection, device: UUID, stamp: int) -> None:
    """The last stamp that counted: the next one is later, whatever its clock says."""
    connection.execute(update(enrolled).where(enrolled.c.device == device).values(last_stamp=stamp))


def new_life(connection: Connection, device: UUID, incarnation: UUID) -> None:
    """Its disk was restored: entries are counted on, under another incarnation."""
    connection.execute(
        update(enrolled).where(enrolled.c.device == device).values(incarnation=incarnation)
    )


def _device(row: RowMapping) -> Device:
    return Device(**{name: row[name] for name in Device.__dataclass_fields__})
