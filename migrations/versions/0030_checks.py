"""甄别 and 入站审批: conditions with evidence, queries made outside, proposals and answers."""

from typing import Any

import sqlalchemy as sa
from alembic import context, op

from app.store import checks_walls, types, walls

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_TABLES = ("condition_answer", "outside_query", "stay_proposal", "stay_answer")


def upgrade() -> None:
    """Bring the tables up."""
    _table(
        "condition_answer",
        *map(_words, ("condition", "answer", "words")),
        sa.Column("source", sa.Text(), nullable=True),
        _words("told_by"),
        _moment("seen_at"),
        _id("supersedes"),
    )
    _table(
        "outside_query",
        *map(_words, ("source", "whom", "purpose", "asked")),
        _moment("asked_at"),
        _id("asked_by", needed=True),
        *map(_words, ("outcome", "result", "candidates")),
        sa.Column("decision", sa.Text(), nullable=True),
        *map(_words, ("reason", "notes")),
        _id("supersedes"),
    )
    _table(
        "stay_proposal",
        _words("facts"),
        sa.Column("special", types.Json(), nullable=False),
        *map(_words, ("special_words", "room")),
        sa.Column("services", types.Json(), nullable=False),
        *map(_words, ("service_words", "opinion")),
        _id("supersedes"),
    )
    _table("stay_answer", _id("proposal", needed=True), *map(_words, ("answer", "reason")))
    op.create_index("ix_stay_answer_proposal", "stay_answer", ["proposal"])
    if _at_the_centre():
        for table in _TABLES:
            for statement in walls.policies(table):
                op.execute(statement)
        for statement in checks_walls.statements():
            op.execute(statement)


def downgrade() -> None:
    """And down again."""
    if _at_the_centre():
        for statement in checks_walls.dropped():
            op.execute(statement)
    for table in reversed(_TABLES):
        op.drop_table(table)


def _at_the_centre() -> bool:
    centre = context.config.attributes["at"] != "desk"
    return centre and op.get_bind().dialect.name == "postgresql"


def _table(name: str, *columns: "sa.Column[Any]") -> None:
    op.create_table(
        name,
        sa.Column("id", types.Id(), nullable=False),
        _id("person", needed=True),
        _id("visit", needed=True),
        *columns,
        _id("officer", needed=True),
        _moment("at"),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(f"ix_{name}_person", name, ["person"])
    op.create_index(f"ix_{name}_visit", name, ["visit"])


def _id(name: str, *, needed: bool = False) -> "sa.Column[Any]":
    return sa.Column(name, types.Id(), nullable=not needed)


def _moment(name: str) -> "sa.Column[Any]":
    return sa.Column(name, types.UtcTime(), nullable=False)


def _words(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False, server_default="")
