"""A desk whose disk was restored or copied comes back to its centre as another life of itself."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine, delete, select

from app import clock
from app.centre.books import books
from app.centre.service import service
from app.desk import centre as deeds
from app.domain.errors import Refused
from app.domain.number import NumberBlock
from app.domain.person import Person
from app.domain.station import Station
from app.domain.visit import Visit
from app.store import access, backup, keys, line, proving, proving_desk, restore, walls
from app.store.ask import all_of, get
from app.store.depot import depot
from app.store.register import Register, create, open_register
from app.store.tables import TABLES, batch, quarantine
from app.sync.audit import look
from app.sync.joining import join, open_line, wish
from app.sync.line import Trouble
from app.sync.round import Done, go_round
from tests import makers
from tests.ui import station

pytest_plugins = ["tests.centre"]
URL, CODE = "http://127.0.0.1:1", "440114-01"
RECOVERY = keys.new_recovery()


class Network:
    """What desks and the centre need to hear each other."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine = engine
        self.transport: Any = httpx.ASGITransport(service(engine, depot=depot(folder)))  # type: ignore[arg-type]

    def join(self, house: makers.Desk, code: str = "") -> None:
        """Let in, with a new code or this one."""
        register, at = house.register, clock.now()
        code = code or access.invite(self.engine, CODE, at)
        done = join(wish(register, URL, code, CODE), self.transport)
        life, by = done.incarnation, house.administrator
        deeds.keep(register, done.known, done.blocks, life=life, alone=done.alone, by=by, at=at)

    def round(self, register: Register) -> Done:
        """Everything there is to say and to hear."""
        speaking = open_line(register, self.transport)
        assert speaking is not None
        with closing(speaking):
            return go_round(register, speaking, clock.now())

    def again(self, register: Register) -> str:
        """A code with which this device may come back."""
        return access.invite(self.engine, CODE, clock.now(), register.device)


@pytest.fixture
def network(engine: Engine, tmp_path: Path) -> Network:
    (tmp_path / "centre").mkdir()
    return Network(engine, tmp_path / "centre")


@pytest.fixture
def house(data: Path, network: Network) -> Iterator[makers.Desk]:
    made = makers.desk(data)
    ring = keys.with_recovery(keys.new_ring(made.register.device), RECOVERY, made.key)
    keys.write_ring(data, ring)
    network.join(made)
    with closing(made.register):
        yield made


def _restored(house: makers.Desk, disk: Path, to: Path) -> makers.Desk:
    def key_of(ring: keys.Ring) -> bytes:
        return keys.open_with_recovery(ring, RECOVERY)

    restore.restore(disk, to, key_of, clock.now())
    return replace(house, register=open_register(to, house.key, clock.now()))


def _saved(house: makers.Desk, disk: Path) -> None:
    disk.mkdir()
    backup.make(house.register.source(), disk, clock.now(), keep=3)


def test_a_restored_desk_comes_back_with_what_it_had_sent_and_gives_no_number_twice(
    house: makers.Desk, network: Network, tmp_path: Path
) -> None:
    first = station.arrive(house, "王淼")
    network.round(house.register)
    _saved(house, tmp_path / "disk")
    sent = station.arrive(house, "李四方")
    network.round(house.register)
    lost = station.arrive(house, "赵五岳")  # the disk died before this was sent

    again = _restored(house, tmp_path / "disk", tmp_path / "new")
    with closing(again.register):
        with pytest.raises(Trouble, match=r"line\.other_life"):
            network.round(again.register)
        station.arrive(again, "孙六合")  # work goes on meanwhile
        network.join(again, network.again(again.register))
        network.round(again.register)
        last = station.arrive(again, "周七巧")
        assert network.round(again.register).sent > 0
        assert line.how_many_wait(again.register) == 0
        assert line.letters(again.register) == []
        here = {v.id: v.case_number for v in all_of(again.register, Visit)}
        assert {first.id, sent.id, last.id} <= here.keys()
        assert lost.id not in here
        assert len({*here.values(), lost.case_number}) == len(here) + 1
        with walls.within(network.engine, CODE) as connection:
            there = select(TABLES["visit"].c.id, TABLES["visit"].c.case_number)
            assert {row.id: row.case_number for row in connection.execute(there)} == here
            assert connection.execute(select(quarantine)).all() == []
    with pytest.raises(Trouble, match=r"line\.wrong_signature"):
        network.round(house.register)  # the old disk, plugged in again


def test_what_a_restored_desk_says_twice_brings_nothing_old_back(
    house: makers.Desk, network: Network, tmp_path: Path
) -> None:
    at = clock.now()
    house.register.write(replace(house.station, phone="020-1"), by=house.intake.id, at=at)
    _saved(house, tmp_path / "disk")  # before it was sent
    later = at + timedelta(seconds=1)
    house.register.write(replace(house.station, phone="020-2"), by=house.intake.id, at=later)
    visit = station.arrive(house, "王淼")
    network.round(house.register)
    again = _restored(house, tmp_path / "disk", tmp_path / "new")
    with closing(again.register):
        network.join(again, network.again(again.register))
        network.round(again.register)
        found = get(again.register, Station, house.station.id)
        assert found is not None
        assert found.phone == "020-2"
        assert get(again.register, Visit, visit.id) is not None
        assert line.letters(again.register) == []


def test_a_copied_disk_is_kept_out_until_one_of_them_comes_back(
    house: makers.Desk, network: Network, tmp_path: Path
) -> None:
    network.round(house.register)
    house.register.close()
    shutil.copytree(house.register.folder, tmp_path / "copy")
    at = clock.now()
    true = replace(house, register=open_register(house.register.folder, house.key, at))
    copy = replace(house, register=open_register(tmp_path / "copy", house.key, at))
    with closing(true.register), closing(copy.register):
        station.arrive(true, "王淼")
        mine = station.arrive(copy, "李四方")
        network.round(true.register)
        for key in ("line.cloned", "line.suspended"):
            with pytest.raises(Trouble, match=key.replace(".", r"\.")):
                network.round(copy.register)
        with pytest.raises(Trouble, match=r"line\.suspended"):
            network.round(true.register)
        network.join(copy, network.again(copy.register))
        network.round(copy.register)
        assert {p.id for p in all_of(copy.register, Person)} == {
            *(p.id for p in all_of(true.register, Person)),
            mine.person,
        }
        left = [b for b in all_of(copy.register, NumberBlock) if b.left > 0]
        old = {b.id for b in all_of(true.register, NumberBlock) if b.left > 0}
        assert left
        assert old.isdisjoint(b.id for b in left)
        # Both gave out the same number: somebody has to look at it.
        assert [one.kind for one in line.letters(copy.register)] == ["number_twice"]


def test_only_a_code_that_names_the_device_lets_it_come_back(
    house: makers.Desk, network: Network, tmp_path: Path
) -> None:
    network.round(house.register)
    _saved(house, tmp_path / "disk")
    again = _restored(house, tmp_path / "disk", tmp_path / "new")
    (tmp_path / "other").mkdir()
    stranger = create(tmp_path / "other", keys.new_key(), clock.now())
    with closing(again.register), closing(stranger):
        with pytest.raises(Trouble, match=r"enrol\.known_device"):
            network.join(again)
        code = network.again(again.register)
        with pytest.raises(Trouble, match=r"enrol\.other_device"):
            network.join(replace(house, register=stranger), code)
        network.join(again, code)
        network.round(again.register)
        with pytest.raises(Trouble, match=r"enrol\.(used|known_device)"):
            network.join(again, code)
        network.round(again.register)


def test_an_answer_lost_while_coming_back_is_asked_for_again(
    house: makers.Desk, network: Network, tmp_path: Path
) -> None:
    network.round(house.register)
    _saved(house, tmp_path / "disk")
    again = _restored(house, tmp_path / "disk", tmp_path / "new")
    with closing(again.register):
        code = network.again(again.register)
        join(wish(again.register, URL, code, CODE), network.transport)
        network.join(again, code)
        network.round(again.register)
        assert [b for b in all_of(again.register, NumberBlock) if b.left > 400]


def test_a_device_is_found_by_the_end_of_its_number(house: makers.Desk, network: Network) -> None:
    register, engine = house.register, network.engine
    _, said = line.address(register)
    assert access.find_device(engine, said).device == register.device
    for wrong in ("", "1234", "0" * 32):
        with pytest.raises(Refused, match=r"line\.unknown_device"):
            access.find_device(engine, wrong)


def test_the_books_are_right_over_two_lives_of_a_disk(
    house: makers.Desk, network: Network, owner: Engine, tmp_path: Path
) -> None:
    """A life begins where an earlier one was heard, and each is proved by its own key."""
    kept = books(tmp_path / "centre")
    station.arrive(house, "王淼")
    network.round(house.register)
    assert kept.publish(network.engine, clock.now())
    network.round(house.register)
    _saved(house, tmp_path / "disk")
    station.arrive(house, "李四方")
    network.round(house.register)  # heard, and not in the backup
    assert kept.publish(network.engine, clock.now())

    again = _restored(house, tmp_path / "disk", tmp_path / "new")
    with closing(again.register):
        network.join(again, network.again(again.register))
        network.round(again.register)
        station.arrive(again, "周七巧")
        network.round(again.register)
        assert kept.publish(network.engine, clock.now() + timedelta(hours=1))
        network.round(again.register)
        speaking = open_line(again.register, network.transport)
        assert speaking is not None
        with closing(speaking):
            assert look(again.register, speaking, clock.now()) == 3
        assert line.letters(again.register) == []
        done = proving.prove(network.engine, kept.public_key, kept.listed())
        assert (done.devices, done.roots) == (1, 3)
        assert done.entries > again.register.last_entry  # what both lives said counts twice
        assert proving_desk.prove(again.register.folder, again.key, kept.listed()).covers > 0
    with owner.begin() as connection:
        old = select(batch.c.incarnation).order_by(batch.c.at).limit(1).scalar_subquery()
        connection.execute(delete(batch).where(batch.c.incarnation == old))
    with pytest.raises(Refused, match=r"audit\.(chain_hole|strange_life|device_gone)"):
        proving.prove(network.engine, kept.public_key, kept.listed())
