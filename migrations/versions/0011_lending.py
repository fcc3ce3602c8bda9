"""Files lent to other stations: who looked, at both ends, and the loans at the centre."""

import sqlalchemy as sa
from alembic import context, op

from app.store import types, walls

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up."""
    op.create_table(
        "lending",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("person", types.Id(), nullable=False),
        _words("station"),
        _words("purpose"),
        _words("words"),
        _words("how"),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("until", types.UtcTime(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lending")),
    )
    op.create_index("ix_lending_person", "lending", ["person"])
    if context.config.attributes["at"] != "desk":
        _loans()
        if op.get_bind().dialect.name == "postgresql":
            for statement in walls.policies("lending"):
                op.execute(statement)


def _loans() -> None:
    op.create_table(
        "loan",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("device", types.Id(), nullable=False),
        sa.Column("person", types.Id(), nullable=False),
        sa.Column("visit", types.Id(), nullable=True),
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("second", types.Id(), nullable=True),
        _words("how"),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("until", types.UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loan")),
    )
    op.create_index("ix_loan_person", "loan", ["person"])
    op.create_index("ix_loan_device_at", "loan", ["device", "at"])


def downgrade() -> None:
    """And down again."""
    op.drop_table("lending")
    if context.config.attributes["at"] != "desk":
        op.drop_table("loan")


def _words(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False, server_default="")
