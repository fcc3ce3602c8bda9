"""Audit: proofs beside every batch, running hashes over the streams, and the centre's roots."""

import hashlib
import secrets

import sqlalchemy as sa
from alembic import context, op

from app.store import types

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_FIRST = f"'\\x{'00' * 32}'"
_PROOFS = ("public_key", "seal", "previous", "links")
_MANY = 2000


def upgrade() -> None:
    """Bring the tables up."""
    if context.config.attributes["at"] == "desk":
        op.create_table("root_heard", *_root(), *_heard())
        return
    op.create_table("root", *_root())
    op.create_table(
        "root_leaf",
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("root", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("label", "root", name=op.f("pk_root_leaf")),
    )
    op.create_index("ix_root_leaf_root", "root_leaf", ["root"])
    op.add_column("batch", sa.Column("said_at", sa.Text(), nullable=False, server_default=""))
    for name in _PROOFS:
        op.add_column("batch", sa.Column(name, sa.LargeBinary(), nullable=True))
    for name, kind, start in (
        ("head", sa.LargeBinary(), sa.text(_FIRST)),
        ("cut", sa.BigInteger(), "0"),
        ("cut_head", sa.LargeBinary(), sa.text(_FIRST)),
    ):
        op.add_column("stream", sa.Column(name, kind, nullable=False, server_default=start))
    op.add_column("change", sa.Column("salt", sa.LargeBinary(), nullable=True))
    op.add_column("change", sa.Column("commitment", sa.LargeBinary(), nullable=True))
    # The owner too stands behind the walls, unless it is all-powerful.
    _walls("NO FORCE")
    _commit_to_what_is_there()
    op.alter_column("change", "commitment", nullable=False)
    _walls("FORCE")


def _walls(how: str) -> None:
    for table in ("stream", "change"):
        op.execute(f"ALTER TABLE {table} {how} ROW LEVEL SECURITY")


def _root() -> "tuple[sa.schema.SchemaItem, ...]":
    name = "root_heard" if context.config.attributes["at"] == "desk" else "root"
    return (
        sa.Column("n", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("leaves", sa.Integer(), nullable=False),
        *(
            sa.Column(one, sa.LargeBinary(), nullable=False)
            for one in ("tree", "previous", "key", "signature")
        ),
        sa.PrimaryKeyConstraint("n", name=op.f(f"pk_{name}")),
    )


def _heard() -> "tuple[sa.schema.SchemaItem, ...]":
    return (
        sa.Column("heard_at", types.UtcTime(), nullable=False),
        sa.Column("sent", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False, server_default=""),
        sa.Column("proof", sa.LargeBinary(), nullable=True),
    )


def _commit_to_what_is_there() -> None:
    """Changes of before get their commitments now, and every stream its running hash."""
    connection = op.get_bind()
    for name in connection.execute(sa.text("SELECT name FROM stream")).scalars().all():
        head, seq = bytes(32), 0
        while rows := connection.execute(_NEXT, {"stream": name, "seq": seq, "many": _MANY}).all():
            put = []
            for row in rows:
                seq, salt = row.seq, secrets.token_bytes(16)
                made = hashlib.sha256(salt + row.body).digest()
                head = hashlib.sha256(head + seq.to_bytes(8, "big") + made).digest()
                put.append({"stream": name, "seq": seq, "salt": salt, "made": made})
            connection.execute(_COMMIT, put)
        connection.execute(_HEAD, {"stream": name, "head": head})


_NEXT = sa.text(
    "SELECT seq, body FROM change WHERE stream = :stream AND seq > :seq ORDER BY seq LIMIT :many"
)
_COMMIT = sa.text(
    "UPDATE change SET salt = :salt, commitment = :made WHERE stream = :stream AND seq = :seq"
)
_HEAD = sa.text("UPDATE stream SET head = :head WHERE name = :stream")


def downgrade() -> None:
    """And down again."""
    if context.config.attributes["at"] == "desk":
        op.drop_table("root_heard")
        return
    for name in ("commitment", "salt"):
        op.drop_column("change", name)
    for name in ("cut_head", "cut", "head"):
        op.drop_column("stream", name)
    for name in (*_PROOFS, "said_at"):
        op.drop_column("batch", name)
    op.drop_index("ix_root_leaf_root", "root_leaf")
    op.drop_table("root_leaf")
    op.drop_table("root")
