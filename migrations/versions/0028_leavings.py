"""Every kind of leaving with what the law asks: the second officer, the fare, the rest of the form.

No more than 20 yuan is paid in cash for a short way: the database holds it, whoever writes.
"""

import sqlalchemy as sa
from alembic import op

from app.store import types

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_FARE = "fare IS NULL OR (CAST(fare AS NUMERIC) > 0 AND CAST(fare AS NUMERIC) <= 20)"
_HOLDS = """
CREATE FUNCTION guitu_fare() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT (NEW.fare IS NULL OR (NEW.fare > 0 AND NEW.fare <= 20)) THEN
        RAISE EXCEPTION 'guitu leaving.fare' USING ERRCODE = 'GT001';
    END IF;
    RETURN NEW;
END $$
"""
_TRIGGER = """
CREATE TRIGGER leaving_fare BEFORE INSERT OR UPDATE ON leaving
FOR EACH ROW EXECUTE FUNCTION guitu_fare()
"""


def upgrade() -> None:
    """Bring the table up."""
    op.add_column("leaving", sa.Column("second", types.Id(), nullable=True))
    op.add_column("leaving", sa.Column("detail", types.Json(), nullable=False, server_default="{}"))
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f'ALTER TABLE leaving ADD COLUMN "fare" TEXT CHECK ({_FARE})')
        return
    op.add_column("leaving", sa.Column("fare", types.Money(), nullable=True))
    op.execute(_HOLDS)
    op.execute(_TRIGGER)


def downgrade() -> None:
    """And down again."""
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP TRIGGER leaving_fare ON leaving")
        op.execute("DROP FUNCTION guitu_fare()")
    for column in ("fare", "detail", "second"):
        op.drop_column("leaving", column)
