"""What tests do quickly is what the desk does slowly."""

from pathlib import Path
from typing import Any
from uuid import uuid4

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


def test_a_password_is_stretched_as_rfc_9106_advises(monkeypatch: Any) -> None:
    assert quick.SHIPPED == (65536, 3, 4)
    key, officer = keys.new_key(), uuid4()
    ring = keys.with_officer(keys.new_ring(uuid4()), officer, "li", "parasol-42", key)
    assert keys.open_with_password(ring, "li", "parasol-42") == (officer, key)
    assert (ring.slots[0].memory_kib, ring.slots[0].passes) == quick.STRETCH[:2]
    for name, cost in zip(("MEMORY_KIB", "PASSES", "LANES"), quick.SHIPPED, strict=True):
        monkeypatch.setattr(keys, name, cost)
    slow = keys.with_officer(keys.new_ring(uuid4()), officer, "li", "parasol-42", key)
    assert (slow.slots[0].memory_kib, slow.slots[0].passes) == (65536, 3)
    assert keys.open_with_password(slow, "li", "parasol-42") == (officer, key)
