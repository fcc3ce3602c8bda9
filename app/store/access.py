"""Who is let in to the centre, and what each device is given when it comes."""

from datetime import datetime
from secrets import token_bytes
from uuid import UUID

from sqlalchemy import Connection, Engine, select
from sqlalchemy.dialects import postgresql

from app.domain.errors import Refused
from app.domain.ids import OfficerId
from app.domain.number import NumberBlock
from app.domain.staff import Officer
from app.store import centre_key, devices, feed, grants, passing, permits, seeking, walls
from app.store.devices import Device
from app.store.news import News, streams_of
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


def _burn(connection: Connection, device: Device, at: datetime) -> None:
    news = News(device, at)
    news.add_blocks(grants.burn(connection, device.device, at))
    feed.append(connection, news.by_stream)


def enrol(engine: Engine, asked: Enrol, at: datetime) -> Enrolled:
    """Let a device in; a station's second one gets numbers that the first one does not have.

    One that comes back as another life of itself gets new ones: its old ones may stand on papers
    that nobody remembers.
    """
    with walls.within(engine, asked.station) as connection:
        before = {d.device: d for d in devices.every(connection) if d.station == asked.station}
        device = devices.let_in(connection, asked, at)
        old = before.pop(device.device, None)
        if old is not None and old.incarnation != device.incarnation:
            _burn(connection, device, at)
        # Asked again after a lost answer, what an earlier life left here tells of it.
        alone = not before and not grants.blocks_of(connection, device.device)
        if not alone:
            granted(connection, device, at)
        blocks = grants.blocks_of(connection, device.device)
        passing.tell_new(connection, device.device, device.station, at)
        key = network_key(connection)
        centres, sticks = (
            centre_key.public_key(connection),
            centre_key.stick_key(connection, device.station),
        )
    return Enrolled(
        station=device.station,
        streams=streams_of(device),
        at=at,
        network_key=key,
        centre_key=centres,
        stick_key=sticks,
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


def invite(engine: Engine, station: str, at: datetime, device: UUID | None = None) -> str:
    """A code for one more device of a station, or for a known one to come back."""
    with engine.begin() as connection:
        return devices.invite(connection, station, at, device)


def invite_by(engine: Engine, device: Device, officer: Officer, at: datetime) -> str:
    """The same, asked for at a desk of that station and written down."""
    with walls.within(engine, device.station) as connection:
        seeking.note(connection, device, officer, "invite", "device", [None], at)
        return devices.invite(connection, device.station, at)


def grant_block(engine: Engine, device: Device, kind: str, at: datetime) -> NumberBlock:
    """One more block of numbers for a desk, by hand; it hears of it in its next round."""
    with walls.within(engine, device.station) as connection:
        made = grants.grant(connection, device.station, device.device, [kind], at)
        news = News(device, at)
        news.add_blocks(made)
        feed.append(connection, news.by_stream)
    return made[0][0]


def withhold(engine: Engine, officer: OfficerId, at: datetime) -> None:
    """Take the centre's word for an officer back; their desks hear that the account is closed."""
    _say_active(engine, officer, at, active=False)


def restore(engine: Engine, officer: OfficerId, at: datetime) -> None:
    """The word stands again; the account is open again at their desks, where an administrator sets
    a new password."""
    _say_active(engine, officer, at, active=True)


def _say_active(engine: Engine, officer: OfficerId, at: datetime, *, active: bool) -> None:
    known = permits.find(engine, str(officer))
    with walls.within(engine, known.station) as connection:
        if active:
            permits.give_back(connection, officer)
        else:
            permits.withhold(connection, officer, at)
        change = permits.say_active(connection, officer, at, active=active)
        feed.append(connection, {f"station:{known.station}": [change]})


def find_device(engine: Engine, said: str) -> Device:
    """A device by its id or a piece of it as it was read out. Refused "line.unknown_device" or
    "enrol.several_devices"."""
    piece = said.replace("-", "").lower()
    if len(piece) < devices.SHORT:
        raise Refused("line.unknown_device")
    found = [one for one in every_device(engine) if piece in one.device.hex]
    if not found:
        raise Refused("line.unknown_device")
    if len(found) > 1:
        raise Refused("enrol.several_devices")
    return found[0]


def every_device(engine: Engine) -> list[Device]:
    """Every device that was let in."""
    with engine.begin() as connection:
        return devices.every(connection)
