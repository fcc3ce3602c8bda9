"""Many deeds of new records at once: one insert a table, the journal as deed by deed.

The way of an old register into this one; who is in it is findable in idle moments, or at once by
`Register.index`. What each deed becomes is made without the register, so that another process can
do it; only its place in the journal is not known there.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from app.domain.ids import new_id
from app.domain.person import Claim, Person
from app.domain.visit import Leaving, Visit
from app.store import erasures, find, inside, journal
from app.store.adding import Bound, blob, bound, pour_bound, there
from app.store.changes import Changes
from app.store.rows import id_of
from app.store.tables import TABLES, visit
from app.store.tables import journal as journal_table
from app.wire import hlc
from app.wire.entry import SCHEMA
from app.wire.kinds import FIELDS, KIND_OF

TAKEN_OVER = (Person, Visit, Claim, Leaving)
"""Nothing else hangs on a stay of an old register; what follows from other kinds is not done
here."""
Deed = Sequence[object]
Values = tuple[object, ...]
_KINDS: dict[type, str] = {record: KIND_OF[record] for record in TAKEN_OVER}
_NAMES = {
    kind: tuple(sorted(name for name in FIELDS[kind] if name != "id")) for kind in _KINDS.values()
}
"""In the order in which the journal has them."""
_READ = {kind: attrgetter(*names) for kind, names in _NAMES.items()}
_COLUMNS = {kind: (*names, "id", "extra") for kind, names in _NAMES.items()}
_ENTRY = (
    *("device", "incarnation", "officer", "schema", "group", "kind", "record", "hlc"),
    *("payload", "salt", "commitment", "n", "previous", "hash"),
)


class Made(NamedTuple):
    """A deed of new records as SQLite and the journal take it, but for its stamps and place."""

    pieces: list[journal.Piece]
    """With bytearrays, which SQLite's driver takes at once."""
    rows: list[Bound]
    """Of each piece, without its versions."""
    people: set[UUID]
    going_on: set[UUID]
    """Visits that do not end within their own deed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """Who writes, when, after which stamp, on top of what."""

    head: journal.Head
    origin: journal.Origin
    by: UUID
    at: datetime
    seen: int


def made_of(deeds: Sequence[Deed], reason: str) -> list[Made]:
    """What becomes of deeds that only add, for each of them; a TypeError where it is anything that
    is not taken over."""
    said = [[_said(record) for record in records] for records in deeds]
    rows = {kind: iter(some) for kind, some in _rows(chain.from_iterable(said)).items()}
    return [
        Made(
            pieces=[_piece(*one, reason) for one in each],
            rows=[next(rows[kind]) for kind, _, _ in each],
            people=find.touched(records),
            going_on=_going_on(records),
        )
        for records, each in zip(deeds, said, strict=True)
    ]


def _said(record: object) -> tuple[str, UUID, Values]:
    kind = _KINDS.get(type(record))
    if kind is None:
        raise TypeError(type(record).__name__)
    return kind, id_of(record), _READ[kind](record)


def _rows(said: Iterable[tuple[str, UUID, Values]]) -> dict[str, list[Bound]]:
    """By kind, in their order; bound a column at a time."""
    found: dict[str, list[Values]] = defaultdict(list)
    for kind, id_, values in said:
        found[kind].append((*values, id_, {}))
    return {
        kind: bound(TABLES[kind], _COLUMNS[kind], zip(*some, strict=True))
        for kind, some in found.items()
    }


def _piece(kind: str, id_: UUID, values: Values, reason: str) -> journal.Piece:
    fields = {name: (value, None) for name, value in zip(_NAMES[kind], values, strict=True)}
    _, record, payload, salt, commitment = journal.piece_of(kind, id_, fields, reason)
    return kind, bytearray(record), bytearray(payload), bytearray(salt), bytearray(commitment)


def _going_on(records: Deed) -> set[UUID]:
    ended = {one.visit for one in records if isinstance(one, Leaving)}
    return {one.id for one in records if isinstance(one, Visit) and one.id not in ended}


def take_over(
    connection: Connection, deeds: Sequence[Made], writing: Writing
) -> tuple[journal.Head, Changes]:
    """Save them; answers the journal's new head. Nothing shows records that were not here, so of
    what changed only the kinds are said."""
    rows: dict[str, list[Bound]] = defaultdict(list)
    entries: list[Bound] = []
    head, device = writing.head, writing.origin.device.hex
    whose = (
        *(blob(writing.origin.device), blob(writing.origin.incarnation), blob(writing.by)),
        SCHEMA,
    )
    # All of one moment: after the first of them, stamps only count on.
    stamp = max(hlc.tick(0, writing.at), writing.seen + 1)
    for deed in deeds:
        group = new_id()
        its_group = blob(group)
        stamps = range(stamp, stamp + len(deed.pieces))
        stamp = stamps.stop
        stamped = list(zip(deed.pieces, stamps, strict=True))
        places = journal.links(head, writing.origin, group, writing.by, stamped)
        for (piece, at), row, place in zip(stamped, deed.rows, places, strict=True):
            kind, record, payload, salt, commitment = piece
            n, previous, made = place
            version = hlc.version(at, device)
            rows[kind].append((*row, f'{{"*":"{version}"}}'))
            entries.append((
                *whose, its_group, kind, record, at, payload, salt, commitment,
                n, bytearray(previous), bytearray(made),
            ))  # fmt: skip
        head = journal.Head(n=n, hash=made, hlc=at)
    for kind, some in rows.items():
        pour_bound(connection, TABLES[kind], (*_COLUMNS[kind], "versions"), some)
    pour_bound(connection, journal_table, _ENTRY, entries)
    inside.renew(connection, {visit for deed in deeds for visit in deed.going_on})
    find.owe(connection, {person for deed in deeds for person in deed.people})
    return head, Changes(kinds=frozenset(rows))


def here_already(connection: Connection, visits: Iterable[UUID]) -> set[UUID]:
    """Which of these visits the register has."""
    return set(there(connection, visit, visits))


def gone_for_good(erased: Iterable[erasures.Erasure]) -> frozenset[UUID]:
    """Persons who were erased: an old list brings nobody back."""
    return frozenset(one.person for one in erased if not one.face)
