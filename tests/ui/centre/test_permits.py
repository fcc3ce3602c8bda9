"""联网授权 and 他省查询 at the window: shown, asked for only by a key, and never in the way."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, func, select

from app import clock
from app.domain.staff import Officer
from app.settings import Settings
from app.store import held, walls
from app.store.tables import TABLES
from app.wire.permit import AskPermits, Permits, look, signed
from tests import makers, two_desks
from tests.ui import station
from tests.ui.fitting import nameless, too_narrow
from tests.ui.keys import press
from tests.ui.network import Switch, let_in, rounds_of
from ui.centre.page import CentrePage
from ui.jobs import Jobs
from ui.pages import pages
from ui.people.seek import SeekPage
from ui.rounds import Rounds
from ui.window import DeskWindow

pytest_plugins = ["tests.centre"]
THERE = "110101-01"


@pytest.fixture
def there(engine: Engine, tmp_path: Path) -> Switch:
    """The line between the window and the centre."""
    return Switch(engine, tmp_path / "centre")


@pytest.fixture
def speaking(jobs: Jobs, house: makers.Desk, there: Switch, engine: Engine) -> Iterator[Rounds]:
    """Rounds of a desk that has joined."""
    let_in(house, engine, there)
    with rounds_of(jobs, house.register, there) as made:
        yield made


def _window(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, speaking: Rounds, who: Officer
) -> DeskWindow:
    wanted = [page for page in pages() if page.key != "intake"]
    made = DeskWindow(jobs, settings, house.station, who, wanted, rounds=speaking)
    qtbot.addWidget(made, before_close_func=lambda _w: made.close_pages())
    made.resize(1366, 690)
    made.show()
    return made


def _permitted(qtbot: QtBot, house: makers.Desk, officer: Officer, jobs: Jobs) -> None:
    """The first rounds have brought permits."""
    found: list[bytes] = []
    owner = jobs

    def ask() -> bool:
        jobs.read(owner, lambda asks: held.token_of(asks, officer.id), found.append)
        return any(found)

    station.until(qtbot, ask)


def test_the_page_says_until_when_and_an_administrator_invites_the_next_computer(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, speaking: Rounds,
) -> None:  # fmt: skip
    _permitted(qtbot, house, house.administrator, jobs)
    window = _window(qtbot, jobs, settings, house, speaking, house.administrator)
    window.go("centre")
    card = station.page(window, CentrePage).permit
    station.until(qtbot, card.invite.isVisible)
    assert f"{clock.local(clock.now() + timedelta(days=14)):%Y-%m-%d}" in card.first.text()
    assert "邀请本站新电脑" in card.second.text()
    press(Qt.Key.Key_Space, on=card.invite)
    station.until(qtbot, lambda: bool(card.code.text()))
    assert len(card.code.text().replace("-", "")) == 16
    assert "只能用一次" in card.told.words.text()
    station.until(qtbot, lambda: too_narrow(window) == [])
    assert nameless(window) == []


def test_a_lease_that_ran_out_is_said_and_stops_nothing_but_what_needs_it(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, speaking: Rounds,
    there: Switch, engine: Engine,
) -> None:  # fmt: skip
    _permitted(qtbot, house, house.leader, jobs)
    there.there = False
    key, ago = Ed25519PrivateKey.generate(), clock.now() - timedelta(days=20)

    def end(register: object) -> None:
        found = house.register
        old = look(held.token_of(found, house.leader.id))
        over = replace(old, issued=ago, until=ago + timedelta(days=14))
        asked = AskPermits(officers=(house.leader.id,))
        answer = Permits(tokens=(signed(over, key),), at=clock.now())
        found.within(lambda c: held.keep(c, asked, answer, clock.now()))

    jobs.desk(jobs, end, lambda _: None)
    window = _window(qtbot, jobs, settings, house, speaking, house.leader)
    window.go("centre")
    card = station.page(window, CentrePage).permit
    station.until(qtbot, lambda: card.chip.text() == "已过期")
    assert "同步一次就会续上" in card.first.text()
    jobs.desk(window, lambda _: station.arrive(house, "王淼"), lambda _: None)
    there.there = True
    speaking.now()
    station.until(qtbot, lambda: speaking.stands.how == "well" and _visits(engine) == 1)
    station.until(qtbot, lambda: card.chip.text() == "有效")  # the same round renewed it


def _visits(engine: Engine) -> int:
    with walls.within(engine, "440114-01") as connection:
        count = select(func.count()).select_from(TABLES["visit"])
        return int(connection.execute(count).scalar_one())


def _searches(engine: Engine) -> int:
    with walls.within(engine, "440114-01") as connection:
        table = TABLES["viewing"]
        count = select(func.count()).select_from(table).where(table.c.what == "national_search")
        return int(connection.execute(count).scalar_one())


def test_another_province_is_asked_by_a_key_and_never_by_itself(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, speaking: Rounds,
    engine: Engine, tmp_path: Path,
) -> None:  # fmt: skip
    (tmp_path / "far").mkdir()
    far = makers.desk(tmp_path / "far", THERE)
    with closing(far.register):
        side = two_desks.let_in(engine, far.register, THERE)
        station.arrive(far, "欧阳远")
        side.push(clock.now())
    _permitted(qtbot, house, house.leader, jobs)
    window = _window(qtbot, jobs, settings, house, speaking, house.leader)
    seek = window.seek
    assert seek is not None
    seek.setFocus()
    seek.insert("欧阳远")
    station.until(qtbot, seek.answers.isVisible)
    rows = [seek.answers.list.item(at).text() for at in range(seek.answers.list.count())]
    assert rows == ["他省查询“欧阳远”"]
    press(Qt.Key.Key_Return, on=seek)  # a plain Enter asks nobody
    assert window.here != "seek"
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier, on=seek)
    page = station.page(window, SeekPage)
    assert page.name.value() == "欧阳远"
    assert page.purpose.combo.hasFocus()
    window.press("F9")
    station.until(qtbot, page.purpose.warning.isVisible)  # why is not said yet
    assert _searches(engine) == 0
    page.purpose.combo.setEditText("接待核对")
    window.press("F9")
    station.until(qtbot, page.table.isVisible)
    (found,) = [page.table.current()]
    assert found is not None
    assert (found.card.name, found.card.station) == ("欧阳远", THERE)
    assert _searches(engine) == 1
    station.until(qtbot, lambda: (too_narrow(window), nameless(window)) == ([], []))
    page.name.set_value("无此人")
    window.press("F9")
    station.until(qtbot, lambda: "都没有这样的索引卡" in page.none.text())
