"""设置, 标定: what holds, measuring beside the window, adopting and going back by keys."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.desk import calibrating
from app.desk.recogniser import recogniser_of
from app.domain.staff import Officer
from app.faces.engine import SFACE, choose
from app.faces.survey import Survey
from app.settings import Settings
from tests import makers
from tests.app.desk.test_calibrating import measured
from tests.app.faces.conftest import SAMPLES
from tests.ui.fitting import nameless
from tests.ui.station import keys_of, open_window, page, settle, told, unfit, until
from ui.calibration.page import CalibrationPage
from ui.calibration.source import FOLDER
from ui.faces import Faces
from ui.jobs import Jobs
from ui.window import DeskWindow


@pytest.fixture(scope="module")
def own() -> Survey:
    return measured()


def opened(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, officer: Officer
) -> tuple[DeskWindow, CalibrationPage]:
    """The page, by the keys of the settings page."""
    window = open_window(qtbot, jobs, settings, house, officer)
    window.go("settings")
    window.press("F2")
    settle(qtbot, jobs)
    return window, page(window, CalibrationPage)


def test_what_holds_now_is_shown_with_its_intervals(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, shown = opened(qtbot, jobs, settings, house, house.intake)
    assert shown.standing.chip.text() == "随软件发布的"
    assert shown.standing.likely.text() == "0.428"
    assert shown.plot.isVisible()
    assert shown.groups.isVisible()
    assert not shown.doubts.isVisible()
    assert keys_of(shown) == ["F3", "F9"]
    until(qtbot, lambda: not unfit(window.stack))
    shown.source.source.set_value(FOLDER)
    until(qtbot, lambda: not unfit(window.stack))
    assert nameless(window.stack) == []
    window.press("F3")
    assert window.here == "settings"


def test_a_folder_is_looked_at_where_faces_are_seen_and_too_few_is_told(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    for name in ("m01", "m02"):
        shutil.copytree(SAMPLES / name, tmp_path / name)
    window, shown = opened(qtbot, jobs, settings, house, house.intake)
    shown.source.source.set_value(FOLDER)
    window.press("F9")
    assert not shown.measuring.running
    assert shown.source.folder.warning.text() == "请先选照片文件夹。"
    shown.source.folder.set_value(str(tmp_path))
    went: list[tuple[int, int]] = []
    shown.measuring.went.connect(lambda done, of: went.append((done, of)))
    window.press("F9")
    assert keys_of(shown) == ["F3", "F6"]
    until(qtbot, lambda: not shown.measuring.running)
    assert went == [(done, 6) for done in range(7)]
    assert "照片太少" in shown.told.words.text()
    assert keys_of(shown) == ["F3", "F9"]


def test_it_can_be_stopped(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    shutil.copytree(SAMPLES / "m01", tmp_path / "m01")
    window, shown = opened(qtbot, jobs, settings, house, house.leader)
    shown.source.source.set_value(FOLDER)
    shown.source.folder.set_value(str(tmp_path))
    shown.measuring.went.connect(lambda done, _of: window.press("F6") if done else None)
    window.press("F9")
    until(qtbot, lambda: not shown.measuring.running)
    settle(qtbot, jobs)
    assert (shown.fresh, shown.told.words.text()) == (None, "")


def test_the_register_says_what_is_missing(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, shown = opened(qtbot, jobs, settings, house, house.leader)
    window.press("F9")
    until(qtbot, lambda: not shown.measuring.running)
    assert "至少还要 245 人" in shown.told.words.text()


def test_who_may_adopts_what_was_measured_and_takes_it_back(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, own: Survey
) -> None:
    window, shown = opened(qtbot, jobs, settings, house, house.administrator)
    faces = Faces(jobs, settings)
    recogniser = faces._loaded = recogniser_of(choose(SFACE))
    jobs.changed.connect(faces._catch_up)
    shown.measuring.measured.emit(own)
    settle(qtbot, jobs)
    assert keys_of(shown) == ["F3", "F7", "F9"]
    assert "还没有采用" in shown.told.words.text()
    assert "逐个文件夹核对" in shown.told.words.text(), "invented faces are said sooner"
    window.press("F7")
    settle(qtbot, jobs)
    assert "已采用" in told(window)
    assert shown.standing.chip.text() == "本站自己的"
    assert recogniser._bands == own.calibration
    assert keys_of(shown) == ["F3", "F8", "F9"]
    window.press("F12")
    settle(qtbot, jobs)
    assert shown.standing.chip.text() == "随软件发布的"
    assert recogniser._bands != own.calibration
    window.press("F8")
    settle(qtbot, jobs)
    assert recogniser._bands == own.calibration
    assert calibrating.in_use(house.register, settings.data, SFACE).own


def test_who_may_not_adopt_is_told_who_may(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, own: Survey
) -> None:
    _, shown = opened(qtbot, jobs, settings, house, house.auditor)
    shown.measuring.measured.emit(own)
    settle(qtbot, jobs)
    assert keys_of(shown) == ["F3", "F9"]
    assert "站领导或管理员" in shown.told.words.text()


def test_a_table_that_is_not_believed_is_said_and_can_be_put_away(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, own: Survey
) -> None:
    calibrating.adopt(house.register, settings.data, own, by=house.leader, at=makers.NOON)
    (settings.data / "calibration" / f"{SFACE}.toml").write_bytes(b"x")
    window, shown = opened(qtbot, jobs, settings, house, house.leader)
    assert "损坏" in shown.standing.trouble.words.text()
    window.press("F8")
    settle(qtbot, jobs)
    assert not shown.standing.trouble.isVisible()
