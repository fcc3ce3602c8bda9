"""Rooms and beds, who sleeps where, and who handed the station over to whom."""

import sqlalchemy as sa
from alembic import context, op

from app.store import types, walls

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up."""
    op.create_table(
        "room",
        sa.Column("id", types.Id(), nullable=False),
        *(_words(name) for name in ("station", "name", "use")),
        sa.Column("beds", sa.Integer(), nullable=False),
        sa.Column("shut", types.Json(), nullable=False),
        _words("closed"),
        sa.Column("gone", sa.Boolean(), nullable=False),
        *_told("room"),
    )
    op.create_table(
        "bed_stay",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("person", types.Id(), nullable=False),
        sa.Column("visit", types.Id(), nullable=False),
        sa.Column("room", types.Id(), nullable=True),
        sa.Column("bed", sa.Integer(), nullable=False),
        *(_words(name) for name in ("need", "why")),
        sa.Column("lost_to", types.Id(), nullable=True),
        *_told("bed_stay"),
    )
    for column in ("person", "visit"):
        op.create_index(f"ix_bed_stay_{column}", "bed_stay", [column])
    op.create_index("ix_bed_stay_room_bed", "bed_stay", ["room", "bed"])
    op.create_table(
        "handover",
        sa.Column("id", types.Id(), nullable=False),
        _words("station"),
        sa.Column("comes", types.Id(), nullable=False),
        sa.Column("on_shift", types.Json(), nullable=False),
        sa.Column("women", sa.Integer(), nullable=True),
        sa.Column("matters", types.Json(), nullable=False),
        _words("words"),
        *_told("handover"),
    )
    op.create_index("ix_handover_at", "handover", ["at"])
    op.add_column("station", _words("bed_rule"))
    if context.config.attributes["at"] != "desk" and op.get_bind().dialect.name == "postgresql":
        for table, column in (("room", "station"), ("bed_stay", ""), ("handover", "station")):
            for statement in walls.policies(table, column):
                op.execute(statement)


def downgrade() -> None:
    """And down again."""
    for table in ("handover", "bed_stay", "room"):
        op.drop_table(table)
    with op.batch_alter_table("station") as batch:
        batch.drop_column("bed_rule")


def _told(table: str) -> "tuple[sa.Column[object] | sa.PrimaryKeyConstraint, ...]":
    """Who said it and when, and what stands beside every record."""
    return (
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _words(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False, server_default="")
