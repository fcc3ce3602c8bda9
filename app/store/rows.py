"""Records to rows and back: one mapping for every kind."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import Connection, update
from sqlalchemy.exc import StatementError

from app.domain.emergency import only_grows
from app.store import adding
from app.store.tables import TABLES
from app.wire import hlc
from app.wire.kinds import FIELDS, FILLED_LATER, KINDS

_READ = {kind: attrgetter(*names) for kind, names in FIELDS.items()}
UNFIT = (
    *(StatementError, msgspec.MsgspecError),
    *(ArithmeticError, LookupError, RecursionError, TypeError, ValueError),
)
"""What is raised where something that came from elsewhere fits no record or no column."""


class Kept(NamedTuple):
    """A record with what stands beside it in its row."""

    record: Any
    versions: dict[str, str]
    extra: dict[str, object]

    def row(self, kind: str) -> dict[str, Any]:
        """As it stands in its table."""
        found = values_of(kind, self.record)
        found["versions"], found["extra"] = self.versions, self.extra
        return found


def pour(connection: Connection, kind: str, kept: Iterable[Kept]) -> None:
    """Put new records down, past SQLAlchemy's loop and without a dict for each."""
    said = _READ[kind]
    rows = [(*said(one.record), one.versions, one.extra) for one in kept]
    adding.pour(connection, TABLES[kind], (*FIELDS[kind], "versions", "extra"), rows)


def put(connection: Connection, kind: str, kept: Kept) -> None:
    """Put a record that is there down as it is now."""
    table, values = TABLES[kind], kept.row(kind)
    record = values.pop("id")
    connection.execute(update(table).where(table.c.id == record).values(values))


def values_of(kind: str, record: object) -> dict[str, Any]:
    """Field -> value, as the columns take them."""
    return dict(zip(FIELDS[kind], _READ[kind](record), strict=True))


def record_of(kind: str, row: Mapping[str, Any]) -> Any:
    """The record a row holds; columns that no record knows are left out."""
    values = {name: row[name] for name in FIELDS[kind]}
    return msgspec.convert(values, KINDS[kind], strict=False)


def same(one: object, other: object) -> bool:
    """Equal as the journal sees them: 1.0 is 1, an enum is its text, a tuple is a list."""
    return bool(msgspec.to_builtins(one) == msgspec.to_builtins(other))


def changed_fields(kind: str, new: object, old: object | None) -> dict[str, Any]:
    """The fields that differ from the row; all of them for a new record. Never the id."""
    values = values_of(kind, new)
    del values["id"]
    if old is None:
        return values
    return {name: v for name, v in values.items() if not same(v, getattr(old, name))}


def only_fills(kind: str, changed: dict[str, Any], old: object) -> bool:
    """Whether a change of a fact only fills in what an emergency had left open."""
    open_fields = FILLED_LATER.get(kind, frozenset())
    return changed.keys() <= open_fields and all(
        only_grows(getattr(old, name), value) for name, value in changed.items()
    )


def id_of(record: object) -> UUID:
    """Every record has one."""
    found: UUID = record.id  # type: ignore[attr-defined]
    return found


def maker_of(row: Mapping[Any, Any]) -> str:
    """The device (hex) that made a record; that of nobody where the centre did."""
    return str(row["versions"].get("*", "")).partition(".")[2]


def version_after(old: Mapping[str, Any] | None, at: datetime) -> str:
    """Of a record that the centre writes anew: later than before, also within a millisecond."""
    before = hlc.stamp_of(old["versions"]["*"]) if old else 0
    return hlc.version(hlc.tick(before, at), UUID(int=0).hex)
