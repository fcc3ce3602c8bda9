"""月报: by keys alone from a month to its figures, to the people behind one, to paper and sheet."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import clock
from app.desk.overseeing import MOST_SHOWN, PURPOSE
from app.domain.dashboard import Plot, Series
from app.domain.monthly import Part
from app.domain.period import Length, period_of
from app.domain.provinces import BEGINS
from app.domain.staff import Viewing
from app.settings import Settings
from app.store.ask import all_of
from app.words.monthly import part_in_words
from tests import makers
from tests.app.paper.papers import text_of
from tests.ui import station
from tests.ui.fitting import nameless
from tests.ui.keys import press
from tests.ui.station import keys_of, settle, told, unfit, until
from ui.jobs import Jobs
from ui.monthly.page import MonthlyPage
from ui.monthly.plots import PlotView
from ui.window import DeskWindow


def _opened(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> tuple[DeskWindow, MonthlyPage]:
    window = station.open_window(qtbot, jobs, settings, house, house.leader)
    window.go("monthly")
    page = station.page(window, MonthlyPage)
    page.show_period(period_of(Length.MONTH, clock.local(clock.now()).date()))
    settle(qtbot, jobs)
    return window, page


def _looks(house: makers.Desk) -> list[tuple[str, bool]]:
    return [(one.what, one.person is not None) for one in all_of(house.register, Viewing)]


def test_from_a_month_to_the_people_behind_a_figure_to_its_files(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    for name in ("=SUM(A1)", "王淼"):
        station.arrive(house, name, clock.now(), sex="2")
    window, page = _opened(qtbot, jobs, settings, house)
    page.tables.look_at(Part.SEX)
    press(Qt.Key.Key_Down, on=page.tables.rows)
    assert keys_of(page)[-1] == "F9"
    assert page.tables.sum.text() == "合计：2 人次，2 人。相加等于合计。"
    press(Qt.Key.Key_Return, on=page.tables.rows)
    until(qtbot, page.people.isVisible)
    settle(qtbot, jobs)
    assert [one.name for one in page.people.table.rows.rows] == ["王淼", "=SUM(A1)"]
    assert _looks(house) == [(PURPOSE, True)] * 2
    press(Qt.Key.Key_Escape, on=page.people.table)
    assert page.tables.isVisible()
    folder, month = settings.data / "monthly", page.period.name
    for key, kind in (("F8", "pdf"), ("F7", "xlsx")):
        window.press(key)
        until(qtbot, lambda: not page.making.running)
        assert str(folder / f"monthly-440114-01-{month}.{kind}") in told(window)
    words = text_of(Path(folder / f"monthly-440114-01-{month}.pdf").read_bytes())
    assert "性别不详" in words
    assert "王淼" not in words
    book = load_workbook(BytesIO((folder / f"monthly-440114-01-{month}.xlsx").read_bytes()))
    rows = [tuple(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    assert ("女", 2, 2, None) in [tuple(one or None for one in row) for row in rows]
    assert ("站外救助", "不详", "不详", "本月没有街面巡查记录") in rows
    sheet = book.worksheets[0]
    assert "A1:D1" in {one.coord for one in sheet.merged_cells.ranges}
    bold = {str(row[0].value) for row in sheet.iter_rows() if row[0].font.bold}
    assert bold == {str(rows[0][0]), "合计", "项目", *(part_in_words(one, "zh") for one in Part)}
    assert _looks(house)[2:] == [(f"monthly {month}", False)] * 2


def test_other_months_by_keys_and_none_that_is_to_come_and_all_has_room(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    station.arrive(house, station.NAMES[1], clock.now())
    window, page = _opened(qtbot, jobs, settings, house)
    here = page.period
    window.press("F3")
    assert page.period == here
    window.press("F2")
    settle(qtbot, jobs)
    assert page.found is not None
    assert [one.times for one in page.found.report.tables] == [0] * len(Part)
    window.press("F3")
    window.resize(1024, 600)
    settle(qtbot, jobs)
    for part in Part:
        page.tables.look_at(part)
        until(qtbot, lambda: not unfit(window.stack))
    assert nameless(window.stack) == []
    least = page.minimumSizeHint()
    assert (least.width() <= 822, least.height() <= 440) == (True, True)


def test_everybody_behind_a_large_figure_is_shown_forty_at_a_time(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    for n in range(MOST_SHOWN + 2):
        station.arrive(house, f"人{n}", clock.now(), sex="2")
    window, page = _opened(qtbot, jobs, settings, house)
    page.tables.look_at(Part.FLOW)
    press(Qt.Key.Key_Down, on=page.tables.rows)
    press(Qt.Key.Key_Return, on=page.tables.rows)
    until(qtbot, page.people.isVisible)
    settle(qtbot, jobs)
    first = {one.person for one in page.people.table.rows.rows}
    assert len(first) == MOST_SHOWN
    window.press("F3")
    settle(qtbot, jobs)
    rest = {one.person for one in page.people.table.rows.rows}
    assert (len(rest), rest & first) == (2, set())
    assert "第 41–42 人" in page.people.note.text()
    assert "F3" not in keys_of(page)
    assert len(_looks(house)) == MOST_SHOWN + 2, "each look is a line in the log"


def test_nobody_else_is_shown_the_page(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window = station.open_window(qtbot, jobs, settings, house, house.intake)
    assert "monthly" not in window.nav.buttons


def test_the_same_month_is_drawn_and_said_in_words(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    station.arrive(house, at=clock.now(), home="四川省南充市")
    window, page = _opened(qtbot, jobs, settings, house)
    window.press("F6")
    settle(qtbot, jobs)
    assert page.plots.isVisible()
    origins = page.plots.plots[Plot.ORIGINS]
    assert origins.accessibleDescription() == "四川 1"
    assert page.plots.plots[Plot.REFUNDS].accessibleDescription() == "本月没有"
    picture = origins.grab().toImage()
    plain = picture.pixelColor(0, 0)
    colours = {picture.pixelColor(x, y).name() for x in range(0, picture.width(), 2)
               for y in range(0, picture.height(), 2)}  # fmt: skip
    assert len(colours - {plain.name()}) > 1, "something is drawn"
    window.resize(1024, 600)
    until(qtbot, lambda: not unfit(window.stack))
    assert nameless(window.stack) == []
    window.press("F6")
    assert page.tables.isVisible()


def test_lines_that_a_plot_has_no_room_for_are_counted_in_its_last_one(qtbot: QtBot) -> None:
    view = PlotView("zh")
    qtbot.addWidget(view)
    many = Series(plot=Plot.ORIGINS, bars=tuple((code, 1) for code in sorted(BEGINS)[:9]))
    few = Series(plot=Plot.ORIGINS, bars=many.bars[:6])
    view.resize(300, 6 * 20)
    shown, left_out = view.fitting(many)
    assert (len(shown), left_out) == (5, (4, 4))
    assert view.fitting(few) == (few.bars, (0, 0))
    assert view.fitting(replace(few, more=(2, 7))) == (few.bars[:5], (3, 8))
    view.show_series(many, {})
    told = view.grab().toImage()
    view.show_series(Series(plot=Plot.ORIGINS, bars=shown), {})
    assert told.copy(0, 100, 300, 20) != view.grab().toImage().copy(0, 100, 300, 20)
