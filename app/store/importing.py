"""Many deeds of new records at once: one insert a table, the journal as deed by deed.

The way of an old register into this one; who is in it is findable in idle moments, or at once by
`Register.index`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from app.domain.ids import new_id
from app.domain.person import Claim, Person
from app.domain.visit import Leaving, Visit
from app.store import erasures, find, inside, journal
from app.store.adding import add, pour, there
from app.store.changes import Changes
from app.store.rows import id_of
from app.store.tables import TABLES, visit
from app.store.tables import journal as journal_table
from app.wire import hlc
from app.wire.kinds import FIELDS, KIND_OF

TAKEN_OVER = (Person, Visit, Claim, Leaving)
"""Nothing else hangs on a stay of an old register; what follows from other kinds is not done
here."""
Deed = Sequence[object]
Values = tuple[Any, ...]
_KINDS: dict[type, str] = {record: KIND_OF[record] for record in TAKEN_OVER}
_NAMES = {
    kind: tuple(sorted(name for name in FIELDS[kind] if name != "id")) for kind in _KINDS.values()
}
"""In the order in which the journal has them."""
_READ = {kind: attrgetter(*names) for kind, names in _NAMES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """Who writes, when, after which stamp, on top of what."""

    head: journal.Head
    origin: journal.Origin
    by: UUID
    at: datetime
    seen: int
    reason: str


def take_over(
    connection: Connection, deeds: Sequence[Deed], writing: Writing
) -> tuple[journal.Head, Changes]:
    """Save deeds that only add; answers the journal's new head."""
    rows: dict[str, list[Values]] = defaultdict(list)
    entries: list[dict[str, Any]] = []
    head, stamp, ids = writing.head, writing.seen, list[UUID]()
    first = hlc.tick(0, writing.at)
    """All of one moment: after the first of them, stamps only count on."""
    device = writing.origin.device.hex
    for records in deeds:
        changes = []
        for record in records:
            stamp = max(first, stamp + 1)
            changes.append(_new(record, stamp, device, rows))
        deed = journal.Deed(group=new_id(), officer=writing.by, reason=writing.reason)
        head, more = journal.rows_of(head, writing.origin, deed, changes)
        entries += more
        ids += [one.record for one in changes]
    for kind, some in rows.items():
        pour(connection, TABLES[kind], (*_NAMES[kind], "id", "versions", "extra"), some)
    add(connection, journal_table, entries)
    inside.renew(connection, set(_going_on(deeds)))
    find.owe(connection, {p for records in deeds for p in find.touched(records)})
    return head, Changes(kinds=frozenset(rows), ids=frozenset(ids))


def _new(record: object, stamp: int, device: str, rows: dict[str, list[Values]]) -> journal.Change:
    kind = _KINDS.get(type(record))
    if kind is None:
        raise TypeError(type(record).__name__)
    values, id_ = _READ[kind](record), id_of(record)
    rows[kind].append((*values, id_, {"*": hlc.version(stamp, device)}, {}))
    fields: dict[str, tuple[Any, str | None]] = {
        name: (value, None) for name, value in zip(_NAMES[kind], values, strict=True)
    }
    return journal.Change(kind=kind, record=id_, fields=fields, hlc=stamp)


def _going_on(deeds: Iterable[Deed]) -> Iterator[UUID]:
    """Visits that do not end within their own deed."""
    for records in deeds:
        ended = {one.visit for one in records if isinstance(one, Leaving)}
        for one in records:
            if isinstance(one, Visit) and one.id not in ended:
                yield one.id


def here_already(connection: Connection, visits: Iterable[UUID]) -> set[UUID]:
    """Which of these visits the register has."""
    return set(there(connection, visit, visits))


def gone_for_good(erased: Iterable[erasures.Erasure]) -> frozenset[UUID]:
    """Persons who were erased: an old list brings nobody back."""
    return frozenset(one.person for one in erased if not one.face)
