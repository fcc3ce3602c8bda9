"""转接: the file with which somebody is handed over, its steps, and what both ends are told."""

from typing import Any

import sqlalchemy as sa
from alembic import context, op

from app.store import transfer_walls, types, walls

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up."""
    _record(
        "transfer",
        *map(_id, ("person", "visit")),
        *map(_words, ("station", "to", "body", "kind", "why", "destination")),
        *map(_moment, ("depart_at", "arrive_at")),
        *map(_json, ("detail", "items")),
        _moment("at"),
        _id("officer"),
    )
    _record(
        "transfer_step",
        *map(_id, ("transfer", "person")),
        *map(_words, ("station", "to", "kind", "words")),
        *map(_json, ("phoned", "checks")),
        sa.Column("visit", types.Id(), nullable=True),
        sa.Column("leader", sa.Boolean(), nullable=False),
        _words("ticket"),
        _json("knew"),
        *map(_moment, ("happened_at", "at")),
        _id("officer"),
    )
    _record(
        "transfer_told",
        *map(_id, ("transfer", "person")),
        *map(_words, ("station", "to", "contact")),
        _json("steps"),
        sa.Column("case", types.Json(), nullable=True),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        *map(_moment, ("until", "changed_at")),
    )
    for table, column in (
        ("transfer", "person"), ("transfer", "visit"), ("transfer_step", "transfer"),
        ("transfer_step", "person"), ("transfer_told", "transfer"), ("transfer_told", "person"),
    ):  # fmt: skip
        op.create_index(f"ix_{table}_{column}", table, [column])
    if _at_the_centre():
        for statement in (
            *(line for table in _TABLES for line in walls.policies(table, "station")),
            *transfer_walls.statements(),
        ):
            op.execute(statement)


def downgrade() -> None:
    """And down again."""
    if _at_the_centre():
        for statement in transfer_walls.dropped():
            op.execute(statement)
    for table in reversed(_TABLES):
        op.drop_table(table)


_TABLES = ("transfer", "transfer_step", "transfer_told")


def _at_the_centre() -> bool:
    centre = context.config.attributes["at"] != "desk"
    return centre and op.get_bind().dialect.name == "postgresql"


def _record(name: str, *columns: "sa.Column[Any]") -> None:
    op.create_table(
        name,
        sa.Column("id", types.Id(), nullable=False),
        *columns,
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def _id(name: str) -> "sa.Column[Any]":
    return sa.Column(name, types.Id(), nullable=False)


def _json(name: str) -> "sa.Column[Any]":
    return sa.Column(name, types.Json(), nullable=False)


def _moment(name: str) -> "sa.Column[Any]":
    return sa.Column(name, types.UtcTime(), nullable=False)


def _words(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False, server_default="")
