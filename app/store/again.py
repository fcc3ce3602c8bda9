"""Once the centre is newer: what a still newer desk had sent, and was set aside because nobody here
understood it, is taken in after all, in its order."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Engine, delete, select
from sqlalchemy.exc import OperationalError

from app.domain.errors import Refused
from app.store import central, devices, forgetting, promoting, walls
from app.store.depot import Depot
from app.store.merging import LOOKING
from app.store.refused import LATER
from app.store.rows import UNFIT
from app.store.tables import TABLES, quarantine
from app.wire.entry import SCHEMA, Entry
from app.wire.kinds import DECIDED

Group = tuple[Entry, ...]


def take_again(engine: Engine, at: datetime, depot: Depot | None = None) -> int:
    """Fields and entries that only this version understands take their places; answers how many
    entries that were."""
    with walls.within(engine, walls.EVERYWHERE) as connection:
        promoting.promote(connection, apart=LOOKING | DECIDED)
        waiting = _waiting(connection)
    count = 0
    for device, groups in waiting.items():
        with engine.begin() as connection:
            count += _take(connection, device, groups, at, depot)
    return count


def _waiting(connection: Connection) -> dict[UUID, list[Group]]:
    """Of devices where something is known now: every group that was set aside for later."""
    rows = connection.execute(
        select(quarantine.c.device, quarantine.c.reason, quarantine.c.entry)
        .where(quarantine.c.reason.in_(LATER))
        .order_by(quarantine.c.device, quarantine.c.at, quarantine.c.n)
    ).all()
    found: dict[UUID, list[Group]] = {}
    for device, of_it in groupby(rows, key=lambda row: row.device):
        said = [(row.reason, msgspec.msgpack.decode(row.entry, type=Entry)) for row in of_it]
        if any(reason != "entry.no_beginning" and _is_known(one) for reason, one in said):
            entries = [one for _, one in said]
            found[device] = [tuple(g) for _, g in groupby(entries, key=lambda e: e.group)]
    return found


def _is_known(entry: Entry) -> bool:
    return entry.kind in TABLES and entry.schema <= SCHEMA


def _take(
    connection: Connection,
    device: UUID,
    groups: Sequence[Group],
    at: datetime,
    depot: Depot | None,
) -> int:
    """One group after the other; what is still not understood stays where it is."""
    known = devices.known_device(connection, device, lock=True)
    if known is None:
        return 0
    walls.stand_in(connection, known.station)
    everything = [entry for group in groups for entry in group]
    forgetting.stand_apart(connection, everything)
    central.stand_in_line(connection, known.station, everything)
    count = 0
    for group in groups:
        try:
            with connection.begin_nested():
                news = central.take_late(connection, known, group, at, depot)
                central.append(connection, news, at)
                _let_out(connection, group)
        except OperationalError:
            raise  # the database is away
        except (Refused, *UNFIT):
            continue
        count += len(group)
    return count


def _let_out(connection: Connection, group: Sequence[Entry]) -> None:
    first = group[0]
    connection.execute(
        delete(quarantine).where(
            quarantine.c.device == first.device,
            quarantine.c.incarnation == first.incarnation,
            quarantine.c.n.in_([e.n for e in group]),
        )
    )
