"""在站人员: who is here, what is to be done, leaving in two keys."""

from datetime import timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import clock
from app.domain.staff import Officer, Role
from app.domain.visit import LeavingKind
from app.settings import Settings
from app.store.people import file_of, in_station
from tests import makers
from tests.ui import station
from tests.ui.keys import press
from ui.calm import CalmPage
from ui.jobs import Jobs
from ui.papers.page import PapersPage
from ui.people.in_station import InStationPage
from ui.window import DeskWindow


def _open(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, who: Officer | None = None
) -> tuple[DeskWindow, InStationPage]:
    window = station.open_window(qtbot, jobs, settings, house, who)
    window.go("people")
    station.settle(qtbot, jobs)
    return window, station.page(window, InStationPage)


def _say(qtbot: QtBot, jobs: Jobs, page: InStationPage, kind: LeavingKind) -> None:
    """Everything that a kind asks of somebody grown up."""
    station.settle(qtbot, jobs)
    form = page.side.leaving
    form.kind.set_value(kind)
    for name, said in {**makers.TOLD, "destination": "河池"}.items():
        field = form.fields.get(name)
        if field is not None and field.isVisibleTo(form) and not field.value():
            field.set_value(said)


def test_it_counts_who_is_here_and_lists_the_newest_first(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    now = clock.now()
    station.arrive(house, "刘德贵", now - timedelta(days=3))
    station.arrive(house, "", now - timedelta(days=2))
    child = station.arrive(house, "陈小雨", now, age="13")
    station.voucher(house, child)
    _, page = _open(qtbot, jobs, settings, house)
    assert {key: label.text() for key, label in page.numbers.items()} == {
        "here": "3",
        "today": "1",
        "voucher": "1",
        "minor": "1",
    }
    assert [one.card.name for one in page.table.rows.rows][::2] == ["陈小雨", "刘德贵"]
    assert page.side.name.text() == "陈小雨"
    assert "灰色双肩包" in page.side.items.text()


def test_filters_are_walked_with_the_arrows(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    station.arrive(house, "刘德贵")
    station.arrive(house, "")
    _, page = _open(qtbot, jobs, settings, house)
    page.pills.setFocus()
    press(Qt.Key.Key_Right, on=page.pills.buttons["all"])
    assert page.pills.value == "nameless"
    assert [one.card.temporary for one in page.table.rows.rows] == [True]
    press(Qt.Key.Key_Right, on=page.pills.buttons["nameless"])
    assert page.table.rows.rows == []
    assert page.none.isVisible()
    assert page.side.one is None


def test_f9_asks_how_and_f9_again_lets_leave(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    station.voucher(house, visit)
    window, page = _open(qtbot, jobs, settings, house)
    window.press("F9")
    assert page.side.leaving.kind.value() == ""  # nothing is chosen beforehand
    _say(qtbot, jobs, page, LeavingKind.VOUCHER)
    assert page.side.leaving.raw()["destination"] == "成都东"
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "王淼" in station.told(window)
    assert page.table.rows.rows == []
    gone = file_of(house.register, visit.person).leavings
    assert [(g.kind, g.destination) for g in gone] == [(LeavingKind.VOUCHER, "成都东")]


def test_a_leaving_is_taken_back_at_once_with_f12(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    window, page = _open(qtbot, jobs, settings, house)
    window.press("F9")
    _say(qtbot, jobs, page, LeavingKind.OWN_WISH)
    window.press("F9")
    station.settle(qtbot, jobs)
    assert in_station(house.register) == []
    assert page.numbers["today"].text() == "1"  # arrived today all the same
    press(Qt.Key.Key_F12, on=page.table)
    station.settle(qtbot, jobs)
    assert [one.visit.id for one in in_station(house.register)] == [visit.id]
    assert "仍在站" in station.told(window)
    assert [one.visit.id for one in page.table.rows.rows] == [visit.id]
    file = file_of(house.register, visit.person)
    assert file.leavings == ()
    ((gone, back),) = file.undone
    assert (back.leaving, back.reason) == (gone.id, "办理后随即撤销")
    window.press("F9")
    _say(qtbot, jobs, page, LeavingKind.FETCHED)
    window.press("F9")
    station.settle(qtbot, jobs)
    assert in_station(house.register) == []


def test_a_digit_chooses_the_kind_and_nothing_is_chosen_beforehand(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    window, page = _open(qtbot, jobs, settings, house)
    window.press("F9")
    window.press("F9")
    assert page.side.leaving.kind.warning.text()
    assert len(in_station(house.register)) == 1
    press(Qt.Key.Key_3, on=page.side.leaving.kind.combo)
    assert page.side.leaving.kind.value() == LeavingKind.FETCHED
    _say(qtbot, jobs, page, LeavingKind.FETCHED)
    window.press("F9")
    station.settle(qtbot, jobs)
    gone = file_of(house.register, visit.person).leavings
    assert [g.kind for g in gone] == [LeavingKind.FETCHED]


def test_a_rule_that_says_no_is_said_beside_the_kind_and_esc_goes_back(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    station.arrive(house)
    window, page = _open(qtbot, jobs, settings, house)
    window.press("F9")
    page.side.leaving.kind.set_value(LeavingKind.VOUCHER)
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "有效凭证" in page.side.leaving.kind.warning.text()
    press(Qt.Key.Key_Escape, on=page.side.leaving)
    assert not page.side.leaving.isVisible()


def test_it_reloads_when_somebody_arrives(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    _, page = _open(qtbot, jobs, settings, house)
    assert page.none.isVisible()
    jobs.desk(page, lambda _register: station.arrive(house, "赵秀英"), lambda _visit: None)
    station.until(qtbot, lambda: len(page.table.rows.rows) == 1)
    assert page.table.rows.rows[0].card.name == "赵秀英"


def test_keys_lead_to_the_file_the_voucher_and_the_papers(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    station.arrive(house)
    window, page = _open(qtbot, jobs, settings, house)
    for key, where in (("F7", "vouchers"), ("F8", "papers"), ("F6", "person")):
        window.go("people")
        window.press(key)
        assert window.here == where
    window.go("people")
    press(Qt.Key.Key_Return, on=page.table)
    assert window.here == "person"
    station.settle(qtbot, jobs)


def test_who_may_only_look_finds_no_keys_that_write(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    station.arrive(house)
    _, page = _open(qtbot, jobs, settings, house, house.auditor)
    assert station.keys_of(page) == ["F6", "F8", "Shift+F3", "Ctrl+F8"]


def test_who_has_no_business_here_reads_a_calm_sentence(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    assert house.administrator.role is Role.ADMINISTRATOR
    chief = house.administrator
    window = station.open_window(qtbot, jobs, settings, house, chief, intake=True)
    for key in ("intake", "people", "vouchers", "person", "papers"):
        window.go(key)
        assert "管理员" in station.page(window, CalmPage).told.text()


def test_a_form_of_leaving_shows_what_belongs_and_the_paper_is_printed_next(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house, "王𬎆", age="40")
    window, page = _open(qtbot, jobs, settings, house)
    window.press("F9")
    form = page.side.leaving
    _say(qtbot, jobs, page, LeavingKind.OWN_WISH)
    assert "collector" not in form.fields
    _say(qtbot, jobs, page, LeavingKind.FETCHED)
    assert not form.fields["capacity"].isVisible()
    station.until(qtbot, lambda: station.unfit(form) == [])
    form.fields["collector_id"].set_value("110101201003070010")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert form.fields["collector_id"].warning.text()
    assert in_station(house.register)
    form.fields["collector_id"].set_value(makers.TOLD["collector_id"])
    form.fields["left_at"].set_value("25:99")
    window.press("F9")
    assert form.fields["left_at"].warning.text()
    form.fields["left_at"].set_value("")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "接领交接书" in page.papers.words.text()
    window.press("Shift+F8")
    station.settle(qtbot, jobs)
    papers = station.page(window, PapersPage)
    station.until(qtbot, lambda: papers.made is not None)
    assert papers.made
    assert (papers.tabs.value, papers.made.form) == ("handover", "handover")
    gone = file_of(house.register, visit.person).leavings[0]
    assert gone.detail["collector"] == makers.TOLD["collector"]


def test_the_fields_of_a_leaving_say_what_is_missing_and_a_minor_is_asked_about(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    station.arrive(house, "陈小雨", age="13")
    window, page = _open(qtbot, jobs, settings, house)
    window.press("F9")
    station.settle(qtbot, jobs)
    form = page.side.leaving
    form.kind.set_value(LeavingKind.FETCHED)
    assert form.fields["consent"].isVisible()
    assert "民政" in form.told.words.text()
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "接领人姓名" in form.fields["collector"].warning.text()
    form.kind.set_value(LeavingKind.TRANSFERRED)
    assert "Ctrl+F6" in form.told.words.text(), "the other station may be asked first"
    assert "Ctrl+F6" in station.keys_of(page)
    form.kind.set_value(LeavingKind.HOSPITAL)
    assert "Ctrl+F6" not in form.told.words.text()
    assert not form.fields["consent"].isVisible()


def test_a_form_does_not_go_without_a_word_when_another_desk_lets_them_leave(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    station.arrive(house, "刘德贵", clock.now() - timedelta(hours=3))
    visit = station.arrive(house, "王𬎆")
    window, page = _open(qtbot, jobs, settings, house)
    window.press("F9")
    _say(qtbot, jobs, page, LeavingKind.OWN_WISH)
    jobs.desk(
        page,
        lambda r: makers.leave(
            r, visit.id, LeavingKind.OWN_WISH, "", by=house.leader, at=clock.now()
        ),
        lambda _gone: None,
    )
    station.until(qtbot, lambda: len(page.table.rows.rows) == 1)
    assert "王𬎆 已不在站内名单里" in station.told(window)
    assert page.side.leaving.isHidden()
