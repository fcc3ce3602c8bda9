"""Desk and centre: the line and the cursors here, streams, devices and quarantine there."""

import sqlalchemy as sa
from alembic import context, op

from app.store import types

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

DESK = ("picture", "letter", "cursor", "line")
CENTRE = ("secret", "printed", "quarantine", "batch", "invitation", "enrolled", "change", "stream")


def upgrade() -> None:
    """Bring the tables up."""
    _cards()
    if context.config.attributes["at"] == "desk":
        _desk()
    else:
        _streams()
        _devices()
    # Two papers with one number are both kept; `printed` at the centre watches the numbers.
    op.drop_index("ix_voucher_serial", "voucher")
    op.create_index("ix_voucher_serial", "voucher", ["serial"])


def _cards() -> None:
    op.create_table(
        "index_card",
        sa.Column("id", types.Id(), nullable=False),
        _words("station"),
        _words("name"),
        sa.Column("aliases", types.Json(), nullable=False),
        _words("sex"),
        _words("birth"),
        sa.Column("documents", types.Json(), nullable=False),
        sa.Column("visits", types.Json(), nullable=False),
        _words("last_case"),
        sa.Column("vouchers", types.Json(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("changed_at", types.UtcTime(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_index_card")),
    )


def _desk() -> None:
    op.create_table(
        "line",
        sa.Column("id", sa.Integer(), nullable=False),
        _words("url"),
        _words("authority"),
        sa.Column("device_key", sa.LargeBinary(), nullable=False),
        sa.Column("network_key", sa.LargeBinary(), nullable=False),
        _words("station"),
        sa.Column("enrolled_at", types.UtcTime(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("seen_hlc", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("behind_ms", sa.BigInteger(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line")),
    )
    op.create_table(
        "cursor",
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("stream", name=op.f("pk_cursor")),
    )
    op.create_table(
        "letter",
        sa.Column("id", types.Id(), nullable=False),
        _words("kind"),
        sa.Column("person", types.Id(), nullable=True),
        _words("about"),
        sa.Column("record", types.Id(), nullable=True),
        sa.Column("content", types.Json(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("settled_at", types.UtcTime(), nullable=True),
        sa.Column("settled_by", types.Id(), nullable=True),
        _words("settled_how"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    op.create_index("ix_letter_settled_at", "letter", ["settled_at"])

    op.create_table(
        "picture",
        sa.Column("sha256", sa.Text(), nullable=False),
        _words("state"),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_picture")),
    )
    op.create_index("ix_picture_state", "picture", ["state"])


def _streams() -> None:
    op.create_table(
        "stream",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_stream")),
    )
    op.create_table(
        "change",
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("record", types.Id(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("stream", "seq", name=op.f("pk_change")),
    )
    op.create_index("ix_change_record", "change", ["record"])
    op.create_table(
        "printed",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("record", types.Id(), nullable=False),
        sa.Column("device", types.Id(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_printed")),
    )


def _devices() -> None:
    op.create_table(
        "secret",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_secret")),
    )
    op.create_table(
        "enrolled",
        sa.Column("device", types.Id(), nullable=False),
        sa.Column("incarnation", types.Id(), nullable=False),
        _words("station"),
        _words("name"),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        _words("state"),
        sa.Column("last_n", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("last_hash", sa.LargeBinary(), nullable=False),
        sa.Column("last_stamp", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("since", types.UtcTime(), nullable=False),
        sa.Column("seen_at", types.UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("device", name=op.f("pk_enrolled")),
    )
    op.create_table(
        "invitation",
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        _words("station"),
        sa.Column("made_at", types.UtcTime(), nullable=False),
        sa.Column("expires_at", types.UtcTime(), nullable=False),
        sa.Column("used_at", types.UtcTime(), nullable=True),
        sa.Column("device", types.Id(), nullable=True),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_invitation")),
    )
    op.create_table(
        "batch",
        sa.Column("device", types.Id(), nullable=False),
        sa.Column("incarnation", types.Id(), nullable=False),
        sa.Column("last_n", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("device", "incarnation", "last_n", name=op.f("pk_batch")),
    )
    op.create_table(
        "quarantine",
        sa.Column("device", types.Id(), nullable=False),
        sa.Column("incarnation", types.Id(), nullable=False),
        sa.Column("n", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("group", types.Id(), nullable=False),
        _words("reason"),
        sa.Column("entry", sa.LargeBinary(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("device", "incarnation", "n", name=op.f("pk_quarantine")),
    )


def downgrade() -> None:
    """And down again."""
    at_desk = context.config.attributes["at"] == "desk"
    op.drop_table("index_card")
    for name in DESK if at_desk else CENTRE:
        op.drop_table(name)
    op.drop_index("ix_voucher_serial", "voucher")
    op.create_index("ix_voucher_serial", "voucher", ["serial"], unique=True)


def _words(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False, server_default="")
