"""Column types decided once for both engines: times, UUIDs, decimals and JSON."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Date, DateTime, Dialect, LargeBinary, Numeric, Text, Uuid
from sqlalchemy.types import TypeDecorator, TypeEngine

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


Read = Callable[[Any], Any] | None
"""How a value of a column is read; SQLAlchemy's own name for it is not public."""


def _on_sqlite(dialect: Dialect) -> bool:
    return dialect.name == "sqlite"


def _time(value: int | None) -> datetime | None:
    return None if value is None else _EPOCH + value * _MICROSECOND


def _id(value: bytes | None) -> UUID | None:
    return None if value is None else UUID(int=int.from_bytes(value, "big"))


def _json(value: str | None) -> Any:
    return None if value is None else msgspec.json.decode(value)


class UtcTime(TypeDecorator[datetime]):
    """Aware UTC: microseconds since 1970 on SQLite, timestamptz on PostgreSQL."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type this engine stores."""
        kind: TypeEngine[Any] = BigInteger() if _on_sqlite(dialect) else DateTime(timezone=True)
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuses a time without zone: it would be read as another moment."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without zone")
        moment = value.astimezone(UTC)
        return (moment - _EPOCH) // _MICROSECOND if _on_sqlite(dialect) else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Aware UTC again."""
        if value is None or _on_sqlite(dialect):
            return _time(value)
        stored: datetime = value
        return stored.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Read:
        """The same for a column of rows: a list of a thousand people reads twenty thousand."""
        return _time if _on_sqlite(dialect) else super().result_processor(dialect, coltype)


class Id(TypeDecorator[UUID]):
    """A UUID: 16 bytes on SQLite (half of text, and in order of time), uuid on PostgreSQL."""

    impl = LargeBinary
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type this engine stores."""
        kind: TypeEngine[Any] = LargeBinary(16) if _on_sqlite(dialect) else Uuid(as_uuid=True)
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:
        """Bytes or the UUID itself."""
        return value.bytes if value is not None and _on_sqlite(dialect) else value

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        """A UUID again."""
        return _id(value) if _on_sqlite(dialect) else value

    def result_processor(self, dialect: Dialect, coltype: object) -> Read:
        """The same for a column of rows."""
        return _id if _on_sqlite(dialect) else super().result_processor(dialect, coltype)


class Day(TypeDecorator[date]):
    """A date: ISO text on SQLite (sorts right), date on PostgreSQL."""

    impl = Date
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type this engine stores."""
        kind: TypeEngine[Any] = Text() if _on_sqlite(dialect) else Date()
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: date | None, dialect: Dialect) -> Any:
        """ISO text or the date itself."""
        return value.isoformat() if value is not None and _on_sqlite(dialect) else value

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        """A date again."""
        return date.fromisoformat(value) if value is not None and _on_sqlite(dialect) else value


class Money(TypeDecorator[Decimal]):
    """A sum in yuan: text on SQLite (no binary fractions), numeric on PostgreSQL."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type this engine stores."""
        kind: TypeEngine[Any] = Text() if _on_sqlite(dialect) else Numeric(12, 2)
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        """Text or the decimal itself."""
        return str(value) if value is not None and _on_sqlite(dialect) else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        """A decimal again."""
        return Decimal(value) if value is not None else None


class Json(TypeDecorator[Any]):
    """Lists and mappings: text on SQLite, jsonb on PostgreSQL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The type this engine stores."""
        if _on_sqlite(dialect):
            return dialect.type_descriptor(Text())
        from sqlalchemy.dialects.postgresql import JSONB  # the desk never needs it

        return dialect.type_descriptor(JSONB())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """JSON text, or builtins for the driver; enums and UUIDs become their text."""
        if value is None:
            return None
        if _on_sqlite(dialect):
            return msgspec.json.encode(value).decode()
        return msgspec.to_builtins(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Builtins again."""
        return _json(value) if _on_sqlite(dialect) else value

    def result_processor(self, dialect: Dialect, coltype: object) -> Read:
        """The same for a column of rows."""
        return _json if _on_sqlite(dialect) else super().result_processor(dialect, coltype)
