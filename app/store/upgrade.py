"""Bringing a register to today's tables: refuses a newer one, backs up before a change."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from app.domain.errors import Refused
from app.store.cipher import FILE, is_worldly, prove_pages, reader_engine, said_by_database
from app.store.files import make_folder, replace_file

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


def newest() -> str:
    """The last step there is, by the names of the files: a register of today needs no Alembic."""
    steps = (MIGRATIONS / "versions").glob("[0-9]*_*.py")
    return max(step.name for step in steps).partition("_")[0]


def settings(connection: Connection, at: str) -> "Config":
    """Alembic's settings for one connection; `at` is "desk" or "centre"."""
    from alembic.config import Config  # a third of a second, and seldom needed

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    config.attributes["at"] = at
    return config


def make(engine: Engine) -> None:
    """All tables in an empty database."""
    from alembic import command

    with engine.begin() as connection:
        command.upgrade(settings(connection, "desk"), "head")


def bring_up(engine: Engine, folder: Path, key: bytes, at: datetime) -> bool:
    """Nothing if it is today's; a checked backup and the missing steps if it is older: then True.

    What it kept and did not understand is to be looked at again after that.
    """
    stands = _stands(engine, folder)
    if stands == newest():
        return False
    _must_be_known(engine, stands)
    back_up(engine, folder, key, at)
    make(engine)
    return True


def is_todays(engine: Engine, folder: Path) -> bool:
    """Whether there is nothing to bring up."""
    return _stands(engine, folder) == newest()


def _stands(engine: Engine, folder: Path) -> str:
    try:
        with engine.begin() as connection:
            rows = connection.exec_driver_sql("SELECT version_num FROM alembic_version").all()
    except DBAPIError as error:
        if is_worldly(error.orig):
            raise said_by_database(error.orig or error, folder / FILE) from error
        if "no such table" in str(error.orig):
            return ""
        raise
    return str(rows[0][0]) if rows else ""


def _must_be_known(engine: Engine, stands: str) -> None:
    from alembic.script import ScriptDirectory

    with engine.begin() as connection:
        scripts = ScriptDirectory.from_config(settings(connection, "desk"))
    if stands not in {script.revision for script in scripts.walk_revisions()}:
        raise Refused("register.newer", found=stands or "?")


def back_up(engine: Engine, folder: Path, key: bytes, at: datetime) -> Path:
    """An encrypted copy of the database in `backups`, opened once to prove it."""
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        copy = folder / "backups" / f"register-{at:%Y%m%d-%H%M%S}.db"
        make_folder(copy.parent)
        # The WAL is folded in and the lock held: the file alone is the whole register.
        replace_file(copy, (folder / FILE).read_bytes())
    proof = reader_engine(copy, key, nobody_writes=True)
    with proof.connect() as connection:
        prove_pages(connection, copy)
    proof.dispose()
    return copy
