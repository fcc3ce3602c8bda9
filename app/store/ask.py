"""Asking the register: what a question needs, whoever holds the connection."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Protocol, TypeVar, cast
from uuid import UUID

from sqlalchemy import Connection, Engine, Executable, Row, Select, select

from app.store.blobs import Blobs
from app.store.rows import record_of
from app.store.tables import TABLES
from app.wire.kinds import KIND_OF

Record = TypeVar("Record")


class Asks(Protocol):
    """The writer and the readers both answer questions."""

    blobs: Blobs

    def ask(self, question: Executable, facts: dict[str, Any] | None = None) -> Sequence[Row[Any]]:
        """The rows of a question."""
        ...

    def together(self) -> AbstractContextManager[object]:
        """Meanwhile nothing changes: every question sees the same commit."""
        ...


class Reader:
    """A read-only view beside the writer; every question sees the last commit."""

    def __init__(self, engine: Engine, blobs: Blobs) -> None:
        self._connection: Connection | None = None
        self._engine = engine
        self.blobs = blobs

    def ask(self, question: Executable, facts: dict[str, Any] | None = None) -> Sequence[Row[Any]]:
        """The rows of a question, in a transaction of its own where none holds several."""
        connection = self._open()
        if connection.in_transaction():
            return connection.execute(question, facts or {}).all()
        with connection.begin():
            return connection.execute(question, facts or {}).all()

    def together(self) -> AbstractContextManager[object]:
        """Several questions in one transaction: to begin and end each takes as long as a short
        one."""
        connection = self._open()
        return nullcontext() if connection.in_transaction() else connection.begin()

    def _open(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection

    def close(self) -> None:
        """Give the connection back."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def records(asks: Asks, record: type[Record], question: "Select[Any]") -> list[Record]:
    """The records of a question that selects whole rows of their table."""
    kind = KIND_OF[record]
    return [record_of(kind, row._asdict()) for row in asks.ask(question)]


def table_of(record: type) -> Any:
    """The table of a record."""
    return TABLES[KIND_OF[record]]


def get(asks: Asks, record: type[Record], id_: UUID) -> Record | None:
    """One record by its id."""
    table = table_of(record)
    found = records(asks, record, select(table).where(table.c.id == id_))
    return found[0] if found else None


def several(asks: Asks, record: type[Record], ids: Iterable[UUID]) -> dict[UUID, Record]:
    """Records by their ids; those that are not there are left out."""
    wanted = list(ids)
    table = table_of(record)
    found = records(asks, record, select(table).where(table.c.id.in_(wanted))) if wanted else []
    return {one.id: one for one in found}  # type: ignore[attr-defined]


def all_of(asks: Asks, record: type[Record]) -> list[Record]:
    """Every record of a kind, oldest first."""
    table = table_of(record)
    return records(asks, record, cast("Select[Any]", select(table).order_by(table.c.id)))
