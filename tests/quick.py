"""What every test would otherwise wait for: migrations, and the stretching of passwords.

What the migrations made of the first empty register is made again of the next ones, in one go.
Alembic takes a sixth of a second for it, and nearly every test begins with a register.
test_quick.py holds both ways against each other; a register that is not empty goes the long way. A
password is stretched for another sixth, at each slot and each login; the ring carries its own cost,
so tests take less.
"""

from typing import Any

from sqlalchemy import Connection, Engine, event

from app.store import keys, upgrade

SHIPPED = (keys.MEMORY_KIB, keys.PASSES, keys.LANES)
STRETCH = (1024, 1, 4)
_migrate = upgrade.make
_MADE = """
SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow') ORDER BY rowid
"""
_said: list[tuple[str, Any]] = []


def make(engine: Engine) -> None:
    """All tables in an empty database, as `upgrade.make` does it."""
    with engine.begin() as connection:
        empty = connection.exec_driver_sql("SELECT 1 FROM sqlite_master").first() is None
        if empty and _said:
            _say_again(connection)
            return
    if not empty:
        _migrate(engine)
        return
    settings: list[tuple[str, Any]] = []

    def hear(_connection: Any, _cursor: Any, words: str, values: Any, *_: Any) -> None:
        if words.startswith("INSERT INTO find("):  # how its index grows
            settings.append((words, values))

    event.listen(engine, "before_cursor_execute", hear)
    try:
        _migrate(engine)
    finally:
        event.remove(engine, "before_cursor_execute", hear)
    with engine.begin() as connection:
        made = [(row[0], ()) for row in connection.exec_driver_sql(_MADE)]
        version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    stamp = ("INSERT INTO alembic_version VALUES (?)", (version,))
    _said.extend([*made, *settings, stamp])


def _say_again(connection: Connection) -> None:
    # Past SQLAlchemy, which takes longer than the database.
    cursor = connection.connection.cursor()
    for words, values in _said:
        cursor.execute(words, values)
