"""Faces between stations: the decision, what was given to the centre, what others gave; and no
template that came to a centre in the journal stays there."""

from typing import Any

import msgspec
import sqlalchemy as sa
from alembic import context, op

from app.store import types, walls

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up."""
    op.create_table(
        "face_sharing",
        sa.Column("id", types.Id(), nullable=False),
        _words("mode"),
        _words("basis"),
        _words("decided_by"),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.Column("versions", types.Json(), nullable=False),
        sa.Column("extra", types.Json(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_face_sharing")),
    )
    op.add_column("consent", sa.Column("scope", sa.Text(), nullable=True))
    op.create_index("ix_template_scope_id", "template", ["scope", "id"])
    if context.config.attributes["at"] == "desk":
        _desk()
    else:
        _centre()
        connection = op.get_bind()
        if connection.dialect.name == "postgresql":
            for statement in _walls():
                op.execute(statement)
            walls.stand_in(connection, walls.EVERYWHERE)
        _forget_templates(connection)


def _desk() -> None:
    op.create_table(
        "others_face",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("person", types.Id(), nullable=False),
        _words("station"),
        _words("engine"),
        _words("model_sha256"),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.Column("lapses_at", types.UtcTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_others_face")),
    )
    op.create_index("ix_others_face_person", "others_face", ["person"])
    op.create_table(
        "sent_face",
        sa.Column("template", types.Id(), nullable=False),
        _words("under"),
        _words("refused"),
        sa.PrimaryKeyConstraint("template", name=op.f("pk_sent_face")),
    )


def _centre() -> None:
    op.create_table(
        "held_face",
        sa.Column("id", types.Id(), nullable=False),
        sa.Column("person", types.Id(), nullable=False),
        _words("station"),
        _words("engine"),
        _words("model_sha256"),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.Column("quality", sa.Double(), nullable=False),
        _words("basis"),
        _words("scope"),
        sa.Column("lapses_at", types.UtcTime(), nullable=True),
        sa.Column("made_at", types.UtcTime(), nullable=False),
        _words("most"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_face")),
    )
    op.create_index("ix_held_face_person", "held_face", ["person"])
    op.create_index("ix_held_face_station", "held_face", ["station"])


def _walls() -> list[str]:
    """A station's transaction sees its own templates; the decision is for all; streams of faces are
    the province's."""
    return [
        *walls.policies("held_face", "station"),
        *walls.policies("face_sharing"),
        walls.seen_policy("face_sharing"),
        *walls.face_stream_policies(),
    ]


def _forget_templates(connection: sa.Connection) -> None:
    """Rows, changes and what was set aside: every place where a vector could lie."""
    change = sa.table(
        "change",
        sa.column("stream", sa.Text()),
        sa.column("seq", sa.BigInteger()),
        sa.column("record", types.Id()),
        sa.column("body", sa.LargeBinary()),
        sa.column("salt", sa.LargeBinary()),
    )
    template = sa.table("template", sa.column("id", types.Id()))
    if connection.dialect.name == "postgresql":
        # An owner who is not all-powerful stands behind the walls as well.
        walls.stand_in(connection, walls.EVERYWHERE)
    ids = list(connection.execute(sa.select(template.c.id)).scalars())
    if connection.dialect.name == "postgresql":
        walls.erase(connection, ids)
    told = sa.select(change).where(change.c.record.in_(sa.select(template.c.id)))
    for row in connection.execute(told).all():
        body: dict[str, Any] = msgspec.msgpack.decode(row.body)
        # Without a beginning nobody makes a record of it; its number stays, so there is no hole.
        body |= {"fields": {}, "versions": {}, "extra": {}}
        connection.execute(
            sa.update(change)
            .where(change.c.stream == row.stream, change.c.seq == row.seq)
            .values(body=msgspec.msgpack.encode(body), salt=None)
        )
    connection.execute(sa.delete(template))
    _forget_set_aside(connection)


def _forget_set_aside(connection: sa.Connection) -> None:
    quarantine = sa.table(
        "quarantine",
        sa.column("device", types.Id()),
        sa.column("incarnation", types.Id()),
        sa.column("n", sa.BigInteger()),
        sa.column("entry", sa.LargeBinary()),
    )
    for row in connection.execute(sa.select(quarantine)).all():
        entry: dict[str, Any] = msgspec.msgpack.decode(row.entry)
        if entry["kind"] == "template":
            entry |= {"payload": b"", "salt": b""}
            connection.execute(
                sa.update(quarantine)
                .where(
                    quarantine.c.device == row.device,
                    quarantine.c.incarnation == row.incarnation,
                    quarantine.c.n == row.n,
                )
                .values(entry=msgspec.msgpack.encode(entry))
            )


def downgrade() -> None:
    """And down again."""
    at_desk = context.config.attributes["at"] == "desk"
    if not at_desk and op.get_bind().dialect.name == "postgresql":
        for table in ("stream", "change"):
            op.execute(f"DROP POLICY faces ON {table}")
    for name in ("others_face", "sent_face") if at_desk else ("held_face",):
        op.drop_table(name)
    op.drop_index("ix_template_scope_id", "template")
    op.drop_column("consent", "scope")
    op.drop_table("face_sharing")


def _words(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False, server_default="")
