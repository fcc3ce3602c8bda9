"""The rows of one deed: what is new is inserted, what changed is updated, the rest is left."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Executable, Table, bindparam, insert, select, update

from app.domain.errors import Refused
from app.store import journal
from app.store.rows import changed_fields, id_of, only_fills, record_of, values_of
from app.store.tables import TABLES
from app.wire import hlc
from app.wire.kinds import FACTS, KIND_OF

Row = dict[str, Any]


def save(
    connection: Connection, records: Sequence[object], last: int, at: Any, device: UUID
) -> list[journal.Change]:
    """Save the records of one deed in their order; answers what is to be journalled."""
    deed = _Deed(connection, device)
    deed.look_up(records)
    changes, stamp = [], last
    for record in records:
        stamp = hlc.tick(stamp, at)
        change = deed.save(record, stamp)
        if change:
            changes.append(change)
    deed.insert()
    return changes


class _Deed:
    """One question and one insert a table, however many records: the time of a save is in the
    number of statements."""

    def __init__(self, connection: Connection, device: UUID) -> None:
        self._connection, self._device = connection, device
        self._rows: dict[UUID, Row] = {}
        self._new: dict[str, list[Row]] = defaultdict(list)

    def look_up(self, records: Sequence[object]) -> None:
        """The rows as they stand."""
        ids: dict[str, set[UUID]] = defaultdict(set)
        for record in records:
            ids[KIND_OF[type(record)]].add(id_of(record))
        for kind, wanted in ids.items():
            found = self._connection.execute(_BY_ID[kind], {"ids": list(wanted)})
            self._rows.update((row["id"], dict(row)) for row in found.mappings())

    def save(self, record: object, stamp: int) -> journal.Change | None:
        """Note what is to be written of a record; None where nothing changed."""
        kind, id_ = KIND_OF[type(record)], id_of(record)
        row = self._rows.get(id_)
        old = record_of(kind, row) if row else None
        changed = changed_fields(kind, record, old)
        if row is not None and not changed:
            return None
        if row is not None and kind in FACTS and not only_fills(kind, changed, old):
            raise Refused("register.append_only", kind=kind)
        version = hlc.version(stamp, self._device.hex)
        versions: dict[str, str] = dict(row["versions"]) if row else {}
        based = {name: versions.get(name, versions.get("*")) for name in changed}
        if row is None:
            self._add(kind, record, version)
        else:
            self._change(kind, id_, changed, versions | dict.fromkeys(changed, version))
        fields = {name: (value, based[name]) for name, value in changed.items()}
        return journal.Change(kind=kind, record=id_, fields=fields, hlc=stamp)

    def _add(self, kind: str, record: object, version: str) -> None:
        row = {**values_of(kind, record), "versions": {"*": version}, "extra": {}}
        self._new[kind].append(row)
        self._rows[row["id"]] = row

    def _change(self, kind: str, id_: UUID, changed: Row, versions: Row) -> None:
        # What it changes may have been added by the same deed.
        self.insert()
        values = {**changed, "versions": versions}
        table = TABLES[kind]
        self._connection.execute(update(table).where(table.c.id == id_).values(values))
        self._rows[id_] = {**self._rows[id_], **values}

    def insert(self) -> None:
        """Write what is new."""
        for kind, rows in self._new.items():
            self._connection.execute(_INSERT[kind], rows)
        self._new.clear()


def _by_id(table: Table) -> Executable:
    return select(table).where(table.c.id.in_(bindparam("ids", expanding=True)))


# Built once: building a statement takes longer than running it.
_BY_ID = {kind: _by_id(table) for kind, table in TABLES.items()}
_INSERT = {kind: insert(table) for kind, table in TABLES.items()}
