"""Erasures: the wish, which ids never come back, and which device has been told."""

from uuid import UUID

import msgspec
import sqlalchemy as sa
from alembic import context, op

from app.store import types

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up."""
    op.create_table(
        "erasure_wish",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("person", types.Id(), nullable=False),
        _words("station"),
        _words("ground"),
        _words("reason"),
        sa.Column("approver", types.Id(), nullable=False),
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure_wish")),
    )
    op.create_index("ix_erasure_wish_person", "erasure_wish", ["person"])
    if context.config.attributes["at"] == "centre":
        _centre()
        _find_letters()


def _centre() -> None:
    op.create_table(
        "erased",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("person", types.Id(), nullable=False),
        _words("station"),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erased")),
    )
    op.create_index("ix_erased_person", "erased", ["person"])
    op.create_table(
        "told",
        sa.Column("device", types.Id(), nullable=False),
        sa.Column("person", types.Id(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("passed_at", types.UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("device", "person", name=op.f("pk_told")),
    )
    op.create_index("ix_told_person", "told", ["person"])


def _find_letters() -> None:
    """Letters that lie there already are found by what they are about, as new ones are."""
    connection = op.get_bind()
    found = sa.text(
        "SELECT stream, seq, body FROM change"
        " WHERE position('\\xa66c6574746572'::bytea IN body) > 0"
    )
    put = sa.text("UPDATE change SET record = :about WHERE stream = :stream AND seq = :seq")
    for row in connection.execute(found).all():
        said = msgspec.msgpack.decode(row.body)
        about = said["fields"].get("record") if said["kind"] == "letter" else None
        if about:
            where = {"stream": row.stream, "seq": row.seq, "about": UUID(about)}
            connection.execute(put, where)


def downgrade() -> None:
    """And down again."""
    if context.config.attributes["at"] == "centre":
        op.drop_table("told")
        op.drop_table("erased")
    op.drop_table("erasure_wish")


def _words(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False, server_default="")
