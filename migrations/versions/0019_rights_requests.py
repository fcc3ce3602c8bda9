"""What people ask about their own data, with a number and a last day, and what was answered."""

import sqlalchemy as sa
from alembic import context, op

from app.store import types, walls

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up."""
    op.create_table(
        "rights_request",
        sa.Column("id", types.Id(), nullable=False),
        _words("number"),
        sa.Column("person", types.Id(), nullable=False),
        _words("station"),
        _words("kind"),
        _words("words"),
        _words("channel"),
        sa.Column("against", types.Id(), nullable=True),
        sa.Column("received_on", types.Day(), nullable=False),
        sa.Column("due_on", types.Day(), nullable=False),
        *_made(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rights_request")),
    )
    op.create_index("ix_rights_request_person", "rights_request", ["person"])
    op.create_index("ix_rights_request_due_on", "rights_request", ["due_on"])
    op.create_table(
        "request_answer",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("request", types.Id(), nullable=False),
        sa.Column("person", types.Id(), nullable=False),
        _words("outcome"),
        _words("reason"),
        *_made(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_answer")),
    )
    op.create_index("ix_request_answer_request", "request_answer", ["request"])
    op.create_index("ix_request_answer_person", "request_answer", ["person"])
    if context.config.attributes["at"] != "desk" and op.get_bind().dialect.name == "postgresql":
        for table in ("rights_request", "request_answer"):
            for statement in walls.policies(table):
                op.execute(statement)


def _made() -> "tuple[sa.Column[object], ...]":
    return (
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
    )


def downgrade() -> None:
    """And down again."""
    op.drop_table("request_answer")
    op.drop_table("rights_request")


def _words(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False, server_default="")
