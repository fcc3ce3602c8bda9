"""不予救助、终止救助 at the papers: proposed, heard, answered by a leader, printed, handed over."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import adverse, drafts, papers
from app.desk.adverse import Proposed
from app.domain.adverse import AdverseProposal, AdverseState, Answered
from app.domain.station import Printing
from app.domain.visit import Visit
from app.settings import Settings
from app.store.adverse import adverse_of_visit
from app.store.ask import all_of
from tests import makers
from tests.ui import station
from tests.ui.keys import press
from ui.jobs import Jobs
from ui.papers.page import PapersPage
from ui.people.in_station import InStationPage
from ui.people.person import PersonPage
from ui.window import DeskWindow

FACTS = "哥哥住在本市，愿意接回家，已通电话核实。"


def _open(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, visit: Visit, *, lead: bool
) -> tuple[DeskWindow, PapersPage]:
    officer = house.leader if lead else house.intake
    window = station.open_window(qtbot, jobs, settings, house, officer)
    window.go("papers", visit.id)
    station.settle(qtbot, jobs)
    return window, station.page(window, PapersPage)


def _fill(page: PapersPage, kind: str = "refusal", **other: str) -> None:
    usual = {"kind": kind, "ground": "no_kin", "facts": FACTS, "help": "food"} | other
    for name, value in usual.items():
        page.adverse.propose.fields[name].set_value(value)


def _propose(house: makers.Desk, visit: Visit, kind: str = "refusal") -> AdverseProposal:
    wanted = Proposed(kind=kind, ground="no_kin", facts=FACTS, help=("food",))
    return adverse.propose(house.register, visit.id, wanted, by=house.intake, at=clock.now())


def _state(house: makers.Desk, visit: Visit) -> AdverseState:
    return adverse_of_visit(house.register, visit.id)[-1].state


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_chosen_beforehand(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house, "欧阳𬎆", checks={"injury": "yes"})
    window, page = _open(qtbot, jobs, settings, house, visit, lead=False)
    window.press("F2")
    card = page.adverse.propose
    assert [name for name, field in card.fields.items() if field.value()] == []
    fields = {"kind": "refusal", "ground": "no_kin", "facts": FACTS, "help": "none"}
    for name, value in fields.items():
        window.press("F9")
        station.settle(qtbot, jobs)
        assert card.fields[name].warning.text(), name
        card.fields[name].set_value(value)
    card.help_words.set_value("看起来没事")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "送医" in card.help.warning.text()
    assert station.unfit(window.stack) == []
    assert all_of(house.register, AdverseProposal) == []
    press(Qt.Key.Key_Escape, on=card.facts.edit)
    assert page.adverse.isHidden()
    assert page.view.isVisible()


def test_help_is_marked_with_digits_and_typed_words_outlast_what_comes_in(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    window, page = _open(qtbot, jobs, settings, house, visit, lead=False)
    window.press("F2")
    card = page.adverse.propose
    first = card.help.buttons["food"]
    for digit in (Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_1, Qt.Key.Key_2):
        press(digit, on=first)
    assert card.help.chosen() == ("medical", "shelter")
    card.facts.set_value("写了一半")
    station.voucher(house, visit)
    page.reload()
    station.settle(qtbot, jobs)
    assert (card.isVisible(), card.facts.value()) == (True, "写了一半")


def test_help_that_ends_is_heard_first_and_a_leader_answers_prints_and_hands_over(
    qtbot: QtBot, jobs: Jobs, data: Path, house: makers.Desk, tmp_path: Path
) -> None:
    visit = station.arrive(house)
    settings = Settings(data=data, camera="none", printer=f"file:{tmp_path / 'out'}")
    window, page = _open(qtbot, jobs, settings, house, visit, lead=False)
    window.press("F2")
    _fill(page, "termination")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert page.adverse.hear.isVisible()
    assert station.keys_of(page) == ["F2", "F9"]
    window.press("F8")
    assert all_of(house.register, Printing) == []
    page.adverse.hear.words.set_value("我和哥哥不来往")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "站领导" in page.adverse.waits.words.text()
    assert "F9" not in station.keys_of(page)
    window.close_pages()

    window, page = _open(qtbot, jobs, settings, house, visit, lead=True)
    assert "我和哥哥不来往" in " ".join(x.text() for x in page.adverse.told.findChildren(QLabel))
    window.press("F9")
    station.settle(qtbot, jobs)
    assert page.adverse.answer.said.warning.text()
    assert _state(house, visit) is AdverseState.PENDING
    page.adverse.answer.said.set_value(Answered.AGREED)
    window.press("F9")
    station.settle(qtbot, jobs)
    assert _state(house, visit) is AdverseState.AGREED
    assert "我和哥哥不来往" in page.view.text()
    assert page.tabs.hasFocus() or QApplication.focusWidget() in page.tabs.buttons.values()
    window.press("F8")
    station.settle(qtbot, jobs)
    assert [one.form for one in all_of(house.register, Printing)] == [papers.TERMINATION]
    window.press("F9")
    page.adverse.receive.how.set_value("witnessed")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert page.adverse.receive.one.warning.text()
    page.adverse.receive.one.set_value("张三")
    page.adverse.receive.two.set_value("李四")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "张三" in page.view.text()
    assert "F9" not in station.keys_of(page)
    window.press("F4")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert page.adverse.answer.reason.warning.text()
    page.adverse.answer.reason.set_value("哥哥搬走了")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert _state(house, visit) is AdverseState.TAKEN_BACK
    assert "F2" in station.keys_of(page)


def test_who_proposed_it_is_not_asked_to_answer(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    wanted = Proposed(kind="refusal", ground="no_kin", facts=FACTS, help=("food",))
    adverse.propose(house.register, visit.id, wanted, by=house.leader, at=clock.now())
    _, page = _open(qtbot, jobs, settings, house, visit, lead=True)
    assert not page.adverse.answer.isVisible()
    assert "拟办人以外" in page.adverse.waits.words.text()
    assert "F9" not in station.keys_of(page)


def test_one_that_waits_is_written_anew_and_one_not_agreed_to_goes_from_the_papers(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    _propose(house, visit)
    window, page = _open(qtbot, jobs, settings, house, visit, lead=False)
    window.press("F2")
    assert page.adverse.propose.facts.value() == FACTS
    page.adverse.propose.facts.set_value("哥哥明天来接。")
    window.press("F9")
    station.settle(qtbot, jobs)
    (one,) = adverse_of_visit(house.register, visit.id)
    assert (one.proposal.facts, one.proposal.supersedes is None) == ("哥哥明天来接。", False)
    window.close_pages()
    window, page = _open(qtbot, jobs, settings, house, visit, lead=True)
    page.adverse.answer.said.set_value(Answered.NOT_AGREED)
    window.press("F9")
    station.settle(qtbot, jobs)
    assert page.adverse.answer.reason.warning.text()
    page.adverse.answer.reason.set_value("哥哥联系不上")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert list(page.tabs.buttons) == [
        papers.REGISTRATION,
        papers.NOTICE,
        papers.STAY,
        papers.DISCLOSURE,
    ]
    assert "F2" in station.keys_of(page)


def test_the_file_and_the_list_show_what_was_decided(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    made = _propose(house, visit)
    window = station.open_window(qtbot, jobs, settings, house, house.leader)
    window.go("people")
    station.settle(qtbot, jobs)
    listed = station.page(window, InStationPage)
    assert "待审批 1" in [button.text() for button in listed.pills.buttons.values()]
    by, at = house.leader, clock.now()
    adverse.answer(house.register, made.id, "agreed", "", by=by, at=at)
    window.go("person", visit.person)
    page = station.page(window, PersonPage)
    page.purpose.field.combo.setEditText("处理投诉")
    page.purpose.state()
    station.until(qtbot, lambda: page.opened is not None)
    station.settle(qtbot, jobs)
    texts = " ".join(x.text() for x in page.timeline.findChildren(QLabel) if x.isVisible())
    assert "不予救助" in texts
    assert f"同意 {house.leader.name}" in texts


def test_half_a_proposal_survives_the_desk_and_goes_when_it_is_saved_or_not_wanted(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    window, page = _open(qtbot, jobs, settings, house, visit, lead=False)
    window.press("F2")
    page.adverse.propose.facts.set_value("哥哥住在")
    page.adverse.propose.help.set_value("food,medical")
    window.close_pages()
    station.settle(qtbot, jobs)
    (kept,) = house.register.drafts(drafts.ADVERSE)
    assert "哥哥住在".encode() not in (house.register.folder / "register.db").read_bytes()

    window, page = _open(qtbot, jobs, settings, house, visit, lead=False)
    station.until(qtbot, lambda: "接着写拟办" in station.deeds_of(page))
    window.press("F2")
    card = page.adverse.propose
    assert (card.facts.value(), card.help.chosen()) == ("哥哥住在", ("food", "medical"))
    assert "没写完" in station.told(window)
    assert (card.kind.value(), kept[1]) == ("", house.intake.id)
    press(Qt.Key.Key_Escape, on=card.facts.edit)
    station.settle(qtbot, jobs)
    assert house.register.drafts(drafts.ADVERSE) == []
    window.press("F2")
    assert card.facts.value() == ""
    _fill(page)
    page.adverse.half_filled.keep()
    station.settle(qtbot, jobs)
    assert len(house.register.drafts(drafts.ADVERSE)) == 1
    window.press("F9")
    station.settle(qtbot, jobs)
    assert house.register.drafts(drafts.ADVERSE) == []


def test_half_an_opinion_and_one_written_anew_survive_the_desk(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    _propose(house, visit, "termination")
    window, page = _open(qtbot, jobs, settings, house, visit, lead=False)
    page.adverse.hear.words.set_value("我没有")
    window.press("F2")
    page.adverse.propose.facts.set_value("哥哥搬走")
    window.close_pages()
    station.settle(qtbot, jobs)
    window, page = _open(qtbot, jobs, settings, house, visit, lead=True)
    station.until(qtbot, page.adverse.hear.isVisible)
    assert page.adverse.hear.words.value() == "", "another officer's is theirs"
    page.adverse.hear.words.set_value("别的")
    window.close_pages()
    station.settle(qtbot, jobs)
    window, page = _open(qtbot, jobs, settings, house, visit, lead=False)
    station.until(qtbot, lambda: page.adverse.hear.words.value() == "我没有")
    window.press("F2")
    assert page.adverse.propose.facts.value() == "哥哥搬走"
    assert page.adverse.propose.ground.value() == "no_kin"
