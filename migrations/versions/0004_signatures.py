"""Signatures given on the screen."""

import sqlalchemy as sa
from alembic import op

from app.store import types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up."""
    op.create_table(
        "signature",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("person", types.Id(), nullable=False),
        sa.Column("visit", types.Id(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False, server_default=""),
        sa.Column("picture", sa.Text(), nullable=False, server_default=""),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False, server_default=""),
        sa.Column("how", sa.Text(), nullable=False, server_default=""),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
    )
    op.create_index("ix_signature_visit", "signature", ["visit"])
    op.create_index("ix_signature_person", "signature", ["person"])


def downgrade() -> None:
    """And down again."""
    op.drop_table("signature")
