"""今日事项 by keyboard alone: closed, extended, given, added; half-typed ones are kept."""

from datetime import timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import clock
from app.clock import local
from app.desk import matters
from app.desk.matters import Written
from app.domain.matter import Matter
from app.settings import Settings
from app.store.people import file_of
from tests import makers
from tests.ui import station
from tests.ui.keys import press
from ui.jobs import Jobs
from ui.today.page import TodayPage
from ui.window import DeskWindow

DAY = timedelta(days=1)


def _open(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> tuple[DeskWindow, TodayPage]:
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("today")
    station.settle(qtbot, jobs)
    return window, station.page(window, TodayPage)


def _matters(page: TodayPage) -> list[Matter]:
    return [row.due.matter for row in page.table.rows.rows]


def test_a_matter_is_closed_and_a_stay_extended_by_keyboard(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    now = clock.now()
    nameless = station.arrive(house, "", now - 2 * DAY)
    stays = station.arrive(house, "王淼", now - 11 * DAY)
    window, page = _open(qtbot, jobs, settings, house)
    assert _matters(page)[:3] == [Matter.STAY, Matter.NOTICE, Matter.POLICE_ASKED]
    assert "3 项已超期" in page.told.words.text()
    form = page.writing.matter
    window.press("F9")
    until = local(now + 5 * DAY).date()
    form.fields["until"].set_value(f"{until:%Y-%m-%d}")
    form.fields["words"].set_value("等待亲属来接")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "备案" in form.fields["number"].warning.text()
    assert not station.unfit(page)
    form.fields["number"].set_value("1" * 200)
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "60" in form.fields["number"].warning.text()
    form.fields["number"].set_value("穗民备 3 号")
    form.fields["words"].setFocus()
    press(Qt.Key.Key_Return)
    station.settle(qtbot, jobs)
    assert page.writing.shown is None
    (made,) = file_of(house.register, stays.person).steps
    assert (made.until, made.number) == (until, "穗民备 3 号")

    assert _matters(page)[0] is Matter.NOTICE
    press(Qt.Key.Key_Home, on=page.table)
    page.table.selectRow(0)
    window.press("F9")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert form.fields["number"].warning.text(), "nothing is closed without evidence"
    form.fields["number"].set_value("公告 7 号")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert Matter.NOTICE not in _matters(page)
    assert len(file_of(house.register, nameless.person).steps) == 1


def test_half_typed_ones_are_kept_and_esc_goes_back_and_enter_opens_the_workbench(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    station.arrive(house, "", clock.now() - 2 * DAY)
    window, page = _open(qtbot, jobs, settings, house)
    window.press("F9")
    page.writing.matter.fields["number"].set_value("公告 7")
    press(Qt.Key.Key_Escape, on=page.writing.matter)
    assert page.writing.shown is None
    window.press("F7")
    page.writing.weather.fields["low"].set_value("-6")
    station.settle(qtbot, jobs)
    window.close_pages()
    window, page = _open(qtbot, jobs, settings, house)
    window.press("F9")
    assert page.writing.matter.value("number") == "公告 7"
    press(Qt.Key.Key_Escape, on=page.writing.matter)
    window.press("F7")
    assert page.writing.weather.value("low") == "-6", "of a cold night as well"
    press(Qt.Key.Key_Escape, on=page.writing.weather)
    press(Qt.Key.Key_Return, on=page.table)
    assert window.here == "workbench", "a notice is prepared there"


def test_a_form_whose_matter_another_desk_closed_does_not_go_without_a_word(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house, "", clock.now() - 2 * DAY)
    window, page = _open(qtbot, jobs, settings, house)
    assert _matters(page)[0] is Matter.NOTICE
    window.press("F9")
    page.writing.matter.fields["number"].set_value("公告 7")
    said = Written(on=local(clock.now()).date(), number="公告 9 号")
    jobs.desk(
        page,
        lambda r: matters.close(r, visit.id, Matter.NOTICE, said, by=house.leader, at=clock.now()),
        lambda _made: None,
    )
    station.until(qtbot, lambda: Matter.NOTICE not in _matters(page))
    assert page.writing.shown is None
    assert "别处已经办结" in station.told(window)


def test_an_owner_is_named_something_is_added_and_the_menu_counts(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    station.arrive(house, "王淼", clock.now() - 11 * DAY, {"infection": "yes"})
    window, page = _open(qtbot, jobs, settings, house)
    window.press("F6")
    window.press("F9")
    assert page.writing.owner.fields["owner"].warning.text()
    page.writing.owner.fields["owner"].set_value(str(house.intake.id))
    window.press("F9")
    station.settle(qtbot, jobs)
    page.pills.press("mine")
    assert _matters(page) == [Matter.STAY]
    page.pills.press("all")
    window.press("F2")
    page.writing.matter.fields["matter"].set_value(Matter.WANDERER)
    page.writing.matter.fields["until"].set_value("+30")
    page.writing.matter.fields["words"].set_value("易走失")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert _matters(page) == [Matter.STAY, Matter.WANDERER]
    window.press("F7")
    page.writing.weather.fields["low"].set_value("-2")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "今夜最低 -2℃" in page.told.words.text()
    window.counting.count()
    station.settle(qtbot, jobs)
    said = window.nav.buttons["today"].accessibleDescription()
    assert said.startswith("1 · Alt+")
    assert window.nav.warned.text() == "1 项已超期"
    assert not station.unfit(page)
