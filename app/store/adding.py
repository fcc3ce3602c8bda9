"""Many new rows into a table of the desk at once; SQLAlchemy's own loop over them is twice as slow."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from typing import Any

from sqlalchemy import Column, Connection, Table
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeDecorator
from sqlcipher3 import dbapi2

_SQLITE = SQLiteDialect()
Bind = Callable[[Any], Any]


def add(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert them all; every row has the same columns."""
    if not rows:
        return
    words, binds = _insert(table, tuple(rows[0]))
    bound = [[row[name] if bind is None else bind(row[name]) for name, bind in binds] for row in rows]
    run_each(connection, words, bound)


def run_each(connection: Connection, words: str, bound: Iterable[Sequence[Any]]) -> None:
    """A statement with `?` for each of these values, bound already."""
    try:
        connection.connection.cursor().executemany(words, bound)
    except dbapi2.Error as error:
        # As if SQLAlchemy had run it; what was being written is not quoted.
        raise DBAPIError.instance(words, None, error, dbapi2.Error, hide_parameters=True) from error


@cache
def _insert(table: Table, names: tuple[str, ...]) -> tuple[str, list[tuple[str, Bind | None]]]:
    marks = ", ".join("?" * len(names))
    fields = ", ".join(f'"{name}"' for name in names)
    words = f'INSERT INTO "{table.name}" ({fields}) VALUES ({marks})'  # noqa: S608 - ours
    return words, [(name, _bind(table.c[name])) for name in names]


def _bind(column: "Column[Any]") -> Bind | None:
    if isinstance(column.type, TypeDecorator):
        return partial(column.type.process_bind_param, dialect=_SQLITE)
    return None
