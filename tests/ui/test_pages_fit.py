"""Every page with long names and many rows has room for its words on both screens."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import links
from app.domain.evidence import Sameness
from app.settings import Settings
from tests import makers
from tests.ui import station
from tests.ui.fitting import nameless
from ui import fonts, theme
from ui.jobs import Jobs
from ui.people.person import PersonPage
from ui.window import DeskWindow


@pytest.fixture(params=[(1366, 690, 1.0), (1920, 1040, 1.25)])
def zoomed(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[tuple[int, int]]:
    """Both screens of the stations."""
    width, height, zoom = request.param
    theme.apply(qapp, zoom, fonts.load())
    yield width, height
    theme.apply(qapp, 1.0, fonts.load())


@pytest.fixture
def window(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, zoomed: tuple[int, int]
) -> DeskWindow:
    """A leader's window on a full station."""
    visits = station.crowd(house, 12)
    station.voucher(house, visits[1])
    for other in (visits[3], visits[5]):
        links.judge(
            house.register,
            visits[1].person,
            other.person,
            Sameness.SAME,
            "本人承认，体貌特征、口音和家庭成员都相同",
            by=house.leader,
            at=clock.now(),
        )
    made = station.open_window(qtbot, jobs, settings, house, house.leader)
    made.resize(*zoomed)
    return made


def _fits(qtbot: QtBot, jobs: Jobs, window: DeskWindow) -> None:
    station.settle(qtbot, jobs)
    station.until(qtbot, lambda: not station.unfit(window.stack))
    least, room = window.roomy.ground.minimumSizeHint(), window.roomy.viewport()
    assert (least.width() <= room.width(), least.height() <= room.height()) == (True, True)
    assert nameless(window.stack) == []


def test_texts_have_room_on_every_page(
    qtbot: QtBot, jobs: Jobs, house: makers.Desk, window: DeskWindow
) -> None:
    rows = station.in_station_rows(house)
    window.go("people")
    _fits(qtbot, jobs, window)
    for key in ("F9",):
        window.press(key)
        _fits(qtbot, jobs, window)
    for one in (rows[1], rows[3], rows[5]):
        window.go("vouchers", one.visit.id)
        _fits(qtbot, jobs, window)
        window.go("papers", one.visit.id)
        _fits(qtbot, jobs, window)
    window.go("workbench", rows[1].visit.id)
    _fits(qtbot, jobs, window)
    window.press("F2")
    _fits(qtbot, jobs, window)
    window.go("person", rows[1].card.person)
    page = station.page(window, PersonPage)
    _fits(qtbot, jobs, window)
    page.purpose.stated.emit("寻亲")
    station.until(qtbot, lambda: page.opened is not None)
    window.press("F2")
    _fits(qtbot, jobs, window)
    for key in ("vouchers", "settings", "street"):
        window.go(key)
        _fits(qtbot, jobs, window)
    window.press("F3")
    _fits(qtbot, jobs, window)
