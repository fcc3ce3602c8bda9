"""函件: letters to other bodies, what became of them, and what came back."""

from typing import Any

import sqlalchemy as sa
from alembic import context, op

from app.store import letter_walls, types, walls

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_TABLE = "outside_letter"
_WORDS = ("kind", "step", "number", "to", "contact")
_SAID = ("how", "whom", "result", "words")


def upgrade() -> None:
    """Bring the table up."""
    op.create_table(
        "outside_letter",
        *(_id(name) for name in ("id", "person", "visit", "letter")),
        *(_words(name) for name in _WORDS),
        sa.Column("detail", types.Json(), nullable=False),
        *(_id(name, nullable=True) for name in ("second", "entry")),
        sa.Column("on", types.Day(), nullable=True),
        *(_words(name) for name in _SAID),
        _id("supersedes", nullable=True),
        _id("officer"),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_letter")),
    )
    for column in ("person", "visit", "letter"):
        op.create_index(f"ix_{_TABLE}_{column}", _TABLE, [column])
    if _at_the_centre():
        for statement in (*walls.policies(_TABLE), *letter_walls.statements()):
            op.execute(statement)


def downgrade() -> None:
    """And down again."""
    op.drop_table(_TABLE)
    if _at_the_centre():
        for statement in letter_walls.dropped():
            op.execute(statement)


def _at_the_centre() -> bool:
    centre = context.config.attributes["at"] != "desk"
    return centre and op.get_bind().dialect.name == "postgresql"


def _id(name: str, *, nullable: bool = False) -> "sa.Column[Any]":
    return sa.Column(name, types.Id(), nullable=nullable)


def _words(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False, server_default="")
