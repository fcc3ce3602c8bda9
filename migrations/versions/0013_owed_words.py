"""People whom the search index still owes their words: what arrives is indexed after it is kept."""

import sqlalchemy as sa
from alembic import context, op

from app.store import types

revision = "0013"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the table up."""
    if context.config.attributes["at"] != "desk":
        return
    op.create_table(
        "owed",
        sa.Column("person", types.Id(), nullable=False),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_owed")),
    )


def downgrade() -> None:
    """And down again; whoever is still owed is indexed now or never."""
    if context.config.attributes["at"] == "desk":
        op.drop_table("owed")
