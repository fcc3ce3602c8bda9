"""Answers to letters are records: what one desk settles is settled at every desk of the station."""

import sqlalchemy as sa
from alembic import op

from app.store import types

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the table up."""
    op.create_table(
        "letter_answer",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("letter", types.Id(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False, server_default=""),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_answer")),
    )
    op.create_index("ix_letter_answer_letter", "letter_answer", ["letter"])


def downgrade() -> None:
    """And down again."""
    op.drop_table("letter_answer")
