"""甄别与审批 in the window: by keyboard, kept half-typed, answered by another, and after a no."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import checks, stay_approval
from app.desk.checks import Ticked
from app.desk.stay_approval import Wanted
from app.domain.adverse import AdverseProposal
from app.domain.matter import Matter
from app.domain.station import Printing
from app.domain.stay_approval import StayState
from app.domain.visit import Visit
from app.settings import Settings
from app.store.ask import all_of
from app.store.checks import answers_of, approvals_of, queries_of
from tests import makers
from tests.ui import station
from tests.ui.keys import press
from ui.checks.page import ChecksPage
from ui.jobs import Jobs
from ui.papers.page import PapersPage
from ui.people.in_station import InStationPage
from ui.people.person import PersonPage
from ui.today.page import TodayPage
from ui.window import DeskWindow

Fill = dict[str, str]
STAY: Fill = {"facts": "从桥下来，两天没吃饭", "special": "none", "services": "lodging,meals"}


def _open(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, *, lead: bool = False
) -> tuple[DeskWindow, ChecksPage]:
    officer = house.leader if lead else house.intake
    window = station.open_window(qtbot, jobs, settings, house, officer)
    window.go("people")
    station.settle(qtbot, jobs)
    window.press("Shift+F5")
    station.settle(qtbot, jobs)
    return window, station.page(window, ChecksPage)


def _save(qtbot: QtBot, jobs: Jobs, window: DeskWindow) -> None:
    window.press("F9")
    station.settle(qtbot, jobs)


def _is_there(folder: Path, form: str) -> bool:
    return any(folder.glob(f"*{form}*.pdf"))


def _state(house: makers.Desk, visit: Visit) -> StayState:
    return approvals_of(house.register, visit.id)[-1].state


def test_conditions_queries_and_a_proposal_are_written_down_and_printed_by_keyboard(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    visit = station.arrive(house, "欧阳𬎆")
    chosen = replace(settings, printer=f"file:{tmp_path}", more_conditions=("是否本市户籍",))
    window, page = _open(qtbot, jobs, chosen, house)
    assert [one.code for one in page.conditions.rows.rows][-1] == "是否本市户籍"
    page.conditions.selectRow(1)
    window.press("F2")
    card = page.doing.condition
    assert [name for name, field in card.fields.items() if field.value()] == []
    missing = {"answer": "no", "words": "哥哥王大山在本市", "source": "kin", "told_by": "王大山"}
    for name, value in missing.items():
        if name != "told_by":
            _save(qtbot, jobs, window)
            assert card.fields[name].warning.text(), name
        card.fields[name].set_value(value)
    assert station.unfit(window.stack) == []
    card.seen_at.set_value("昨天下午")
    _save(qtbot, jobs, window)
    assert card.seen_at.warning.text()
    card.seen_at.set_value("")
    _save(qtbot, jobs, window)
    (said,) = answers_of(house.register, visit.id)
    assert (said.condition, said.answer, said.told_by) == ("no_kin", "no", "王大山")

    window.press("F3")
    query = page.doing.query
    assert query.decision.isHidden()
    asked = {"source": "police", "purpose": "核实身份", "asked": "姓名、生日", "outcome": "waiting"}
    for name, value in asked.items():
        query.fields[name].set_value(value)
    _save(qtbot, jobs, window)
    page.asked.opened.emit(page.asked.current())
    assert query.purpose.value() == "核实身份"
    query.outcome.set_value("found")
    query.result.set_value("同名一人")
    query.candidates.set_value("王𬎆，广西")
    query.decision.set_value("same")
    assert station.unfit(window.stack) == []
    _save(qtbot, jobs, window)
    assert [one.decision for one in queries_of(house.register, visit.id)] == [None, "same"]
    assert len(page.asked.rows.rows) == 1

    window.press("F6")
    stay = page.doing.stay
    for name, value in STAY.items():
        _save(qtbot, jobs, window)
        assert stay.fields[name].warning.text(), name
        stay.fields[name].set_value(value)
    assert station.unfit(window.stack) == []
    _save(qtbot, jobs, window)
    assert _state(house, visit) is StayState.PENDING
    assert "照常救助" in page.state.help.words.text()
    for key, form in (("F8", "approval"), ("Shift+F8", "queries")):
        window.press(key)
        qtbot.waitUntil(partial(_is_there, tmp_path, form), timeout=station.WAIT)
        station.settle(qtbot, jobs)
    assert {one.form for one in all_of(house.register, Printing)} == {"approval", "queries"}


def test_what_was_half_typed_is_there_again_after_a_login(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    window, page = _open(qtbot, jobs, settings, house)
    window.press("F2")
    page.doing.condition.words.set_value("看到睡在桥下")
    window.close_pages()
    station.settle(qtbot, jobs)
    window, page = _open(qtbot, jobs, settings, house)
    card = page.doing.condition
    assert not card.isHidden()
    assert card.words.value() == "看到睡在桥下"
    assert not page.right.horizontalScrollBar().isVisible(), "it has its whole width again"
    card.answer.set_value("yes")
    card.source.set_value("officer")
    _save(qtbot, jobs, window)
    (said,) = answers_of(house.register, visit.id)
    assert said.condition == "food_lodging"
    window.press("F2")
    assert card.words.value() == "看到睡在桥下", "an answer is there to be corrected"
    card.words.set_value("打听过，有地方住")
    card.answer.set_value("no")
    _save(qtbot, jobs, window)
    assert page.conditions.rows.rows[0].said == "no"


def test_a_slip_of_esc_loses_nothing_that_was_typed(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    station.arrive(house)
    window, page = _open(qtbot, jobs, settings, house)
    window.press("F6")
    card = page.doing.stay
    press(Qt.Key.Key_Escape, on=card)
    station.settle(qtbot, jobs)
    assert not window.told.isVisible(), "nothing was typed"
    window.press("F6")
    card.fields["facts"].set_value("核实：有家可归，家人不接")
    press(Qt.Key.Key_Escape, on=card)
    station.settle(qtbot, jobs)
    assert (card.isHidden(), window.told.isVisible()) == (True, True)
    window.press("F12")
    assert (card.isHidden(), card.fields["facts"].value()) == (False, "核实：有家可归，家人不接")
    page.half_filled.keep()
    window.close_pages()
    station.settle(qtbot, jobs)
    _, page = _open(qtbot, jobs, settings, house)
    assert page.doing.stay.fields["facts"].value() == "核实：有家可归，家人不接"


def test_another_answers_and_a_no_begins_a_refusal_that_nobody_handed_in(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    no = Ticked(condition="no_kin", answer="no", words="已通电话", source="kin")
    checks.tick(house.register, visit.id, no, by=house.intake, at=clock.now())
    wanted = Wanted(facts="哥哥在本市", special=("none",), services=("meals",))
    made = stay_approval.propose(house.register, visit.id, wanted, by=house.intake, at=clock.now())
    window, page = _open(qtbot, jobs, settings, house)
    assert "F7" not in station.keys_of(page), "who proposed does not answer"
    window, page = _open(qtbot, jobs, settings, house, lead=True)
    window.go("people")
    station.settle(qtbot, jobs)
    listed = station.page(window, InStationPage)
    assert "待审批 1" in [button.text() for button in listed.pills.buttons.values()]
    assert station.unfit(listed) == []
    window.go("today")
    station.settle(qtbot, jobs)
    today = station.page(window, TodayPage)
    row = next(one for one in today.table.rows.rows if one.due.matter is Matter.APPROVAL)
    today.table.opened.emit(row)
    station.settle(qtbot, jobs)
    assert window.here == "checks"
    window.press("F7")
    card = page.doing.answer
    assert not page.state.isHidden(), "the proposal is read beside the answer"
    for name, value in {"how": "not_agreed", "reason": "有哥哥可以投靠"}.items():
        _save(qtbot, jobs, window)
        assert card.fields[name].warning.text(), name
        card.fields[name].set_value(value)
    _save(qtbot, jobs, window)
    assert stay_approval.known(house.register, made.id).state is StayState.NOT_AGREED
    assert all_of(house.register, AdverseProposal) == []

    window.press("F11")
    refusal = page.doing.refusal
    assert [refusal.fields[name].value() for name in ("kind", "ground", "facts", "help")] == [
        "refusal", "no_kin", "已通电话\n有哥哥可以投靠", "",
    ]  # fmt: skip
    assert station.unfit(window.stack) == []
    _save(qtbot, jobs, window)
    assert refusal.help.warning.text()
    assert all_of(house.register, AdverseProposal) == []
    refusal.help.set_value("food")
    _save(qtbot, jobs, window)
    assert station.page(window, PapersPage).folder is not None
    assert [one.visit for one in all_of(house.register, AdverseProposal)] == [visit.id]
    window.go("checks", visit.id)
    station.settle(qtbot, jobs)
    assert "F11" not in station.keys_of(page), "one refusal at a time"


def test_of_an_open_visit_it_is_reached_from_the_file(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("people")
    station.settle(qtbot, jobs)
    assert "Shift+F5" in station.keys_of(station.page(window, InStationPage))
    window.go("person", visit.person)
    page = station.page(window, PersonPage)
    page.purpose.stated.emit("reception")
    qtbot.waitUntil(lambda: page.opened is not None, timeout=station.WAIT)
    station.settle(qtbot, jobs)
    window.press("Shift+F5")
    station.settle(qtbot, jobs)
    assert window.here == "checks"
    told = [one.text() for one in station.page(window, ChecksPage).findChildren(QLabel)]
    assert visit.case_number in told
