"""What every test would otherwise wait for: migrations, and the stretching of passwords.

What the migrations said to the first empty register is said again to the next ones. Alembic takes a
sixth of a second to say it, and nearly every test begins with a register. test_quick.py holds both
ways against each other; a register that is not empty goes the long way. A password is stretched for
another sixth, at each slot and each login; the ring carries its own cost, so tests take less.
"""

from typing import Any

from sqlalchemy import Engine, event

from app.store import keys, upgrade

SHIPPED = (keys.MEMORY_KIB, keys.PASSES, keys.LANES)
STRETCH = (1024, 1, 4)
_migrate = upgrade.make
_NOT_AGAIN = ("SELECT", "PRAGMA", "BEGIN", "COMMIT")
_said: list[tuple[str, Any]] = []


def make(engine: Engine) -> None:
    """All tables in an empty database, as `upgrade.make` does it."""
    with engine.begin() as connection:
        empty = connection.exec_driver_sql("SELECT 1 FROM sqlite_master").first() is None
        if empty and _said:
            for words, values in _said:
                connection.exec_driver_sql(words, values)
            return
    if not empty:
        _migrate(engine)
        return
    heard: list[tuple[str, Any]] = []

    def hear(_connection: Any, _cursor: Any, words: str, values: Any, *_: Any) -> None:
        if not words.lstrip().upper().startswith(_NOT_AGAIN):
            heard.append((words, values))

    event.listen(engine, "before_cursor_execute", hear)
    try:
        _migrate(engine)
    finally:
        event.remove(engine, "before_cursor_execute", hear)
    _said.extend(heard)
