"""补录: one key a field; nothing stays on the clipboard; the number has its place."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import national, protecting
from app.domain.document import check_character
from app.domain.ids import PersonId
from app.domain.national import NationalNumber
from app.domain.staff import Viewing
from app.settings import Settings
from app.store.ask import all_of
from app.store.register import Register
from tests import makers
from tests.ui import station
from tests.ui.fitting import nameless
from tests.ui.keys import press
from ui.assist.page import RekeyPage
from ui.jobs import Jobs
from ui.window import DeskWindow


def board() -> str:
    return QGuiApplication.clipboard().text()


def opened(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> tuple[DeskWindow, RekeyPage]:
    """Two are here; the older one's fields are open by Ctrl+F9 out of 在站人员."""
    station.arrive(house, "李四", clock.now() - timedelta(hours=3), home="不知何处")
    station.arrive(house, "王𬎆", sex="2", ethnicity="02", birth="1979-03-15")
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("people")
    station.settle(qtbot, jobs)
    window.press("Ctrl+F9")
    page = station.page(window, RekeyPage)
    station.until(qtbot, lambda: page.panel is not None and bool(page.waiting.rows.rows))
    station.settle(qtbot, jobs)
    return window, page


def test_one_key_copies_the_next_and_an_empty_one_is_said_first(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = opened(qtbot, jobs, settings, house)
    assert [one.card.name for one in page.waiting.rows.rows] == ["李四", "王𬎆"], "oldest first"
    assert page.panel is not None
    assert page.panel.name == "王𬎆"
    assert "rekey" in {one.what for one in all_of(house.register, Viewing)}
    assert station.unfit(page) == []
    assert nameless(page) == []
    press(Qt.Key.Key_Space, on=page.fields)
    assert board() == "王𬎆"
    window.press("F9")
    assert board() == "否"
    window.press("F9")
    assert board() == "", "nothing is copied for an empty field"
    assert "别名" in page.told.words.text()
    window.press("F9")
    assert board() == "2", "the code of GB/T 2261.1, after the empty one was passed over"
    assert "跳过空项：别名" in page.told.words.text()
    window.press("F2")
    assert board() == "否"
    window.press("F3")
    window.press("F9")
    window.press("F9")
    assert board() == "1979-03-15", "empty ones are skipped on request"
    page.half_filled.keep()
    station.settle(qtbot, jobs)
    again = station.open_window(qtbot, jobs, settings, house)
    again.go("rekey", page.panel.visit.id)
    other = station.page(again, RekeyPage)
    station.until(qtbot, lambda: other.panel is not None)
    assert other.walk.at == page.walk.at, "goes on where it was"


def test_the_clipboard_is_emptied_on_leaving_on_locking_and_after_a_while(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = opened(qtbot, jobs, settings, house)
    window.press("F9")
    assert page.clip.holds
    window.go("people")
    assert board() == ""
    window.go("rekey")
    window.press("F9")
    assert board()
    window.hide()  # what the lock does
    assert board() == ""
    window.show()
    window.press("F9")
    page.clip._clock.setInterval(1)
    page.clip._clock.start()
    station.until(qtbot, lambda: not page.clip.holds)
    assert board() == ""
    window.press("F9")
    QGuiApplication.clipboard().setText("mine")
    page.clip.clear()
    assert board() == "mine", "what somebody copied elsewhere is theirs"
    QGuiApplication.clipboard().clear()


def test_the_number_is_kept_corrected_with_why_and_the_visit_waits_no_more(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = opened(qtbot, jobs, settings, house)
    assert page.panel is not None
    case = page.panel.visit.case_number
    window.press("F4")
    number = "11010119790315002"
    identity = number + check_character(number)
    for typed, part in ((case, "本站"), (identity, "身份证"), ("编号", "写法")):
        page.number.number.set_value(typed)
        press(Qt.Key.Key_Return, on=page.number.number.line)
        station.settle(qtbot, jobs)
        assert part in page.number.number.warning.text()
        assert page.number.number.value() == typed, "nothing typed is lost"
    page.number.number.set_value(" jz2026-0001 ")
    press(Qt.Key.Key_Return, on=page.number.number.line)
    station.until(qtbot, lambda: len(page.waiting.rows.rows) == 1)
    station.until(qtbot, lambda: page.number.now.text() == "JZ2026-0001")
    window.press("F4")
    page.number.number.set_value("JZ2026-0002")
    press(Qt.Key.Key_Return, on=page.number.number.line)
    press(Qt.Key.Key_Return, on=page.number.words.line)
    assert "为什么" in page.number.words.warning.text()
    page.number.words.set_value("抄错一位")
    press(Qt.Key.Key_Return, on=page.number.words.line)
    station.until(qtbot, lambda: page.number.now.text() == "JZ2026-0002")
    first, second = all_of(house.register, NationalNumber)
    assert second.supersedes == first.id


def test_who_is_sealed_meanwhile_is_gone_from_screen_and_clipboard(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = opened(qtbot, jobs, settings, house)
    assert page.panel is not None
    person = PersonId(page.panel.visit.person)
    window.press("F9")
    jobs.desk(
        page,
        lambda r: protecting.protect(r, person, "家暴", by=house.leader, at=clock.now()),
        lambda _made: None,
    )
    station.until(qtbot, lambda: page.panel is None)
    assert board() == ""
    station.until(qtbot, lambda: len(page.waiting.rows.rows) == 1)
    assert page.fields.rows.rows == []


def test_a_number_being_typed_outlives_one_that_another_desk_writes_down(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = opened(qtbot, jobs, settings, house)
    assert page.panel is not None
    visit = page.panel.visit.id
    window.press("F4")
    page.number.number.set_value("JZ2026-0002")

    def theirs(register: Register) -> object:
        said, at = national.Said(number="JZ2026-0001"), clock.now()
        return national.write_number(register, visit, said, by=house.leader, at=at)

    jobs.desk(page, theirs, lambda _made: None)
    station.until(qtbot, lambda: page.number.now.text() == "JZ2026-0001")
    assert "JZ2026-0001" in page.number.number.warning.text()
    window.press("F4")
    assert page.number.number.value() == "JZ2026-0002"
    assert page.number.words.isVisible(), "now it would be a correction, and says why"


def test_what_is_copied_can_be_read_on_a_small_screen(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = opened(qtbot, jobs, settings, house)
    window.resize(1024, 600)
    station.settle(qtbot, jobs)
    assert page.fields.columnWidth(2) >= 200
    assert station.unfit(window.stack) == []
