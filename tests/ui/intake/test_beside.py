"""对照: the one at the desk beside one on file, by keys alone; nothing that was typed is lost."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import admission, protecting
from app.desk.admission import Said
from app.domain.codes import CHECKS
from app.domain.evidence import Sameness
from app.domain.ids import PersonId
from app.domain.person import ClaimKind
from app.domain.staff import Viewing
from app.settings import Settings
from app.store import people
from app.store.ask import all_of
from tests import makers
from tests.ui import station
from tests.ui.fitting import nameless, too_narrow
from tests.ui.intake.desk_of import open_intake
from tests.ui.keys import press
from ui.intake.page import IntakePage
from ui.jobs import Jobs
from ui.window import DeskWindow


def _entered(house: makers.Desk, name: str, home: str = "湖南省邵阳市隆回县") -> PersonId:
    said = (
        Said(kind=ClaimKind.NAME, value=name),
        Said(kind=ClaimKind.SEX, value="2"),
        Said(kind=ClaimKind.AGE, value="60-70"),
        Said(kind=ClaimKind.HOME, value=home),
        Said(kind=ClaimKind.MARKS, value="左手背刀疤"),
        Said(kind=ClaimKind.ACCENT, value="湖南话"),
    )
    arrival = replace(makers.arrival(name), said=said)
    done = admission.admit(house.register, arrival, house.station, by=house.intake, at=clock.now())
    return done.visit.person


def _asks(qtbot: QtBot, page: IntakePage, jobs: Jobs, name: str = "符秀英") -> None:
    """符秀英 says her name; whoever may be meant is listed, the cursor on the first."""
    for key, value in (("name", name), ("sex", "2"), ("birth", "1961"), ("home", "隆回")):
        page.form.fields[key].set_value(value)
    field = page.form.fields["marks"]
    field.set_value("手背有刀疤（左）")
    field.setFocus()
    press(Qt.Key.Key_Return, on=field.focusProxy())
    station.until(qtbot, lambda: bool(page.candidates.cards))
    station.settle(qtbot, jobs)


def _two_listed(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> tuple[DeskWindow, IntakePage]:
    """Two of that name from two counties may be meant."""
    _entered(house, "胡秀英")
    _entered(house, "胡秀英", "湖南省邵阳市洞口县")
    window, page = open_intake(qtbot, jobs, settings, house)
    _asks(qtbot, page, jobs)
    station.until(qtbot, lambda: len(page.candidates.cards) == 2)
    return window, page


def _words(page: IntakePage) -> str:
    return "\n".join(label.text() for label in page.beside.findChildren(QLabel))


@pytest.fixture
def opened(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> tuple[DeskWindow, IntakePage, PersonId]:
    """胡秀英 of last time beside who calls herself 符秀英 now: F6, Enter."""
    known = _entered(house, "胡秀英")
    window, page = open_intake(qtbot, jobs, settings, house)
    _asks(qtbot, page, jobs)
    window.press("F6")
    press(Qt.Key.Key_Return, on=window.focusWidget())
    station.until(qtbot, page.beside.isVisible)
    return window, page, known


def test_enter_on_a_candidate_shows_both_side_by_side(
    qtbot: QtBot, jobs: Jobs, house: makers.Desk, opened: tuple[DeskWindow, IntakePage, PersonId]
) -> None:
    window, page, known = opened
    told = _words(page)
    for wanted in (
        *("符秀英", "胡秀英", "姓名相近（h、f 不分）", "体貌特征相符（疤痕）", "正在接待的人"),
        *("左手背刀疤", "手背有刀疤（左）", "不作依据", "很可能"),
    ):
        assert wanted in told
    assert not page.form.isVisible()
    assert page.beside.sheet.answers.given is None, "nothing is answered beforehand"
    assert page.candidates.answers == {}
    seen = all_of(house.register, Viewing)
    assert [(v.person, v.purpose, v.officer) for v in seen] == [
        (known, "reception", house.intake.id)
    ]
    qtbot.waitUntil(lambda: too_narrow(window) == [], timeout=station.WAIT)
    assert nameless(window) == []


def test_it_is_answered_by_a_key_and_the_card_says_the_same(
    qtbot: QtBot, jobs: Jobs, house: makers.Desk, opened: tuple[DeskWindow, IntakePage, PersonId]
) -> None:
    window, page, known = opened
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_1)
    assert [card.answer for card in page.candidates.cards] == [Sameness.SAME]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_1)
    assert [card.answer for card in page.candidates.cards] == [None], "the same key takes back"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_1)
    with qtbot.waitSignal(page.admitted, timeout=station.WAIT) as saved:
        window.press("F9")
    station.settle(qtbot, jobs)
    mine = saved.args[0].visit.person
    assert set(people.together(house.register, known)) == {known, mine}
    assert page.beside.isHidden(), "the next arrival begins with the form"


def test_esc_gives_the_form_back_as_it_was(
    qtbot: QtBot, opened: tuple[DeskWindow, IntakePage, PersonId]
) -> None:
    window, page, known = opened
    before = page.form.raw()
    window.press("Esc")
    assert page.form.isVisible()
    assert page.form.raw() == before
    assert page.form.isAncestorOf(window.focusWidget()), "where it was before F6"
    assert page.candidates.cards[0].shown.person == known


def test_visits_are_shown_once_urgent_need_is_answered(
    qtbot: QtBot, jobs: Jobs, house: makers.Desk, opened: tuple[DeskWindow, IntakePage, PersonId]
) -> None:
    window, page, known = opened
    case = people.card(house.register, known).case_number
    assert case not in page.beside.sheet.visits.findChildren(QLabel)[-1].text()
    assert "紧急情况答完后" in _words(page)
    window.press("Esc")
    for key in CHECKS:
        page.form.fields[f"check_{key}"].set_value("no")
    press(Qt.Key.Key_Return, on=page.candidates.cards[0])
    station.until(qtbot, page.beside.isVisible)
    assert case in page.beside.sheet.visits.findChildren(QLabel)[-1].text()


def test_f6_goes_on_to_the_next_and_enter_to_the_whole_file(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = _two_listed(qtbot, jobs, settings, house)
    first, second = (card.shown.person for card in page.candidates.cards)
    window.press("F6")
    press(Qt.Key.Key_Return, on=window.focusWidget())
    station.until(qtbot, lambda: page.beside.person == first)
    window.press("F6")
    station.until(qtbot, lambda: page.beside.person == second)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_2)
    assert page.candidates.answer_of(PersonId(second)) is Sameness.NOT_SAME
    press(Qt.Key.Key_Return, on=window.focusWidget())
    assert window.here == "person"


def test_no_key_changes_a_field_that_is_not_seen(
    opened: tuple[DeskWindow, IntakePage, PersonId],
) -> None:
    _, page, _ = opened
    assert "F3" not in station.keys_of(page)


def test_an_answer_about_somebody_who_left_the_list_is_said_and_can_be_taken_back(
    qtbot: QtBot, jobs: Jobs, opened: tuple[DeskWindow, IntakePage, PersonId]
) -> None:
    window, page, known = opened
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_1)
    window.press("Esc")
    for key, value in (("name", "赵铁柱"), ("home", "黑龙江省漠河市"), ("marks", "")):
        page.form.fields[key].set_value(value)
    page.looking.search()
    station.settle(qtbot, jobs)
    assert known not in {card.shown.person for card in page.candidates.cards}
    assert "胡秀英" in page.candidates.kept.words.text()
    page.candidates.kept._buttons[0].click()
    assert page.candidates.judged() == ()
    assert not page.candidates.kept.isVisible()


def test_what_changes_in_the_arrival_changes_beside_the_file(
    qtbot: QtBot, jobs: Jobs, opened: tuple[DeskWindow, IntakePage, PersonId]
) -> None:
    """A card was laid down meanwhile, say."""
    _, page, known = opened
    page.form.fields["name"].set_value("胡秀英")
    page.looking.search()
    station.settle(qtbot, jobs)
    station.until(qtbot, lambda: page.beside.sheet.names[0].text() == "胡秀英")
    assert "h、f 不分" not in _words(page)
    assert page.beside.person == known


def test_whoever_is_sealed_meanwhile_is_gone_from_the_screen(
    qtbot: QtBot, jobs: Jobs, house: makers.Desk, opened: tuple[DeskWindow, IntakePage, PersonId]
) -> None:
    _, page, known = opened
    at = clock.now()
    page.desk.jobs.desk(
        page,
        lambda register: protecting.protect(register, known, "家暴", by=house.leader, at=at),
        lambda _: None,
    )
    station.until(qtbot, page.beside.isHidden)
    assert page.form.isVisible()


def test_the_answer_is_about_whom_one_sees(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    """Tab goes to another card: the sheet goes with it."""
    window, page = _two_listed(qtbot, jobs, settings, house)
    first, second = page.candidates.cards
    window.press("F6")
    press(Qt.Key.Key_Return, on=first)
    station.until(qtbot, lambda: page.beside.person == first.shown.person)
    second.setFocus(Qt.FocusReason.TabFocusReason)
    station.until(qtbot, lambda: page.beside.person == second.shown.person)


def test_everything_beneath_is_reached_by_keys(
    qtbot: QtBot, opened: tuple[DeskWindow, IntakePage, PersonId]
) -> None:
    window, page, _ = opened
    bar = page.beside.sheet._below.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0, timeout=station.WAIT)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_PageUp)
    assert bar.value() < bar.maximum()
