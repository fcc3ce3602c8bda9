"""今日事项 and 在站服务: what was written down about matters, services, cold nights; what waits."""

from typing import Any

import sqlalchemy as sa
from alembic import context, op

from app.store import types, walls

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_INDEXES = (
    ("matter_step", "person"), ("matter_step", "subject"), ("service", "person"),
    ("service", "visit"), ("cold_spell", "last"), ("template", "lapses_at"),
)  # fmt: skip


def upgrade() -> None:
    """Bring the tables up."""
    _record(
        "matter_step",
        *map(_id, ("person", "subject")),
        *map(_words, ("matter", "kind")),
        *map(_maybe_day, ("done_on", "until")),
        *map(_words, ("number", "whom", "words")),
        *map(_maybe_id, ("owner", "supersedes")),
        _id("officer"),
        _moment("at"),
    )
    _record(
        "service",
        *map(_id, ("person", "visit")),
        _words("kind"),
        _moment("happened_at"),
        sa.Column("quantity", sa.Integer(), nullable=False),
        *map(_words, ("words", "partner")),
        _maybe_day("meets_on"),
        _words("outcome"),
        sa.Column("cost", types.Money(), nullable=True),
        sa.Column("everybody", sa.Boolean(), nullable=False),
        _maybe_id("supersedes"),
        _id("officer"),
        _moment("at"),
    )
    _record(
        "cold_spell",
        sa.Column("first", types.Day(), nullable=False),
        sa.Column("last", types.Day(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=True),
        _words("words"),
        sa.Column("over", sa.Boolean(), nullable=False),
        _maybe_id("supersedes"),
        _id("officer"),
        _moment("at"),
    )
    for table, column in _INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])
    if _at_the_centre():
        for kind in ("matter_step", "service", "cold_spell"):
            for statement in walls.policies(kind):
                op.execute(statement)
    if context.config.attributes["at"] == "desk":
        op.create_table(
            "owing",
            sa.Column("step", types.Id(), nullable=False),
            sa.PrimaryKeyConstraint("step", name=op.f("pk_owing")),
        )


def downgrade() -> None:
    """And down again."""
    if context.config.attributes["at"] == "desk":
        op.drop_table("owing")
    op.drop_index("ix_template_lapses_at", "template")
    for table in ("cold_spell", "service", "matter_step"):
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


def _maybe_id(name: str) -> "sa.Column[Any]":
    return sa.Column(name, types.Id(), nullable=True)


def _maybe_day(name: str) -> "sa.Column[Any]":
    return sa.Column(name, types.Day(), nullable=True)


def _moment(name: str) -> "sa.Column[Any]":
    return sa.Column(name, types.UtcTime(), nullable=False)


def _words(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False, server_default="")
