"""Who is in the station already is saved all the same, and that it may be twice is said."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import clock
from app.domain.visit import LeavingKind
from app.settings import Settings
from tests import makers
from tests.ui import station
from tests.ui.intake.desk_of import open_intake
from tests.ui.keys import press
from ui.intake.page import IntakePage
from ui.jobs import Jobs
from ui.window import DeskWindow

NUMBER = "110101197903150130"


def _found(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> tuple[DeskWindow, IntakePage]:
    """Their number was typed, and they stand among the candidates."""
    window, page = open_intake(qtbot, jobs, settings, house)
    page.form.fields["document"].set_value(NUMBER)
    page.form.look_up()
    station.until(qtbot, lambda: bool(page.candidates.cards))
    station.settle(qtbot, jobs)
    return window, page


def _told_after_saving(
    qtbot: QtBot, jobs: Jobs, window: DeskWindow, page: IntakePage
) -> tuple[str, str]:
    with qtbot.waitSignal(page.admitted, timeout=station.WAIT):
        window.press("F9")
    station.settle(qtbot, jobs)
    return station.told(window), str(window.told.property("line"))


def test_the_same_human_still_here_is_said_with_the_case(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house, "王淼", document=NUMBER)
    window, page = _found(qtbot, jobs, settings, house)
    page.candidates.compare()
    press(Qt.Key.Key_1)
    words, tone = _told_after_saving(qtbot, jobs, window, page)
    assert f"他/她现在在站（{visit.case_number}），请核对是否同一次来站。" in words
    assert "还没有回答" not in words
    assert tone == "warn"
    assert len(station.in_station_rows(house)) == 2


def test_an_answer_that_is_missing_is_said(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    station.arrive(house, "王淼", document=NUMBER)
    window, page = _found(qtbot, jobs, settings, house)
    words, tone = _told_after_saving(qtbot, jobs, window, page)
    assert "有 1 位可能的人还没有回答。" in words
    assert tone == "warn"


@pytest.mark.parametrize("key", [Qt.Key.Key_1, Qt.Key.Key_2])
def test_who_has_left_or_is_somebody_else_needs_no_remark(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, key: Qt.Key
) -> None:
    visit = station.arrive(house, "王淼", document=NUMBER)
    if key is Qt.Key.Key_1:
        makers.leave(
            house.register,
            visit.id,
            LeavingKind.FETCHED,
            "",
            by=house.intake,
            at=clock.now(),
        )
    window, page = _found(qtbot, jobs, settings, house)
    page.candidates.compare()
    press(key)
    words, tone = _told_after_saving(qtbot, jobs, window, page)
    assert "现在在站" not in words
    assert "还没有回答" not in words
    assert tone == "ok"
