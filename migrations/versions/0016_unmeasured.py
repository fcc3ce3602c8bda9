"""Photographs of which an engine could make no template are remembered at the desk; those of one
engine are read in the order of their ids (without it each part sorted all of them anew). And a
decision about faces says how far the centre is asked.
"""

import sqlalchemy as sa
from alembic import context, op

from app.store import types

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up."""
    op.add_column(
        "face_sharing",
        sa.Column("reach", sa.Text(), nullable=False, server_default="province"),
    )
    op.create_index("ix_template_engine_id", "template", ["engine", "id"])
    op.drop_index("ix_template_engine", "template")
    if context.config.attributes["at"] == "desk":
        op.create_table(
            "unmeasured",
            sa.Column("photo", types.Id(), nullable=False),
            sa.Column("engine", sa.Text(), nullable=False),
            sa.Column("model_sha256", sa.Text(), nullable=False),
            sa.Column("why", sa.Text(), nullable=False, server_default=""),
            sa.Column("at", types.UtcTime(), nullable=False),
            sa.PrimaryKeyConstraint("photo", "engine", "model_sha256", name=op.f("pk_unmeasured")),
        )


def downgrade() -> None:
    """And down again."""
    if context.config.attributes["at"] == "desk":
        op.drop_table("unmeasured")
    op.drop_column("face_sharing", "reach")
    op.create_index("ix_template_engine", "template", ["engine"])
    op.drop_index("ix_template_engine_id", "template")
