"""The newest block of numbers is found without reading every used one."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NAME = "ix_number_block_kind_device_first"


def upgrade() -> None:
    """Bring the index up."""
    op.create_index(NAME, "number_block", ["kind", "device", "first"])


def downgrade() -> None:
    """And down again."""
    op.drop_index(NAME, "number_block")
