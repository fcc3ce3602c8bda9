"""What became of each voucher: used, refunded to the paying account, lost."""

import sqlalchemy as sa
from alembic import context, op

from app.store import types, walls

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the table up."""
    op.create_table(
        "voucher_event",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("voucher", types.Id(), nullable=False),
        sa.Column("person", types.Id(), nullable=False),
        _words("kind"),
        sa.Column("happened_at", types.UtcTime(), nullable=False),
        _words("statement"),
        _words("ticket"),
        sa.Column("amount", types.Money(), nullable=True),
        _words("account"),
        _words("words"),
        sa.Column("supersedes", types.Id(), nullable=True),
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher_event")),
    )
    op.create_index("ix_voucher_event_voucher", "voucher_event", ["voucher"])
    op.create_index("ix_voucher_event_person", "voucher_event", ["person"])
    if context.config.attributes["at"] != "desk" and op.get_bind().dialect.name == "postgresql":
        for statement in walls.policies("voucher_event"):
            op.execute(statement)


def downgrade() -> None:
    """And down again."""
    op.drop_table("voucher_event")


def _words(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False, server_default="")
