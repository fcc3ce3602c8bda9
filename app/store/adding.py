"""Very many rows at once: a column at a time, and one statement a table.

SQLite runs one prepared statement for each row; PostgreSQL takes an array for each column (COPY is
barred where rows are walled in).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import Enum
from functools import cache, partial
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Boolean, Column, Connection, Dialect, LargeBinary, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeDecorator

from app.store.types import Id, Json, UtcTime

Bind = Callable[[Any], Any]
Bound = tuple[Any, ...]
"""A row as SQLite takes it."""
MANY = 500
"""Ids in one question; SQLite does not take any number."""


def add(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert them all; every row has the same columns."""
    if rows:
        _put(connection, table, tuple(rows[0]), _columns(rows))


def add_new(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> int:
    """Insert those whose key is not there yet; answers how many. PostgreSQL only."""
    words = " ON CONFLICT DO NOTHING"
    return _put(connection, table, tuple(rows[0]), _columns(rows), words) if rows else 0


def pour(
    connection: Connection, table: Table, names: tuple[str, ...], rows: Sequence[Sequence[Any]]
) -> None:
    """Insert rows whose values stand in the order of `names`, without a dict for each."""
    if rows:
        _put(connection, table, names, zip(*rows, strict=True))


def bound(table: Table, names: tuple[str, ...], columns: Iterable[Sequence[Any]]) -> list[Bound]:
    """Rows as SQLite takes them, from columns in the order of `names`; asks no register."""
    each = [
        _taken(table.c[name], _SQLITE)(values) for name, values in zip(names, columns, strict=True)
    ]
    return list(zip(*each, strict=True))


def pour_bound(
    connection: Connection, table: Table, names: tuple[str, ...], rows: Sequence[Bound]
) -> None:
    """Insert rows that SQLite takes as they are."""
    run_each(connection, _insert(table, names, _SQLITE), rows)


@contextmanager
def unawaited(connection: Connection) -> Iterator[None]:
    """What is added in here is written by PostgreSQL while more is made ready; nothing else may be
    asked meanwhile, and what was wrong is said at the end."""
    raw: Any = connection.connection.driver_connection
    with _as_sqlalchemy_says_it(connection, "INSERT"), raw.pipeline():
        yield


def there(connection: Connection, table: Table, ids: Iterable[UUID]) -> list[UUID]:
    """Which of these records a table of the desk has."""
    wanted, found = [blob(id_) for id_ in ids], list[UUID]()
    cursor = connection.connection.cursor()
    for start in range(0, len(wanted), MANY):
        some = wanted[start : start + MANY]
        marks = ", ".join("?" * len(some))
        words = f'SELECT id FROM "{table.name}" WHERE id IN ({marks})'  # noqa: S608 - ours
        with _as_sqlalchemy_says_it(connection, words):
            cursor.execute(words, some)
            found += [UUID(bytes=bytes(row[0])) for row in cursor.fetchall()]
    return found


def ask_among(connection: Connection, words: str, ids: Sequence[UUID]) -> list[tuple[Any, ...]]:
    """Rows as SQLite has them, of a question that ends in IN; `ids` are not more than MANY."""
    whole = f"{words} ({', '.join('?' * len(ids))})"
    cursor = connection.connection.cursor()
    with _as_sqlalchemy_says_it(connection, whole):
        cursor.execute(whole, [blob(one) for one in ids])
        return list(cursor.fetchall())


def run_each(connection: Connection, words: str, bound: Sequence[Sequence[Any]]) -> None:
    """A statement of SQLite's, with `?`, for each of these values as SQLite takes them."""
    with _as_sqlalchemy_says_it(connection, words):
        connection.connection.cursor().executemany(words, bound)


def _columns(rows: Sequence[dict[str, Any]]) -> Iterator[list[Any]]:
    for name in rows[0]:
        yield [row[name] for row in rows]


def _put(
    connection: Connection,
    table: Table,
    names: tuple[str, ...],
    columns: Iterable[Sequence[Any]],
    unless: str = "",
) -> int:
    """Answers how many rows that made at a PostgreSQL."""
    dialect = connection.dialect
    if dialect.name == "sqlite":
        pour_bound(connection, table, names, bound(table, names, columns))
        return 0
    words = _insert(table, names, dialect)
    taken = [
        _taken(table.c[name], dialect)(values) for name, values in zip(names, columns, strict=True)
    ]
    with _as_sqlalchemy_says_it(connection, words):
        cursor = connection.connection.cursor()
        cursor.execute(words + unless, taken)
    return int(cursor.rowcount)


_SQLITE: Dialect = sqlite.dialect()


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
def _insert(table: Table, names: tuple[str, ...], dialect: Dialect) -> str:
    fields = ", ".join(f'"{name}"' for name in names)
    into = f'INSERT INTO "{table.name}" ({fields})'
    if dialect.name == "sqlite":
        return f"{into} VALUES ({', '.join('?' * len(names))})"
    kinds = [table.c[name].type.compile(dialect) for name in names]
    # JSON comes as text and is read once it is there.
    lists = ", ".join(f"%b::{'text' if kind == 'JSONB' else kind}[]" for kind in kinds)
    taken = ", ".join(
        f"c{at}::jsonb" if kind == "JSONB" else f"c{at}" for at, kind in enumerate(kinds)
    )
    called = ", ".join(f"c{at}" for at in range(len(names)))
    return f"{into} SELECT {taken} FROM unnest({lists}) AS rows ({called})"  # noqa: S608 - ours


@cache
def _taken(column: "Column[Any]", dialect: Dialect) -> Callable[[Sequence[Any]], Any]:
    """How a column's values are taken, as the driver wants them.

    The types' own ways, without asking for the engine at every one of hundreds of thousands.
    """
    if dialect.name == "sqlite":
        return partial(_each, _bind(column, dialect))
    from app.store import arrays  # the desk never needs it

    kind = column.type.compile(dialect)
    if arrays.knows(kind):
        return partial(arrays.column, kind)
    return list


def _each(bind: Bind | None, values: Sequence[Any]) -> Sequence[Any]:
    """The driver looks for an adapter of every value that is not exactly a number, a text or a
    bytearray, which takes longer than writing the row: so these are what it is given."""
    if bind is not None:
        first = values[0]
        if first is values[-1] and all(one is first for one in values):
            return [bind(first)] * len(values)  # who wrote, on which device: once for all
        return list(map(bind, values))
    if isinstance(values[0], Enum):
        return [one.value if isinstance(one, Enum) else one for one in values]
    return values


def _bind(column: "Column[Any]", dialect: Dialect) -> Bind | None:
    """How SQLite takes a value; None where it is taken as it is."""
    if isinstance(column.type, Json):
        return _json
    if isinstance(column.type, Id):
        return _bytes
    if isinstance(column.type, UtcTime):
        return _microseconds
    if isinstance(column.type, LargeBinary):
        return _binary
    if isinstance(column.type, Boolean):
        return _number
    if isinstance(column.type, TypeDecorator):
        return partial(column.type.process_bind_param, dialect=dialect)
    return None


def _json(value: Any) -> str | None:
    if value == {}:
        return "{}"  # nearly always, beside a row
    return None if value is None else msgspec.json.encode(value).decode()


def _bytes(value: UUID | None) -> bytearray | None:
    return None if value is None else blob(value)


def blob(id_: UUID) -> bytearray:
    """An id as SQLite keeps it, in the shape that its driver takes at once."""
    return bytearray(id_.int.to_bytes(16, "big"))


def _binary(value: bytes | None) -> bytearray | None:
    return None if value is None else bytearray(value)


def _number(value: bool | None) -> int | None:
    return None if value is None else int(value)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _microseconds(value: datetime | None) -> int | None:
    if value is None:
        return None
    gone = value - _EPOCH  # a TypeError for a time without zone
    return (gone.days * 86_400 + gone.seconds) * 1_000_000 + gone.microseconds
