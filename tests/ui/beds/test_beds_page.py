"""床位, 房间设置 and 交接班 by keys alone."""

from queue import SimpleQueue

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import beds, rooms
from app.desk.rooms import RoomFacts
from app.domain.room import Room, RoomFor
from app.domain.staff import Officer
from app.settings import Settings
from app.store import beds as asked
from app.store import keys
from app.words.say import say
from tests import makers
from tests.ui import station
from tests.ui.keys import press
from ui.beds.page import BedsPage
from ui.beds.rooms import RoomsPage
from ui.beds.shift import ShiftPage
from ui.jobs import Jobs
from ui.people.in_station import InStationPage
from ui.theme import FAMILY
from ui.window import DeskWindow


def _room(house: makers.Desk, name: str, use: RoomFor, beds: int = 2) -> Room:
    facts = RoomFacts(name=name, use=use, beds=beds)
    return rooms.keep(house.register, house.station, facts, by=house.leader, at=clock.now())


def _open(
    qtbot: QtBot,
    jobs: Jobs,
    settings: Settings,
    house: makers.Desk,
    page: str,
    who: Officer | None = None,
) -> DeskWindow:
    window = station.open_window(qtbot, jobs, settings, house, who)
    window.go(page)
    station.settle(qtbot, jobs)
    return window


def test_somebody_is_given_a_bed_moved_and_taken_back_by_keys(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house, sex="1", age="40")
    men, women = _room(house, "男1室", RoomFor.MEN), _room(house, "女1室", RoomFor.WOMEN)
    window = _open(qtbot, jobs, settings, house, "people")

    def place() -> list[object]:
        station.settle(qtbot, jobs)
        return [one.place for one in asked.stays_now(house.register)]

    window.press("Shift+F3")
    station.settle(qtbot, jobs)
    page = station.page(window, BedsPage)
    bed = page.map.bed()
    assert bed is not None
    assert (bed.room.id, bed.number) == (men.id, 1)  # the suggestion has the cursor
    assert place() == []  # and nothing is given by itself
    press(Qt.Key.Key_Right, on=page.map)
    press(Qt.Key.Key_Return, on=page.map)
    assert place() == [(men.id, 2)]
    press(Qt.Key.Key_Return, on=page.map)  # takes up whoever is there
    assert page.hand.of() == visit.id
    assert page.map.go_to((women.id, 1))
    press(Qt.Key.Key_Return, on=page.map)
    assert place() == [(men.id, 2)]
    assert "女1室 只住女性" in station.told(window)
    assert "F6" in station.keys_of(page), "the sentence sends them to the file by F6"
    assert page.map.go_to((men.id, 1))
    press(Qt.Key.Key_Return, on=page.map)
    assert place() == [(men.id, 1)]
    press(Qt.Key.Key_F12, on=page.map)
    assert place() == [(men.id, 2)]
    assert page.map.go_to((men.id, 2))
    window.press("F7")
    assert place() == []
    assert [one.visit.id for one in page.hand.table.rows.rows] == [visit.id]
    window.go("people")
    station.page(window, InStationPage)
    window.press("F4")
    assert place() == [(men.id, 1)]
    window.press("F4")
    station.settle(qtbot, jobs)
    assert window.here == "beds"
    assert say("bed.there_already", "zh", bed=1) in station.told(window)
    assert place() == [(men.id, 1)]


def test_where_a_reason_is_asked_for_it_is_typed_beside_and_outlives_a_restart(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house, sex="0", age="40")
    men = _room(house, "男1室", RoomFor.MEN)
    window = _open(qtbot, jobs, settings, house, "people")
    window.press("F4")
    station.settle(qtbot, jobs)
    page = station.page(window, BedsPage)  # no bed is suggested: the board says so
    assert say("bed.none_fits", "zh") in station.told(window)
    assert page.map.go_to((men.id, 1))
    press(Qt.Key.Key_Return, on=page.map)
    station.settle(qtbot, jobs)
    assert "性别还不清楚" in page.hand.why.warning.text()
    page.hand.why.set_value("医生看过，男")
    page.half_filled.keep()
    station.settle(qtbot, jobs)
    window.close_pages()
    again = station.open_window(qtbot, jobs, settings, house)
    busy = SimpleQueue[bool]()
    jobs.desk(again, lambda _register: busy.get(timeout=station.WAIT), lambda _done: None)
    again.go("beds", visit.id)
    page = station.page(again, BedsPage)
    station.until(qtbot, lambda: page.hand.of() == visit.id)
    busy.put(True)  # what was left is asked of the writer, and comes after the board
    station.settle(qtbot, jobs)
    page.half_filled.keep()
    assert page.hand.why.value() == "医生看过，男"
    assert page.map.go_to((men.id, 1))
    press(Qt.Key.Key_Return, on=page.hand.why.line)
    station.settle(qtbot, jobs)
    assert [one.why for one in asked.stays_now(house.register)] == ["医生看过，男"]


def test_a_leader_adds_a_room_and_is_told_what_cannot_be(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window = _open(qtbot, jobs, settings, house, "rooms", house.leader)
    page = station.page(window, RoomsPage)
    page.fields["name"].set_value("男1室")
    page.fields["use"].set_value("men")
    for beds_, key in (("0", "room.beds"), ("1000", "room.beds"), ("", "room.beds")):
        page.fields["beds"].set_value(beds_)
        window.press("F9")
        station.settle(qtbot, jobs)
        assert page.fields["beds"].warning.text() == say(key, "zh", most=60)
    page.fields["beds"].set_value("6")
    page.fields["shut"].set_value("3 漏水")
    window.press("F9")
    station.settle(qtbot, jobs)
    window.press("F2")
    page.fields["name"].set_value("男1室")
    page.fields["use"].set_value("men")
    page.fields["beds"].set_value("2")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "已有叫" in page.fields["name"].warning.text()
    (made,) = asked.rooms(house.register, house.station.code)
    assert (made.name, made.beds, made.shut) == ("男1室", 6, {"3": "漏水"})
    page.rule.set_value("need")
    window.press("F4")
    station.settle(qtbot, jobs)
    assert window.desk.station.bed_rule == "need"


def test_a_shift_is_signed_by_who_goes_and_who_comes(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    station.arrive(house, sex="2", age="40")
    ring = keys.new_ring(house.register.device)
    ring = keys.with_officer(ring, house.leader.id, "leader", makers.PASSWORD, house.key)
    keys.write_ring(house.register.folder, ring)
    window = _open(qtbot, jobs, settings, house, "shift")
    page = station.page(window, ShiftPage)
    assert [one.matter for one in page.open.rows.rows] == ["no_bed"]
    window.press("F9")
    assert page.login.warning.text()
    press(Qt.Key.Key_Return, on=page.staff)  # the first of the list is on shift
    page.women.set_value("没有")
    page.login.set_value("leader")
    page.password.set_value(makers.PASSWORD)
    window.press("F9")
    station.settle(qtbot, jobs)
    assert page.women.warning.text()
    assert not asked.handovers(house.register, house.station.code), "not dropped without a word"
    page.women.set_value("０人")
    page.login.set_value("leader")
    for password in ("wrong wrong 7", makers.PASSWORD):
        page.password.set_value(password)
        window.press("F9")
        station.settle(qtbot, jobs)
    (made,) = asked.handovers(house.register, house.station.code)
    assert (made.officer, made.comes) == (house.intake.id, house.leader.id)
    assert set(made.on_shift) == {house.leader.id, page.staff.rows.rows[0].id} == page._on
    assert page.password.value() == ""
    page.women.set_value("0")
    page.login.set_value("leader")
    page.password.set_value(makers.PASSWORD)
    window.press("F9")
    station.settle(qtbot, jobs)
    (last, _) = asked.handovers(house.register, house.station.code)
    assert page.before.current() == last, "F8 prints what was signed just now"
    window.go("beds")
    station.settle(qtbot, jobs)
    assert "没有女工作人员" in station.page(window, BedsPage).told.words.text()
    assert beds.on_duty(house.register, house.station.code).women == 0


def test_a_half_typed_room_outlives_a_restart_and_what_another_desk_keeps(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    old = _room(house, "男1室", RoomFor.MEN)
    window = _open(qtbot, jobs, settings, house, "rooms", house.leader)
    page = station.page(window, RoomsPage)
    window.press("F2")
    page.fields["name"].set_value("女9室")
    facts = RoomFacts(name="男1室", use=RoomFor.MEN, beds=7)
    jobs.desk(  # as if it came from another desk
        page,
        lambda r: rooms.keep(r, house.station, facts, old.id, by=house.leader, at=clock.now()),
        lambda _made: None,
    )
    page.reload()
    station.settle(qtbot, jobs)
    assert page.fields["name"].value() == "女9室", "never the form of another room"
    window.close_pages()
    station.settle(qtbot, jobs)
    window = _open(qtbot, jobs, settings, house, "rooms", house.leader)
    page = station.page(window, RoomsPage)
    window.press("F2")
    assert page.fields["name"].value() == "女9室"
    page.table.selectRow(0)
    page.table.moved.emit(page.table.current())
    assert page.fields["beds"].value() == "7"


def test_a_bed_with_two_digits_can_be_read_in_english_on_a_small_screen(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    _room(house, "男1室", RoomFor.MEN, 12)
    window = _open(qtbot, jobs, settings, house, "beds")
    window.resize(1024, 600)
    page = station.page(window, BedsPage)
    station.settle(qtbot, jobs)
    drawn = QFont(FAMILY, weight=QFont.Weight.Bold)
    drawn.setPixelSize(13)
    beside = 10 + 4 + 8
    words = f"12 {say('bed_state.free', 'en')}"
    assert QFontMetrics(drawn).horizontalAdvance(words) <= page.map.columnWidth(6) - beside
