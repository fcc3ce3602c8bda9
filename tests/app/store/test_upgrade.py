"""An older register is brought up after a backup that was opened and checked."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from app.domain.errors import Refused
from app.domain.person import Person
from app.store import upgrade
from app.store.ask import Reader, all_of
from app.store.cipher import reader_engine
from app.store.register import open_register
from tests import makers
from tests.makers import NOON


def test_a_backup_is_a_whole_register_of_its_own(desk: makers.Desk, data: Path) -> None:
    one = makers.person()
    desk.register.write(one, by=desk.intake.id, at=NOON)
    copy = upgrade.back_up(desk.register._engine, data, desk.key, NOON)
    reader = Reader(reader_engine(copy, desk.key, nobody_writes=True), desk.register.blobs)
    assert all_of(reader, Person) == [one]
    assert reader.ask(text("PRAGMA cipher_integrity_check")) == []
    reader.close()
    desk.register.write(makers.person(), by=desk.intake.id, at=NOON)


LATER = '''"""A later migration, invented for this test."""

import sqlalchemy as sa

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One more column."""
    op.add_column("person", sa.Column("later", sa.Text(), nullable=False, server_default="new"))


def downgrade() -> None:
    """And away."""
    op.drop_column("person", "later")
'''


def test_an_older_register_is_brought_up_after_a_backup(
    desk: makers.Desk, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = makers.person()
    desk.register.write(one, by=desk.intake.id, at=NOON)
    desk.register.close()
    newer = tmp_path / "migrations"
    shutil.copytree(upgrade.MIGRATIONS, newer, ignore=shutil.ignore_patterns("__pycache__"))
    (newer / "versions" / "0002_later.py").write_text(LATER, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(upgrade, "MIGRATIONS", newer)
        again = open_register(data, desk.key, NOON)
        assert again.ask(text("SELECT later FROM person"))[0][0] == "new"
        assert all_of(again, Person) == [one]
        again.close()
    (copy,) = (data / "backups").iterdir()
    reader = Reader(reader_engine(copy, desk.key, nobody_writes=True), again.blobs)
    assert all_of(reader, Person) == [one]
    reader.close()
    with pytest.raises(Refused, match=r"register\.newer"):
        open_register(data, desk.key, NOON)
