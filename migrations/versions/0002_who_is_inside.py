"""Who is inside, kept ready for the first page; the search index merges only when nobody waits."""

import sqlalchemy as sa
from alembic import context, op

from app.store import types

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

FILL = """
INSERT INTO inside(visit, arrived_at)
SELECT id, arrived_at FROM visit WHERE
    NOT EXISTS (SELECT 1 FROM leaving WHERE leaving.visit = visit.id)
    AND NOT EXISTS (SELECT 1 FROM visit AS later WHERE later.supersedes = visit.id)
"""


def upgrade() -> None:
    """Bring the table up."""
    if context.config.attributes["at"] != "desk":
        return
    op.create_table(
        "inside",
        sa.Column("visit", types.Id(), nullable=False),
        sa.Column("arrived_at", types.UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("visit", name=op.f("pk_inside")),
    )
    op.execute(FILL)
    # FTS5's own merging falls on single saves and makes them wait for a tenth of a second.
    op.execute("INSERT INTO find(find, rank) VALUES ('automerge', 0)")
    op.execute("INSERT INTO find(find, rank) VALUES ('crisismerge', 1000)")


def downgrade() -> None:
    """And down again, with the settings that FTS5 has by itself."""
    if context.config.attributes["at"] != "desk":
        return
    op.drop_table("inside")
    op.execute("INSERT INTO find(find, rank) VALUES ('automerge', 4)")
    op.execute("INSERT INTO find(find, rank) VALUES ('crisismerge', 16)")
