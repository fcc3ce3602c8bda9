"""重点甄别名单: leads, what is done about each, and what every desk hears of those in force."""

from typing import Any

import sqlalchemy as sa
from alembic import context, op

from app.store import listing_walls, types, walls

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up."""
    _record(
        "listing",
        sa.Column("person", types.Id(), nullable=False),
        *map(_words, ("station", "fact")),
        sa.Column("happened_on", types.Day(), nullable=False),
        _words("words"),
        sa.Column("proofs", types.Json(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("officer", types.Id(), nullable=False),
    )
    _record(
        "listing_step",
        sa.Column("listing", types.Id(), nullable=False),
        sa.Column("person", types.Id(), nullable=False),
        *map(_words, ("kind", "words")),
        sa.Column("served", sa.Text(), nullable=True),
        _words("proof"),
        sa.Column("capacity", sa.Boolean(), nullable=False, server_default=sa.text("false")),
        sa.Column("until", types.Day(), nullable=True),
        sa.Column("fact", sa.Text(), nullable=True),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("officer", types.Id(), nullable=False),
    )
    _record(
        "listed",
        sa.Column("person", types.Id(), nullable=False),
        _words("station"),
        sa.Column("fact", sa.Text(), nullable=True),
        _words("number"),
        sa.Column("until", types.Day(), nullable=True),
        _words("contact"),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.Column("changed_at", types.UtcTime(), nullable=False),
    )
    op.create_index("ix_listing_person", "listing", ["person"])
    op.create_index("ix_listing_step_listing", "listing_step", ["listing"])
    op.create_index("ix_listing_step_person", "listing_step", ["person"])
    op.create_index("ix_listed_person", "listed", ["person"])
    if _at_the_centre():
        for statement in (
            *walls.policies("listing", "station"),
            *walls.policies("listing_step"),
            *walls.policies("listed", "station"),
            *listing_walls.statements(),
        ):
            op.execute(statement)


def downgrade() -> None:
    """And down again."""
    for table in ("listed", "listing_step", "listing"):
        op.drop_table(table)
    if _at_the_centre():
        for statement in listing_walls.dropped():
            op.execute(statement)


def _at_the_centre() -> bool:
    centre = context.config.attributes["at"] != "desk"
    return centre and op.get_bind().dialect.name == "postgresql"


def _record(name: str, *columns: "sa.Column[Any]") -> None:
    op.create_table(
        name,
        sa.Column("id", types.Id(), nullable=False),
        *columns,
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def _words(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False, server_default="")
