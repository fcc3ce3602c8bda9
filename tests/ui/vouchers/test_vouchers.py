"""凭证: chosen, filled in, issued, printed, withdrawn, by keyboard."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app import clock
from app.clock import local
from app.desk import links, phrases
from app.domain.codes import CHECKS
from app.domain.evidence import Sameness
from app.domain.staff import Officer
from app.domain.visit import Visit
from app.domain.voucher import VoucherState
from app.settings import Settings
from app.store import keys, line
from app.store.vouchers import of_visit
from tests import makers
from tests.ui import station
from tests.ui.blacklist import listed_people
from tests.ui.keys import press
from ui.jobs import Jobs
from ui.vouchers.page import VouchersPage
from ui.window import DeskWindow


def _open(
    qtbot: QtBot,
    jobs: Jobs,
    settings: Settings,
    house: makers.Desk,
    visit: Visit | None,
    who: Officer | None = None,
) -> tuple[DeskWindow, VouchersPage]:
    window = station.open_window(qtbot, jobs, settings, house, who)
    window.go("vouchers", visit.id if visit else None)
    station.settle(qtbot, jobs)
    return window, station.page(window, VouchersPage)


def _fill(page: VouchersPage) -> None:
    page.form.fields["from_place"].set_value("广州南")
    page.form.fields["to_place"].set_value("成都东")


def test_without_a_visit_somebody_is_chosen_from_the_list(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    station.arrive(house, "欧阳𬎆")
    _, page = _open(qtbot, jobs, settings, house, None)
    press(Qt.Key.Key_Return, on=page.choose.people)
    station.settle(qtbot, jobs)
    assert page.who.name.text() == "欧阳𬎆"
    assert page.form.isVisible()
    assert station.keys_of(page)[-1] == "F9"


def test_f9_issues_and_the_real_paper_is_shown(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house, "欧阳𬎆")
    window, page = _open(qtbot, jobs, settings, house, visit)
    _fill(page)
    window.press("F9")
    station.settle(qtbot, jobs)
    made = of_visit(house.register, visit.id)
    assert [(v.name, v.from_place, v.to_place) for v in made] == [("欧阳𬎆", "广州南", "成都东")]
    assert made[0].depart_on == local(clock.now()).date()
    assert page.view.pages == 1
    assert made[0].serial in page.view.text()
    assert not page.form.isVisible()
    assert station.keys_of(page) == ["F7", "Ctrl+F10", "F6", "Ctrl+P", "F8"]


def test_another_stations_voucher_is_said_and_asks_for_a_reason(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    card = makers.card_of(house.register, "王淼", "440115-01", vouchers=("GT440115000017",))
    links.judge(
        house.register, visit.person, card, Sameness.SAME, "同一证件", by=house.intake,
        at=clock.now(),
    )  # fmt: skip
    window, page = _open(qtbot, jobs, settings, house, visit)
    _fill(page)
    despite = page.form.fields["despite"]
    assert not despite.isVisible()
    window.press("F9")
    station.until(qtbot, despite.isVisible)
    assert "GT440115000017" in despite.warning.text()
    assert page.form.fields["to_place"].value() == "成都东"
    despite.set_value("电话核对过，那张已作废")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert len(of_visit(house.register, visit.id)) == 1


def test_two_presses_of_f9_issue_one_voucher(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    window, page = _open(qtbot, jobs, settings, house, visit)
    _fill(page)
    window.press("F9")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert len(of_visit(house.register, visit.id)) == 1


def test_what_a_rule_says_stands_beside_its_field(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    window, page = _open(qtbot, jobs, settings, house, visit)
    fields = page.form.fields
    for name, value, beside in (
        ("to_place", "", "to_place"),
        ("depart_on", "2020-01-01", "depart_on"),
        ("depart_on", "后天", "depart_on"),
        ("direct", "no", "transfer_place"),
        ("fare", "六百", "fare"),
        ("fare", "99999", "fare"),
        ("valid_until", "2099-01-01", "valid_until"),
        ("from_place", "很" * 31, "from_place"),
    ):
        page.form.begin(local(clock.now()).date(), {})
        _fill(page)
        fields[name].set_value(value)
        window.press("F9")
        station.settle(qtbot, jobs)
        assert [k for k, f in fields.items() if f.warning.text()] == [beside], (name, value)
    assert of_visit(house.register, visit.id) == []


def test_the_last_valid_day_follows_the_day_of_travel(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    _, page = _open(qtbot, jobs, settings, house, station.arrive(house))
    page.form.fields["depart_on"].set_value("2099-12-30")
    assert page.form.fields["valid_until"].value() == "2100-01-02"


def test_a_voucher_is_printed_and_the_next_copy_says_so(
    qtbot: QtBot, jobs: Jobs, data: Path, house: makers.Desk, tmp_path: Path
) -> None:
    visit = station.arrive(house)
    station.voucher(house, visit)
    settings = Settings(data=data, camera="none", printer=f"file:{tmp_path / 'out'}")
    window, page = _open(qtbot, jobs, settings, house, visit)
    assert page.made is not None
    assert page.made.copy == 1
    window.press("F8")
    station.settle(qtbot, jobs)
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 1
    assert page.made.copy == 2
    assert "打印机正常" in window.status.lights["printer"].accessibleName()


def test_a_voucher_is_withdrawn_with_a_reason_and_can_be_issued_again(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    station.voucher(house, visit)
    window, page = _open(qtbot, jobs, settings, house, visit)
    window.press("Ctrl+F10")
    window.press("Ctrl+F10")
    station.settle(qtbot, jobs)
    assert page.void_card.reason.warning.text()
    page.void_card.reason.set_value("改乘次日列车")
    window.press("Ctrl+F10")
    station.settle(qtbot, jobs)
    made = of_visit(house.register, visit.id)
    assert [(v.state, v.void_reason) for v in made] == [(VoucherState.VOID, "改乘次日列车")]
    assert page.form.isVisible()
    assert "作废" in page.view.text()


def test_what_was_typed_waits_while_somebody_else_is_served(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    first, second = station.arrive(house), station.arrive(house, "刘德贵")
    window, page = _open(qtbot, jobs, settings, house, first)
    _fill(page)
    window.go("people")
    window.go("vouchers")
    assert page.form.fields["to_place"].value() == "成都东"
    window.go("vouchers", second.id)
    station.settle(qtbot, jobs)
    assert page.form.fields["to_place"].value() == ""
    window.go("vouchers", first.id)
    station.settle(qtbot, jobs)
    assert page.form.fields["to_place"].value() == "成都东"


def test_who_may_only_look_sees_the_paper_and_no_form(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    station.voucher(house, visit)
    _, page = _open(qtbot, jobs, settings, house, visit, house.auditor)
    assert not page.form.isVisible()
    assert page.view.pages == 1
    assert page.told.words.text()


def test_for_somebody_on_the_list_a_second_person_agrees_with_their_password(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = listed_people.adult(house, "王淼", dict.fromkeys(CHECKS, "no"))
    told = listed_people.tell(house, visit.person, None, clock.now())
    house.register.within(lambda c: line.move(c, "alert", 1, clock.now()))
    ring = keys.new_ring(house.register.device)
    ring = keys.with_officer(ring, house.leader.id, "leader", makers.PASSWORD, house.key)
    keys.write_ring(house.register.folder, ring)
    window, page = _open(qtbot, jobs, settings, house, visit)
    card = page.held.card
    assert card.isVisible()
    assert told.number in "\n".join(label.text() for label in card.findChildren(QLabel))
    _fill(page)
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "第二人" in card.login.warning.text()
    card.escort.set_value("yes")
    card.login.set_value("leader")
    card.password.set_value("wrong wrong 7")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert card.password.warning.text()
    assert card.password.value() == ""
    station.until(qtbot, lambda: station.unfit(page) == [])
    card.escort_by.set_value("李护送")
    card.counselling.set_value("accepted")
    card.password.set_value(makers.PASSWORD)
    window.press("F9")
    station.settle(qtbot, jobs)
    assert len(of_visit(house.register, visit.id)) == 1
    assert card.isHidden()
    assert card.password.value() == ""


def test_the_list_is_not_shown_while_urgent_need_is_open(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = listed_people.adult(house)
    listed_people.tell(house, visit.person, None, clock.now())
    house.register.within(lambda c: line.move(c, "alert", 1, clock.now()))
    window, page = _open(qtbot, jobs, settings, house, visit)
    assert page.held.card.isHidden()
    _fill(page)
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "紧急" in page.told.words.text()
    assert "名单" not in page.told.words.text()


def test_where_trains_are_changed_the_stations_table_names_the_relief_station(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit, at = station.arrive(house), clock.now()
    told = "郑州：郑州市救助管理站 0371-00000000"
    phrases.add(house.register, "relief", told, by=house.intake, at=at)
    window, page = _open(qtbot, jobs, settings, house, visit)
    _fill(page)
    fields = page.form.fields
    fields["direct"].set_value("no")
    fields["transfer_place"].set_value("武汉")
    window.press("F9")
    station.until(qtbot, fields["transfer_place"].warning.isVisible)
    fields["transfer_place"].set_value("郑州东站")
    assert fields["transfer_relief"].value() == "郑州市救助管理站 0371-00000000"
    fields["transfer_relief"].set_value("郑州市救助管理站二分站")
    fields["transfer_place"].set_value("郑州")
    assert fields["transfer_relief"].value() == "郑州市救助管理站二分站", "typed by the officer"
    window.press("F9")
    station.settle(qtbot, jobs)
    (made,) = of_visit(house.register, visit.id)
    assert made.transfer_relief == "郑州市救助管理站二分站"
