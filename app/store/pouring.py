"""Very many rows into a table of the desk: bound a column at a time, without a dict for each."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cache, partial
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Column, Connection, Table
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.types import TypeDecorator

from app.store.adding import run_each
from app.store.types import Id, Json, UtcTime

_SQLITE = SQLiteDialect()
Bind = Callable[[Any], Any]


def pour(
    connection: Connection, table: Table, names: tuple[str, ...], rows: Sequence[Sequence[Any]]
) -> None:
    """Insert rows whose values stand in the order of `names`."""
    if not rows:
        return
    words, binds = _insert(table, names)
    columns: Iterable[Iterable[Any]] = (
        values if bind is None else map(bind, values)
        for bind, values in zip(binds, zip(*rows, strict=True), strict=True)
    )
    run_each(connection, words, list(zip(*columns, strict=True)))


@cache
def _insert(table: Table, names: tuple[str, ...]) -> tuple[str, list[Bind | None]]:
    marks = ", ".join("?" * len(names))
    fields = ", ".join(f'"{name}"' for name in names)
    words = f'INSERT INTO "{table.name}" ({fields}) VALUES ({marks})'  # noqa: S608 - ours
    return words, [_bind(table.c[name]) for name in names]


def _bind(column: "Column[Any]") -> Bind | None:
    """What the types do, without asking each time which engine it is for."""
    if isinstance(column.type, Id):
        return _id
    if isinstance(column.type, Json):
        return _json
    if isinstance(column.type, UtcTime):
        return _time
    if isinstance(column.type, TypeDecorator):
        return partial(column.type.process_bind_param, dialect=_SQLITE)
    return None


def _id(value: UUID | None) -> bytes | None:
    return value.int.to_bytes(16, "big") if value is not None else None


def _json(value: Any) -> str | None:
    return msgspec.json.encode(value).decode() if value is not None else None


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _time(value: datetime | None) -> int | None:
    if value is None:
        return None
    gone = value - _EPOCH
    return (gone.days * 86_400 + gone.seconds) * 1_000_000 + gone.microseconds
