"""An older register is brought up after a backup that was opened and checked."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text

from app.domain.errors import Refused
from app.domain.person import Person
from app.store import upgrade
from app.store.ask import Reader, all_of
from app.store.cipher import reader_engine
from app.store.register import open_register
from tests import makers
from tests.makers import NOON

ROOT = Path(__file__).parents[3]


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

revision = "9999"
down_revision = "{newest}"
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
    later = LATER.replace("{newest}", upgrade.newest())
    (newer / "versions" / "9999_later.py").write_text(later, encoding="utf-8")
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


def test_the_newest_step_is_known_by_the_name_of_its_file() -> None:
    scripts = ScriptDirectory(str(upgrade.MIGRATIONS))
    assert upgrade.newest() == scripts.get_current_head()
    named = [(Path(s.path).name.partition("_")[0], s.revision) for s in scripts.walk_revisions()]
    assert [name for name, _ in named] == [revision for _, revision in named]


def test_opening_a_register_of_today_reads_no_migration(desk: makers.Desk, data: Path) -> None:
    desk.register.close()
    code = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC;"
        "from app.store.register import open_register;"
        "open_register(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), datetime.now(UTC)).close();"
        "sys.exit('alembic' in sys.modules)"
    )
    line = [sys.executable, "-c", code, str(data), desk.key.hex()]
    assert subprocess.run(line, check=False, cwd=ROOT).returncode == 0  # noqa: S603 - our own code
