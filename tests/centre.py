"""A centre on a real PostgreSQL, emptied for every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

from app.store import postgres
from tests.emptied import empty


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL, out of a wheel, for the whole run."""
    folder = tmp_path_factory.mktemp("centre")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
        with postgres.embedded(folder) as url:
            yield url


@pytest.fixture(scope="session")
def empty_url(postgres_url: str) -> str:
    """A database of that server in which there is nothing."""
    engine = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CREATE DATABASE nothing"))
    engine.dispose()
    return make_url(postgres_url).set(database="nothing").render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def _engine(postgres_url: str) -> Iterator[Engine]:
    with postgres.database(Path(), postgres_url) as engine:
        yield engine


@pytest.fixture(scope="session")
def owner(_engine: Engine, postgres_url: str) -> Iterator[Engine]:
    """The same database as its owner, before whom there are no walls."""
    made = create_engine(postgres_url)
    yield made
    made.dispose()


@pytest.fixture
def engine(_engine: Engine, owner: Engine) -> Engine:
    """The centre's database without a row, as the role that serves: it sees one station at a time
    (app/store/walls.py)."""
    empty(owner)
    return _engine
