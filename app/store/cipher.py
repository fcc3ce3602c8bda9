"""Opening the encrypted database: fails closed, and never makes one where one should be."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, create_engine, event
from sqlalchemy.engine.interfaces import CompiledCacheType
from sqlalchemy.pool import NullPool, QueuePool
from sqlalchemy.util import LRUCache
from sqlcipher3 import dbapi2

from app.domain.errors import Unavailable
from app.store.files import why_not_writable

FILE = "register.db"
_MOST_STATEMENTS = 1500
_PLAIN = b"SQLite format 3\0"
_SETTINGS = (
    "PRAGMA journal_mode=WAL",
    # NORMAL lost acknowledged commits in 80 of 120 simulated power cuts; FULL in none.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    # Nothing of a person may reach a temporary file.
    "PRAGMA temp_store=MEMORY",
    "PRAGMA secure_delete=ON",
    "PRAGMA busy_timeout=5000",
    # The log is folded back in idle moments (app/store/tidying.py): in the middle of a save it
    # costs a tenth of a second. Where nobody is ever idle, 64 MB are the limit.
    "PRAGMA wal_autocheckpoint=16000",
    "PRAGMA journal_size_limit=16777216",
    "PRAGMA cache_size=-32000",
)


def writer_engine(path: Path, key: bytes, *, create: bool = False) -> Engine:
    """The one connection that writes; `create` only at set-up."""
    if not create:
        _must_be_there(path)
    engine = create_engine(
        "sqlite://",
        creator=lambda: _connect(path, key, f"mode={'rwc' if create else 'rw'}", _SETTINGS),
        module=dbapi2,
        # An error's text must not quote what was being written about somebody.
        hide_parameters=True,
        # One connection, lent to one at a time: whoever comes from another thread waits for it.
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=20,
    )
    _made_once(engine)
    _begin_ourselves(engine, "BEGIN IMMEDIATE")
    return engine


def reader_engine(path: Path, key: bytes, *, nobody_writes: bool = False) -> Engine:
    """Read-only connections beside the writer; of a backup, which nobody writes, nothing is
    left beside the file."""
    _must_be_there(path)
    mode = "mode=ro&immutable=1" if nobody_writes else "mode=ro"
    settings = (
        "PRAGMA query_only=ON",
        "PRAGMA temp_store=MEMORY",
        "PRAGMA busy_timeout=5000",
        "PRAGMA cache_size=-16000",
    )
    engine = create_engine(
        "sqlite://",
        creator=lambda: _connect(path, key, mode, settings),
        module=dbapi2,
        hide_parameters=True,
        poolclass=NullPool,
    )
    _made_once(engine)
    _begin_ourselves(engine, "BEGIN")
    return engine


_known: list[Dialect] = []
"""The one that has seen a database first."""
_statements: CompiledCacheType = LRUCache(_MOST_STATEMENTS)


def _made_once(engine: Engine) -> None:
    """Whoever writes and whoever reads say the same: a statement is put together once for all of
    them, and not again for a register that is opened after another."""
    engine.update_execution_options(compiled_cache=_statements)
    if _known:
        engine.dialect = _known[0]
        return

    @event.listens_for(engine, "connect")  # "first_connect" is before the dialect knows its own
    def know(*_: object) -> None:
        if not _known:
            _known.append(engine.dialect)


def _must_be_there(path: Path) -> None:
    try:
        with path.open("rb") as file:
            start = file.read(len(_PLAIN))
    except FileNotFoundError:
        raise Unavailable("register.missing", file=path.name) from None
    except OSError as error:
        raise Unavailable("register.unreadable", folder=str(path.parent)) from error
    if start == _PLAIN:
        raise Unavailable("register.not_encrypted", file=path.name)
    if len(start) < len(_PLAIN):
        raise Unavailable("register.damaged", file=path.name)


def _connect(path: Path, key: bytes, mode: str, settings: tuple[str, ...]) -> Any:
    """A keyed connection, or the sentence why not. `key` is 32 bytes."""
    try:
        connection = dbapi2.connect(
            f"{path.absolute().as_uri()}?{mode}",
            uri=True,
            check_same_thread=False,
            isolation_level=None,
        )
    except dbapi2.OperationalError as error:
        raise Unavailable("register.unreadable", folder=str(path.parent)) from error
    try:
        _unlock(connection, key, settings)
    except dbapi2.DatabaseError as error:
        connection.close()
        raise said_by_database(error, path) from error
    except Unavailable:
        connection.close()
        raise
    return connection


def _unlock(connection: Any, key: bytes, settings: tuple[str, ...]) -> None:
    # What it would print on the terminal is said by us, in a sentence.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    # A plain SQLite takes the key without a word and would write everything in clear.
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise Unavailable("register.no_cipher")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    for setting in settings:
        connection.execute(setting)


def said_by_database(error: Exception, path: Path) -> Unavailable:
    """The officer's sentence for what SQLite said; other errors are our bug and go on."""
    words = str(error).lower()
    if "full" in words:
        return Unavailable("register.disk_full", folder=str(path.parent))
    if "readonly" in words or "unable to open" in words or "disk i/o" in words:
        return why_not_writable(path.parent)
    if "locked" in words:
        return Unavailable("register.busy")
    return Unavailable("register.damaged", file=path.name)


def fold_back(engine: Engine) -> None:
    """Bring what stands in the WAL into the file. A power cut in the middle of that leaves torn
    pages in the file, which the WAL mends as long as it is there; read alone they look damaged."""
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")
        connection.exec_driver_sql("BEGIN")


def prove_pages(connection: Connection, path: Path) -> None:
    """Check the seal of every page, unused ones too: a flipped bit anywhere is noticed."""
    if connection.exec_driver_sql("PRAGMA cipher_integrity_check").all():
        raise Unavailable("register.damaged", file=path.name)


def is_worldly(error: BaseException | None) -> bool:
    """Whether this is the disk or the file failing rather than our SQL."""
    if not isinstance(error, dbapi2.DatabaseError | sqlite3.DatabaseError):
        return False
    if isinstance(error, dbapi2.IntegrityError | dbapi2.ProgrammingError):
        return False
    words = str(error).lower()
    worldly = ("full", "readonly", "unable to open", "disk i/o", "locked", "malformed", "not a da")
    return any(word in words for word in worldly)


def _begin_ourselves(engine: Engine, words: str) -> None:
    # The driver's own transactions start late and end early; ours begin when SQLAlchemy says so.
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(words)


def copy_to(connection: Connection, to: Path, key: bytes, step: Callable[[int, int], None]) -> None:
    """A copy of the moment this connection reads, page by page, under the same key.

    The open read transaction holds the moment: who writes meanwhile neither waits nor gets in.
    `step` (pages done, of) may raise to break off.
    """
    # Made by ourselves: of a full disk SQLite would only say that it cannot open the file.
    to.touch(mode=0o600)
    # Nobody needs half a copy, so nothing is journalled; whoever keeps it syncs it once.
    target = _connect(to, key, "mode=rwc", ("PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF"))
    try:
        source: Any = connection.connection.driver_connection
        source.backup(
            target, pages=_PAGES_AT_ONCE, progress=lambda _, left, of: step(of - left, of)
        )
    except dbapi2.DatabaseError as error:
        raise said_by_database(error, to) from error
    finally:
        target.close()


_PAGES_AT_ONCE = 256
