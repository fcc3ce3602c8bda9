"""Photographs that families give of whom they look for, each with a consent of its own."""

import sqlalchemy as sa
from alembic import context, op

from app.store import inquiry_photo_walls, types

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

_TABLE = "inquiry_photo"


def upgrade() -> None:
    """Bring the table up."""
    op.create_table(
        "inquiry_photo",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("station", sa.Text(), nullable=False, server_default=""),
        *(sa.Column(name, types.Id(), nullable=False) for name in ("inquiry", "consent")),
        sa.Column("picture", sa.Text(), nullable=False, server_default=""),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("width", "height")),
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry_photo")),
    )
    for column in ("inquiry", "picture"):
        op.create_index(f"ix_{_TABLE}_{column}", _TABLE, [column])
    if _at_the_centre():
        for statement in inquiry_photo_walls.statements():
            op.execute(statement)


def downgrade() -> None:
    """And down again."""
    op.drop_table(_TABLE)
    if _at_the_centre():
        for statement in inquiry_photo_walls.dropped():
            op.execute(statement)


def _at_the_centre() -> bool:
    centre = context.config.attributes["at"] != "desk"
    return centre and op.get_bind().dialect.name == "postgresql"
