"""A leaving can be taken back, quick phrases, the rest of form 1, drafts of every form."""

import sqlalchemy as sa
from alembic import context, op

from app.store import types

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up."""
    op.create_table(
        "reopening",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("leaving", types.Id(), nullable=False),
        sa.Column("visit", types.Id(), nullable=False),
        sa.Column("person", types.Id(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False, server_default=""),
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reopening")),
    )
    op.create_index("ix_reopening_leaving", "reopening", ["leaving"], unique=True)
    op.create_index("ix_reopening_visit", "reopening", ["visit"])
    op.create_index("ix_reopening_person", "reopening", ["person"])
    # Who came back from a leaving leaves once more.
    op.drop_index("ix_leaving_visit", "leaving")
    op.create_index("ix_leaving_visit", "leaving", ["visit"])
    op.create_table(
        "phrase",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False, server_default=""),
        sa.Column("words", sa.Text(), nullable=False, server_default=""),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phrase")),
    )
    op.add_column("visit", sa.Column("detail", types.Json(), nullable=False, server_default="{}"))
    if context.config.attributes["at"] == "desk":
        op.add_column(
            "draft", sa.Column("form", sa.Text(), nullable=False, server_default="intake")
        )


def downgrade() -> None:
    """And down again."""
    if context.config.attributes["at"] == "desk":
        op.drop_column("draft", "form")
    op.drop_column("visit", "detail")
    op.drop_table("phrase")
    op.drop_index("ix_leaving_visit", "leaving")
    op.create_index("ix_leaving_visit", "leaving", ["visit"], unique=True)
    op.drop_table("reopening")
