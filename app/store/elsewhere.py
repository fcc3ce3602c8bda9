"""Why a group cannot stand, where what it speaks of lies behind another station's wall."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import Connection, select

from app.domain.errors import Refused
from app.store import walls
from app.store.merging import payloads
from app.store.rivals import id_in
from app.store.tables import TABLES
from app.wire.entry import Entry

_HIDDEN = frozenset({"entry.no_beginning", "entry.not_storable"})
"""What a row that is not seen looks like."""


def reason(connection: Connection, group: Sequence[Entry], sorry: Refused) -> Refused:
    """The same refusal, or that another station has it: of its row nothing is read but the id."""
    if sorry.key not in _HIDDEN:
        return sorry
    said = payloads(group)
    for entry in group:
        about = id_in(said.get(entry.n), "person")
        for kind, record in ((entry.kind, entry.record), ("person", about)):
            if record and kind in TABLES and _is_hidden(connection, kind, record):
                return Refused("entry.other_station", kind=entry.kind)
    return sorry


def _is_hidden(connection: Connection, kind: str, record: UUID) -> bool:
    if _seen(connection, kind, [record]):
        return False
    with walls.everywhere(connection):
        return _seen(connection, kind, [record])


def _seen(connection: Connection, kind: str, records: Iterable[UUID]) -> bool:
    table = TABLES[kind]
    found = connection.execute(select(table.c.id).where(table.c.id.in_(list(records))))
    return found.first() is not None
