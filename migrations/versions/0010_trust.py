"""Trust: the centre's word for officers, second codes at the desk, walls between stations."""

import sqlalchemy as sa
from alembic import context, op

from app.store import types, walls

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

BY_CODE = {"station": "code", "signing_key": "station", "number_block": "station"} | {
    "person": "station",
    "erasure_wish": "station",
}
BY_DEVICE = (
    "officer", "claim", "visit", "leaving", "reopening", "consent", "belonging", "photograph",
    "template", "evidence", "decision", "voucher", "search", "viewing", "printing", "phrase",
    "signature", "letter_answer",
)  # fmt: skip
WALLED = (*BY_CODE, *BY_DEVICE, "link", "index_card", "stream", "change")


FILL = """
INSERT INTO card_key (key, card)
SELECT DISTINCT key, id FROM (
    SELECT 'n:' || name AS key, id FROM index_card WHERE name <> ''
    UNION ALL SELECT 'n:' || jsonb_array_elements_text(aliases), id FROM index_card
    UNION ALL SELECT 'd:' || jsonb_array_elements_text(documents), id FROM index_card
) AS keys
"""


def upgrade() -> None:
    """Bring the tables up."""
    if context.config.attributes["at"] == "desk":
        _desk()
        return
    _centre()
    _card_keys()
    if op.get_bind().dialect.name == "postgresql":
        for statement in _walls():
            op.execute(statement)


def _desk() -> None:
    op.create_table(
        "permit",
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False, server_default=""),
        sa.Column("coded", sa.Boolean(), nullable=False),
        sa.Column("asked_at", types.UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("officer", name=op.f("pk_permit")),
    )
    op.create_table(
        "second_factor",
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("since", types.UtcTime(), nullable=False),
        sa.Column("last_step", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("spare", types.Json(), nullable=False),
        sa.PrimaryKeyConstraint("officer", name=op.f("pk_second_factor")),
    )


def _centre() -> None:
    op.create_table(
        "lease",
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("device", types.Id(), nullable=False),
        sa.Column("station", sa.Text(), nullable=False, server_default=""),
        sa.Column("role", sa.Text(), nullable=False, server_default=""),
        sa.Column("issued", types.UtcTime(), nullable=False),
        sa.Column("until", types.UtcTime(), nullable=False),
        sa.Column("coded", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("officer", "device", name=op.f("pk_lease")),
    )
    op.create_table(
        "withheld",
        sa.Column("officer", types.Id(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("officer", name=op.f("pk_withheld")),
    )
    op.create_table(
        "online_right",
        sa.Column("station", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("right", sa.Text(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("station", "role", "right", name=op.f("pk_online_right")),
    )
    op.create_table(
        "heard",
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("at", types.UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("signature", name=op.f("pk_heard")),
    )
    op.create_index("ix_heard_at", "heard", ["at"])
    op.create_index("ix_enrolled_station", "enrolled", ["station"])


def _card_keys() -> None:
    op.create_table(
        "card_key",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("card", types.Id(), nullable=False),
        sa.PrimaryKeyConstraint("key", "card", name=op.f("pk_card_key")),
        sa.ForeignKeyConstraint(
            ["card"], ["index_card.id"], name=op.f("fk_card_key_card"), ondelete="CASCADE"
        ),
    )
    op.create_index("ix_card_key_card", "card_key", ["card"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(FILL)


def _walls() -> list[str]:
    made = [line for table, column in BY_CODE.items() for line in walls.policies(table, column)]
    made += [line for table in BY_DEVICE for line in walls.policies(table)]
    return [*made, *walls.link_policies(), *walls.card_policies(), *walls.stream_policies()]


def downgrade() -> None:
    """And down again."""
    if context.config.attributes["at"] == "desk":
        op.drop_table("second_factor")
        op.drop_table("permit")
        return
    if op.get_bind().dialect.name == "postgresql":
        _tear_down()
    op.drop_table("card_key")
    op.drop_index("ix_enrolled_station", "enrolled")
    op.drop_index("ix_heard_at", "heard")
    for name in ("heard", "online_right", "withheld", "lease"):
        op.drop_table(name)


def _tear_down() -> None:
    for table in WALLED:
        for policy in walls.WALLED:
            op.execute(f"DROP POLICY IF EXISTS {policy} ON {table}")
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
