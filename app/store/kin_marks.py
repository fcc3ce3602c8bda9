"""How far people and inquiries were held against each other at this desk; it survives a restart.

People and own inquiries by the order in which their rows came to this desk, whoever wrote them:
what was written elsewhere a month ago comes today. What the centre told of others by its version.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import (
    ColumnClause,
    Connection,
    Integer,
    Table,
    Text,
    bindparam,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects import sqlite

from app.store.ask import Asks
from app.store.tables import claim, inquiry_entry, kin_compared, sought

_SPACE = UUID("d0bb6d0a-7c1e-5d34-93a5-3a2b7a5d0f0e")
PEOPLE, OWN = uuid5(_SPACE, "claim"), uuid5(_SPACE, "inquiry_entry")
_ROW: ColumnClause[int] = literal_column("rowid", Integer)
_VERSION: ColumnClause[str] = literal_column("sought.versions", Text)
"""As it lies there: what changed has a version of its own beside that of the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """What came since: ids, and how far that reaches; `upto` None where nothing came."""

    ids: tuple[UUID, ...] = ()
    upto: int | None = None


def anybody_looks(asks: Asks) -> bool:
    """Whether this desk knows of any inquiry at all."""
    return any(asks.ask(select(table.c.id).limit(1)) for table in (inquiry_entry, sought))


def reached(asks: Asks, mark: UUID) -> int | None:
    """The row up to which was compared; None where nobody ever did."""
    found = asks.ask(select(kin_compared.c.basis).where(kin_compared.c.subject == mark))
    return int(found[0].basis) if found else None


def last_row(asks: Asks, mark: UUID) -> int:
    """The newest row there is."""
    table, _ = _OF[mark]
    return int(asks.ask(select(func.max(_ROW)).select_from(table))[0][0] or 0)


def came(asks: Asks, mark: UUID, after: int, most: int) -> New:
    """Of the next rows: whose they are, each once."""
    table, column = _OF[mark]
    wanted = (
        select(_ROW.label("row"), table.c[column].label("whose"))
        .where(after < _ROW)
        .order_by(_ROW)
        .limit(most)
    )
    rows = asks.ask(wanted)
    if not rows:
        return New()
    return New(ids=tuple(dict.fromkeys(row.whose for row in rows)), upto=rows[-1].row)


def told_anew(asks: Asks, most: int) -> list[tuple[UUID, str]]:
    """Inquiries that the centre told, or told otherwise, since they were compared."""
    wanted = (
        select(sought.c.id, _VERSION.label("version"))
        .outerjoin(kin_compared, kin_compared.c.subject == sought.c.id)
        .where(
            # What was over before it was ever compared is nothing to anybody.
            sought.c.ended.is_(False) | kin_compared.c.basis.is_not(None),
            kin_compared.c.basis.is_(None) | (kin_compared.c.basis != _VERSION),
        )
        .order_by(sought.c.id)
        .limit(most)
    )
    return [(row.id, row.version) for row in asks.ask(wanted)]


def note(connection: Connection, done: Iterable[tuple[UUID, str]]) -> None:
    """So far was compared."""
    rows: list[dict[str, Any]] = [{"s": subject, "b": basis} for subject, basis in done]
    if rows:
        put = sqlite.insert(kin_compared).values(subject=bindparam("s"), basis=bindparam("b"))
        again = put.on_conflict_do_update(
            index_elements=[kin_compared.c.subject], set_={"basis": put.excluded.basis}
        )
        connection.execute(again, rows)


_OF: dict[UUID, tuple[Table, str]] = {
    PEOPLE: (claim, "person"),
    OWN: (inquiry_entry, "inquiry"),
}
