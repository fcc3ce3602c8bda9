"""What the centre itself says of something: written where it says anything new."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, update

from app.store import staged
from app.store.adding import add
from app.store.news import decided, stamp_of
from app.store.rows import Kept, record_of, same, values_of, version_after
from app.store.tables import TABLES
from app.wire import hlc
from app.wire.talk import Change

News = dict[str, list[Change]]
"""Changes by the stream they travel in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """What was written: the change that says it, and the row as it stood before."""

    said: Change
    before: Mapping[str, Any] | None


def put_down(connection: Connection, kind: str, now: Any, at: datetime) -> Put | None:
    """Keep a record of the centre's own; None where nothing but its `changed_at` is new."""
    table = TABLES[kind]
    old = next(iter(staged.stored(connection, kind, "id", now.id)), None)
    if old is not None and alike(kind, record_of(kind, old), now):
        return None
    version = version_after(old, at)
    row = Kept(now, {"*": version}, {}).row(kind)
    if old is None:
        add(connection, table, [row])
    else:
        connection.execute(update(table).where(table.c.id == now.id).values(row))
    fields = values_of(kind, now)
    del fields["id"]
    stamp = max(hlc.stamp_of(version), stamp_of(at))
    return Put(said=decided(kind, now.id, fields, version, stamp), before=old)


def add_to(news: News, put: Put, streams: Iterable[str]) -> None:
    """Say it in these streams."""
    for name in streams:
        news.setdefault(name, []).append(put.said)


def alike(kind: str, old: Any, new: Any) -> bool:
    """Whether two say the same, whenever they were made."""
    names = [name for name in values_of(kind, new) if name != "changed_at"]
    return all(same(getattr(old, name), getattr(new, name)) for name in names)
