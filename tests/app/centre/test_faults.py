"""What may happen to a centre: a full disk, a wrong clock at a desk, more than one batch."""

from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import httpx
import msgspec
import pytest
from sqlalchemy import Engine, select, text

from app import clock
from app.centre import gate
from app.centre.service import service
from app.domain.errors import Unavailable
from app.domain.ids import new_id
from app.store import access, feed, line, walls
from app.store.depot import depot
from app.store.tables import change, quarantine
from app.sync import line as lines
from app.sync.joining import join, line_of, wish
from app.sync.line import Line, Trouble
from app.sync.round import AT_ONCE, exchange, gather, go_round, pieces
from app.wire.talk import MOST_ENTRIES, Change, Push, Pushed
from tests import makers, two_desks
from tests.makers import NOON

pytest_plugins = ["tests.centre"]
STATION = "440114-01"


@pytest.fixture
def house(data: Path) -> makers.Desk:
    """A desk with its officers."""
    return makers.desk(data)


@pytest.fixture
def speaking(engine: Engine, house: makers.Desk, tmp_path: Path) -> Line:
    """Its line, let in."""
    there = tmp_path / "centre"
    there.mkdir()
    transport = httpx.ASGITransport(service(engine, depot=depot(there)))  # type: ignore[arg-type]
    register = house.register
    code = access.invite(engine, STATION, clock.now())
    joined = join(wish(register, "http://127.0.0.1:1", code, STATION), transport)
    known = joined.known
    register.join(known, joined.incarnation, clock.now())
    return line_of(known, register.device, transport)


def _arrive(house: makers.Desk, count: int, names: int = 3) -> None:
    deeds = []
    for _ in range(count):
        person = makers.person()
        deeds.append([person, *(makers.claim(person, house.intake, "王淼") for _ in range(names))])
    house.register.write_many(deeds, by=house.intake.id, at=NOON)


def _times(engine: Engine) -> Counter[int]:
    with walls.within(engine, walls.EVERYWHERE) as connection:
        own = select(change.c.body).where(change.c.stream == f"station:{STATION}")
        rows = connection.execute(own)
        said = [msgspec.msgpack.decode(row.body, type=Change) for row in rows]
    return Counter(one.n for one in said if one.n and one.device.int)


@pytest.mark.parametrize("state", ["53100", "57P01", "40P01", "58030"])
def test_a_database_in_trouble_takes_nothing_and_sets_nothing_aside(
    engine: Engine, owner: Engine, house: makers.Desk, speaking: Line, state: str,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    """Full (53100), shut down, in a deadlock, or its files unreadable: the desk keeps it all."""
    with closing(speaking), closing(house.register):
        _arrive(house, 3)
        waiting = line.how_many_wait(house.register)
        _trouble(owner, f"RAISE EXCEPTION 'no' USING ERRCODE = '{state}'")
        with pytest.raises(Unavailable, match=r"line\.busy"):
            go_round(house.register, speaking, clock.now())
        assert line.how_many_wait(house.register) == waiting
        _trouble(owner, "RETURN NEW")
        go_round(house.register, speaking, clock.now())
        assert line.how_many_wait(house.register) == 0
        with walls.within(engine, walls.EVERYWHERE) as connection:
            assert connection.execute(select(quarantine)).all() == []
        assert set(_times(engine).values()) == {1}
    assert "in the way" in caplog.text
    caplog.clear()


def _trouble(owner: Engine, body: str) -> None:
    """What PostgreSQL does with every new claim from now on."""
    function = f"CREATE OR REPLACE FUNCTION trouble() RETURNS trigger AS $$ BEGIN {body}; END $$"
    with owner.begin() as connection:
        connection.execute(text(f"{function} LANGUAGE plpgsql"))
        connection.execute(text("DROP TRIGGER IF EXISTS trouble ON claim"))
        if body != "RETURN NEW":
            connection.execute(
                text(
                    "CREATE TRIGGER trouble BEFORE INSERT ON claim "
                    "FOR EACH ROW EXECUTE FUNCTION trouble()"
                )
            )


def test_more_than_one_batch_goes_in_one_round_in_whole_deeds(
    engine: Engine, house: makers.Desk, speaking: Line
) -> None:
    with closing(speaking), closing(house.register):
        _arrive(house, 2 * MOST_ENTRIES // 7 + 9, names=5)
        first = house.register.within(lambda c: line.waiting(c, 0))
        assert len(first) < MOST_ENTRIES  # the next deed would not have fitted whole
        after = house.register.within(lambda c: line.waiting(c, first[-1].n))
        assert first[-1].group != after[0].group
        done = go_round(house.register, speaking, clock.now())
        assert done.sent >= MOST_ENTRIES
        assert line.how_many_wait(house.register) == 0
        assert set(_times(engine).values()) == {1}
        heard = {name: seq for name, (seq, _) in line.cursors(house.register).items()}
        with walls.within(engine, walls.EVERYWHERE) as connection:
            assert feed.heads(connection, heard) == heard


def test_what_is_settled_in_pieces_is_all_that_came(house: makers.Desk, speaking: Line) -> None:
    with closing(speaking), closing(house.register):
        _arrive(house, AT_ONCE)
        go_round(house.register, speaking, clock.now())
        answers = exchange(speaking, replace(gather(house.register), cursors={}))
        found = [(part.stream, one.seq) for part in pieces(answers) for one in part.changes]
        assert len(found) > 2 * AT_ONCE
        assert found == [(part.stream, c.seq) for part in answers.parts for c in part.changes]


@pytest.mark.parametrize("days", [-4000, -1, 1, 4000])
def test_a_desk_whose_clock_is_wrong_learns_the_time_and_is_heard(
    house: makers.Desk, speaking: Line, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    wrong = SimpleNamespace(now=lambda: clock.now() + timedelta(days=days))
    monkeypatch.setattr(lines, "clock", wrong)
    with closing(speaking), closing(house.register):
        _arrive(house, 2)
        go_round(house.register, speaking, wrong.now())
        assert line.how_many_wait(house.register) == 0
        monkeypatch.setattr(lines, "clock", clock)  # somebody sets it right
        _arrive(house, 1)
        go_round(house.register, speaking, clock.now())
        assert line.how_many_wait(house.register) == 0


def test_a_centre_that_calls_every_time_too_old_is_asked_twice_and_no_more(
    house: makers.Desk, speaking: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "MAY_DIFFER", timedelta(days=-1))
    with closing(speaking), closing(house.register), pytest.raises(Trouble, match="too_old"):
        go_round(house.register, speaking, clock.now())


def test_a_copy_that_says_the_last_entry_otherwise_is_noticed(
    house: makers.Desk, speaking: Line
) -> None:
    with closing(speaking), closing(house.register):
        go_round(house.register, speaking, clock.now())
        last = house.register.last_entry - 1
        entries = house.register.within(lambda c: line.waiting(c, last))
        copy = two_desks.forged(entries, officer=new_id())
        push = Push(incarnation=house.register.incarnation, entries=tuple(copy))
        with pytest.raises(Trouble, match=r"line\.cloned"):
            speaking.ask("/v1/push", push, Pushed)
        with pytest.raises(Trouble, match=r"line\.suspended"):
            go_round(house.register, speaking, clock.now())
