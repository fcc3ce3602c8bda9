"""Who is let in to the centre, and what each device is given when it comes."""

from datetime import datetime
from secrets import token_bytes
from uuid import UUID

from sqlalchemy import Connection, Engine, select
from sqlalchemy.dialects import postgresql

from app.domain.number import NumberBlock
from app.store import devices, grants
from app.store.devices import Device
from app.store.news import streams_of
from app.store.tables import secret
from app.wire.talk import Enrol, Enrolled


def network_key(connection: Connection) -> bytes:
    """What document numbers are hashed with; made once, and known to every desk let in."""
    question = select(secret.c.value).where(secret.c.name == "network")
    found: bytes | None = connection.execute(question).scalar()
    if found is None:
        made = postgresql.insert(secret).values(name="network", value=token_bytes(32))
        connection.execute(made.on_conflict_do_nothing())
        found = connection.execute(question).scalar_one()
    return found


def granted(connection: Connection, device: Device, at: datetime) -> list[tuple[NumberBlock, str]]:
    """More numbers, before the device runs out of them."""
    wanted = grants.needed(connection, device.device, grants.KINDS)
    return grants.grant(connection, device.station, device.device, wanted, at) if wanted else []


def enrol(engine: Engine, asked: Enrol, at: datetime) -> Enrolled:
    """Let a device in; a station's second one gets numbers that the first one does not have."""
    with engine.begin() as connection:
        others = [d for d in devices.every(connection) if d.station == asked.station]
        device = devices.let_in(
            connection, asked.code, asked.device, asked.incarnation, asked.public_key,
            asked.station, asked.name, at,
        )  # fmt: skip
        alone = all(d.device == device.device for d in others)
        blocks = () if alone else tuple(b for b, _ in granted(connection, device, at))
        key = network_key(connection)
    return Enrolled(
        station=device.station,
        streams=streams_of(device),
        at=at,
        network_key=key,
        alone=alone,
        blocks=blocks,
    )


def device_of(engine: Engine, who: UUID) -> Device:
    """Who speaks; Refused "line.unknown_device" or "line.suspended"."""
    with engine.begin() as connection:
        return devices.must_know(connection, who)


def suspend(engine: Engine, who: UUID) -> None:
    """Nothing is taken from it or given to it any more."""
    with engine.begin() as connection:
        devices.suspend(connection, who)


def invite(engine: Engine, station: str, at: datetime) -> str:
    """A code for one more device of a station."""
    with engine.begin() as connection:
        return devices.invite(connection, station, at)


def every_device(engine: Engine) -> list[Device]:
    """Every device that was let in."""
    with engine.begin() as connection:
        return devices.every(connection)


def new_life(engine: Engine, who: UUID, incarnation: UUID) -> None:
    """A device whose disk was restored goes on as another life of itself."""
    with engine.begin() as connection:
        devices.new_life(connection, who, incarnation)
