"""Many ids in one question: a single array, where an IN of hundreds is put together every time."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Dialect, any_, bindparam
from sqlalchemy.types import UserDefinedType

from app.store import arrays


class _List(UserDefinedType[list[Any]]):
    """An array of one type, sent as it is packed here."""

    cache_ok = True
    render_bind_cast = True

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def get_col_spec(self, **_: object) -> str:
        """As SQL names it."""
        return f"{self.kind}[]"

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:  # noqa: ARG002
        """Packed."""
        return lambda values: arrays.column(self.kind, values)


_IDS, _WORDS = _List("UUID"), _List("TEXT")


def among(column: "ColumnElement[Any]", wanted: Iterable[UUID]) -> "ColumnElement[bool]":
    """Whether an id is one of these; PostgreSQL only."""
    return column == any_(bindparam(None, list(wanted), type_=_IDS, unique=True))


def among_words(column: "ColumnElement[Any]", wanted: Iterable[str]) -> "ColumnElement[bool]":
    """The same of words."""
    return column == any_(bindparam(None, list(wanted), type_=_WORDS, unique=True))
