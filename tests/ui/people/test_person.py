"""人员档案: opened with a purpose, read whole, corrected without losing anything."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import links
from app.domain.codes import CHECKS
from app.domain.evidence import Link, Sameness
from app.domain.ids import VisitId, new_id
from app.domain.person import ClaimKind, Source
from app.domain.staff import Viewing
from app.domain.visit import LeavingKind, Visit
from app.settings import Settings
from app.store.ask import all_of
from app.store.people import file_of
from tests import makers
from tests.ui import station
from tests.ui.keys import press
from ui.jobs import Jobs
from ui.people.person import PersonPage
from ui.window import DeskWindow


def _open(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, visit: Visit
) -> tuple[DeskWindow, PersonPage]:
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("person", visit.person)
    page = station.page(window, PersonPage)
    page.purpose.field.combo.setEditText("寻亲")
    press(Qt.Key.Key_Return, on=page.purpose.field.combo)
    station.until(qtbot, lambda: page.opened is not None)
    station.settle(qtbot, jobs)
    return window, page


def _same(house: makers.Desk, one: Visit, other: Visit) -> Link:
    return links.judge(
        house.register,
        one.person,
        other.person,
        Sameness.SAME,
        "本人承认",
        by=house.intake,
        at=clock.now(),
    )


def test_a_file_opens_only_with_a_purpose_and_the_look_is_written_down(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("person", visit.person)
    page = station.page(window, PersonPage)
    page.purpose.state()
    station.settle(qtbot, jobs)
    assert page.purpose.field.warning.text()
    assert page.opened is None
    assert all_of(house.register, Viewing) == []
    page.purpose.field.combo.setEditText("寻亲")
    page.purpose.state()
    station.until(qtbot, lambda: page.opened is not None)
    assert [(v.person, v.purpose) for v in all_of(house.register, Viewing)] == [
        (visit.person, "寻亲")
    ]


def test_who_does_not_say_why_goes_back_with_esc_and_nothing_is_written_down(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("people")
    window.go("person", visit.person)
    page = station.page(window, PersonPage)
    assert "返回" in window.line.buttons["Esc"].text()
    press(Qt.Key.Key_Escape, on=page.purpose.field.combo)
    assert window.here == "people"
    window.go("doctor")
    window.back()
    assert window.here == "people"
    window.go("person", visit.person)
    page.purpose.field.combo.setEditText("寻亲")
    press(Qt.Key.Key_Return, on=page.purpose.field.combo)
    station.until(qtbot, lambda: page.opened is not None)
    press(Qt.Key.Key_Escape, on=page.left)
    assert window.here == "people"  # also from a file that is open
    assert len(all_of(house.register, Viewing)) == 1


def test_the_purpose_is_asked_once_and_every_look_is_written_down(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit, other = station.arrive(house), station.arrive(house, "刘德贵")
    window, page = _open(qtbot, jobs, settings, house, visit)
    window.go("person", other.person)
    assert page.purpose.isVisible()
    assert not page.left.isVisible()
    window.go("person", visit.person)
    station.settle(qtbot, jobs)
    assert not page.purpose.isVisible()
    assert page.who.name.text() == "王淼"
    assert [v.person for v in all_of(house.register, Viewing)] == [visit.person] * 2


def test_visits_of_linked_records_are_one_timeline(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    first = station.arrive(house, "王淼", clock.now() - timedelta(days=90))
    second = station.arrive(house, "王三水")
    _same(house, first, second)
    _, page = _open(qtbot, jobs, settings, house, second)
    assert page.opened is not None
    assert [v.id for v in page.opened.file.visits] == [second.id, first.id]
    texts = [label.text() for label in page.timeline.findChildren(type(page.who.name))]
    assert {first.case_number, second.case_number} <= set(texts)


def test_a_correction_is_saved_and_the_old_value_is_struck_out(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house, home="四川省")
    window, page = _open(qtbot, jobs, settings, house, visit)
    wrong = next(c for c in file_of(house.register, visit.person).claims if c.value == "四川省")
    page.claims.correcting.emit(wrong)
    page.correct.value.set_value("四川省南充市仪陇县")
    page.correct.source.set_value(Source.POLICE)
    window.press("F9")
    assert page.correct.reason.warning.text()
    page.correct.reason.set_value("本人说错了")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert file_of(house.register, visit.person).value(ClaimKind.HOME) == "四川省南充市仪陇县"
    struck = {label.text() for label in page.claims.rows.values() if label.font().strikeOut()}
    assert struck == {"四川省"}
    assert not page.correct.isVisible()


def test_something_more_is_said_and_what_is_missing_is_asked_for(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    window, page = _open(qtbot, jobs, settings, house, visit)
    window.press("F2")
    window.press("F9")
    assert page.correct.kind.warning.text()
    page.correct.kind.set_value(ClaimKind.SEX)
    page.correct.source.set_value(Source.SAID)
    window.press("F9")
    station.settle(qtbot, jobs)
    assert page.correct.value.warning.text()
    page.correct.value.set_value("男")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert file_of(house.register, visit.person).value(ClaimKind.SEX) == "1"


def test_a_link_is_taken_back_with_a_reason(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    first, second = station.arrive(house), station.arrive(house, "王三水")
    link = _same(house, first, second)
    _, page = _open(qtbot, jobs, settings, house, second)
    page.links.undo_buttons[link.id].click()
    line = page.links.lines[link.id]
    press(Qt.Key.Key_Return, on=line.reason.line)
    station.settle(qtbot, jobs)
    assert line.reason.warning.text()
    line.reason.set_value("照片不是同一人")
    press(Qt.Key.Key_Return, on=line.reason.line)
    station.settle(qtbot, jobs)
    assert len(file_of(house.register, second.person).people) == 1
    assert page.opened is not None
    assert len(page.opened.file.visits) == 1
    assert page.links.undo_buttons == {}


def test_a_leaving_is_taken_back_later_with_a_reason(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit, by = station.arrive(house), house.intake
    kind, at = LeavingKind.ABSCONDED, clock.now()
    gone = makers.leave(house.register, VisitId(visit.id), kind, "", by=by, at=at)
    _, page = _open(qtbot, jobs, settings, house, visit)
    page.timeline.back_buttons[gone.id].click()
    line = page.timeline.lines[gone.id]
    press(Qt.Key.Key_Return, on=line.reason.line)
    station.settle(qtbot, jobs)
    assert "原因" in line.reason.warning.text()
    line.reason.set_value("记错了人")
    press(Qt.Key.Key_Return, on=line.reason.line)
    station.settle(qtbot, jobs)
    file = file_of(house.register, visit.person)
    assert [(g.id, b.reason) for g, b in file.undone] == [(gone.id, "记错了人")]
    assert page.timeline.back_buttons == {}
    shown = [label.text() for label in page.timeline.findChildren(QLabel) if label.isVisible()]
    assert any("已撤销" in text and "记错了人" in text for text in shown)
    assert "F7" in station.keys_of(page)


def test_words_of_the_file_can_be_marked_and_copied(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    _, page = _open(qtbot, jobs, settings, house, station.arrive(house))
    wanted = Qt.TextInteractionFlag.TextSelectableByMouse
    assert page.who.name.textInteractionFlags() & wanted
    assert all(label.textInteractionFlags() & wanted for label in page.claims.rows.values())


def test_the_file_leads_to_voucher_and_papers(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, _ = _open(qtbot, jobs, settings, house, station.arrive(house))
    window.press("F8")
    assert window.here == "papers"
    station.settle(qtbot, jobs)


def test_who_arrived_about_the_same_time_is_for_leaders_and_goes_with_the_file(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    now = clock.now()
    one, other = (
        station.arrive(house, name, now, dict.fromkeys(CHECKS, "no")) for name in ("王淼", "刘")
    )
    for visit in (one, other):
        early = replace(visit, id=VisitId(new_id()), arrived_at=now - timedelta(days=9))
        house.register.write(early, by=house.intake.id, at=now)
    window = station.open_window(qtbot, jobs, settings, house, house.leader)
    window.go("person", one.person)
    page = station.page(window, PersonPage)
    page.purpose.stated.emit("接待核对")
    station.settle(qtbot, jobs)
    card = page.companions
    assert card.isVisible()
    card.look()
    station.settle(qtbot, jobs)
    assert card.purpose.warning.text()
    card.purpose.set_value("投诉 12 号")
    card.purpose.setFocus()
    press(Qt.Key.Key_Return)
    station.settle(qtbot, jobs)
    assert card.found.text().startswith("刘")
    window.go("person", other.person)
    station.settle(qtbot, jobs)
    assert card.found.text() == ""
