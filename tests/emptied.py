"""The centre's tables without a row."""

from sqlalchemy import Engine

from app.store.tables import metadata

_TABLES = [table.name for table in metadata.sorted_tables if "centre" in table.info["at"]]
_EMPTY = "; ".join(
    # Of so few rows a DELETE is thirty times as quick as a TRUNCATE.
    ["SET LOCAL session_replication_role = replica"] + [f'DELETE FROM "{name}"' for name in _TABLES]  # noqa: S608 - ours
)


def empty(owner: Engine) -> None:
    """Not a row is left; the service itself could not do it."""
    with owner.begin() as connection:
        connection.exec_driver_sql(_EMPTY)
