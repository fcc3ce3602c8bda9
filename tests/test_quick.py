"""A register made the quick way is the one that the migrations make."""

from pathlib import Path
from typing import Any

from app.store import keys
from app.store.register import create
from tests import quick
from tests.makers import NOON


def _whole(folder: Path) -> tuple[list[Any], dict[str, list[Any]]]:
    folder.mkdir()
    register = create(folder, keys.new_key(), NOON)

    def read(connection: Any) -> tuple[list[Any], dict[str, list[Any]]]:
        def ask(words: str) -> list[Any]:
            return [tuple(row) for row in connection.exec_driver_sql(words)]

        made = ask("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
        tables = [row[0] for row in ask("SELECT name FROM pragma_table_list WHERE type = 'table'")]
        counted = {name: f'SELECT count(*) FROM "{name}"' for name in tables}  # noqa: S608 - ours
        rows = {name: ask(words) for name, words in counted.items()}
        rows["alembic_version"] = ask("SELECT * FROM alembic_version")
        return made, rows

    found = register.within(read)
    register.close()
    return found


def test_both_ways_make_the_same_register(tmp_path: Path, monkeypatch: Any) -> None:
    from app.store import upgrade

    first = _whole(tmp_path / "first")  # so that something was heard
    again = _whole(tmp_path / "again")
    monkeypatch.setattr(upgrade, "make", quick._migrate)
    assert again == first == _whole(tmp_path / "long")
