"""Desk and centre of every pair of versions, and what each does not know of the other's."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import Engine

from app import clock
from app.centre import gate
from app.domain.errors import Refused
from app.domain.person import Person
from app.store import line, snapshots
from app.store.ask import all_of
from app.sync.line import Trouble
from app.sync.round import exchange, gather, go_round
from app.wire import versions
from app.wire.talk import FIRST_VERSION, VERSION, Ask, Enrolled, Fed, Problem, oldest_for
from app.wire.versions import Step
from tests import makers
from tests.network import CODE, STREAMS, Network, empty
from tests.ui import station

pytest_plugins = ["tests.centre"]
EVERY = range(FIRST_VERSION, VERSION + 1)
STATION = f"station:{CODE}"


@pytest.fixture
def house(data: Path) -> Iterator[makers.Desk]:
    """A desk that stands alone."""
    made = makers.desk(data)
    with closing(made.register):
        yield made


@pytest.mark.parametrize("theirs", EVERY)
@pytest.mark.parametrize("ours", EVERY)
def test_a_desk_and_a_centre_of_any_two_versions_understand_each_other(
    house: makers.Desk, engine: Engine, tmp_path: Path, ours: int, theirs: int
) -> None:
    network = Network(engine, tmp_path / "centre", newest=theirs)
    network.join(house, ours)
    station.arrive(house, "王淼")
    done = network.round(house.register, ours)
    assert done.sent == house.register.last_entry
    assert line.how_many_wait(house.register) == 0
    known = house.register.line
    assert known is not None
    assert bool(known.centre_key) == (min(ours, theirs) >= 2)
    network.snapshots()
    other = empty(tmp_path / "other", house)
    with closing(other.register):
        network.join(other, ours)
        came = network.round(other.register, ours)
        # A snapshot where both know of them, the whole log where one does not.
        assert bool(came.loaded) == (min(ours, theirs) >= 2)
        assert len(all_of(other.register, Person)) == 1


def test_a_desk_newer_than_its_centre_speaks_the_centres_version(
    house: makers.Desk, engine: Engine, tmp_path: Path
) -> None:
    network = Network(engine, tmp_path / "centre", newest=1)
    network.join(house)
    with closing(network.line(house.register)) as speaking:
        go_round(house.register, speaking, clock.now())
        assert speaking.speaks == 1


def test_a_desk_too_old_to_hear_is_still_heard(
    house: makers.Desk, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = Network(engine, tmp_path / "centre")
    network.join(house)
    station.arrive(house, "王淼")
    # As it will be once this version is too old.
    monkeypatch.setattr(versions, "oldest_for", lambda newest: newest)
    with closing(network.line(house.register, 1)) as speaking:
        with pytest.raises(Trouble, match=r"line\.other_version"):
            speaking.ask("/v1/feed", Ask(cursors={}), Fed)
        answers = exchange(speaking, gather(house.register))
        assert answers.pushed is not None
        assert answers.pushed.last_n == house.register.last_entry
        assert answers.sorry is not None
        with pytest.raises(Trouble, match=r"line\.other_version"):
            go_round(house.register, speaking, clock.now())
    # What was taken is not sent again for ever.
    assert line.how_many_wait(house.register) == 0


def test_an_old_desk_that_was_away_too_long_is_told_to_upgrade(
    house: makers.Desk, engine: Engine, tmp_path: Path
) -> None:
    network = Network(engine, tmp_path / "centre")
    network.join(house)
    network.round(house.register)
    other = empty(tmp_path / "other", house)
    with closing(other.register):
        network.join(other, 1)
        for days in (20, 10):
            for name in STREAMS:
                snapshots.make(engine, name, clock.now() - timedelta(days=days))
        assert snapshots.forget(engine, timedelta(days=5), clock.now())
        with pytest.raises(Trouble, match=r"line\.other_version"):
            network.round(other.register, 1)
        network.round(other.register)  # after the upgrade


@pytest.mark.parametrize("said", ["0", "x", "", "99999999", str(VERSION + 1)])
def test_a_version_that_nobody_knows_is_refused(said: str) -> None:
    with pytest.raises(Refused, match=r"line\.other_version"):
        gate.speaks(said)
    assert gate.dialect(said) == VERSION


def test_two_versions_before_its_own_are_served() -> None:
    assert [oldest_for(newest) for newest in (1, 2, 3, 4, 9)] == [1, 1, 1, 2, 7]


def test_steps_are_taken_one_after_the_other_up_and_down() -> None:
    steps = {
        VERSION: Step(
            up={"Problem": lambda plain: {**plain, "key": plain["key"] + "b"}},
            down={"Problem": lambda plain: {**plain, "key": plain["key"].removesuffix("b")}},
        ),
        VERSION - 1: Step(
            up={"Problem": lambda plain: {**plain, "key": plain["key"] + "a"}},
            down={"Problem": lambda plain: {**plain, "key": plain["key"].removesuffix("a")}},
        ),
    }
    oldest = VERSION - 2
    old = versions.write(Problem(key="kab"), oldest, steps=steps)
    assert versions.read(old, Problem, VERSION).key == "k"
    assert versions.read(old, Problem, oldest, steps).key == "kab"
    assert versions.read(old, Problem, VERSION - 1, steps).key == "kb"


def test_nonsense_in_an_old_version_is_refused() -> None:
    for body in (b"", b"x", versions.write([1, 2], VERSION)):
        with pytest.raises(Refused, match=r"line\.not_understood"):
            versions.read(body, Enrolled, FIRST_VERSION)


def test_what_the_first_version_says_is_read() -> None:
    """The bytes that the released version 1 sends, word for word."""
    at = clock.now()
    plain = {"station": CODE, "streams": ["ref"], "at": at, "network_key": b"k" * 32}
    said = versions.write({**plain, "alone": False, "blocks": []}, VERSION)
    read = versions.read(said, Enrolled, 1)
    assert (read.station, read.alone, read.centre_key) == (CODE, False, b"")
    whole = replace(read, centre_key=b"c" * 32, stick_key=b"s" * 32)
    down = versions.read(versions.write(whole, 1), dict, VERSION)
    assert down.keys() == {*plain, "alone", "blocks"}
    assert msgspec.convert(down["streams"], tuple[str, ...]) == ("ref",)
