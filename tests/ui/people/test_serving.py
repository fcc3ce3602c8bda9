"""在站服务 by keyboard from 在站人员: one line, a correction, three meals for everybody."""

from datetime import timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import clock
from app.domain.service import ServiceKind, meals, standing
from app.settings import Settings
from app.store.services import of_visits
from tests import makers
from tests.ui import station
from tests.ui.keys import press
from ui.jobs import Jobs
from ui.people.in_station import InStationPage


def test_a_line_is_written_corrected_and_everybody_is_fed_with_one_key(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house, at=clock.now() - timedelta(days=1))
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("people")
    station.settle(qtbot, jobs)
    page = station.page(window, InStationPage)
    form = page.serving.form
    window.press("F2")
    window.press("F2")
    assert form.fields["kind"].warning.text()
    form.fields["kind"].set_value("hospital")
    assert not form.fields["cost"].isVisible()
    form.fields["clock"].set_value("25:00")
    window.press("F2")
    assert form.fields["clock"].warning.text()
    form.fields["clock"].set_value("")
    window.press("F2")
    station.settle(qtbot, jobs)
    assert "医院" in form.fields["partner"].warning.text()
    assert not station.unfit(page)
    form.fields["partner"].set_value("示例市第二医院")
    form.fields["words"].setFocus()
    press(Qt.Key.Key_Return)
    station.settle(qtbot, jobs)
    assert form.isHidden()
    assert page.serving.card.isVisible()

    press(Qt.Key.Key_Space, on=page.serving.card.buttons[0])
    assert form.fields["partner"].value() == "示例市第二医院"
    form.fields["kind"].set_value("mistaken")
    form.fields["words"].set_value("不是他")
    window.press("F2")
    station.settle(qtbot, jobs)
    assert page.serving.card.isHidden()

    window.press("F3")
    station.settle(qtbot, jobs)
    window.press("F3")
    station.settle(qtbot, jobs)
    assert "今天都已登记三餐" in station.told(window)
    known = of_visits(house.register, [visit.id])[visit.id]
    assert [one.kind for one in standing(known)] == [ServiceKind.MEAL]
    assert meals(known) == 3
    assert not station.unfit(page)
