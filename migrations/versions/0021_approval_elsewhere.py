"""重点甄别名单: approval at another station: who was asked, what they decided, what both hear."""

from typing import Any

import sqlalchemy as sa
from alembic import context, op

from app.store import listing_asked_walls, types, walls

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up."""
    _record(
        "listing_asked",
        *map(_id, ("listing", "person")),
        *map(_words, ("station", "to", "words")),
        _moment("at"),
        _id("officer"),
    )
    _record(
        "listing_verdict",
        *map(_id, ("asked", "person")),
        sa.Column("approves", sa.Boolean(), nullable=False),
        _words("words"),
        sa.Column("until", types.Day(), nullable=True),
        _moment("at"),
        _id("officer"),
    )
    _record(
        "listing_review",
        *map(_id, ("listing", "person")),
        *map(_words, ("station", "to", "number", "asking")),
        _moment("asked_at"),
        _words("words"),
        sa.Column("case", types.Json(), nullable=True),
        sa.Column("approves", sa.Boolean(), nullable=True),
        *map(_words, ("answer", "decided_by")),
        sa.Column("decided_at", types.UtcTime(), nullable=True),
        sa.Column("until", types.Day(), nullable=True),
        _moment("changed_at"),
    )
    for table, column in (
        ("listing_asked", "listing"), ("listing_asked", "person"), ("listing_verdict", "asked"),
        ("listing_verdict", "person"), ("listing_review", "listing"), ("listing_review", "person"),
    ):  # fmt: skip
        op.create_index(f"ix_{table}_{column}", table, [column])
    if _at_the_centre():
        for statement in (
            *walls.policies("listing_asked", "station"),
            *walls.policies("listing_verdict"),
            *walls.policies("listing_review", "station"),
            *listing_asked_walls.statements(),
        ):
            op.execute(statement)


def downgrade() -> None:
    """And down again."""
    if _at_the_centre():
        for statement in listing_asked_walls.dropped():
            op.execute(statement)
    for table in ("listing_review", "listing_verdict", "listing_asked"):
        op.drop_table(table)


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


def _id(name: str) -> "sa.Column[Any]":
    return sa.Column(name, types.Id(), nullable=False)


def _moment(name: str) -> "sa.Column[Any]":
    return sa.Column(name, types.UtcTime(), nullable=False)


def _words(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False, server_default="")
