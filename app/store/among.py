"""Many ids in one question: a single array, where an IN of hundreds is put together every time."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String, Uuid, any_, bindparam
from sqlalchemy.dialects.postgresql import ARRAY


def among(column: "ColumnElement[Any]", wanted: Iterable[UUID]) -> "ColumnElement[bool]":
    """Whether an id is one of these; PostgreSQL only."""
    return column == any_(bindparam(None, list(wanted), type_=ARRAY(Uuid()), unique=True))


def among_words(column: "ColumnElement[Any]", wanted: Iterable[str]) -> "ColumnElement[bool]":
    """The same of words."""
    return column == any_(bindparam(None, list(wanted), type_=ARRAY(String()), unique=True))
