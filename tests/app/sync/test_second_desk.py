"""A second desk of a station was set up by itself: what the station says of itself holds."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app import clock
from app.desk import door
from app.domain.staff import Role
from app.domain.station import Station
from app.store import line
from app.store.ask import all_of
from app.store.register import Register
from app.sync import check
from tests import makers
from tests.makers import NOON
from tests.network import Network

pytest_plugins = ["tests.centre"]
FACTS = door.StationFacts(
    code="440114-01", name="示例市救助管理站", phone="020-00000000", account="示例专户 1"
)


@pytest.fixture
def network(engine: Engine, tmp_path: Path) -> Network:
    """A centre of today."""
    return Network(engine, tmp_path / "centre")


def _desk(folder: Path, facts: door.StationFacts, login: str) -> makers.Desk:
    """Set up as its administrator types it."""
    chief = door.NewOfficer(
        login=login, name=login, role=Role.ADMINISTRATOR, password="sample-oak-7"
    )
    session = door.set_up(folder, facts, chief, NOON).session
    boss = session.officer
    return makers.Desk(
        register=session.register, key=b"", station=session.station,
        administrator=boss, leader=boss, intake=boss, auditor=boss,
    )  # fmt: skip


@pytest.fixture
def first(tmp_path: Path, network: Network) -> Iterator[makers.Desk]:
    """The desk whose facts the station goes by."""
    made = _desk(tmp_path / "one", FACTS, "zhao")
    with closing(made.register):
        network.join(made)
        network.round(made.register)
        yield made


def _station(register: Register) -> Station:
    (found,) = all_of(register, Station)
    return found


@pytest.mark.parametrize("typed", ["", "示例专户 2"])
def test_what_was_typed_at_a_new_desk_changes_nothing_of_the_station(
    first: makers.Desk, network: Network, tmp_path: Path, typed: str
) -> None:
    stands = _station(first.register)
    facts = replace(FACTS, phone="020-99999999", account=typed)
    second = _desk(tmp_path / "other", facts, "sun")
    with closing(second.register):
        network.join(second)
        for desk in (second, first, second):
            network.round(desk.register)
        assert _station(first.register) == _station(second.register) == stands
        letters = line.letters(first.register)
        # Only where something else was typed is anybody asked.
        assert [one.content["lost"] for one in letters] == [typed] * bool(typed)
        with closing(network.line(second.register)) as speaking:
            compared = check.compare(second.register, speaking, clock.now())
        assert set(compared.values()) == {0}
        # From now on both change it like any other record.
        moved = replace(stands, phone="020-11111111")
        second.register.write(moved, by=second.administrator.id, at=clock.now())
        network.round(second.register)
        network.round(first.register)
        assert _station(first.register).phone == "020-11111111"
