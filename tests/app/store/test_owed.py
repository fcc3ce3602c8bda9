"""Who arrives from the centre is on file first, and in the index a moment later."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from app.store import find
from app.store.register import open_register
from app.store.tables import find_doc, owed
from tests import makers, two_desks
from tests.makers import NOON
from tests.two_desks import Side

pytest_plugins = ["tests.centre"]

NAMES = ("王淼", "单雄", "欧阳娜娜")


@pytest.fixture
def arrived(engine: Engine, tmp_path: Path) -> Iterator[Side]:
    """A desk to which three people came from the other one, and nobody looked yet."""
    one, house = two_desks.first(engine, tmp_path / "one")
    other = two_desks.second(engine, tmp_path / "other")
    for name in NAMES:
        person = makers.person()
        said = makers.claim(person, house.intake, name)
        one.register.write(person, said, by=house.intake.id, at=NOON)
    one.push()
    while parts := other.news():
        other.register.settle(parts, NOON)
    yield other
    one.register.close()
    other.register.close()


def _named(side: Side, name: str) -> list[str]:
    return [found.name for found in find.find(side.register, name)]


def test_who_came_is_found_once_the_index_was_there(arrived: Side) -> None:
    assert [_named(arrived, name) for name in NAMES] == [[], [], []]
    assert arrived.register.index(2)
    assert not arrived.register.index(2)
    assert [_named(arrived, name) for name in NAMES] == [[name] for name in NAMES]


def test_idle_moments_index_whoever_is_owed(arrived: Side) -> None:
    assert not arrived.register.tidied
    while arrived.register.tidy():
        pass
    assert _named(arrived, NAMES[0]) == [NAMES[0]]


def test_whoever_was_owed_when_the_program_ended_is_indexed_by_the_next(
    arrived: Side, tmp_path: Path
) -> None:
    key = arrived.register._key
    arrived.register._engine.dispose()  # killed: nothing is tidied at closing
    arrived.register._lock.release()
    again = open_register(tmp_path / "other", key, NOON)
    assert len(again.ask(select(owed.c.person))) == len(NAMES)
    assert not again.tidied
    while again.tidy():
        pass
    assert [f.name for f in find.find(again, NAMES[1])] == [NAMES[1]]
    again.close()


def test_who_was_erased_meanwhile_is_not_indexed(arrived: Side) -> None:
    gone, *_ = [row.person for row in arrived.register.ask(select(owed.c.person))]
    arrived.register.erase([gone], NOON)
    while arrived.register.index(10):
        pass
    indexed = {row.person for row in arrived.register.ask(select(find_doc.c.person))}
    assert gone not in indexed
    assert len(indexed) == len(NAMES) - 1
