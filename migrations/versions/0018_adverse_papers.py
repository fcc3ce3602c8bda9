"""Help refused or ended: the proposal, the opinion heard, the leader's answer, the receipt."""

from typing import Any

import sqlalchemy as sa
from alembic import context, op

from app.store import types, walls

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_TABLES = ("adverse_proposal", "adverse_opinion", "adverse_answer", "adverse_receipt")


def upgrade() -> None:
    """Bring the tables up."""
    _table(
        "adverse_proposal",
        _words("kind"),
        _words("ground"),
        _words("facts"),
        sa.Column("help", types.Json(), nullable=False),
        _words("help_words"),
        _words("channels"),
        sa.Column("supersedes", types.Id(), nullable=True),
    )
    op.create_index("ix_adverse_proposal_visit", "adverse_proposal", ["visit"])
    _table(
        "adverse_opinion",
        sa.Column("proposal", types.Id(), nullable=False),
        _words("words"),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column("witnesses", types.Json(), nullable=False),
    )
    _table(
        "adverse_answer",
        sa.Column("proposal", types.Id(), nullable=False),
        _words("answer"),
        _words("reason"),
    )
    _table(
        "adverse_receipt",
        sa.Column("proposal", types.Id(), nullable=False),
        _words("how"),
        sa.Column("witnesses", types.Json(), nullable=False),
    )
    for table in _TABLES[1:]:
        op.create_index(f"ix_{table}_proposal", table, ["proposal"])
    if context.config.attributes["at"] == "centre" and op.get_bind().dialect.name == "postgresql":
        for table in _TABLES:
            for statement in walls.policies(table):
                op.execute(statement)


def _table(name: str, *columns: "sa.Column[Any]") -> None:
    op.create_table(
        name,
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("person", types.Id(), nullable=False),
        sa.Column("visit", types.Id(), nullable=False),
        *columns,
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(f"ix_{name}_person", name, ["person"])


def downgrade() -> None:
    """And down again."""
    for table in reversed(_TABLES):
        op.drop_table(table)


def _words(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False, server_default="")
