"""寻人登记 and 寻亲比对: who looks for whom, what desks are told of it, and what became of it."""

from typing import Any

import sqlalchemy as sa
from alembic import context, op

from app.store import kin_walls, types, walls

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up."""
    _record(
        "inquiry_entry",
        _words("station"),
        _id("inquiry"),
        *map(_words, ("step", "number", "channel", "about", "value")),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("on", types.Day(), nullable=True),
        *map(_words, ("whom", "result", "words")),
        _json("detail"),
        _id("supersedes", nullable=True),
        _id("officer"),
        _moment("at"),
    )
    _record(
        "sought",
        *map(_words, ("station", "number")),
        _json("said"),
        _words("checked"),
        _yes("ended"),
        _words("contact"),
        _moment("changed_at"),
    )
    _record(
        "kin_match",
        *map(_id, ("pair", "person")),
        _id("visit", nullable=True),
        _words("station"),
        _id("inquiry"),
        *map(_words, ("to", "step")),
        _json("clues"),
        sa.Column("chance", sa.Double(), nullable=False),
        _words("basis"),
        _json("how"),
        _words("whom"),
        _id("second", nullable=True),
        sa.Column("on", types.Day(), nullable=True),
        *map(_words, ("cost", "words")),
        _id("supersedes", nullable=True),
        _id("officer"),
        _moment("at"),
    )
    _record(
        "kin_told",
        _id("person"),
        _words("station"),
        _id("inquiry"),
        *map(_words, ("to", "state")),
        _yes("ended"),
        _words("contact"),
        *map(_moment, ("since", "changed_at")),
    )
    for table, column in (
        ("inquiry_entry", "inquiry"), ("inquiry_entry", "value"),
        ("kin_match", "pair"), ("kin_match", "person"),
        ("kin_match", "inquiry"), ("kin_match", "at"),
        ("kin_told", "person"), ("kin_told", "inquiry"), ("kin_told", "to"),
    ):  # fmt: skip
        op.create_index(f"ix_{table}_{column}", table, [column])
    if context.config.attributes["at"] == "desk":
        op.create_table(
            "kin_compared",
            _id("subject"),
            _words("basis"),
            sa.PrimaryKeyConstraint("subject", name=op.f("pk_kin_compared")),
        )
    if _at_the_centre():
        for statement in (
            *(line for table in _TABLES for line in walls.policies(table, "station")),
            *kin_walls.statements(),
        ):
            op.execute(statement)


def downgrade() -> None:
    """And down again."""
    if _at_the_centre():
        for statement in kin_walls.dropped():
            op.execute(statement)
    if context.config.attributes["at"] == "desk":
        op.drop_table("kin_compared")
    for table in reversed(_TABLES):
        op.drop_table(table)


_TABLES = ("inquiry_entry", "sought", "kin_match", "kin_told")


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


def _id(name: str, *, nullable: bool = False) -> "sa.Column[Any]":
    return sa.Column(name, types.Id(), nullable=nullable)


def _json(name: str) -> "sa.Column[Any]":
    return sa.Column(name, types.Json(), nullable=False)


def _yes(name: str) -> "sa.Column[Any]":
    return sa.Column(name, sa.Boolean(), nullable=False)


def _moment(name: str) -> "sa.Column[Any]":
    return sa.Column(name, types.UtcTime(), nullable=False)


def _words(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False, server_default="")
