"""回访 by keyboard alone: the list, a letter to the home town, its slip scanned, one digit."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import clock
from app.domain.followup import Stand
from app.domain.outside_letter import LetterState
from app.domain.staff import Viewing
from app.settings import Settings
from app.store.ask import all_of
from app.store.letters import letters_of_visit
from tests import makers
from tests.followed import DAY, code, gone, noted, written
from tests.ui import station
from ui.followups.page import FollowupsPage
from ui.jobs import Jobs
from ui.window import DeskWindow


def _open(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> tuple[DeskWindow, FollowupsPage]:
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("today")
    station.settle(qtbot, jobs)
    window.press("Ctrl+F8")
    station.settle(qtbot, jobs)
    return window, station.page(window, FollowupsPage)


def _do(qtbot: QtBot, jobs: Jobs, window: DeskWindow, *keys: str) -> None:
    for key in keys:
        window.press(key)
        station.settle(qtbot, jobs)


def test_a_letter_goes_to_the_home_town_and_its_slip_is_scanned_and_answered_by_one_digit(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    visit = gone(house, clock.now() - 25 * DAY)
    out = tmp_path / "papers"
    window, page = _open(qtbot, jobs, replace(settings, printer=f"file:{out}"), house)
    _do(qtbot, jobs, window, "F2")
    assert "四川省南充市仪陇县民政局" in page.writing.letter.value("to")
    assert not station.unfit(page)
    _do(qtbot, jobs, window, "F9", "F8")
    qtbot.waitUntil(lambda: any(out.glob("*.pdf")), timeout=station.WAIT)
    _do(qtbot, jobs, window, "F6", "F9")
    (whole,) = letters_of_visit(house.register, visit.id)
    assert whole.state is LetterState.SENT
    window.go("people")
    window.scans.look_up(code(house, whole.first))
    station.until(qtbot, lambda: page.writing.open is page.writing.outcome)
    assert window.here == "followups"
    assert not station.unfit(page)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_2)
    station.settle(qtbot, jobs)
    assert "什么帮助" in page.writing.outcome.words.warning.text()
    page.writing.outcome.words.set_value("没有低保")
    _do(qtbot, jobs, window, "F9")
    (whole,) = letters_of_visit(house.register, visit.id)
    assert whole.answer
    assert (whole.answer.result, whole.answer.words) == ("needs_help", "没有低保")
    window.press("F12")
    station.settle(qtbot, jobs)
    assert letters_of_visit(house.register, visit.id)[0].answer is None
    looks = {(one.what, one.purpose) for one in all_of(house.register, Viewing)}
    assert looks == {("followups", "followups"), ("followup", "tracing")}


def test_a_slip_scanned_twice_gets_a_sentence_and_a_typed_number_opens_it(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = gone(house, clock.now() - 25 * DAY)
    letter = written(house, visit, clock.now())
    window, page = _open(qtbot, jobs, settings, house)
    _do(qtbot, jobs, window, "F4")
    page.writing.number.fields["number"].set_value("H440114-01-20261123-9999-9")
    _do(qtbot, jobs, window, "F9")
    assert "没有编号" in page.writing.number.fields["number"].warning.text()
    page.writing.number.fields["number"].set_value(letter.number.lower())
    window.press("F9")
    station.until(qtbot, lambda: page.writing.open is page.writing.outcome)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_1)
    station.settle(qtbot, jobs)
    (whole,) = letters_of_visit(house.register, visit.id)
    assert whole.answer
    assert whole.answer.result == "settled"
    window.scans.look_up(code(house, letter))
    station.until(qtbot, lambda: "没有重复登记" in page.told.words.text())
    assert page.writing.open is None


def test_all_that_are_due_are_written_printed_and_noted_as_sent_at_once(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    for n in range(3):
        gone(house, clock.now() - (25 + n) * DAY, f"王{n}")
    gone(house, clock.now() - 5 * DAY, "不到期")
    out = tmp_path / "papers"
    window, page = _open(qtbot, jobs, replace(settings, printer=f"file:{out}"), house)
    _do(qtbot, jobs, window, "Shift+F8")
    qtbot.waitUntil(lambda: page.writing.open is page.writing.sent, timeout=station.WAIT)
    assert len(list(out.glob("*.pdf"))) == 3
    _do(qtbot, jobs, window, "F9")
    assert page.found
    assert [row.one.stand for row in page.found.rows].count(Stand.ASKED) == 3


def test_what_was_half_typed_is_there_again(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = gone(house, clock.now() - 25 * DAY)
    noted(house, written(house, visit, clock.now()), "not_reached", clock.now())
    window, page = _open(qtbot, jobs, settings, house)
    _do(qtbot, jobs, window, "F7")
    page.writing.outcome.words.set_value("搬到邻村")
    page.half_filled.keep()
    station.settle(qtbot, jobs)
    window.close()
    window, page = _open(qtbot, jobs, settings, house)
    _do(qtbot, jobs, window, "F7")
    assert page.writing.outcome.value("words") == "搬到邻村"


def test_a_number_that_was_typed_is_there_again_until_its_letter_is_found(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = gone(house, clock.now() - 25 * DAY)
    number = written(house, visit, clock.now()).number
    window, page = _open(qtbot, jobs, settings, house)
    _do(qtbot, jobs, window, "F4")
    page.writing.number.fields["number"].set_value(number)
    window.close_pages()
    station.settle(qtbot, jobs)
    window, page = _open(qtbot, jobs, settings, house)
    _do(qtbot, jobs, window, "F4")
    assert page.writing.number.value("number") == number
    _do(qtbot, jobs, window, "F9")
    assert page.writing.open is page.writing.outcome
    page.writing.close()
    _do(qtbot, jobs, window, "F4")
    assert page.writing.number.value("number") == ""
