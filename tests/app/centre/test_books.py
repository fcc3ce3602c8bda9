"""The key that signs roots and the list of roots beside the database."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app import clock
from app.centre.books import KEY, LIST, Books, books, open_books, read_list
from app.domain.errors import Refused, Unavailable
from tests import audited, makers

pytest_plugins = ["tests.centre"]
NEWS = "UPDATE enrolled SET last_hash = decode(repeat('00', 32), 'hex')"


@pytest.fixture
def kept(engine: Engine, data: Path, tmp_path: Path) -> Iterator[Books]:
    """A centre of which one root is written down."""
    house = makers.desk(data)
    with closing(house.register), audited.centre(engine, tmp_path / "centre") as made:
        made.join(house)
        made.round(house.register)
        assert made.publish()
        yield made.books


def test_the_key_is_made_once_and_a_lost_one_is_said(tmp_path: Path) -> None:
    first = books(tmp_path)
    assert books(tmp_path).public_key == first.public_key
    assert (tmp_path / KEY).stat().st_mode & 0o077 == 0
    (tmp_path / KEY).write_bytes(b"half")
    with pytest.raises(Unavailable, match=r"audit\.no_key"):
        books(tmp_path)
    (tmp_path / KEY).unlink()
    with pytest.raises(Unavailable, match=r"audit\.no_key"):
        open_books(tmp_path)


def test_a_root_that_was_not_written_down_is_caught_up_with(engine: Engine, kept: Books) -> None:
    """Killed between the commit and the list: the next root brings both."""
    (kept.folder / LIST).unlink()
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE enrolled SET last_hash = decode(repeat('00', 32), 'hex')"
        )
    assert kept.publish(engine, clock.now())
    assert [one.n for one in kept.listed()] == [1, 2]


def test_a_list_that_cannot_be_written_is_said_and_the_root_stands(
    engine: Engine, kept: Books
) -> None:
    (kept.folder / LIST).unlink()
    (kept.folder / LIST).mkdir()
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE enrolled SET last_hash = decode(repeat('00', 32), 'hex')"
        )
    with pytest.raises((Unavailable, Refused)):
        kept.publish(engine, clock.now())
    (kept.folder / LIST).rmdir()
    assert kept.publish(engine, clock.now()) is None  # it was made already


def test_what_is_no_list_is_said(tmp_path: Path) -> None:
    file = tmp_path / "roots.jsonl"
    with pytest.raises(Refused, match=r"audit\.no_list"):
        read_list(file)
    file.write_text("{}\n", encoding="utf-8")
    with pytest.raises(Refused, match=r"audit\.no_list"):
        read_list(file)
