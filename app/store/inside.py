"""Who is inside: the visits without an end, kept beside the records and renewed with every deed."""

from collections.abc import Iterable
from functools import cache
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    bindparam,
    delete,
    exists,
    insert,
    select,
)
from sqlalchemy.dialects import sqlite

from app.domain.visit import Leaving, Reopening, Visit
from app.store.adding import blob, run_each
from app.store.tables import inside, leaving, reopening, visit


def not_ended() -> tuple[ColumnElement[bool], ...]:
    """What makes a visit one that goes on: no leaving that stands, no correction in its place."""
    taken_back = exists().where(reopening.c.leaving == leaving.c.id)
    ended = exists().where(leaving.c.visit == visit.c.id, ~taken_back)
    later = visit.alias("later")
    corrected = exists().where(later.c.supersedes == visit.c.id)
    return ~ended, ~corrected


def touched(records: Iterable[object]) -> set[UUID]:
    """The visits that begin or end with these records."""
    visits: set[UUID] = set()
    for record in records:
        if isinstance(record, Visit):
            visits |= {record.id, record.supersedes} if record.supersedes else {record.id}
        elif isinstance(record, Leaving | Reopening):
            visits.add(record.visit)
    return visits


def renew(connection: Connection, visits: set[UUID]) -> None:
    """Write down again which of these visits go on."""
    if not visits:
        return
    each = [(blob(one),) for one in visits]
    for words in _one_visit():
        run_each(connection, words, each)


@cache
def _one_visit() -> tuple[str, str]:
    """As SQLite is told of one visit; in a statement for hundreds of them it would be put together
    anew every time."""
    this: BindParameter[UUID] = bindparam("of", type_=visit.c.id.type)
    columns = select(visit.c.id, visit.c.arrived_at)
    leaves = delete(inside).where(inside.c.visit == this)
    goes_on = insert(inside).from_select(
        ["visit", "arrived_at"], columns.where(visit.c.id == this, *not_ended())
    )
    spoken = sqlite.dialect()
    return str(leaves.compile(dialect=spoken)), str(goes_on.compile(dialect=spoken))


def renew_all(connection: Connection) -> None:
    """The whole list anew, after something that was not a deed."""
    connection.execute(delete(inside))
    going_on = select(visit.c.id, visit.c.arrived_at).where(*not_ended())
    connection.execute(insert(inside).from_select(["visit", "arrived_at"], going_on))
