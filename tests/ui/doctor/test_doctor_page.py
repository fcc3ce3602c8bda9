"""设备检查: every part is shown, in the window's language, and can be copied."""

import json
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.doctor.finding import State
from app.settings import Settings
from tests import makers
from tests.ui import station
from tests.ui.fitting import nameless, too_narrow
from tests.ui.keys import press
from ui.doctor.page import DoctorPage
from ui.jobs import Jobs
from ui.window import DeskWindow


def _open(qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk) -> DeskWindow:
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("settings")
    window.press("F11")
    page = station.page(window, DoctorPage)
    qtbot.waitSignal(page.examined, timeout=station.WAIT).wait()
    return window


def test_every_part_is_looked_at_and_fits(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window = _open(qtbot, jobs, replace(settings, camera="none"), house)
    page = station.page(window, DoctorPage)
    about = [one.about for one in page.found]
    assert len(about) == len(set(about)) > 12
    assert not too_narrow(window)
    assert not nameless(window)
    assert page.area.hasFocus()


def test_what_is_wrong_stands_with_its_cure(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window = _open(qtbot, jobs, replace(settings, printer="no-such-printer"), house)
    page = station.page(window, DoctorPage)
    bad = {one.about for one in page.found if one.state is State.BAD}
    assert "printer" in bad
    shown = " ".join(label.text() for label in page.findChildren(QLabel))
    told = next(one for one in page.found if one.about == "printer").said("zh")
    assert told in shown


def test_it_is_read_and_left_by_keys(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window = _open(qtbot, jobs, replace(settings, camera="none"), house)
    page = station.page(window, DoctorPage)
    bar = page.area.verticalScrollBar()
    station.until(qtbot, lambda: bar.maximum() > 0)
    seen = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
        press(key, on=page.area)
        seen.append(bar.value())
    down, end, up, home = seen
    assert 0 < down <= end
    assert end == bar.maximum()
    assert up < end
    assert home == 0
    assert "返回" in window.line.buttons["Esc"].text()
    press(Qt.Key.Key_Escape, on=page.area)
    assert window.here == "settings"


def test_looking_again_shows_every_line_once(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window = _open(qtbot, jobs, replace(settings, camera="none"), house)
    page = station.page(window, DoctorPage)
    before = len(page.found)
    window.press("F5")
    window.press("F9")
    qtbot.waitSignal(page.examined, timeout=station.WAIT).wait()
    assert len(page.found) == before


def test_a_camera_this_desk_holds_is_not_opened_twice(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window = station.open_window(qtbot, jobs, replace(settings, camera="9"), house)
    window.desk.light("camera", "ok", "正常")
    window.go("doctor")
    page = station.page(window, DoctorPage)
    qtbot.waitSignal(page.examined, timeout=station.WAIT).wait()
    camera = [one for one in page.found if one.about == "camera"]
    assert [one.key for one in camera] == ["doctor.camera_in_use"]


def test_the_report_can_be_pasted_and_names_nobody(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    station.arrive(house, "王淼")
    window = _open(qtbot, jobs, replace(settings, camera="none"), house)
    window.press("F7")
    text = QGuiApplication.clipboard().text()
    assert json.loads(text)["findings"]
    assert "王淼" not in text
