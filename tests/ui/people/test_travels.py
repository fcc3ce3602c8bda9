"""各站往来: facts of all stations in a file, after urgent need, in words that accuse nobody."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app import clock
from app.clock import local
from app.desk import links
from app.domain.codes import CHECKS
from app.domain.evidence import Sameness
from app.domain.visit import Visit
from app.settings import Settings
from tests import makers
from tests.ui import station
from tests.ui.fitting import nameless, too_narrow
from tests.ui.keys import press
from ui.jobs import Jobs
from ui.people.person import PersonPage
from ui.window import DeskWindow

ANSWERED = dict.fromkeys(CHECKS, "no")
SCORES = ("骗", "可疑", "风险", "跑站", "分数", "信用", "黑名单")


def _open(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, visit: Visit
) -> tuple[DeskWindow, PersonPage]:
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("person", visit.person)
    page = station.page(window, PersonPage)
    page.purpose.stated.emit("接待")
    station.until(qtbot, lambda: page.opened is not None)
    station.settle(qtbot, jobs)
    return window, page


def _words(page: PersonPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def _day(ago: int) -> str:
    return (local(clock.now()).date() - timedelta(days=ago)).isoformat()


def _came_elsewhere(house: makers.Desk, visit: Visit, code: str, *days: str) -> None:
    """The same human at another station, as officers decided."""
    there = makers.card_of(house.register, "王淼", code, *days, case=f"{code}-1")
    links.judge(
        house.register, visit.person, there, Sameness.SAME, "本人承认",
        by=house.intake, at=clock.now(),
    )  # fmt: skip


def test_who_came_once_sees_nothing_of_it(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    """A first-time victim: no counts, no sketch, no card at all."""
    visit = station.arrive(house, checks=ANSWERED)
    _, page = _open(qtbot, jobs, settings, house, visit)
    assert not page.travels.isVisible()


def test_arrivals_of_all_stations_are_counted_and_sketched(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house, checks=ANSWERED)
    _came_elsewhere(house, visit, "430102-01", _day(20), _day(100))
    window, page = _open(qtbot, jobs, settings, house, visit)
    station.until(qtbot, page.travels.isVisible)
    told = _words(page)
    for wanted in ("近 30 天", "2 次 · 2 个站", "近 180 天", "3 次 · 2 个站", "430102-01-1"):
        assert wanted in told
    assert page.travels.map.isVisible()
    assert "示例市救助管理站" in page.travels.map.accessibleDescription()
    assert not page.travels.odd_line.isVisible(), "nothing is odd in it"
    assert "来得多不说明任何问题" in told
    assert not any(word in told for word in SCORES)
    qtbot.waitUntil(lambda: too_narrow(window) == [], timeout=station.WAIT)
    assert nameless(window) == []


def test_what_does_not_fit_in_time_is_a_question_not_a_verdict(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    """Here since yesterday, and registered 600 km away today."""
    began = clock.now() - timedelta(days=3)
    visit = station.arrive(house, at=began, checks=ANSWERED)
    _came_elsewhere(house, visit, "430102-01", _day(1))
    _, page = _open(qtbot, jobs, settings, house, visit)
    station.until(qtbot, page.travels.odd_line.isVisible)
    told = page.travels.odd_line.words.text()
    assert "在站期间" in told
    assert "请先核对：是不是同一人" in told
    assert not any(word in _words(page) for word in SCORES)


def test_nothing_is_counted_before_urgent_need_is_answered(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    _came_elsewhere(house, visit, "430102-01", _day(20))
    _, page = _open(qtbot, jobs, settings, house, visit)
    station.until(qtbot, page.travels.isVisible)
    told = _words(page)
    assert "先处理急需" in told
    for hidden in ("来站 1 次", "近 30 天", _day(20)):
        assert hidden not in told
    (button,) = page.travels.waits._buttons
    press(Qt.Key.Key_Return, on=button)
    station.settle(qtbot, jobs)
    station.until(qtbot, lambda: "近 30 天" in _words(page))
    assert "来站 1 次" in _words(page)


def test_the_windows_are_a_setting(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    from dataclasses import replace

    visit = station.arrive(house, checks=ANSWERED)
    _came_elsewhere(house, visit, "430102-01", _day(5))
    chosen = replace(settings, visit_windows=(7, 90))
    _, page = _open(qtbot, jobs, chosen, house, visit)
    station.until(qtbot, page.travels.isVisible)
    told = _words(page)
    assert "近 7 天" in told
    assert "近 30 天" not in told


def test_when_a_decision_is_undone_what_hung_on_it_goes(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    """Counts and arrivals elsewhere rest on "the same person", and go with it."""
    visit = station.arrive(house, checks=ANSWERED)
    _came_elsewhere(house, visit, "430102-01", _day(20))
    window, page = _open(qtbot, jobs, settings, house, visit)
    station.until(qtbot, page.travels.isVisible)
    (line,) = page.links.lines.values()
    line.wanted.emit("认错了人")
    station.settle(qtbot, jobs)
    station.until(qtbot, lambda: not page.travels.isVisible())
    assert "430102-01-1" not in "\n".join(
        label.text() for label in page.timeline.findChildren(QLabel)
    )
    assert window.here == "person"


@pytest.mark.parametrize("sealed", [True, False])
def test_a_sealed_card_adds_nothing(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, *, sealed: bool
) -> None:
    from sqlalchemy import update

    from app.store.tables import TABLES

    visit = station.arrive(house, checks=ANSWERED)
    _came_elsewhere(house, visit, "430102-01", _day(5))
    card = TABLES["index_card"]
    house.register.within(lambda c: c.execute(update(card).values(sealed=sealed)))
    _, page = _open(qtbot, jobs, settings, house, visit)
    station.until(qtbot, lambda: page.travels.isVisible() is not sealed)
