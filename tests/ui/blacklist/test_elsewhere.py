"""Approval at another station in the windows of both: one asks, the other one decides."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app import clock
from app.desk import drafts, reviews
from app.domain.blacklist import State, StepKind, months_after
from app.domain.staff import Viewing
from app.settings import Settings
from app.store import listings
from app.store.ask import all_of
from tests.two_stations import ASKING, OWNER, Both, stations
from tests.ui import station
from tests.ui.blacklist import listed_people
from tests.ui.fitting import nameless, too_narrow
from tests.ui.keys import press
from ui.blacklist.page import BlacklistPage
from ui.jobs import Jobs
from ui.window import DeskWindow

pytest_plugins = ["tests.centre"]


@pytest.fixture
def both(engine: Engine, tmp_path: Path) -> Iterator[Both]:
    """The station that has the file, and the one that is asked."""
    with stations(engine, tmp_path) as made:
        made.sync()
        yield made


def _page(
    qtbot: QtBot, jobs: Jobs, settings: Settings, both: Both, *, owner: bool
) -> tuple[DeskWindow, BlacklistPage]:
    house = both.owner.house if owner else both.asking.house
    officer = house.intake if owner else house.leader
    window = station.open_window(qtbot, jobs, settings, house, officer)
    window.go("blacklist")
    page = station.page(window, BlacklistPage)
    station.settle(qtbot, jobs)
    return window, page


def _words(page: BlacklistPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_another_station_is_asked_by_keys_and_its_no_is_told(
    qtbot: QtBot, jobs: Jobs, settings: Settings, both: Both
) -> None:
    visit = listed_people.adult(both.owner.house)
    listed_people.heard(both.owner.house, visit.person, clock.now())
    window, page = _page(qtbot, jobs, settings, both, owner=True)
    press(Qt.Key.Key_Return, on=page.table)
    station.until(qtbot, lambda: page.opened is not None)
    window.press("Shift+F4")
    form = page.asking.form
    station.until(qtbot, form.isVisible)
    assert form.station.value() == "", "no station is chosen beforehand"
    window.press("F9")
    assert form.station.warning.isVisible()
    form.station.set_value(ASKING)
    form.words.set_value("本站只有一位领导")
    window.press("F9")
    station.until(qtbot, lambda: not form.isVisible())
    station.settle(qtbot, jobs)
    assert "正在等答复" in _words(page)
    both.sync()
    there, house = both.asking.register, both.asking.house
    (review,) = reviews.waiting(there, ASKING, by=house.leader)
    assert (review.words, review.asking) == ("本站只有一位领导", "示例市救助管理站 020-00000000")
    reviews.decide(
        there, review.id, approves=False, words="证据指向同一来源", until=None, by=house.leader,
        at=clock.now(),
    )  # fmt: skip
    both.sync()
    page.reload()
    station.until(qtbot, lambda: "不同意列入：证据指向同一来源" in _words(page))
    assert "Shift+F4" in station.keys_of(page), "another one may be asked"
    station.until(qtbot, lambda: too_narrow(page) == [])
    assert nameless(window) == []


def test_what_is_asked_is_looked_at_and_decided_by_keys(
    qtbot: QtBot, jobs: Jobs, settings: Settings, both: Both
) -> None:
    owner = both.owner.house
    visit = listed_people.adult(owner)
    lead = listed_people.heard(owner, visit.person, clock.now())
    reviews.ask(owner.register, lead.id, ASKING, "只有一台电脑", by=owner.intake, at=clock.now())
    both.sync()
    window, page = _page(qtbot, jobs, settings, both, owner=False)
    station.until(qtbot, page.reviewing.card.isVisible)
    assert "本人说票是别人给的" not in _words(page), "only a look that is written down shows it"
    window.press("F12")
    form = page.reviewing.form
    station.until(qtbot, form.isVisible)
    (seen,) = [one for one in all_of(both.asking.register, Viewing) if one.purpose == "listing"]
    assert seen.person == visit.person
    said = _words(page)
    for told in ("王淼", "1980", "广州南站 退票记录", "本人说票是别人给的", "只有一台电脑"):
        assert told in said
    assert form.answer.value() == "", "nothing is answered beforehand"
    form.words.set_value("核对过")
    window.press("F9")
    assert form.answer.warning.isVisible()
    form.answer.set_value("yes")
    form.until.set_value("2099-01-01")
    window.press("F9")
    station.until(qtbot, form.until.warning.isVisible)
    assert form.words.value() == "核对过"
    station.until(qtbot, lambda: too_narrow(page) == [])
    assert nameless(window) == []
    form.until.set_value(_in_half_a_year())
    window.press("F9")
    station.until(qtbot, lambda: not form.isVisible())
    station.settle(qtbot, jobs)
    assert "F12" not in station.keys_of(page)
    assert "本人说票是别人给的" not in _words(page)
    both.sync()
    (told_here,) = listings.listed_of(owner.register, [visit.person], clock.now().date())
    assert told_here.station == OWNER
    course = listings.course(owner.register.ask, lead.id)
    assert course is not None
    assert course.state(clock.now().date()) is State.IN_FORCE


def _in_half_a_year() -> str:
    return months_after(clock.now().date(), 6).isoformat()


def test_what_was_begun_is_there_again_after_a_restart(
    qtbot: QtBot, jobs: Jobs, settings: Settings, both: Both
) -> None:
    owner = both.owner.house
    visit = listed_people.adult(owner)
    lead = listed_people.heard(owner, visit.person, clock.now())
    reviews.ask(owner.register, lead.id, ASKING, "", by=owner.intake, at=clock.now())
    both.sync()
    window, page = _page(qtbot, jobs, settings, both, owner=False)
    station.until(qtbot, page.reviewing.card.isVisible)
    window.press("F12")
    station.until(qtbot, page.reviewing.form.isVisible)
    page.reviewing.form.words.set_value("还要核对第二份证据")
    window.close_pages()
    window.close()
    station.settle(qtbot, jobs)
    window, page = _page(qtbot, jobs, settings, both, owner=False)
    station.until(qtbot, page.reviewing.card.isVisible)
    window.press("F12")
    station.until(qtbot, lambda: page.reviewing.form.words.value() == "还要核对第二份证据")


def test_what_was_begun_is_forgotten_once_the_case_is_taken_back(
    qtbot: QtBot, jobs: Jobs, settings: Settings, both: Both
) -> None:
    owner, there = both.owner.house, both.asking.register
    visit = listed_people.adult(owner)
    lead = listed_people.heard(owner, visit.person, clock.now())
    reviews.ask(owner.register, lead.id, ASKING, "", by=owner.intake, at=clock.now())
    both.sync()
    window, page = _page(qtbot, jobs, settings, both, owner=False)
    station.until(qtbot, page.reviewing.card.isVisible)
    window.press("F12")
    station.until(qtbot, page.reviewing.form.isVisible)
    page.reviewing.form.words.set_value("王淼的票是同乡给的")
    window.close_pages()
    window.close()
    station.settle(qtbot, jobs)
    assert there.drafts(drafts.LISTING_VERDICT)
    listed_people.step(owner, lead, StepKind.DROPPED, clock.now())
    both.sync()
    _page(qtbot, jobs, settings, both, owner=False)
    station.until(qtbot, lambda: there.drafts(drafts.LISTING_VERDICT) == [])


def test_half_an_asking_outlives_a_restart_and_the_cursor_goes_back_to_the_list(
    qtbot: QtBot, jobs: Jobs, settings: Settings, both: Both
) -> None:
    house = both.owner.house
    listed_people.heard(house, listed_people.adult(house).person, clock.now())
    for _ in range(2):
        window, page = _page(qtbot, jobs, settings, both, owner=True)
        press(Qt.Key.Key_Return, on=page.table)
        station.settle(qtbot, jobs)
        window.press("Shift+F4")
        form = page.asking.form
        station.until(qtbot, form.isVisible)
        assert window.line.left_out == []
        if not form.words.value():
            form.station.set_value(ASKING)
            form.words.set_value("本站只有一位领导")
            press(Qt.Key.Key_Escape, on=form.words.edit)
            assert page.table.hasFocus()
            window.close_pages()
            window.close()
            station.settle(qtbot, jobs)
    assert form.raw() == {"station": ASKING, "words": "本站只有一位领导"}
    page.throw_away()
    station.settle(qtbot, jobs)
    assert (form.raw(), house.register.drafts(drafts.LISTING_ASKED)) == ({}, [])
