"""What the operator of a centre sees: stations and desks, streams, what was set aside. No names of
people: of officers only who works where."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, func, select, text

from app.store import devices, walls
from app.store.devices import SHORT
from app.store.tables import TABLES, batch, enrolled, quarantine, stream
from app.store.upgrade import newest


@dataclass(frozen=True, slots=True, kw_only=True)
class StationSeen:
    """A station with its desks."""

    station: str
    name: str
    desks: int
    suspended: int
    seen_at: datetime | None
    """When one of its desks last sent something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How the centre stands."""

    version: str
    schema: str
    bytes: int
    desks: int
    batches: int
    streams: dict[str, int]
    quarantine: dict[str, int]
    """Reason -> entries set aside."""
    silent: tuple[str, ...]
    """Desks that sent nothing for so many days, by station and the end of their number."""


def stations(engine: Engine) -> list[StationSeen]:
    """Every station of which a desk was let in."""
    table = TABLES["station"]
    with walls.within(engine, walls.EVERYWHERE) as connection:
        names = {
            row.code: row.name for row in connection.execute(select(table.c.code, table.c.name))
        }
        known = devices.every(connection)
    found = []
    for code in sorted({one.station for one in known}):
        mine = [one for one in known if one.station == code]
        seen = [one.seen_at for one in mine if one.seen_at]
        found.append(
            StationSeen(
                station=code,
                name=str(names.get(code, "")),
                desks=len(mine),
                suspended=sum(one.state != devices.ACTIVE for one in mine),
                seen_at=max(seen, default=None),
            )
        )
    return found


def status(engine: Engine, version: str, silent: timedelta, at: datetime) -> Status:
    """Counts and heads."""
    with walls.within(engine, walls.EVERYWHERE) as connection:
        heads = connection.execute(select(stream).order_by(stream.c.name)).all()
        reasons = connection.execute(
            select(quarantine.c.reason, func.count()).group_by(quarantine.c.reason)
        ).all()
        size = connection.execute(text("SELECT pg_database_size(current_database())"))
        desks = connection.execute(select(func.count()).select_from(enrolled)).scalar_one()
        taken = connection.execute(select(func.count()).select_from(batch)).scalar_one()
        known = devices.every(connection)
        total = int(size.scalar_one())
    quiet = [
        f"{one.station} {one.device.hex[-SHORT:]}"
        for one in known
        if one.state == devices.ACTIVE and (one.seen_at or one.since) < at - silent
    ]
    return Status(
        version=version,
        schema=newest(),
        bytes=total,
        desks=int(desks),
        batches=int(taken),
        streams={row.name: int(row.last) for row in heads},
        quarantine={str(reason): int(count) for reason, count in sorted(map(tuple, reasons))},
        silent=tuple(sorted(quiet)),
    )
