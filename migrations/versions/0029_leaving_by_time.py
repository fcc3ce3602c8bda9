"""Leavings by their time: who was still here when a month began is found without reading all."""

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the index up."""
    op.create_index("ix_leaving_at", "leaving", ["at"])


def downgrade() -> None:
    """And down again."""
    op.drop_index("ix_leaving_at", "leaving")
