"""Who looked at whom, out of the streams that no desk reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Engine, select

from app.store import walls
from app.store.cutting import AUDIT
from app.store.merging import LOOKING
from app.store.tables import TABLES, change
from app.wire import hlc
from app.wire.talk import Change

_MANY = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One file opened, one search made, one paper printed. `said_at` is the desk's own time, `at`
    the one the centre believed; `about` names persons, or the visit or voucher of a paper."""

    station: str
    kind: str
    at: datetime
    said_at: str
    officer: UUID
    login: str
    officer_name: str
    about: tuple[UUID, ...]
    why: str
    what: str
    device: UUID


def looks(engine: Engine, *, person: UUID | None, officer: UUID | None) -> list[Look]:
    """Every look at a person, or by an officer, oldest first; of everybody where neither is said.

    A person's are also searches that showed them, and papers about their visits and vouchers.
    """
    with walls.within(engine, walls.EVERYWHERE) as connection:
        names = _officers(connection)
        theirs = _theirs(connection, person) if person else frozenset()
        found = [
            look
            for look in (_look(stream, one, names) for stream, one in _changes(connection))
            if (person is None or theirs & set(look.about))
            and (officer is None or officer == look.officer)
        ]
    return sorted(found, key=lambda look: (look.at, look.station))


def _theirs(connection: Connection, person: UUID) -> frozenset[UUID]:
    """By which ids papers name somebody."""
    found = {person}
    for kind in ("visit", "voucher"):
        table = TABLES[kind]
        mine = select(table.c.id).where(table.c.person == person)
        found |= set(connection.execute(mine).scalars())
    return frozenset(found)


def _officers(connection: Connection) -> dict[UUID, tuple[str, str]]:
    table = TABLES["officer"]
    rows = connection.execute(select(table.c.id, table.c.login, table.c.name))
    return {row.id: (row.login, row.name) for row in rows}


def _changes(connection: Connection) -> Iterator[tuple[str, Change]]:
    names = connection.execute(
        select(change.c.stream).where(change.c.stream.startswith(AUDIT)).distinct()
    ).scalars()
    for name in sorted(names):
        seq = 0
        while bodies := _page(connection, name, seq):
            for body in bodies:
                one = msgspec.msgpack.decode(body, type=Change)
                seq = one.seq
                if one.kind in LOOKING:
                    yield name, one


def _page(connection: Connection, name: str, after: int) -> list[bytes]:
    question = select(change.c.body).where(change.c.stream == name, change.c.seq > after)
    return list(connection.execute(question.order_by(change.c.seq).limit(_MANY)).scalars())


def _look(stream: str, one: Change, names: dict[UUID, tuple[str, str]]) -> Look:
    fields = one.fields
    by = UUID(str(fields.get("officer") or one.officer))
    login, name = names.get(by, ("", ""))
    return Look(
        station=stream.removeprefix(AUDIT),
        kind=one.kind,
        at=hlc.moment(one.hlc),
        said_at=str(fields.get("at", "")),
        officer=by,
        login=login,
        officer_name=name,
        about=_about(fields),
        why=str(fields.get("purpose") or fields.get("why") or one.reason),
        what=str(fields.get("what") or fields.get("form") or fields.get("kind") or ""),
        device=one.device,
    )


def _about(fields: dict[str, Any]) -> tuple[UUID, ...]:
    shown = fields.get("shown") or ()
    said = [fields.get("person"), fields.get("subject")]
    said += [row.get("person") for row in shown if isinstance(row, dict)]
    return tuple(dict.fromkeys(UUID(str(one)) for one in said if one))
