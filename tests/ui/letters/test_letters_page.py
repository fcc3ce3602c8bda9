"""函件 by keyboard alone: written, approved, sent, answered, printed; what was typed is kept."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import letters, protecting
from app.domain.outside_letter import LetterKind, LetterState, OutsideLetter
from app.domain.staff import Officer, Viewing
from app.settings import Settings
from app.store.ask import all_of
from app.store.letters import letters_of_visit
from tests import makers
from tests.makers import TOLD_LETTER
from tests.ui import station
from tests.ui.keys import press
from ui.jobs import Jobs
from ui.letters.page import LettersPage
from ui.window import DeskWindow


def _open(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, by: Officer | None = None
) -> tuple[DeskWindow, LettersPage]:
    window = station.open_window(qtbot, jobs, settings, house, by)
    window.go("people")
    station.settle(qtbot, jobs)
    window.press("Ctrl+F7")
    station.settle(qtbot, jobs)
    return window, station.page(window, LettersPage)


def _fill(qtbot: QtBot, jobs: Jobs, page: LettersPage, kind: str) -> None:
    """Only what the register did not know."""
    form = page.writing.text
    form.kind.set_value(kind)
    station.settle(qtbot, jobs)
    for name, field in form.fields.items():
        if name in TOLD_LETTER and not field.isHidden() and not field.value():
            field.set_value(TOLD_LETTER[name])


def test_a_letter_is_written_sent_and_answered_and_its_paper_printed(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    visit = station.arrive(house, "", checks={"trafficked": "yes"}, marks="右眉疤痕")
    out = tmp_path / "papers"
    window, page = _open(qtbot, jobs, replace(settings, printer=f"file:{out}"), house)
    assert [one.what for one in all_of(house.register, Viewing)] == ["letters"]
    window.press("F2")
    window.press("F9")
    form = page.writing.text
    assert form.kind.warning.text()
    _fill(qtbot, jobs, page, "report")
    assert form.fields["to"].value() == "示例市公安局火车站派出所"
    assert form.fields["features"].value() == "右眉疤痕"
    form.fields["suspicion"].set_value("")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "情况" in form.fields["suspicion"].warning.text()
    form.fields["suspicion"].set_value("疑似被拐")
    assert not station.unfit(page)
    window.press("F9")
    station.settle(qtbot, jobs)
    assert page.writing.open is None
    window.press("F8")
    station.settle(qtbot, jobs)
    qtbot.waitUntil(lambda: any(out.glob("*.pdf")), timeout=station.WAIT)
    window.press("F6")
    page.writing.sent.fields["how"].set_value("by_hand")
    window.press("F9")
    station.settle(qtbot, jobs)
    window.press("F7")
    page.writing.answer.fields["result"].set_value("filed")
    window.press("F9")
    station.settle(qtbot, jobs)
    (whole,) = letters_of_visit(house.register, visit.id)
    assert whole.state is LetterState.ANSWERED
    assert whole.answer
    assert whole.answer.whom == "示例市公安局火车站派出所"
    assert not station.unfit(page)
    window.press("Ctrl+F10")
    page.writing.back.fields["words"].set_value("是另一份的复函")
    window.press("F9")
    station.settle(qtbot, jobs)
    (whole,) = letters_of_visit(house.register, visit.id)
    assert whole.state is LetterState.SENT


def test_a_leader_approves_a_notice_and_who_wrote_it_is_not_offered_to(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house, "")
    window, page = _open(qtbot, jobs, settings, house)
    window.press("F2")
    _fill(qtbot, jobs, page, "public_notice")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "F4" not in [one.key for one in page.keys()]  # noqa: SIM118
    window.press("F6")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "还没有批准" in page.writing.sent.fields["how"].warning.text()
    window.close()
    window, page = _open(qtbot, jobs, settings, house, house.leader)
    window.press("F4")
    station.settle(qtbot, jobs)
    (whole,) = letters_of_visit(house.register, visit.id)
    assert whole.state is LetterState.APPROVED


def test_what_was_half_typed_is_there_again_and_a_wrong_key_loses_nothing(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    station.arrive(house, "")
    window, page = _open(qtbot, jobs, settings, house)
    window.press("F2")
    _fill(qtbot, jobs, page, "report")
    page.writing.text.fields["suspicion"].set_value("反复说“河边”")
    window.close_pages()
    station.settle(qtbot, jobs)
    window, page = _open(qtbot, jobs, settings, house)
    form = page.writing.text
    assert (form.kind.value(), form.fields["suspicion"].value()) == ("report", "反复说“河边”")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert [one.detail["suspicion"] for one in all_of(house.register, OutsideLetter)] == [
        "反复说“河边”"
    ]


def test_somebody_protected_is_not_shown_and_a_hanging_notice_is_told(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit, at = station.arrive(house, ""), clock.now()
    day = f"{clock.local(at):%Y-%m-%d}"
    said = letters.Said(
        kind=LetterKind.PUBLIC_NOTICE,
        fields=TOLD_LETTER | {"found_on": day, "contact": "020-00000000"},
    )
    register, me = house.register, house.intake
    made = letters.write(register, visit.id, said, house.station, by=me, at=at)
    letters.approve(register, made.letter, by=house.leader, at=at)
    letters.send(register, made.letter, "published", by=me, at=at)
    window, page = _open(qtbot, jobs, settings, house)
    assert len(page.table.rows.rows) == 1
    protecting.protect(register, visit.person, "家暴", by=house.leader, at=at)
    page.reload()
    station.settle(qtbot, jobs)
    assert page.table.rows.rows == []
    assert not page.keys()[1:]
    window.close()
    window, page = _open(qtbot, jobs, settings, house, house.leader)
    assert "立即撤下" in page.told.words.text()


def test_esc_leaves_the_form_and_esc_again_the_page(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    station.arrive(house)
    window, page = _open(qtbot, jobs, settings, house)
    window.press("F2")
    press(Qt.Key.Key_Escape)
    station.settle(qtbot, jobs)
    assert page.writing.open is None
    press(Qt.Key.Key_Escape)
    assert window.here == "people"
