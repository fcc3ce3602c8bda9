"""街面巡查 and pictures of belongings: who was met in the street, what was offered, who came in."""

from typing import Any

import sqlalchemy as sa
from alembic import context, op

from app.store import types, walls

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_INDEXES = (
    ("belonging_photo", "person"), ("belonging_photo", "visit"), ("belonging_photo", "picture"),
    ("street_round", "round"), ("street_round", "began_at"),
    ("encounter", "met"), ("encounter", "stranger"), ("encounter", "round"),
    ("encounter", "person"), ("encounter", "met_at"), ("encounter", "look_at"),
    ("encounter", "photo"), ("encounter", "supersedes"),
    ("brought_in", "person"), ("brought_in", "visit"), ("brought_in", "encounter"),
)  # fmt: skip
_KINDS = ("belonging_photo", "street_round", "encounter", "brought_in")


def upgrade() -> None:
    """Bring the tables up."""
    _record(
        "belonging_photo",
        *map(_id, ("person", "visit")),
        *map(_maybe_id, ("belonging", "bag")),
        _words("picture"),
        *map(_number, ("width", "height")),
        _maybe_id("supersedes"),
    )
    _record(
        "street_round",
        _id("round"),
        _words("station"),
        _id("second"),
        _words("area"),
        _moment("began_at"),
        _maybe_moment("ended_at"),
        _words("weather"),
        sa.Column("low", sa.Integer(), nullable=True),
        _words("words"),
        _maybe_id("supersedes"),
    )
    _record(
        "encounter",
        *map(_id, ("met", "stranger")),
        *map(_maybe_id, ("round", "person")),
        _words("station"),
        _moment("met_at"),
        *map(_words, ("place", "place_code", "name", "sex", "age", "look", "photo")),
        *map(_number, ("width", "height")),
        sa.Column("photo_answer", sa.Text(), nullable=True),
        _json("offered"),
        *map(_words, ("taken", "why")),
        *map(_json, ("urgent", "called")),
        _maybe_moment("look_at"),
        _words("words"),
        _maybe_id("supersedes"),
    )
    _record("brought_in", *map(_id, ("person", "visit", "encounter")))
    for table, column in _INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])
    if context.config.attributes["at"] != "desk" and op.get_bind().dialect.name == "postgresql":
        for kind in _KINDS:
            for statement in walls.policies(kind):
                op.execute(statement)


def downgrade() -> None:
    """And down again."""
    for table in reversed(_KINDS):
        op.drop_table(table)


def _record(name: str, *columns: "sa.Column[Any]") -> None:
    op.create_table(
        name,
        sa.Column("id", types.Id(), nullable=False),
        *columns,
        _id("officer"),
        _moment("at"),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def _id(name: str) -> "sa.Column[Any]":
    return sa.Column(name, types.Id(), nullable=False)


def _maybe_id(name: str) -> "sa.Column[Any]":
    return sa.Column(name, types.Id(), nullable=True)


def _moment(name: str) -> "sa.Column[Any]":
    return sa.Column(name, types.UtcTime(), nullable=False)


def _maybe_moment(name: str) -> "sa.Column[Any]":
    return sa.Column(name, types.UtcTime(), nullable=True)


def _number(name: str) -> "sa.Column[Any]":
    return sa.Column(name, sa.Integer(), nullable=False)


def _json(name: str) -> "sa.Column[Any]":
    return sa.Column(name, types.Json(), nullable=False)


def _words(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False, server_default="")
