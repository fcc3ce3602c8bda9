"""Once a day desk and centre compare their rows; only what differs is fetched again."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, delete, select, update

from app import clock
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.index_card import IndexCard
from app.domain.person import Claim, Person
from app.domain.phrase import Phrase
from app.store import comparing, find, merging, walls
from app.store.ask import all_of, get
from app.store.tables import TABLES
from app.sync import check
from app.sync.line import Line
from app.wire.check import AskBucket, Bucket, bucket_of
from tests import makers
from tests.makers import NOON
from tests.network import CODE, Network, empty
from tests.ui import station

pytest_plugins = ["tests.centre"]
STATION = f"station:{CODE}"


@pytest.fixture
def network(engine: Engine, tmp_path: Path) -> Network:
    """A centre of today."""
    return Network(engine, tmp_path / "centre")


@pytest.fixture
def house(data: Path, network: Network) -> Iterator[makers.Desk]:
    """A desk that has sent and heard everything."""
    made = makers.desk(data)
    network.join(made)
    with closing(made.register):
        for name in ("王淼", "欧阳𬎆"):
            station.arrive(made, name)
        network.round(made.register)
        yield made


class _Counted(Line):
    """Counts the buckets that are fetched."""

    fetched = 0

    def ask(
        self, path: str, message: Any, kind: Any, wait: float = 0.0, meanwhile: Any = None
    ) -> Any:
        """As the line does."""
        self.fetched += isinstance(message, AskBucket)
        return super().ask(path, message, kind, wait, meanwhile)


def _compared(network: Network, desk: makers.Desk) -> tuple[dict[str, int], int]:
    with closing(network.line(desk.register)) as plain:
        plain.__class__ = _Counted
        found = check.compare(desk.register, plain, clock.now())
        fetched: int = plain.fetched  # type: ignore[attr-defined]
        return found, fetched


def test_where_nothing_differs_nothing_is_fetched(
    house: makers.Desk, network: Network, tmp_path: Path
) -> None:
    assert _compared(network, house) == ({STATION: 0, "ref": 0, "prov:44": 0}, 0)
    network.snapshots()
    new = empty(tmp_path / "new", house)
    with closing(new.register):
        network.join(new)
        network.round(new.register)
        assert _compared(network, new) == ({STATION: 0, "ref": 0, "prov:44": 0}, 0)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("harm", ["changed", "gone", "older"])
def test_a_row_that_was_harmed_behind_the_registers_back_is_fetched_again(
    house: makers.Desk, network: Network, harm: str, caplog: pytest.LogCaptureFixture
) -> None:
    before = all_of(house.register, Claim)
    table, hurt = TABLES["claim"], before[0]
    mine = table.c.id == hurt.id
    done: Any = {
        "changed": update(table).where(mine).values(value="坏", versions={"*": "0" * 16 + ".x"}),
        "older": update(table).where(mine).values(versions={}),
        "gone": delete(table).where(mine),
    }[harm]
    house.register.within(lambda c: c.execute(done))
    with caplog.at_level("WARNING", logger="guitu.sync"):
        found, fetched = _compared(network, house)
    assert (found[STATION], fetched) == (1, 1)
    assert [r.getMessage() for r in caplog.records] == [
        f"1 rows of {STATION} were fetched again: they differed"
    ]
    caplog.clear()
    assert all_of(house.register, Claim) == before
    assert comparing.compared(house.register)[STATION][1] == 1
    assert _compared(network, house)[0][STATION] == 0


def test_a_card_that_the_centre_does_not_have_goes(
    house: makers.Desk, network: Network, caplog: pytest.LogCaptureFixture
) -> None:
    """As if this desk had never heard that it was taken back."""
    register = house.register
    table = TABLES["index_card"]
    row = dict(register.ask(select(table))[0]._mapping)
    row["id"] = new_id()
    register.within(lambda c: c.execute(table.insert().values(row)))
    register.within(lambda c: find.renew(c, {row["id"]}))
    with caplog.at_level("WARNING", logger="guitu.sync"):
        found, fetched = _compared(network, house)
    assert (found["prov:44"], fetched) == (1, 1)
    caplog.clear()
    assert row["id"] not in set(register.ask(select(table.c.id)))
    assert len(all_of(register, IndexCard)) == 2
    assert _compared(network, house)[1] == 0


def test_what_waits_to_be_sent_is_no_difference(house: makers.Desk, network: Network) -> None:
    said = Phrase(id=new_id(), field="story", words="零", at=NOON, officer=house.intake.id)
    house.register.write(said, by=house.intake.id, at=clock.now())
    network.round(house.register)
    house.register.write(replace(said, words="甲"), by=house.intake.id, at=clock.now())
    house.register.write(makers.person(), by=house.intake.id, at=clock.now())
    found, fetched = _compared(network, house)
    assert found[STATION] == 0
    assert fetched >= 1  # looked at, and left alone
    assert [p.words for p in all_of(house.register, Phrase)] == ["甲"]
    network.round(house.register)
    assert _compared(network, house)[1] == 0


def test_what_the_centre_refused_stays_here(
    house: makers.Desk, network: Network, engine: Engine
) -> None:
    foreign = replace(makers.person(), station="110101-01")
    house.register.write(foreign, by=house.intake.id, at=clock.now())
    network.round(house.register)
    people = len(all_of(house.register, type(foreign)))
    assert _compared(network, house)[0][STATION] == 0
    assert len(all_of(house.register, type(foreign))) == people
    with walls.within(engine, walls.EVERYWHERE) as connection:
        there = select(TABLES["person"].c.id).where(TABLES["person"].c.id == foreign.id)
        assert connection.execute(there).first() is None


def test_a_change_that_was_set_aside_is_not_undone(
    house: makers.Desk, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody is sealed; the centre does not understand it yet."""
    person = all_of(house.register, Person)[0]

    def newer(_made: object, entry: Any, *_: object) -> None:
        raise Refused("entry.newer", kind=entry.kind)

    house.register.write(replace(person, sealed=True), by=house.leader.id, at=clock.now())
    with monkeypatch.context() as patch:
        patch.setattr(merging, "_take", newer)
        network.round(house.register)
    assert _compared(network, house)[0][STATION] == 0
    now = get(house.register, Person, person.id)
    assert now is not None
    assert now.sealed


@pytest.mark.filterwarnings("ignore")
def test_of_somebody_erased_nothing_comes_back_by_comparing(
    house: makers.Desk, network: Network, caplog: pytest.LogCaptureFixture
) -> None:
    """The centre has the rows still, as one that was restored without its list."""
    gone = [one.id for one in all_of(house.register, Person)]
    house.register.erase(gone, clock.now())
    with caplog.at_level("WARNING", logger="guitu.sync"):
        _compared(network, house)
    caplog.clear()
    assert all_of(house.register, Person) == []
    assert all_of(house.register, Claim) == []


def test_a_clock_that_was_set_back_makes_no_difference(
    house: makers.Desk, network: Network
) -> None:
    ahead = clock.now() + timedelta(days=40)
    person = makers.person()
    house.register.write(person, by=house.intake.id, at=ahead)
    house.register.write(makers.claim(person, house.intake, "王"), by=house.intake.id, at=ahead)
    network.round(house.register)
    assert _compared(network, house) == ({STATION: 0, "ref": 0, "prov:44": 0}, 0)


def test_who_has_heard_less_waits_with_comparing(
    house: makers.Desk, network: Network, tmp_path: Path
) -> None:
    other = empty(tmp_path / "other", house)
    with closing(other.register):
        network.join(other)
        network.round(other.register)
        station.arrive(house, "李四")
        network.round(house.register)
        assert STATION not in _compared(network, other)[0]
        network.round(other.register)
        assert _compared(network, other)[0][STATION] == 0


def test_a_stream_is_due_once_a_day(house: makers.Desk, network: Network) -> None:
    assert comparing.due(house.register, clock.now()) == STATION
    _compared(network, house)
    now = clock.now()
    assert comparing.due(house.register, now) == ""
    assert comparing.due(house.register, now + timedelta(hours=25)) != ""


def test_nobody_asks_for_the_rows_of_another_station(house: makers.Desk, network: Network) -> None:
    with closing(network.line(house.register)) as speaking:
        for stream in ("station:110101-01", "prov:11", f"audit:{CODE}"):
            with pytest.raises(Refused, match=r"line\.not_your_stream"):
                check.theirs(speaking, stream)
            with pytest.raises(Refused, match=r"line\.not_your_stream"):
                check.bucket(speaking, stream, 3)
        with pytest.raises(Refused, match=r"line\.not_understood"):
            check.bucket(speaking, STATION, 256)
        mine = all_of(house.register, Claim)[0]
        got: Bucket = check.bucket(speaking, STATION, bucket_of(mine.id))
        assert mine.id in {one.record for one in got.rows}
        assert {bucket_of(one.record) for one in got.rows} == {bucket_of(mine.id)}
