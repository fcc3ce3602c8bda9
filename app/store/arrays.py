"""A column of many rows as PostgreSQL's binary array, made in one go.

psycopg asks for every value how it is dumped; a column's values are all of one kind. The layouts
are those of PostgreSQL's array_recv and of the types' own recv functions (src/backend/utils/adt).
"""

import struct
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from itertools import repeat
from operator import is_
from typing import Any, NamedTuple

import msgspec
import psycopg
from psycopg.adapt import Buffer, Dumper
from psycopg.pq import Format

Whole = Callable[[Any], bytes]
_HEAD = struct.Struct(">iiIii")
"""Dimensions, whether a value is missing, the values' type, how many, number of the first."""
_EMPTY = struct.Struct(">iiI")
_LENGTH = struct.Struct(">i").pack
_NONE = _LENGTH(-1)
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_DAY_ONE = date(2000, 1, 1).toordinal()


class Column(NamedTuple):
    """A parameter that is an array already."""

    data: bytes


class _AsItIs(Dumper):
    format = Format.BINARY

    def dump(self, obj: Column) -> Buffer | None:
        return obj.data


def teach(connection: "psycopg.Connection[Any]", _record: object = None) -> None:
    """A new connection learns to send columns."""
    connection.adapters.register_dumper(Column, _AsItIs)


class _Kind(NamedTuple):
    oid: int
    whole: Whole
    size: int = 0
    """Of every value; 0 where they differ."""


def _microseconds(moment: datetime) -> bytes:
    gone = moment - _EPOCH  # a TypeError for a time without zone
    return _eight((gone.days * 86_400 + gone.seconds) * 1_000_000 + gone.microseconds)


def _four(number: int) -> bytes:
    return number.to_bytes(4, "big", signed=True)


def _eight(number: int) -> bytes:
    return number.to_bytes(8, "big", signed=True)


def _json(value: Any) -> bytes:
    # Read once it is there; nearly always there is nothing beside a row.
    return b"{}" if value == {} else msgspec.json.encode(value)


_KINDS = {
    "BIGINT": _Kind(20, _eight, 8),
    "BOOLEAN": _Kind(16, lambda value: b"\1" if value else b"\0", 1),
    "BYTEA": _Kind(17, b"".__add__),
    "DATE": _Kind(1082, lambda day: _four(day.toordinal() - _DAY_ONE), 4),
    "INTEGER": _Kind(23, _four, 4),
    "JSONB": _Kind(25, _json),
    "TEXT": _Kind(25, str.encode),
    "TIMESTAMP WITH TIME ZONE": _Kind(1184, _microseconds, 8),
    "UUID": _Kind(2950, lambda value: value.int.to_bytes(16, "big"), 16),
}


def knows(kind: str) -> bool:
    """Whether values of this type, as SQL names it, can be packed here."""
    return kind in _KINDS


def column(kind: str, values: Sequence[Any]) -> Column:
    """Values of a type that is known here, None where one is missing; of JSON its text. A
    TypeError, ValueError or OverflowError for a value of another type."""
    try:
        return Column(_packed(_KINDS[kind], values))
    except AttributeError:
        raise TypeError(f"a value that is no {kind}") from None  # it is not quoted


def _packed(of: _Kind, values: Sequence[Any]) -> bytes:
    if not values:
        return _EMPTY.pack(0, 0, of.oid)
    missing = any(map(is_, values, repeat(None)))
    head = _HEAD.pack(1, missing, of.oid, len(values), 1)
    if missing:
        return head + b"".join(_NONE if value is None else _one(of, value) for value in values)
    whole = list(map(of.whole, values))
    if of.size:
        length = _LENGTH(of.size)
        return head + length + length.join(whole)
    parts = [b""] * (2 * len(whole))
    parts[::2] = map(_LENGTH, map(len, whole))
    parts[1::2] = whole
    return head + b"".join(parts)


def _one(of: _Kind, value: Any) -> bytes:
    whole = of.whole(value)
    return _LENGTH(len(whole)) + whole
