"""The second factor of those who have one: a secret, the last code used, and spare codes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select, update

from app.store.ask import Asks
from app.store.tables import second_factor


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """As it is kept; `spare` are keyed hashes, `last_step` the half minute of the last code."""

    officer: UUID
    secret: bytes
    since: datetime
    last_step: int
    spare: tuple[str, ...]


def second_of(connection: Connection, officer: UUID) -> Second | None:
    """An officer's; None where there is none."""
    found = connection.execute(select(second_factor).where(second_factor.c.officer == officer))
    row = found.mappings().first()
    return _second(dict(row)) if row else None


def who_has(asks: Asks) -> set[UUID]:
    """The officers who give a code."""
    return {row.officer for row in asks.ask(select(second_factor.c.officer))}


def put(connection: Connection, one: Second) -> None:
    """In place of an older one."""
    drop(connection, one.officer)
    values = {name: getattr(one, name) for name in Second.__dataclass_fields__}
    connection.execute(insert(second_factor).values(values))


def note_step(connection: Connection, officer: UUID, step: int) -> None:
    """No code of this half minute or an earlier one counts any more."""
    mine = update(second_factor).where(second_factor.c.officer == officer)
    connection.execute(mine.values(last_step=step))


def note_spare(connection: Connection, officer: UUID, left: tuple[str, ...]) -> None:
    """So many spare codes are left."""
    mine = update(second_factor).where(second_factor.c.officer == officer)
    connection.execute(mine.values(spare=list(left)))


def drop(connection: Connection, officer: UUID) -> None:
    """Only the password from now on."""
    connection.execute(delete(second_factor).where(second_factor.c.officer == officer))


def _second(row: dict[str, Any]) -> Second:
    return Second(**{**row, "spare": tuple(row["spare"])})
