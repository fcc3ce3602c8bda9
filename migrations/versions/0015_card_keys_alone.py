"""The keys of an index card stand without a reference to it: cards never go, they are blanked.

The check of every key cost a twentieth of a push (`./guitu bench sync`); an erasure takes the keys
away by itself (app/store/cards.py).
"""

from alembic import context, op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up."""
    if context.config.attributes["at"] != "desk":
        with op.batch_alter_table("card_key") as batch:
            batch.drop_constraint("fk_card_key_card", type_="foreignkey")


def downgrade() -> None:
    """And down again."""
    if context.config.attributes["at"] != "desk":
        with op.batch_alter_table("card_key") as batch:
            batch.create_foreign_key(
                "fk_card_key_card", "index_card", ["card"], ["id"], ondelete="CASCADE"
            )
