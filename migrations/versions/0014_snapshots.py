"""Snapshots of streams, what a desk has taken in of one, and what only a newer version knows."""

import sqlalchemy as sa
from alembic import context, op

from app.store import types, walls

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_IS_A_LETTER = (
    "position('\\xa46b696e64a66c6574746572'::bytea in body) > 0"
    " OR position('\\xa46b696e64a977697468647261776e'::bytea in body) > 0"
)
"""Somewhere at the beginning of its msgpack: kind, letter, or kind, withdrawn."""


def upgrade() -> None:
    """Bring the tables up."""
    if context.config.attributes["at"] == "desk":
        _desk()
    else:
        _centre()


def _desk() -> None:
    op.add_column("line", sa.Column("centre_key", sa.LargeBinary(), nullable=True))
    op.add_column("line", sa.Column("stick_key", sa.LargeBinary(), nullable=True))
    op.add_column("cursor", sa.Column("compared_at", types.UtcTime(), nullable=True))
    op.add_column("cursor", sa.Column("mended", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "loading",
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("snapshot", types.Id(), nullable=True),
        sa.Column("seq", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("manifest", sa.LargeBinary(), nullable=True),
        sa.Column("chunk", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("row", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("done", sa.BigInteger(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("stream", name=op.f("pk_loading")),
    )
    op.create_table(
        "unheard",
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("record", types.Id(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, server_default=""),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("stream", "seq", "record", name=op.f("pk_unheard")),
    )


def _centre() -> None:
    op.add_column(
        "stream", sa.Column("dropped", sa.BigInteger(), nullable=False, server_default="0")
    )
    op.add_column(
        "change", sa.Column("letter", sa.Boolean(), nullable=False, server_default="false")
    )
    walled = op.get_bind().dialect.name == "postgresql"
    if walled:
        # The owner sets them apart, although no station is named and changes are not edited.
        op.execute("ALTER TABLE change NO FORCE ROW LEVEL SECURITY")
    op.execute(f"UPDATE change SET letter = true WHERE {_IS_A_LETTER}")  # noqa: S608 - ours
    if walled:
        op.execute("ALTER TABLE change FORCE ROW LEVEL SECURITY")
    # Of many changes few are letters, and a snapshot looks for them alone.
    op.create_index(
        "ix_change_letters", "change", ["stream", "seq"], postgresql_where=sa.text("letter")
    )
    op.create_table(
        "snapshot",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("stream", sa.Text(), nullable=False, server_default=""),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("made_at", types.UtcTime(), nullable=False),
        sa.Column("manifest", sa.LargeBinary(), nullable=True),
        sa.Column("signature", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
    )
    op.create_index("ix_snapshot_stream_seq", "snapshot", ["stream", "seq"])
    op.create_table(
        "snapshot_chunk",
        sa.Column("snapshot", types.Id(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("snapshot", "number", name=op.f("pk_snapshot_chunk")),
    )
    if walled:
        for statement in (*walls.snapshot_policies(), *walls.forgetting_policies()):
            op.execute(statement)


def downgrade() -> None:
    """And down again."""
    if context.config.attributes["at"] == "desk":
        op.drop_table("unheard")
        op.drop_table("loading")
        for table, column in (
            ("cursor", "mended"), ("cursor", "compared_at"),
            ("line", "stick_key"), ("line", "centre_key"),
        ):  # fmt: skip
            with op.batch_alter_table(table) as batch:
                batch.drop_column(column)
        return
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION guitu_forget")
        op.execute("DROP POLICY own ON snapshot_chunk")
        op.execute("DROP POLICY kept ON change")
        op.execute("CREATE POLICY kept ON change AS RESTRICTIVE FOR DELETE USING (false)")
    op.drop_table("snapshot_chunk")
    op.drop_index("ix_snapshot_stream_seq", "snapshot")
    op.drop_table("snapshot")
    op.drop_index("ix_change_letters", "change")
    op.drop_column("change", "letter")
    op.drop_column("stream", "dropped")
