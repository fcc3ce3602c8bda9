"""A new desk in the window: its snapshot loads by itself, waits when told, comes from a stick."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, delete

from app import clock
from app.centre import keeper
from app.domain.person import Person
from app.settings import Settings
from app.store import find, snapshots
from app.store.ask import all_of
from app.store.tables import TABLES
from tests import makers
from tests.network import CODE, STREAMS, Network, empty
from tests.ui import station
from tests.ui.fitting import too_narrow
from tests.ui.network import Switch
from ui.centre.page import CentrePage
from ui.jobs import Jobs
from ui.pages import pages
from ui.rounds import Rounds
from ui.window import DeskWindow

pytest_plugins = ["tests.centre"]


@pytest.fixture
def network(engine: Engine, tmp_path: Path) -> Network:
    """A centre, and a line that can be pulled out."""
    made = Network(engine, tmp_path / "centre")
    made.transport = Switch(engine, tmp_path / "switched")
    return made


@pytest.fixture
def house(data: Path, network: Network) -> Iterator[makers.Desk]:
    """A desk that has sent everything."""
    made = makers.desk(data)
    network.join(made)
    with closing(made.register):
        for name in ("王淼", "欧阳𬎆", "李四"):
            station.arrive(made, name)
        network.round(made.register)
        yield made


@pytest.fixture
def new(tmp_path: Path, house: makers.Desk, network: Network) -> makers.Desk:
    """Another desk of the station, let in and still empty; the jobs close it."""
    made = empty(tmp_path / "new", house)
    network.join(made)
    return made


@pytest.fixture
def rounds(jobs: Jobs, network: Network) -> Iterator[Rounds]:
    """Not begun yet."""
    made = Rounds(jobs, held=0.2)
    made._transport = network.transport
    yield made
    made.leave()


def _page(
    qtbot: QtBot, jobs: Jobs, settings: Settings, desk: makers.Desk, rounds: Rounds
) -> CentrePage:
    jobs.serve(desk.register)
    wanted = [page for page in pages() if page.key != "intake"]
    made = DeskWindow(jobs, settings, desk.station, desk.leader, wanted, rounds=rounds)
    qtbot.addWidget(made, before_close_func=lambda _w: made.close_pages())
    made.resize(1366, 690)
    made.show()
    made.go("centre")
    return station.page(made, CentrePage)


def _well(rounds: Rounds) -> bool:
    return rounds.stands.how == "well" and bool(rounds.stands.last)


def _people(jobs: Jobs, qtbot: QtBot, owner: Any) -> list[Person]:
    found: list[list[Person]] = []
    jobs.read(owner, lambda reader: all_of(reader, Person), found.append)
    station.until(qtbot, lambda: bool(found))
    return found[0]


def test_a_new_desk_loads_by_itself_and_says_how_far(
    qtbot: QtBot, jobs: Jobs, settings: Settings, new: makers.Desk, rounds: Rounds, network: Network
) -> None:
    network.snapshots()
    page = _page(qtbot, jobs, settings, new, rounds)
    seen: list[tuple[str, int, int, bool, str]] = []

    def turned(stands: Any) -> None:
        load = page.load
        seen.append((stands.how, stands.loaded, stands.to_load, load.isVisible(), load.told.text()))

    rounds.turned.connect(turned)
    rounds.serve(new.register)
    station.until(qtbot, lambda: _well(rounds))
    loading = [one for one in seen if one[0] == "loading"]
    assert loading[0][1:3] == (0, 0)
    done = [one[1] for one in loading]
    assert done == sorted(done)
    assert all(visible for *_, visible, _ in loading)
    *_, part, whole = loading
    assert part[2] > part[1] > 0
    assert f"{part[1]} / {part[2]}" in part[4]
    assert whole[1] == whole[2]
    assert "检索" in whole[4]
    assert not page.load.isVisible()
    assert len(_people(jobs, qtbot, page)) == 3
    found: list[Any] = []
    jobs.read(page, lambda reader: find.find(reader, "oy"), found.append)
    station.until(qtbot, lambda: bool(found))
    assert [one.name for one in found[0]] == ["欧阳𬎆"]
    assert too_narrow(page) == []


def test_told_to_wait_it_waits_and_still_sends(
    qtbot: QtBot,
    jobs: Jobs,
    settings: Settings,
    house: makers.Desk,
    new: makers.Desk,
    rounds: Rounds,
    network: Network,
) -> None:
    network.snapshots()
    page = _page(qtbot, jobs, settings, new, rounds)
    clicked: list[bool] = []

    def wait(stands: Any) -> None:
        if stands.how == "loading" and stands.loaded and not clicked:
            clicked.append(True)
            page.load.hold.click()

    rounds.turned.connect(wait)
    rounds.serve(new.register)
    station.until(qtbot, lambda: rounds.stands.how == "paused")
    assert page.load.hold.text() == "继续载入"
    rounds.now()
    assert rounds.stands.asked
    station.until(qtbot, lambda: rounds.stands.how == "paused" and not rounds.stands.asked)
    window: Any = page.window()
    part = rounds.stands.partly
    assert 0 < part < 100
    assert f"只载入 {part}%" in window.status.told.text()
    assert "已暂停" in window.status.line.text()
    network.transport.there = False
    page.load.hold.click()
    station.until(qtbot, lambda: rounds.stands.how == "away")
    # Without a network it is not all there either, and can be told to wait.
    assert f"只载入 {part}%" in window.status.told.text()
    page.load.hold.click()
    assert page.load.hold.text() == "继续载入"
    network.transport.there = True
    rounds.now()
    station.until(qtbot, lambda: rounds.stands.how == "paused")
    mine = makers.person()
    jobs.desk(
        page,
        lambda register: register.write(mine, by=new.intake.id, at=clock.now()),
        lambda _: None,
    )

    def heard() -> bool:
        network.round(house.register)
        return mine.id in {one.id for one in all_of(house.register, Person)}

    station.until(qtbot, heard)
    assert rounds.stands.how == "paused"
    page.load.hold.click()
    station.until(qtbot, lambda: _well(rounds))
    assert len(_people(jobs, qtbot, page)) == 4


def test_from_a_stick_it_loads_without_a_network(
    qtbot: QtBot,
    jobs: Jobs,
    settings: Settings,
    new: makers.Desk,
    rounds: Rounds,
    network: Network,
    engine: Engine,
    tmp_path: Path,
) -> None:
    stick = keeper.write_stick(engine, CODE, tmp_path / "stick", clock.now())
    network.transport.there = False
    page = _page(qtbot, jobs, settings, new, rounds)
    rounds.serve(new.register)
    station.until(qtbot, lambda: rounds.stands.how == "away")
    assert page.load.isVisible()  # this is when a stick is wanted
    (tmp_path / "other.gtstick").write_bytes(b"something else")
    page.load.load_from(str(tmp_path / "other.gtstick"))
    station.until(qtbot, lambda: "gtstick" in page.load.sorry.words.text())
    seen = rounds.stands
    rounds.now()
    station.until(qtbot, lambda: rounds.stands.again_in != seen.again_in or rounds._failed > 1)
    assert "gtstick" in page.load.sorry.words.text()  # it is still to be read
    whole = stick.read_bytes()
    harmed = tmp_path / "harmed.gtstick"
    harmed.write_bytes(whole[:-200] + bytes(100) + whole[-100:])
    page.load.load_from(str(harmed))
    station.until(qtbot, lambda: rounds.stands.stick_sorry is not None)
    why = rounds.stands.stick_sorry
    assert why is not None
    station.until(qtbot, lambda: rounds.stands.how == "away")
    assert page.load.sorry.words.text() == page.desk.sentence(why)
    page.load.load_from(str(stick))
    station.until(qtbot, lambda: len(_people(jobs, qtbot, page)) == 3)
    station.until(qtbot, lambda: rounds.stands.how == "away" and not rounds.stands.unloaded)
    assert page.load.isHidden()  # all of it is here
    network.transport.there = True
    rounds.now()
    station.until(qtbot, lambda: _well(rounds))


def test_away_for_weeks_it_loads_anew_by_itself(
    qtbot: QtBot,
    jobs: Jobs,
    settings: Settings,
    house: makers.Desk,
    new: makers.Desk,
    rounds: Rounds,
    network: Network,
    engine: Engine,
) -> None:
    network.round(new.register)
    station.arrive(house, "赵六")
    network.round(house.register)
    for days in (30, 20, 10):
        for name in STREAMS:
            snapshots.make(engine, name, clock.now() - timedelta(days=days))
    assert snapshots.forget(engine, timedelta(days=5), clock.now())
    page = _page(qtbot, jobs, settings, new, rounds)
    seen: list[str] = []
    rounds.turned.connect(lambda stands: seen.append(stands.how))
    rounds.serve(new.register)
    station.until(qtbot, lambda: _well(rounds))
    assert "loading" in seen
    assert len(_people(jobs, qtbot, page)) == 4


def test_what_was_harmed_is_fetched_again_and_said(
    qtbot: QtBot,
    jobs: Jobs,
    settings: Settings,
    new: makers.Desk,
    rounds: Rounds,
    network: Network,
    caplog: pytest.LogCaptureFixture,
) -> None:
    network.round(new.register)
    table = TABLES["claim"]
    hurt = all_of(new.register, Person)[0]
    count = len(new.register.ask(table.select().where(table.c.person == hurt.id)))
    new.register.within(lambda c: c.execute(delete(table).where(table.c.person == hurt.id)))
    page = _page(qtbot, jobs, settings, new, rounds)
    rounds.compares.soon()
    rounds.serve(new.register)
    with caplog.at_level("WARNING", logger="guitu.sync"):
        station.until(qtbot, lambda: f"有 {count} 条不同" in _compared(page))
    caplog.clear()
    assert len(new.register.ask(table.select().where(table.c.person == hurt.id))) == count


def _compared(page: CentrePage) -> str:
    page.reload()
    return page.state.compared.text()
