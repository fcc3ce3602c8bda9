"""比对: two files side by side, decided with a reason and taken back, by keys alone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import admission, hits, links
from app.desk.admission import Said
from app.domain.codes import CHECKS
from app.domain.evidence import Decision, Link, Sameness
from app.domain.face import Search
from app.domain.ids import DecisionId, LinkId, PersonId, VisitId, new_id
from app.domain.listing_hit import Decided, Hit
from app.domain.person import ClaimKind
from app.domain.staff import Viewing
from app.settings import Settings
from app.store import line, people
from app.store.ask import all_of
from app.store.people import standing_visits
from tests import makers
from tests.ui import station
from tests.ui.blacklist import listed_people
from tests.ui.fitting import nameless, too_narrow
from tests.ui.keys import press
from ui.compare.page import ComparePage
from ui.jobs import Jobs
from ui.window import DeskWindow


def _enter(house: makers.Desk, name: str, *more: Said) -> PersonId:
    said = (Said(kind=ClaimKind.NAME, value=name), *more)
    arrival = replace(makers.arrival(name), said=said)
    done = admission.admit(house.register, arrival, house.station, by=house.intake, at=clock.now())
    return done.visit.person


def _two(house: makers.Desk) -> tuple[PersonId, PersonId]:
    """She came twice, and gave another surname the second time."""
    scar = Said(kind=ClaimKind.MARKS, value="左手背刀疤")
    home = Said(kind=ClaimKind.HOME, value="湖南省邵阳市隆回县")
    born = Said(kind=ClaimKind.BIRTH, value="1961-05-02")
    return _enter(house, "胡秀英", scar, home, born), _enter(house, "符秀英", scar, home, born)


def _open(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, person: PersonId
) -> tuple[DeskWindow, ComparePage]:
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("compare", person)
    page = station.page(window, ComparePage)
    station.settle(qtbot, jobs)
    return window, page


def _words(page: ComparePage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def both(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> tuple[DeskWindow, ComparePage, PersonId, PersonId]:
    """The page with both files side by side: F6, Enter."""
    one, other = _two(house)
    window, page = _open(qtbot, jobs, settings, house, one)
    window.press("F6")
    press(Qt.Key.Key_Return, on=page.list.cards[0])
    station.until(qtbot, page.sheet.isVisible)
    station.settle(qtbot, jobs)
    return window, page, one, other


def test_whoever_may_be_the_same_is_listed_and_the_search_is_in_the_ledger(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    one, other = _two(house)
    _enter(house, "赵铁柱")
    window, page = _open(qtbot, jobs, settings, house, one)
    assert [card.shown.person for card in page.list.cards] == [other]
    assert page.list.cards[0].shown.band == "likely"
    (search,) = all_of(house.register, Search)
    assert (search.why, search.shown[0]["person"]) == ("compare", str(other))
    qtbot.waitUntil(lambda: too_narrow(window) == [], timeout=station.WAIT)
    assert nameless(window) == []


def test_both_stand_side_by_side_and_both_looks_are_written_down(
    qtbot: QtBot, house: makers.Desk, both: tuple[DeskWindow, ComparePage, PersonId, PersonId]
) -> None:
    window, page, one, other = both
    told = _words(page)
    for wanted in ("胡秀英", "符秀英", "相近", "隆回县", "1961-05-02", "左手背刀疤"):
        assert wanted in told
    looks = all_of(house.register, Viewing)
    assert {(v.person, v.purpose) for v in looks} == {(one, "compare"), (other, "compare")}
    qtbot.waitUntil(lambda: too_narrow(window) == [], timeout=station.WAIT)


def test_an_answer_needs_a_reason_and_can_be_taken_back(
    qtbot: QtBot,
    jobs: Jobs,
    house: makers.Desk,
    both: tuple[DeskWindow, ComparePage, PersonId, PersonId],
) -> None:
    window, page, one, other = both
    window.press("F9")
    assert "请先按" in page.reason.warning.text()
    qtbot.keyClick(page.sheet.other, Qt.Key.Key_1)
    window.press("F9")
    station.settle(qtbot, jobs)
    assert page.reason.warning.text(), "no decision without a reason"
    assert all_of(house.register, Decision) == []
    page.reason.set_value("刀疤一致，本人承认改过姓")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert set(people.together(house.register, one)) == {one, other}
    station.until(qtbot, lambda: "F7" in station.keys_of(page))
    told = _words(page)
    assert "已认定：同一人" in told
    assert "本人承认改过姓" in told
    assert page.sheet.names[0].text() == "胡秀英", "each record stands for itself"
    assert page.sheet.names[1].text() == "符秀英"
    page.reason.set_value("认错了，是堂姐妹")
    window.press("F7")
    station.settle(qtbot, jobs)
    assert people.together(house.register, one) == (one,)
    station.until(qtbot, lambda: "已撤回" in _words(page))
    assert [d.answer for d in all_of(house.register, Decision)] == [Sameness.SAME, "undone"]


def test_somebody_is_found_by_words_where_the_machine_sees_nothing(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    one, other = _enter(house, "赵铁柱"), _enter(house, "欧阳春")
    _window, page = _open(qtbot, jobs, settings, house, one)
    assert page.list.cards == []
    assert "没有找到" in _words(page)
    page.words.set_value("欧阳")
    press(Qt.Key.Key_Return, on=page.words.focusProxy())
    station.settle(qtbot, jobs)
    assert [card.shown.person for card in page.list.cards] == [other]
    last = all_of(house.register, Search)[-1]
    assert (last.kind, last.why, last.shown[0]["person"]) == ("words", "compare", str(other))
    page.words.set_value("赵铁柱")
    press(Qt.Key.Key_Return, on=page.words.focusProxy())
    station.settle(qtbot, jobs)
    assert page.list.cards == [], "nobody is compared with themselves"


def test_who_may_not_decide_reads_a_calm_sentence(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    one, _ = _two(house)
    window = station.open_window(qtbot, jobs, settings, house, house.auditor)
    window.go("compare", one)
    station.settle(qtbot, jobs)
    assert all_of(house.register, Search) == []


def test_an_answer_is_not_carried_to_the_next_person(
    qtbot: QtBot,
    jobs: Jobs,
    house: makers.Desk,
    both: tuple[DeskWindow, ComparePage, PersonId, PersonId],
) -> None:
    window, page, _, _ = both
    third = _enter(house, "赵铁柱")
    qtbot.keyClick(page.sheet.other, Qt.Key.Key_1)
    page.words.set_value("赵铁柱")
    press(Qt.Key.Key_Return, on=page.words.focusProxy())
    station.settle(qtbot, jobs)
    press(Qt.Key.Key_Return, on=page.list.cards[0])
    station.settle(qtbot, jobs)
    assert page._other == third
    assert page.sheet.answers.given is None
    page.reason.set_value("x")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert all_of(house.register, Decision) == []


def _taken_back(house: makers.Desk, one: PersonId, other: PersonId) -> None:
    """What another desk decided and took back, as it comes."""
    at, said = clock.now(), DecisionId(new_id())
    link = Link(
        id=LinkId(new_id()), one=one, other=other, answer=Sameness.NOT_SAME, decision=said, at=at,
        undone_by=DecisionId(new_id()),
    )  # fmt: skip
    house.register.write(link, by=house.intake.id, at=at)


def test_whoever_is_linked_already_is_found_by_words_to_be_taken_apart(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    one, other = _two(house)
    links.judge(
        house.register, one, other, Sameness.SAME, "本人承认", by=house.intake, at=clock.now()
    )
    _taken_back(house, one, other)
    window, page = _open(qtbot, jobs, settings, house, one)
    page.words.set_value("符秀英")
    press(Qt.Key.Key_Return, on=page.words.focusProxy())
    station.settle(qtbot, jobs)
    assert [card.shown.person for card in page.list.cards] == [other]
    press(Qt.Key.Key_Return, on=page.list.cards[0])
    station.settle(qtbot, jobs)
    told = page.sheet.told.words.text()
    assert "已认定：同一人" in told, "a later one that was taken back hides none that stands"
    page.reason.set_value("认错了")
    window.press("F7")
    station.settle(qtbot, jobs)
    assert people.together(house.register, one) == (one,)


def test_esc_goes_back_the_way_one_came(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    """People, a file, comparing, the other's file; and back step by step."""
    one, other = _two(house)
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("people")
    for key, who in (("person", one), ("compare", one), ("person", other)):
        window.go(key, who)
    went = []
    for _ in range(3):
        window.desk.back()
        went.append(window.here)
    assert went == ["compare", "person", "people"]
    station.settle(qtbot, jobs)


def test_a_listing_of_one_of_the_two_is_shown_with_what_was_made_of_it_before(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    one, other = _two(house)
    told = listed_people.tell(house, other, None, clock.now())
    house.register.within(lambda c: line.move(c, "alert", 1, clock.now()))
    said = {"answer": "doubted", "words": "像是另一个人"}
    hits.decide(
        house.register, other, Decided(hit=Hit(listed=told), said=said),
        by=house.intake, at=clock.now(),
    )  # fmt: skip
    window, page = _open(qtbot, jobs, settings, house, one)
    for answered in (False, True):
        if answered:
            _urgent_is_answered(house, other)
        page.open_for(one)
        station.settle(qtbot, jobs)
        window.press("F6")
        press(Qt.Key.Key_Return, on=page.list.cards[0])
        station.until(qtbot, page.sheet.isVisible)
        station.settle(qtbot, jobs)
        assert page.listed.isVisible() is answered, "not before urgent need is answered"
    words = _words(page)
    assert "右边：符秀英" in words
    assert told.number in words
    assert "上次核对" in words
    assert "像是另一个人" in words
    station.until(qtbot, lambda: too_narrow(window) == [])


def _urgent_is_answered(house: makers.Desk, person: PersonId) -> None:
    (visit,) = standing_visits(house.register, [person])
    mended = replace(
        visit, id=VisitId(new_id()), supersedes=visit.id, checks=dict.fromkeys(CHECKS, "no")
    )
    house.register.write(mended, by=house.intake.id, at=clock.now())
