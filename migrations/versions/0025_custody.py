"""寄存 and 安检: what is in custody, what was given back, who checked; an officer's sex."""

from typing import Any

import sqlalchemy as sa
from alembic import context, op

from app.store import types, walls

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_TABLES = ("custody", "custody_return", "security_check")


def upgrade() -> None:
    """Bring the tables and columns up."""
    op.add_column("officer", _words("sex"))
    kind = sa.Column("kind", sa.Text(), nullable=False, server_default="item")
    for column in (
        kind,
        _words("number"),
        sa.Column("worth", types.Money(), nullable=True),
        sa.Column("disposal", sa.Text(), nullable=True),
        sa.Column("supersedes", types.Id(), nullable=True),
    ):
        op.add_column("belonging", column)
    signed = (_words("how"), _words("witness"))
    _table(
        "custody",
        *(_words(name) for name in ("bag", "seal", "locker")),
        sa.Column("items", types.Json(), nullable=False),
        *signed,
    )
    op.create_index("ix_custody_bag", "custody", ["bag"])
    _table(
        "custody_return",
        sa.Column("items", types.Json(), nullable=False),
        sa.Column("missing", types.Json(), nullable=False),
        *(_words(name) for name in ("explanation", "receiver", "how", "witness")),
    )
    _table("security_check", _words("words"), _words("doubt"))
    if context.config.attributes["at"] != "desk" and op.get_bind().dialect.name == "postgresql":
        for table in _TABLES:
            for statement in walls.policies(table):
                op.execute(statement)


def downgrade() -> None:
    """And down again."""
    for table in reversed(_TABLES):
        op.drop_table(table)
    for name in ("supersedes", "disposal", "worth", "number", "kind"):
        op.drop_column("belonging", name)
    op.drop_column("officer", "sex")


def _table(name: str, *columns: "sa.Column[Any]") -> None:
    op.create_table(
        name,
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("person", types.Id(), nullable=False),
        sa.Column("visit", types.Id(), nullable=False),
        *columns,
        sa.Column("second", types.Id(), nullable=False),
        sa.Column("supersedes", types.Id(), nullable=True),
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(f"ix_{name}_person", name, ["person"])
    op.create_index(f"ix_{name}_visit", name, ["visit"])


def _words(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False, server_default="")
