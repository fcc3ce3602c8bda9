"""${message}."""

import sqlalchemy as sa

from alembic import op
from app.store import types

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """And down again."""
    ${downgrades if downgrades else "pass"}
