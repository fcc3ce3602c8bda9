"""The permits that this desk holds for its officers, and when it asks for the next ones."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, delete, insert, select

from app.domain.permit import Permit
from app.store.ask import Asks
from app.store.tables import TABLES, line, second_factor
from app.store.tables import permit as permit_table
from app.wire.permit import AskPermits, Permits, look

_ASK_AGAIN = timedelta(minutes=10)
"""For whom the centre gave no permit it is asked again after so long."""


def due(connection: Connection, at: datetime) -> AskPermits | None:
    """What to ask the centre, where a permit is missing, half over, or says something old."""
    table = TABLES["officer"]
    working = connection.execute(select(table.c.id, table.c.role).where(table.c.active.is_(True)))
    roles = {row.id: str(row.role) for row in working}
    coded = set(connection.execute(select(second_factor.c.officer)).scalars()) & roles.keys()
    rows = {row.officer: row for row in connection.execute(select(permit_table))}
    if not any(
        _is_due(rows.get(officer), role, officer in coded, at) for officer, role in roles.items()
    ):
        return None
    return AskPermits(officers=tuple(sorted(roles)), coded=tuple(sorted(coded)))


def _is_due(row: Row[Any] | None, role: str, coded: bool, at: datetime) -> bool:
    if row is None or row.coded != coded or row.asked_at > at + _ASK_AGAIN:
        return True  # unknown there, or the clock was set back since
    if row.role != role or not row.token:
        return bool(at - row.asked_at > _ASK_AGAIN)
    return look(row.token).grows_old(at)


def keep(connection: Connection, asked: AskPermits, answer: Permits, at: datetime) -> None:
    """What the centre said; whoever got none is remembered with an empty one."""
    given = {look(token).officer: token for token in answer.tokens}
    table = TABLES["officer"]
    found = connection.execute(
        select(table.c.id, table.c.role).where(table.c.id.in_(asked.officers))
    )
    rows = [
        {
            "officer": row.id, "token": given.get(row.id, b""), "role": str(row.role),
            "coded": row.id in asked.coded, "asked_at": at,
        }
        for row in found
    ]  # fmt: skip
    connection.execute(delete(permit_table))
    if rows:
        connection.execute(insert(permit_table), rows)


def token_of(asks: Asks, officer: UUID) -> bytes:
    """An officer's token; empty where there is none."""
    rows = asks.ask(select(permit_table.c.token).where(permit_table.c.officer == officer))
    return bytes(rows[0].token) if rows else b""


def held(asks: Asks, officer: UUID) -> Permit | None:
    """What it says: to be shown, and to spare a question that would be refused."""
    token = token_of(asks, officer)
    return look(token) if token else None


def network_key(asks: Asks) -> bytes:
    """What document numbers are hashed with; empty where this desk stands alone."""
    rows = asks.ask(select(line.c.network_key))
    return bytes(rows[0].network_key) if rows else b""
