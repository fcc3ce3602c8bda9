"""Numbers for paper, granted by the centre: each device has blocks that nobody else has."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, func, insert, select, update

from app.domain.ids import BlockId, new_id
from app.domain.number import CASE, VOUCHER, NumberBlock
from app.store.rows import record_of, values_of
from app.store.tables import TABLES
from app.wire import hlc

BLOCK = 500
ENOUGH = 420
"""A week of a large station's arrivals without a network; 50 would not last two days there."""
KIND = "number_block"


def needed(connection: Connection, device: UUID, kinds: Iterable[str]) -> list[str]:
    """Of which kinds a device has fewer than enough left."""
    table = TABLES[KIND]
    found = []
    for kind in kinds:
        left = func.coalesce(func.sum(table.c.last - table.c.following + 1), 0)
        mine = select(left).where(
            table.c.device == device.hex,
            table.c.kind == kind,
            table.c.following <= table.c.last,
        )
        if int(connection.execute(mine).scalar_one()) < ENOUGH:
            found.append(kind)
    return found


def grant(
    connection: Connection, station: str, device: UUID, kinds: Iterable[str], at: datetime
) -> list[tuple[NumberBlock, str]]:
    """The next block of each kind, after everything the station has; with its version."""
    table, made = TABLES[KIND], []
    version = hlc.version(hlc.tick(0, at), UUID(int=0).hex)
    # Two devices of one station must not be granted the same at the same moment.
    connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"numbers {station}"))))
    for kind in kinds:
        highest = select(func.coalesce(func.max(table.c.last), 0)).where(
            table.c.station == station, table.c.kind == kind
        )
        first = int(connection.execute(highest).scalar_one()) + 1
        block = NumberBlock(
            id=BlockId(new_id()),
            kind=kind,
            station=station,
            device=device.hex,
            first=first,
            last=first + BLOCK - 1,
            following=first,
            granted_at=at,
        )
        row = values_of(KIND, block) | {"versions": {"*": version}, "extra": {}}
        connection.execute(insert(table).values(row))
        made.append((block, version))
    return made


def blocks_of(connection: Connection, device: UUID) -> tuple[NumberBlock, ...]:
    """Every block that a device was ever given, oldest first."""
    table = TABLES[KIND]
    mine = select(table).where(table.c.device == device.hex).order_by(table.c.kind, table.c.first)
    return tuple(record_of(KIND, dict(row)) for row in connection.execute(mine).mappings())


def burn(connection: Connection, device: UUID, at: datetime) -> list[tuple[NumberBlock, str]]:
    """Give up what is left of a device's blocks; each with its version."""
    table = TABLES[KIND]
    version = hlc.version(hlc.tick(0, at), UUID(int=0).hex)
    gone = [block.give_up() for block in blocks_of(connection, device) if block.left > 0]
    for block in gone:
        values = {"following": block.following, "versions": {"*": version}}
        connection.execute(update(table).where(table.c.id == block.id).values(values))
    return [(block, version) for block in gone]


KINDS = (CASE, VOUCHER)
