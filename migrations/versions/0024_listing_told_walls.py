"""重点甄别名单: the centre's database holds what desks are told, and keeps it."""

from alembic import context, op

from app.store import listing_told_walls

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the triggers; the desk has nothing of them."""
    if _at_the_centre():
        for statement in listing_told_walls.statements():
            op.execute(statement)


def downgrade() -> None:
    """And take them away."""
    if _at_the_centre():
        for statement in listing_told_walls.dropped():
            op.execute(statement)


def _at_the_centre() -> bool:
    centre = context.config.attributes["at"] != "desk"
    return centre and op.get_bind().dialect.name == "postgresql"
