"""Papers 7 and 21 and 权利请求: the centre's database holds their rules itself."""

from alembic import context, op

from app.store import adverse_walls

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the triggers; the desk has nothing of them."""
    if _at_the_centre():
        for statement in adverse_walls.statements():
            op.execute(statement)


def downgrade() -> None:
    """And take them away."""
    if _at_the_centre():
        for statement in adverse_walls.dropped():
            op.execute(statement)


def _at_the_centre() -> bool:
    centre = context.config.attributes["at"] != "desk"
    return centre and op.get_bind().dialect.name == "postgresql"
