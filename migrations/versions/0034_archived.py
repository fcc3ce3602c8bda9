"""补录: a visit's number in the national system."""

import sqlalchemy as sa
from alembic import context, op

from app.store import types, walls

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the table up."""
    op.create_table(
        "national_number",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("person", types.Id(), nullable=False),
        sa.Column("visit", types.Id(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False, server_default="")
            for name in ("number", "source", "words")
        ),
        sa.Column("supersedes", types.Id(), nullable=True),
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_national_number")),
    )
    for column in ("person", "visit", "number", "supersedes"):
        op.create_index(f"ix_national_number_{column}", "national_number", [column])
    if context.config.attributes["at"] != "desk" and op.get_bind().dialect.name == "postgresql":
        for statement in walls.policies("national_number"):
            op.execute(statement)


def downgrade() -> None:
    """And down again."""
    op.drop_table("national_number")
