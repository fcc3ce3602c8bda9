"""The list at the desk: after urgent need, calm, never in the way, and what was decided is kept."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app import clock
from app.domain.blacklist import Listed
from app.domain.codes import CHECKS
from app.domain.errors import Refused
from app.domain.evidence import Decision, DecisionKind, Evidence, EvidenceKind, Sameness
from app.domain.listing_hit import HitAnswer
from app.domain.visit import Visit
from app.settings import Settings
from app.store import line
from app.store.ask import all_of
from tests import makers
from tests.ui import station
from tests.ui.blacklist import listed_people
from tests.ui.fitting import nameless, too_narrow
from tests.ui.intake.desk_of import open_intake
from tests.ui.keys import press
from ui.intake.page import IntakePage
from ui.jobs import Jobs
from ui.people.elsewhere import CardPage
from ui.people.person import PersonPage
from ui.window import DeskWindow

ANSWERED = dict.fromkeys(CHECKS, "no")


def _heard(house: makers.Desk, days: int) -> None:
    """The centre was heard of so many days ago."""
    at = clock.now() - timedelta(days=days)
    house.register.within(lambda c: line.move(c, "alert", 1, at))


@pytest.fixture
def told(house: makers.Desk) -> tuple[Visit, Listed]:
    """Somebody who was here before, and is listed by another station now."""
    visit = listed_people.adult(house, "王淼", ANSWERED)
    _heard(house, 1)
    return visit, listed_people.tell(house, visit.person, None, clock.now())


def _words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def _recognised(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, person: UUID
) -> tuple[DeskWindow, IntakePage]:
    """They say their name again, and the officer says that it is them."""
    window, page = open_intake(qtbot, jobs, settings, house)
    page.form.fields["name"].set_value("王淼")
    page.form.fields["birth"].set_value("1980-03-02")
    page.looking.search()
    station.until(qtbot, lambda: bool(page.candidates.cards))
    station.settle(qtbot, jobs)
    assert page.candidates.found[0].person == person
    page.candidates.judge(page.candidates.found[0].person, Sameness.SAME)
    station.settle(qtbot, jobs)
    return window, page


def _answer_urgent(qtbot: QtBot, jobs: Jobs, page: IntakePage) -> None:
    for key in CHECKS:
        page.form.fields[f"check_{key}"].set_value("no")
    station.settle(qtbot, jobs)


def test_nothing_of_the_list_is_shown_before_urgent_need_is_answered(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, told: tuple[Visit, Listed]
) -> None:
    window, page = _recognised(qtbot, jobs, settings, house, told[0].person)
    assert not page.on_list.card.isVisible()
    assert told[1].number not in _words(window)
    assert "F8" not in station.keys_of(page)
    for key in list(CHECKS)[:-1]:
        page.form.fields[f"check_{key}"].set_value("no")
    station.settle(qtbot, jobs)
    assert not page.on_list.card.isVisible(), "one answer is still open"
    _answer_urgent(qtbot, jobs, page)
    station.until(qtbot, page.on_list.card.isVisible)
    said = _words(page.on_list.card)
    for wanted in (
        *(told[1].number, "退票、转卖车票", "020-00000000", "第二人审批", "名单截至"),
        *("不影响紧急救助、食宿、医疗和报案", "提出异议", "15 个工作日"),
    ):
        assert wanted in said
    assert page.on_list.card.decided()[0].answer is None, "nothing is answered beforehand"
    page.candidates.judge(page.candidates.found[0].person, None)
    station.settle(qtbot, jobs)
    assert not page.on_list.card.isVisible(), "it goes with the answer"


def test_a_listing_never_holds_up_the_arrival(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, told: tuple[Visit, Listed]
) -> None:
    """F9 at once, with nothing decided: admitted, and what was shown is on file."""
    window, page = _recognised(qtbot, jobs, settings, house, told[0].person)
    _answer_urgent(qtbot, jobs, page)
    station.until(qtbot, page.on_list.card.isVisible)
    assert "F9" in station.keys_of(page)
    with qtbot.waitSignal(page.admitted, timeout=station.WAIT) as saved:
        window.press("F9")
    visit = saved.args[0].visit
    station.settle(qtbot, jobs)
    (shown,) = [e for e in all_of(house.register, Evidence) if e.kind is EvidenceKind.LISTED]
    assert (shown.person, shown.visit) == (visit.person, visit.id)
    assert shown.detail["number"] == told[1].number
    kinds = {d.kind for d in all_of(house.register, Decision)}
    assert kinds == {DecisionKind.SAME_PERSON}


def test_what_the_officer_decided_is_kept_with_the_arrival_and_in_its_draft(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, told: tuple[Visit, Listed]
) -> None:
    window, page = _recognised(qtbot, jobs, settings, house, told[0].person)
    _answer_urgent(qtbot, jobs, page)
    station.until(qtbot, page.on_list.card.isVisible)
    window.press("F8")
    press(Qt.Key.Key_2, on=window.focusWidget())
    block = page.on_list.card.blocks[told[1].id]
    block.words.set_value("本人有新的车票，已核对")
    block.counselling.set_value("declined")
    unfinished = page.arriving.unfinished()
    page.throw_away()
    assert not page.on_list.card.isVisible()
    page._go_on(unfinished)
    page.looking.search()
    station.until(qtbot, page.on_list.card.isVisible)
    assert page.on_list.card.decided()[0].answer is HitAnswer.NOT_FOLLOWED
    with qtbot.waitSignal(page.admitted, timeout=station.WAIT) as saved:
        window.press("F9")
    station.settle(qtbot, jobs)
    (made,) = [d for d in all_of(house.register, Decision) if d.kind is DecisionKind.LISTING_HIT]
    assert made.subjects == (saved.args[0].visit.person, told[1].id)
    assert (made.answer, made.reason) == ("not_followed", "本人有新的车票，已核对")
    (shown,) = [e for e in all_of(house.register, Evidence) if e.id in made.evidence]
    assert shown.detail["counselling"] == "declined"


def _file(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, visit: Visit
) -> tuple[DeskWindow, PersonPage]:
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("person", visit.person)
    page = station.page(window, PersonPage)
    page.purpose.stated.emit("接待")
    station.until(qtbot, lambda: page.opened is not None)
    station.settle(qtbot, jobs)
    return window, page


def test_in_a_file_it_waits_for_urgent_need_as_well(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = listed_people.adult(house)
    said = listed_people.tell(house, visit.person, None, clock.now())
    _, page = _file(qtbot, jobs, settings, house, visit)
    assert said.number not in _words(page)
    page._urgent_is_seen_to()
    station.until(qtbot, page.listed.card.isVisible)
    assert said.number in _words(page)


def test_in_a_file_the_decision_is_kept_at_once_and_a_deviation_says_why(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, told: tuple[Visit, Listed]
) -> None:
    window, page = _file(qtbot, jobs, settings, house, told[0])
    station.until(qtbot, page.listed.card.isVisible)
    qtbot.waitUntil(lambda: too_narrow(page.listed) == [], timeout=station.WAIT)
    assert nameless(page.listed) == []
    block = page.listed.card.blocks[told[1].id]
    block.saved.emit()
    station.until(qtbot, block.answer.warning.isVisible)
    block.answer.set_value(HitAnswer.DOUBTED)
    block.saved.emit()
    station.until(qtbot, block.words.warning.isVisible)
    block.words.set_value("像是同名的另一人")
    block.saved.emit()
    station.until(qtbot, lambda: "已保存" in station.told(window))
    (made,) = [d for d in all_of(house.register, Decision) if d.kind is DecisionKind.LISTING_HIT]
    assert (made.answer, made.officer) == ("doubted", house.intake.id)
    with pytest.raises(Refused):
        house.register.write(replace(made, answer="followed"), by=house.intake.id, at=clock.now())


def test_an_old_list_says_so(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = listed_people.adult(house, "王淼", ANSWERED)
    listed_people.tell(house, visit.person, None, clock.now())
    _heard(house, 8)
    _, page = _file(qtbot, jobs, settings, house, visit)
    station.until(qtbot, page.listed.card.isVisible)
    assert "名单可能过期，仅供参考" in _words(page.listed)
    (block,) = page.listed.card.blocks.values()
    now = clock.now()
    block.show_age(replace(block.hit, heard=now - timedelta(days=6)), now)
    assert "过期" not in _words(page.listed)
    block.show_age(replace(block.hit, heard=None), now)
    assert "名单可能过期，仅供参考" in _words(page.listed), "nobody knows how old it is"


def test_a_revocation_takes_the_card_away_while_it_is_looked_at(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, told: tuple[Visit, Listed]
) -> None:
    window, page = _file(qtbot, jobs, settings, house, told[0])
    station.until(qtbot, page.listed.card.isVisible)
    ended = replace(told[1], ended=True)
    jobs.desk(
        window,
        lambda register: register.write(ended, by=house.intake.id, at=clock.now()),
        lambda _: None,
    )
    station.until(qtbot, lambda: not page.listed.card.isVisible())
    assert told[1].number not in _words(page)


def test_the_card_of_another_station_says_so_too_and_not_while_somebody_is_in_need(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    person = makers.card_of(house.register, "王淼", "110101-01", "2026-11-20")
    told = listed_people.tell(house, person, None, clock.now())
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("card", person)
    station.settle(qtbot, jobs)
    page = station.page(window, CardPage)
    assert told.number in _words(page)
    assert "名单可能过期，仅供参考" in _words(page), "the centre was never heard of"
    station.until(qtbot, lambda: too_narrow(page) == [])
    page.desk.urgent_waits = lambda: True
    page.reload()
    station.settle(qtbot, jobs)
    assert told.number not in _words(page)
