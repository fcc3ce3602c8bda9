"""寻亲记录: what is found out about somebody whose kin is looked for, with its audio notes."""

from typing import Any

import sqlalchemy as sa
from alembic import context, op

from app.store import trace_walls, types, walls

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

_TABLE = "trace_entry"


def upgrade() -> None:
    """Bring the table up."""
    op.create_table(
        "trace_entry",
        *(_id(name) for name in ("id", "person", "visit")),
        *(_words(name) for name in ("step", "about", "value", "words")),
        sa.Column("detail", types.Json(), nullable=False),
        _words("sound"),
        sa.Column("source", sa.Text(), nullable=True),
        _words("whom"),
        sa.Column("on", types.Day(), nullable=True),
        *(_id(name, nullable=True) for name in ("refers", "supersedes")),
        _id("officer"),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trace_entry")),
    )
    for column in ("person", "visit", "sound"):
        op.create_index(f"ix_{_TABLE}_{column}", _TABLE, [column])
    if _at_the_centre():
        for statement in (*walls.policies(_TABLE), *trace_walls.statements()):
            op.execute(statement)


def downgrade() -> None:
    """And down again."""
    op.drop_table(_TABLE)
    if _at_the_centre():
        for statement in trace_walls.dropped():
            op.execute(statement)


def _at_the_centre() -> bool:
    centre = context.config.attributes["at"] != "desk"
    return centre and op.get_bind().dialect.name == "postgresql"


def _id(name: str, *, nullable: bool = False) -> "sa.Column[Any]":
    return sa.Column(name, types.Id(), nullable=nullable)


def _words(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False, server_default="")
