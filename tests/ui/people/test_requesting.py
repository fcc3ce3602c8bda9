"""权利请求、信息告知单、告知与同意: by keys alone in the file, and what waits for the leaders."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app import clock
from app.clock import local
from app.desk import admission, consents, drafts, requests
from app.domain.rights import Outcome, RequestAnswer, RequestKind, RightsRequest
from app.domain.staff import Officer
from app.domain.station import Printing
from app.domain.visit import About, Answer, Visit
from app.settings import Settings
from app.store.ask import all_of
from tests import makers
from tests.ui import station
from tests.ui.keys import SHIFT, press
from ui.jobs import Jobs
from ui.people.in_station import InStationPage
from ui.people.person import PersonPage
from ui.requests.page import RequestsPage
from ui.window import DeskWindow


def _open(
    qtbot: QtBot,
    jobs: Jobs,
    settings: Settings,
    house: makers.Desk,
    visit: Visit,
    officer: Officer | None = None,
) -> tuple[DeskWindow, PersonPage]:
    window = station.open_window(qtbot, jobs, settings, house, officer or house.leader)
    window.go("person", visit.person)
    page = station.page(window, PersonPage)
    page.purpose.stated.emit("本人要求查阅")
    station.until(qtbot, lambda: page.opened is not None)
    station.settle(qtbot, jobs)
    return window, page


def _ask(house: makers.Desk, visit: Visit, days_ago: int = 0, **said: object) -> RightsRequest:
    """Taken down before."""
    asked = requests.Asked(
        kind=RequestKind.CORRECTION,
        words="生日写错了",
        received_on=local(clock.now()).date() - timedelta(days=days_ago),
        **said,  # type: ignore[arg-type]
    )
    chosen = Settings(data=Path())
    return requests.receive(
        house.register, visit.person, asked, chosen, by=house.intake, at=clock.now()
    )


def test_a_request_is_taken_down_answered_and_told_of(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    window, page = _open(qtbot, jobs, settings, house, visit)
    form = page.requesting.ask
    window.press("Shift+F2")
    window.press("F9")
    assert form.kind.warning.text()
    form.kind.set_value(RequestKind.COMPLAINT)
    assert form.against.isVisible()
    form.channel.set_value("written")
    form.received.set_value("什么时候")
    window.press("F9")
    assert "2026-11-20" in form.received.warning.text()
    form.received.set_value("")
    form.against.set_value(str(house.intake.id))
    window.press("F9")
    station.until(qtbot, lambda: "请写明" in form.words.warning.text())
    form.words.set_value("说话很凶")
    window.press("F9")
    station.until(qtbot, lambda: bool(all_of(house.register, RightsRequest)))
    (made,) = all_of(house.register, RightsRequest)
    assert made.against == house.intake.id
    station.until(qtbot, lambda: made.number in station.told(window))
    station.until(qtbot, lambda: made.id in page.requesting.card.buttons)
    station.until(qtbot, lambda: station.unfit(window.stack) == [])
    page.requesting.card.buttons[made.id].click()
    answer = page.requesting.answer
    assert made.number in answer.asked.text()
    answer.outcome.set_value(Outcome.REFUSED)
    window.press("F9")
    station.until(qtbot, lambda: "理由" in answer.reason.warning.text())
    answer.reason.set_value("已核对监控")
    window.press("F9")
    station.until(qtbot, lambda: made.id not in page.requesting.card.buttons)
    assert all_of(house.register, RequestAnswer)[0].reason == "已核对监控"
    assert answer.isHidden()


def test_only_leaders_find_a_button_to_answer_with(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    made = _ask(house, visit)
    _, page = _open(qtbot, jobs, settings, house, visit, house.intake)
    assert page.requesting.card.buttons == {}
    assert made.id in page.requesting.card.print_buttons
    assert {"Shift+F2", "Shift+F8"} <= set(station.keys_of(page))


def test_one_key_prints_everything_and_one_card_is_open_at_a_time(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    from dataclasses import replace

    visit = station.arrive(house)
    chosen = replace(settings, printer=f"file:{tmp_path}")
    window, page = _open(qtbot, jobs, chosen, house, visit)
    press(Qt.Key.Key_F8, SHIFT)
    station.until(qtbot, lambda: len(list(tmp_path.glob("*.pdf"))) == 1)
    station.until(qtbot, lambda: bool(all_of(house.register, Printing)))
    (line,) = all_of(house.register, Printing)
    assert (line.form, line.subject) == ("disclosure", visit.person)
    press(Qt.Key.Key_F2, SHIFT)
    assert page.requesting.ask.isVisible()
    press(Qt.Key.Key_Escape)
    assert not page.requesting.ask.isVisible()
    window.press("F2")
    shown = [page.correct.isVisible()]
    window.press("Shift+F2")
    assert [*shown, page.correct.isVisible()] == [True, False]


def test_every_consent_is_in_the_ledger_the_oldest_first(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    for answer in (Answer.GRANTED, Answer.WITHDRAWN) * 6:
        asked = admission.Asked(about=About.FACE, answer=answer, how="read_out")
        consents.answer(house.register, visit.id, asked, by=house.intake, at=clock.now())
    _, page = _open(qtbot, jobs, settings, house, visit)
    card = page.consents
    assert "4" in card.more.text()
    card.more.click()
    assert not card.more.isVisible()

    def told() -> list[str]:
        return [label.text() for label in card.findChildren(QLabel)]

    station.until(qtbot, lambda: told().count("已撤回同意") == 6)
    answers = [text for text in told() if text in {"不同意", "同意", "已撤回同意"}]
    assert answers == ["不同意", *(["同意", "已撤回同意"] * 6)]
    assert any("当面宣读" in text for text in told())


def test_leaders_see_what_waits_overdue_first(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    _ask(house, visit)
    late = _ask(house, visit, days_ago=60)
    window = station.open_window(qtbot, jobs, settings, house, house.leader)
    window.go("people")
    people = station.page(window, InStationPage)
    station.until(qtbot, people.owed.isVisible)
    assert "2 项权利请求待答复，其中 1 项已超期" in people.owed.words.text()
    window.go("settings")
    window.press("F7")
    page = station.page(window, RequestsPage)
    station.settle(qtbot, jobs)
    station.until(qtbot, lambda: page.table.current() is not None)
    assert "超期 1 项" in page.count.text()
    current = page.table.current()
    assert current is not None
    assert current.request.id == late.id
    station.until(qtbot, lambda: station.unfit(window.stack) == [])
    window.press("F9")
    assert window.here == "person"


@pytest.mark.parametrize("who", ["intake", "auditor"])
def test_who_answers_nothing_reads_a_calm_sentence(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, who: str
) -> None:
    _ask(house, station.arrive(house))
    window = station.open_window(qtbot, jobs, settings, house, getattr(house, who))
    window.go("requests")
    assert not isinstance(window.page("requests"), RequestsPage)
    window.go("people")
    people = station.page(window, InStationPage)
    station.settle(qtbot, jobs)
    assert not people.owed.isVisible()


def test_half_a_request_and_half_an_answer_survive_the_desk(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    made = _ask(house, visit)
    window, page = _open(qtbot, jobs, settings, house, visit)
    window.press("Shift+F2")
    page.requesting.ask.kind.set_value(RequestKind.COMPLAINT)
    page.requesting.ask.against.set_value(str(house.intake.id))
    page.requesting.ask.words.set_value("说话很")
    page.requesting.card.buttons[made.id].click()
    page.requesting.answer.reason.set_value("已核对")
    window.close_pages()
    station.settle(qtbot, jobs)

    window, page = _open(qtbot, jobs, settings, house, visit)
    station.until(qtbot, lambda: "接着登记请求" in station.deeds_of(page))
    assert "没写完的请求" in station.told(window)
    window.press("Shift+F2")
    form = page.requesting.ask
    assert form.against.isVisible()
    assert (form.words.value(), form.against.value()) == ("说话很", str(house.intake.id))
    assert "没写完" in station.told(window)
    press(Qt.Key.Key_Escape, on=form.words.edit)
    station.settle(qtbot, jobs)
    assert house.register.drafts(drafts.REQUEST) == [], "not wanted any more"
    page.requesting.card.buttons[made.id].click()
    answer = page.requesting.answer
    assert answer.reason.value() == "已核对"
    answer.outcome.set_value(Outcome.PARTLY)
    window.press("F9")
    station.until(qtbot, lambda: bool(all_of(house.register, RequestAnswer)))
    station.settle(qtbot, jobs)
    assert house.register.drafts(drafts.REQUEST_ANSWER) == []
    window.press("Shift+F2")
    form.words.set_value("说话")
    jobs.desk(page, lambda r: r.erase([visit.person], clock.now()), lambda _: None)
    station.until(qtbot, lambda: page.opened is None)
    station.settle(qtbot, jobs)
    assert house.register.drafts(drafts.REQUEST) == [], "nothing of who was erased"
