"""Alembic's entry: one history for both engines, run on a connection that is handed in."""

from typing import Any

from alembic import context

from app.store.tables import metadata


def _lives_here(name: str | None, kind: str, at: str) -> bool:
    if kind != "table" or name is None:
        return True
    table = metadata.tables.get(name)
    return table is not None and at in table.info["at"]


def _run() -> None:
    attributes: dict[str, Any] = context.config.attributes
    connection, at = attributes["connection"], attributes["at"]
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        include_name=lambda name, kind, _parents: _lives_here(name, kind, at),
    )
    with context.begin_transaction():
        context.run_migrations()


_run()
