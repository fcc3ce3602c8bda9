"""团聚与回访 by keyboard: a year, whom a figure is made of, the spreadsheet."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app import clock
from app.domain.reunions import Part
from app.domain.staff import Viewing
from app.settings import Settings
from app.store.ask import all_of
from tests import makers
from tests.followed import DAY, gone
from tests.ui import station
from ui.jobs import Jobs
from ui.reunions.page import ReunionsPage


def test_a_year_is_counted_drawn_told_and_saved_and_who_is_behind_it_is_logged(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = gone(house, clock.now() - 200 * DAY)
    window = station.open_window(qtbot, jobs, settings, house, house.leader)
    window.go("monthly")
    station.settle(qtbot, jobs)
    window.press("F11")
    page = station.page(window, ReunionsPage)
    station.until(qtbot, lambda: page.found is not None)
    assert "太少" in page.told.text()
    assert sum(count for _, count in page.months.bars) == 1
    assert not station.unfit(page)
    rows = [(line.part, line.row, line.note) for line in page.table.rows.rows]
    assert (Part.AGAIN, "not_followed", "0 / 1，太少") in rows
    page.table.selectRow(rows.index((Part.REUNITED, "kin_came", "")))
    window.press("F9")
    station.until(qtbot, lambda: page.stack.currentWidget() is not page.figures)
    assert [one.person for one in page.people.table.rows.rows] == [visit.person]
    assert [one.person for one in all_of(house.register, Viewing)] == [visit.person]
    window.press("Esc")
    window.press("F7")
    folder: Path = settings.data / "reunions"
    qtbot.waitUntil(lambda: any(folder.glob("*.xlsx")), timeout=station.WAIT)
    window.press("F2")
    station.until(qtbot, lambda: page.found is not None)
    assert page.found
    assert page.found.figures.people == 0
