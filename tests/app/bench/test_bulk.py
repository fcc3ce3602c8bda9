"""A past that was poured in at once is the past that deed by deed would have made."""

import shutil
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select

from app.bench import bulk, data
from app.bench.invented import Deed
from app.store.cipher import FILE, writer_engine
from app.store.register import Register
from app.store.tables import TABLES, find_doc, inside, journal
from app.wire.entry import load
from tests import makers
from tests.makers import NOON

DEEDS = 200


def _deeds(engine: Engine, officer: Any) -> list[Deed]:
    return list(islice(data.past(engine, 500, officer).deeds(), DEEDS))


def _rows(connection: Connection, table: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(select(table)).mappings()]


def _entries(connection: Connection) -> list[Any]:
    """Of the journal everything that is not chance: salts and groups are."""
    rows = connection.execute(select(journal).order_by(journal.c.n)).mappings()
    return [(r["n"], r["kind"], r["record"], r["hlc"], load(r["payload"])) for r in rows]


def _tokens(connection: Connection) -> set[tuple[Any, ...]]:
    words = "CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'find', 'instance')"
    connection.exec_driver_sql(words)
    found = connection.exec_driver_sql("SELECT term, doc FROM temp.words").all()
    return {tuple(row) for row in found}


def _everything(engine: Engine) -> dict[str, Any]:
    with engine.connect() as connection:
        tables = {**TABLES, "find_doc": find_doc, "inside": inside}
        rows = {name: sorted(map(repr, _rows(connection, t))) for name, t in tables.items()}
        indexes = "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name"
        return rows | {
            "journal": _entries(connection),
            "tokens": _tokens(connection),
            "indexes": [tuple(row) for row in connection.exec_driver_sql(indexes)],
        }


def test_poured_and_written_are_equal(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    officer = data.set_up(one)
    shutil.copytree(one, other)
    poured = writer_engine(other / FILE, data.key())
    deeds = _deeds(poured, officer)
    register = data.Made(folder=one, people=0, seconds=0).open()
    _write(register, deeds, officer)
    assert list(bulk.pour(poured, deeds, officer)) == [DEEDS]
    written = _everything(register._engine)
    again = _everything(poured)
    poured.dispose()
    register.close()
    assert len(written["journal"]) > 3 * DEEDS
    for name, rows in written.items():
        assert rows == again[name], name


def _write(register: Register, deeds: list[Deed], officer: Any) -> None:
    for deed in deeds:
        register.write(*deed.records, by=officer, at=deed.at, reason=deed.reason)


def test_a_made_register_opens_proves_and_is_not_made_twice(tmp_path: Path) -> None:
    first = data.made(tmp_path, 50)
    register = first.open()
    assert register.verify_journal() > 300
    register.write(makers.person(), by=data.staff(register)[1].id, at=NOON)
    register.close()
    before = (first.folder / FILE).stat().st_ino
    assert data.made(tmp_path, 50) == first
    assert (first.folder / FILE).stat().st_ino == before


def test_a_half_made_register_is_made_again(tmp_path: Path) -> None:
    folder = data.made(tmp_path, 50).folder
    (folder / "bench.json").write_text("{")
    register = data.made(tmp_path, 50).open()
    assert register.verify_journal() > 300
    register.close()
