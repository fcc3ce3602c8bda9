"""Many new rows into a table at once, past SQLAlchemy's own loop over them, which is twice as slow.

PostgreSQL takes a list for each column (COPY it refuses where row-level security stands, which
compares each row with the station), SQLite one statement run for each.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Column, Connection, Dialect, Table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeDecorator

from app.store.types import Id, Json

Bind = Callable[[Any], Any]
MANY = 500
"""Ids in one question; SQLite does not take any number."""


def add(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert them all; every row has the same columns."""
    if not rows:
        return
    fields, binds = _columns(table, tuple(rows[0]), connection.dialect)
    bound = [[one[n] if bind is None else bind(one[n]) for n, bind in binds] for one in rows]
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(binds))
        words = f'INSERT INTO "{table.name}" ({fields}) VALUES ({marks})'  # noqa: S608 - ours
        run_each(connection, words, bound)
    else:
        _put(connection, table, tuple(rows[0]), bound)


def there(connection: Connection, table: Table, ids: Iterable[UUID]) -> list[UUID]:
    """Which of these records a table of the desk has."""
    wanted, found = [id_.bytes for id_ in ids], list[UUID]()
    cursor = connection.connection.cursor()
    for start in range(0, len(wanted), MANY):
        some = wanted[start : start + MANY]
        marks = ", ".join("?" * len(some))
        words = f'SELECT id FROM "{table.name}" WHERE id IN ({marks})'  # noqa: S608 - ours
        with _as_sqlalchemy_says_it(connection, words):
            cursor.execute(words, some)
            found += [UUID(bytes=bytes(row[0])) for row in cursor.fetchall()]
    return found


def run_each(connection: Connection, words: str, bound: Sequence[Sequence[Any]]) -> None:
    """A statement of SQLite's, with `?`, for each of these values as SQLite takes them."""
    with _as_sqlalchemy_says_it(connection, words):
        connection.connection.cursor().executemany(words, bound)


def _put(
    connection: Connection, table: Table, names: tuple[str, ...], bound: Sequence[Sequence[Any]]
) -> None:
    words = _from_lists(table, names, connection.dialect)
    with _as_sqlalchemy_says_it(connection, words):
        connection.connection.cursor().execute(words, [list(c) for c in zip(*bound, strict=True)])


@cache
def _from_lists(table: Table, names: tuple[str, ...], dialect: Dialect) -> str:
    fields = ", ".join(f'"{name}"' for name in names)
    kinds = [table.c[name].type.compile(dialect) for name in names]
    # JSON comes as text and is read once it is there.
    lists = ", ".join(f"%b::{'text' if kind == 'JSONB' else kind}[]" for kind in kinds)
    taken = ", ".join(
        f"c{at}::jsonb" if kind == "JSONB" else f"c{at}" for at, kind in enumerate(kinds)
    )
    called = ", ".join(f"c{at}" for at in range(len(names)))
    return (
        f'INSERT INTO "{table.name}" ({fields})'  # noqa: S608 - ours
        f" SELECT {taken} FROM unnest({lists}) AS rows ({called})"
    )


class _as_sqlalchemy_says_it:  # noqa: N801 - reads as a sentence after "with"
    """The driver's errors as everybody expects them; what was being written is not quoted."""

    def __init__(self, connection: Connection, words: str) -> None:
        self._drivers: type[Exception] = connection.dialect.loaded_dbapi.Error
        self._words = words

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, self._drivers):
            raise DBAPIError.instance(
                self._words, None, error, self._drivers, hide_parameters=True
            ) from error


@cache
def _columns(
    table: Table, names: tuple[str, ...], dialect: Dialect
) -> tuple[str, list[tuple[str, Bind | None]]]:
    fields = ", ".join(f'"{name}"' for name in names)
    return fields, [(name, _bind(table.c[name], dialect)) for name in names]


def _bind(column: "Column[Any]", dialect: Dialect) -> Bind | None:
    """How a column's values are taken; None where they are taken as they are."""
    if isinstance(column.type, Json):
        return _json
    if dialect.name == "sqlite" and isinstance(column.type, Id):
        return _bytes
    if isinstance(column.type, TypeDecorator):
        return partial(column.type.process_bind_param, dialect=dialect)
    return None


def _json(value: Any) -> str | None:
    return None if value is None else msgspec.json.encode(value).decode()


def _bytes(value: UUID | None) -> bytes | None:
    # The type's own way, without asking for the engine at every one of hundreds of thousands.
    return None if value is None else value.bytes
