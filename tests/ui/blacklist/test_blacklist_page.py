"""重点甄别: by keys alone from a lead to the opinion; nothing preselected, nothing typed lost."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import drafts, vouchers
from app.domain.blacklist import Fact, Listing, ProofKind, Served, State, Step, StepKind
from app.domain.evidence import Decision, DecisionKind
from app.domain.person import Person
from app.domain.staff import Officer, Viewing
from app.settings import Settings
from app.store.ask import all_of, get
from app.store.line import Letter, put_letter
from tests import makers
from tests.ui import station
from tests.ui.blacklist import listed_people
from tests.ui.fitting import nameless, too_narrow
from tests.ui.keys import press
from ui.blacklist.page import BlacklistPage
from ui.jobs import Jobs
from ui.people.person import PersonPage
from ui.window import DeskWindow


def _opened(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, officer: Officer | None = None
) -> tuple[DeskWindow, BlacklistPage]:
    window = station.open_window(qtbot, jobs, settings, house, officer)
    window.go("blacklist")
    page = station.page(window, BlacklistPage)
    station.settle(qtbot, jobs)
    return window, page


def _open_first(qtbot: QtBot, jobs: Jobs, page: BlacklistPage) -> None:
    press(Qt.Key.Key_Return, on=page.table)
    station.until(qtbot, lambda: page.opened is not None)
    station.settle(qtbot, jobs)


def _words(page: BlacklistPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def _rows(page: BlacklistPage) -> list[str]:
    model = page.table.rows
    return [
        " ".join(str(model.data(model.index(r, c))) for c in range(model.columnCount()))
        for r in range(model.rowCount())
    ]


def test_a_lead_is_begun_in_a_file_and_goes_its_way_by_keys(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = listed_people.adult(house)
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("person", visit.person)
    file = station.page(window, PersonPage)
    file.purpose.stated.emit("接待")
    station.until(qtbot, lambda: file.opened is not None)
    station.until(qtbot, lambda: "Shift+F4" in station.keys_of(file))
    window.press("Shift+F4")
    page = station.page(window, BlacklistPage)
    form = page.leading.form
    station.until(qtbot, form.isVisible)
    assert form.raw() == {}, "nothing is chosen beforehand"
    told = _words(page)
    assert "来得多不是理由，照片相似也不算证据" in told
    form.fact.set_value(Fact.REFUNDED_TICKET)
    form.happened_on.set_value((clock.now() - timedelta(days=3)).date().isoformat())
    form.words.set_value("同一张车票两次退票")
    form.fields["kind_0"].set_value(ProofKind.SELLER_RECORD)
    form.fields["source_0"].set_value("广州南站 退票记录")
    window.press("F9")
    station.until(qtbot, form.fields["source_1"].warning.isVisible)
    assert "两种不同来源" in form.fields["source_1"].warning.text()
    assert form.words.value() == "同一张车票两次退票"
    form.fields["kind_1"].set_value(ProofKind.REGISTER)
    form.fields["source_1"].set_value("凭证 GT440114000012")
    window.press("F9")
    station.until(qtbot, lambda: page.opened is not None)
    assert not form.isVisible()
    (made,) = all_of(house.register, Listing)
    assert (made.person, made.officer) == (visit.person, house.intake.id)
    window.press("F2")
    assert page.form.capacity.value() == "", "nobody's capacity is found by the program"
    page.form.words.set_value("查过退票记录")
    window.press("F9")
    station.until(qtbot, lambda: not page.form.isVisible())
    station.settle(qtbot, jobs)
    assert [(s.kind, s.capacity) for s in all_of(house.register, Step)] == [
        (StepKind.INVESTIGATED, False)
    ]
    window.press("F3")
    page.form.served.set_value(Served.POST)
    page.form.words.set_value("挂号信")
    window.press("F9")
    station.until(qtbot, page.form.served.warning.isVisible)
    page.form.proof.set_value("挂号单 0012")
    window.press("F9")
    station.until(qtbot, lambda: not page.form.isVisible())
    station.settle(qtbot, jobs)
    assert "挂号单 0012" in _words(page)
    assert {"F4", "F7"} <= set(station.keys_of(page))
    assert "F11" not in station.keys_of(page), "approving is for leaders"


def test_every_look_is_written_down_and_a_list_is_not_a_look(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = listed_people.adult(house)
    made = listed_people.lead(house, visit.person, clock.now())
    _, page = _opened(qtbot, jobs, settings, house, house.auditor)
    assert all_of(house.register, Viewing) == []
    _open_first(qtbot, jobs, page)
    (seen,) = all_of(house.register, Viewing)
    assert (seen.person, seen.officer, seen.purpose) == (
        made.person, house.auditor.id, "listing"
    )  # fmt: skip
    assert "同一张车票两次退票" in _words(page)
    assert [key for key in station.keys_of(page) if key not in {"F6"}] == [], "who reads only reads"


def test_a_sealed_person_is_on_nobodys_list(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = listed_people.adult(house)
    listed_people.lead(house, visit.person, clock.now())
    person = get(house.register, Person, visit.person)
    assert person
    window, page = _opened(qtbot, jobs, settings, house)
    _open_first(qtbot, jobs, page)
    jobs.desk(
        window,
        lambda register: register.write(
            replace(person, sealed=True), by=house.leader.id, at=clock.now()
        ),
        lambda _: None,
    )
    station.until(qtbot, lambda: page.opened is None)
    station.settle(qtbot, jobs)
    assert _rows(page) == []
    assert "王淼" not in _words(page)


def test_what_is_due_stands_first_with_the_days_that_are_left(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    long_ago = clock.now() - timedelta(days=40)
    late = listed_people.approved(house, listed_people.adult(house, "刘").person, long_ago)
    listed_people.step(house, late, StepKind.OBJECTED, long_ago)
    for name in ("王淼", "赵一"):
        listed_people.lead(house, listed_people.adult(house, name).person, clock.now())
    listed_people.approved(house, listed_people.adult(house, "孙二").person, clock.now())
    _, page = _opened(qtbot, jobs, settings, house, house.leader)
    found = _rows(page)
    assert [row.split()[0] for row in found] == ["刘", "王淼", "赵一", "孙二"] or [
        row.split()[0] for row in found
    ] == ["刘", "赵一", "王淼", "孙二"]
    assert "答复异议" in found[0]
    assert "已超期" in found[0]
    assert "生效中" in found[3]
    page.pills.press("in_force")
    assert [row.split()[0] for row in _rows(page)] == ["孙二"]


def test_an_approval_waits_until_the_centre_has_spoken(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    for name, told in (("王淼", True), ("刘", False)):
        visit = listed_people.adult(house, name)
        listed_people.approved(house, visit.person, clock.now(), told=told)
    _, page = _opened(qtbot, jobs, settings, house, house.leader)
    waits = {row.split()[0]: "待中心确认" in row for row in _rows(page)}
    assert waits == {"王淼": False, "刘": True}


def _centre_refuses(house: makers.Desk, record: UUID) -> None:
    letter = Letter(
        id=record, kind="refused", person=None, about="listing_step", record=record,
        content={"reason": "listing.own_proposal", "facts": {}}, at=clock.now(),
    )  # fmt: skip
    house.register.within(lambda c: put_letter(c, letter))


def test_what_the_centre_refuses_is_said_and_may_be_done_again(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = listed_people.adult(house)
    listed_people.approved(house, visit.person, clock.now(), told=False)
    _centre_refuses(house, all_of(house.register, Step)[-1].id)
    _, page = _opened(qtbot, jobs, settings, house, house.leader)
    assert "中心没有收下" in _rows(page)[0]
    _open_first(qtbot, jobs, page)
    assert "在另一台电脑上审批" in page.course.sorry.words.text()
    assert page.opened
    assert page.opened.seen.course.state(clock.now().date()) is State.HEARD
    assert "F11" in station.keys_of(page)


def test_an_approval_says_both_ends_and_needs_another_person(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = listed_people.adult(house)
    listed_people.heard(house, visit.person, clock.now())
    window, page = _opened(qtbot, jobs, settings, house, house.leader)
    _open_first(qtbot, jobs, page)
    window.press("F11")
    hint = page.form.until.hint.text()
    assert page.form.until.value() in hint
    assert "最长 12 个月" in hint
    page.form.words.set_value("证据相符")
    window.press("F9")
    station.until(qtbot, page.form.words.warning.isVisible)
    assert "还没有加入中心" in page.form.words.warning.text()
    assert page.form.words.value() == "证据相符"


def test_what_was_typed_outlives_a_reload_and_a_restart(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = listed_people.adult(house)
    listed_people.lead(house, visit.person, clock.now())
    window, page = _opened(qtbot, jobs, settings, house)
    _open_first(qtbot, jobs, page)
    window.press("F7")
    page.form.words.set_value("查过，没有这回事")
    window.press("F5")
    station.settle(qtbot, jobs)
    assert page.form.words.value() == "查过，没有这回事"
    page.leave()
    station.settle(qtbot, jobs)
    _, again = _opened(qtbot, jobs, settings, house)
    _open_first(qtbot, jobs, again)
    assert again.form.kind is StepKind.DROPPED
    assert again.form.words.value() == "查过，没有这回事"
    again.throw_away()
    station.settle(qtbot, jobs)
    assert (again.form.kind, again.form.words.value()) == (StepKind.DROPPED, "")
    assert house.register.drafts(drafts.LISTING_STEP) == []


def test_half_a_lead_outlives_a_restart_and_goes_when_it_is_not_wanted(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = listed_people.adult(house)
    window, page = _opened(qtbot, jobs, settings, house)
    page.leading.begin(visit.person)
    station.until(qtbot, page.leading.form.isVisible)
    page.leading.form.words.set_value("同一张车票")
    window.close_pages()
    station.settle(qtbot, jobs)
    window, page = _opened(qtbot, jobs, settings, house)
    page.leading.begin(visit.person)
    station.until(qtbot, lambda: page.leading.form.words.value() == "同一张车票")
    assert "没写完的线索" in station.told(window)
    page.leading.form.words.set_value("")
    page.leading.half_filled.keep()
    station.settle(qtbot, jobs)
    assert house.register.drafts(drafts.LISTING) == []
    page.leading.form.words.set_value("同一张车票")
    page.leading.half_filled.keep()
    window.press("Ctrl+N")
    station.settle(qtbot, jobs)
    assert page.leading.form.words.value() == ""
    assert house.register.drafts(drafts.LISTING) == []


def test_there_is_room_for_every_word(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = listed_people.adult(house, station.NAMES[1])
    listed_people.heard(house, visit.person, clock.now())
    window, page = _opened(qtbot, jobs, settings, house, house.leader)
    _open_first(qtbot, jobs, page)
    window.press("F11")
    station.settle(qtbot, jobs)
    station.until(qtbot, lambda: too_narrow(page) == [])
    page.leading.begin(visit.person)
    station.until(qtbot, page.leading.form.isVisible)
    station.until(qtbot, lambda: station.unfit(page) == [])
    assert nameless(page) == []


def test_what_the_register_shows_is_for_a_leader_to_look_at(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = listed_people.adult(house)
    for _ in range(2):
        made = station.voucher(house, visit)
        vouchers.void(house.register, made.id, "开错", by=house.intake, at=made.issued_at)
    window, page = _opened(qtbot, jobs, settings, house, house.leader)
    station.until(qtbot, page.possible.isVisible)
    assert made.serial in _words(page)
    assert station.unfit(page) == []
    (button,) = page.possible.buttons
    press(Qt.Key.Key_Return, on=button)
    assert window.here == "person"
    assert all_of(house.register, Listing) == [], "nothing is stored by looking"


def test_a_leader_puts_aside_what_is_nothing_and_says_why_by_keys(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = listed_people.adult(house)
    for _ in range(2):
        made = station.voucher(house, visit)
        vouchers.void(house.register, made.id, "开错", by=house.intake, at=made.issued_at)
    _, page = _opened(qtbot, jobs, settings, house, house.leader)
    station.until(qtbot, page.possible.isVisible)
    (aside,) = page.possible.asides
    press(Qt.Key.Key_Return, on=aside)
    line = page.possible.line
    assert line is not None
    press(Qt.Key.Key_Return)
    station.settle(qtbot, jobs)
    assert line.reason.warning.text()
    assert station.unfit(page) == []
    line.reason.set_value("列车停运，问过车站")
    press(Qt.Key.Key_Return)
    station.until(qtbot, page.possible.isHidden)
    (kept,) = (d for d in all_of(house.register, Decision) if d.kind is DecisionKind.LEAD_ASIDE)
    assert (kept.reason, kept.officer) == ("列车停运，问过车站", house.leader.id)
    assert page.table.hasFocus()
