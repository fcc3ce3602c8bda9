"""Rows as the groups of a push leave them: what stands at the centre, and what is new beside it."""

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from app.domain.staff import Officer
from app.store.merging import Merged
from app.store.rows import record_of
from app.store.tables import TABLES

Row = dict[str, Any]


def beside(connection: Connection, made: Merged, kind: str, column: str, id_: UUID) -> list[Row]:
    """The rows of a kind in which a column says this id."""
    rows = {row["id"]: row for row in stored(connection, kind, column, id_)}
    staged = (row for (name, _), row in made.all_new() if name == kind)
    rows |= {row["id"]: row for row in staged if row[column] == id_}
    return list(rows.values())


def one(connection: Connection, made: Merged, kind: str, id_: UUID) -> Row | None:
    """A single one of them."""
    return made.row((kind, id_)) or next(iter(stored(connection, kind, "id", id_)), None)


def about(connection: Connection, made: Merged, kind: str, person: UUID) -> list[Any]:
    """The records of a kind that speak of a person."""
    return [record_of(kind, row) for row in beside(connection, made, kind, "person", person)]


def officer(connection: Connection, made: Merged, id_: UUID) -> Officer | None:
    """Who it is, where the centre knows them."""
    row = one(connection, made, "officer", id_)
    return record_of("officer", row) if row else None


def stored(connection: Connection, kind: str, column: str, value: object) -> list[Row]:
    """What stands already."""
    table = TABLES[kind]
    found = connection.execute(select(table).where(table.c[column] == value)).mappings()
    return [dict(row) for row in found]


def contact(connection: Connection, code: str) -> str:
    """Name and telephone of a station, as others are told whom to ask; empty where nobody knows."""
    found = next(iter(stored(connection, "station", "code", code)), None)
    return " ".join(part for part in (found["name"], found["phone"]) if part) if found else ""
