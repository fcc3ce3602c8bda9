"""After an upgrade: what a newer version had sent and was kept beside a row gets its column."""

from collections.abc import Collection

import msgspec
from sqlalchemy import Connection, select, update
from sqlalchemy.exc import OperationalError

from app.store.rows import UNFIT, record_of, values_of
from app.store.tables import TABLES
from app.wire.kinds import FIELDS, KINDS


def promote(connection: Connection, apart: Collection[str] = ()) -> set[str]:
    """Fields in `extra` that are known now; answers the kinds of which there were some. Runs at
    both ends; kinds `apart` may not be edited, and keep theirs beside the row."""
    return {kind for kind in TABLES if kind not in apart and _promote(connection, kind)}


def _promote(connection: Connection, kind: str) -> int:
    table, known = TABLES[kind], set(FIELDS[kind])
    count = 0
    for row in connection.execute(select(table).where(table.c.extra != {})).mappings().all():
        more = {name: value for name, value in row["extra"].items() if name in known}
        if not more:
            continue
        plain = msgspec.msgpack.decode(
            msgspec.msgpack.encode(values_of(kind, record_of(kind, dict(row))))
        )
        try:
            record: object = msgspec.convert({**plain, **more}, KINDS[kind], strict=False)
        except msgspec.ValidationError:
            continue  # said by something stranger than a newer version: it stays beside the row
        rest = {name: value for name, value in row["extra"].items() if name not in known}
        values = {name: getattr(record, name) for name in more} | {"extra": rest}
        try:
            with connection.begin_nested():
                connection.execute(update(table).where(table.c.id == row["id"]).values(values))
        except OperationalError:
            raise  # the disk, or the database is away
        except UNFIT:
            continue  # it fits no column either
        count += 1
    return count
