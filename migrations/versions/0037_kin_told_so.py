"""寻人登记 and 寻亲比对: what desks are told is so, and a check is taken back with words alone."""

from alembic import context, op

from app.store import kin_told_walls

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The rules up, where the centre is."""
    if _at_the_centre():
        for statement in kin_told_walls.statements():
            op.execute(statement)


def downgrade() -> None:
    """And away."""
    if _at_the_centre():
        for statement in kin_told_walls.dropped():
            op.execute(statement)


def _at_the_centre() -> bool:
    centre = context.config.attributes["at"] != "desk"
    return centre and op.get_bind().dialect.name == "postgresql"
