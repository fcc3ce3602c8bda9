"""Another station's file in the window: asked for by keys, shown whole, gone again by itself."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app import clock
from app.desk import lending, protecting
from app.domain.evidence import Link
from app.domain.visit import LeavingKind
from app.settings import Settings
from app.store import held, keys, line
from app.store.ask import all_of
from app.sync.joining import line_of
from tests import makers, two_stations
from tests.two_stations import ASKING, OWNER, Side
from tests.ui import station
from tests.ui.keys import press
from tests.ui.network import Switch, rounds_of
from ui.centre.page import CentrePage
from ui.jobs import Jobs
from ui.pages import pages
from ui.people.elsewhere import CardPage
from ui.people.lent import LentPage
from ui.people.person import PersonPage
from ui.rounds import Rounds
from ui.window import DeskWindow

pytest_plugins = ["tests.centre"]
NAME, DOCUMENT = "欧阳测试", "11010119900307001X"


@pytest.fixture
def network(engine: Engine, tmp_path: Path) -> Switch:
    """The line between the stations and the centre."""
    return Switch(engine, tmp_path / "centre")


@pytest.fixture
def there(engine: Engine, tmp_path: Path, network: Switch) -> Iterator[Side]:
    """The station that has the file."""
    (tmp_path / "owner").mkdir()
    side = two_stations.let_in(engine, makers.desk(tmp_path / "owner", OWNER), network)
    with closing(side.register), closing(side.line):
        yield side


@pytest.fixture
def asking(data: Path) -> makers.Desk:
    """The station with the window; the jobs close its register."""
    return makers.desk(data, ASKING)


@pytest.fixture
def rounds(jobs: Jobs, asking: makers.Desk, network: Switch, engine: Engine) -> Iterator[Rounds]:
    """Rounds of the desk that asks."""
    two_stations.let_in(engine, asking, network).line.close()
    with rounds_of(jobs, asking.register, network, held=20) as made:
        yield made


@pytest.fixture
def window(
    qtbot: QtBot, jobs: Jobs, settings: Settings, asking: makers.Desk, rounds: Rounds
) -> DeskWindow:
    """The window of the desk that asks."""
    wanted = [page for page in pages() if page.key != "intake"]
    made = DeskWindow(jobs, settings, asking.station, asking.intake, wanted, rounds=rounds)
    qtbot.addWidget(made, before_close_func=lambda _w: made.close_pages())
    made.resize(1366, 690)
    made.show()
    return made


def _known(qtbot: QtBot, jobs: Jobs, there: Side, asking: makers.Desk, rounds: Rounds) -> Any:
    """Somebody with a file there, and a case here; both have heard of each other."""
    came = two_stations.somebody(there, NAME, DOCUMENT)
    there.sync()
    jobs.desk(rounds, lambda _: station.arrive(asking, "王淼"), lambda _: None)
    found: list[object] = []

    def cards() -> bool:
        from app.store.find import find

        jobs.read(rounds, lambda r: find(r, NAME), found.extend)
        return bool(found)

    station.until(qtbot, cards)
    station.until(qtbot, lambda: rounds.stands.waiting == 0 and rounds.stands.how == "well")
    # The centre's word for the officer comes with a round.
    station.until(qtbot, lambda: bool(held.token_of(asking.register, asking.intake.id)))
    return came


def _asked(qtbot: QtBot, window: DeskWindow, person: Any) -> LentPage:
    window.go("card", person)
    card = station.page(window, CardPage)
    station.until(qtbot, lambda: "F6" in station.keys_of(card))
    press(Qt.Key.Key_F6, on=window)
    station.until(qtbot, lambda: not card.ask.isHidden())
    assert card.ask.purpose.combo.hasFocus()
    card.ask.purpose.set_value("reception")
    press(Qt.Key.Key_F9, on=window)
    station.until(qtbot, lambda: window.here == "lent")
    shown = station.page(window, LentPage)
    station.until(qtbot, lambda: shown.lent is not None)
    return shown


def _texts(widget: Any) -> str:
    return "\n".join(w.text() for w in widget.findChildren(QLabel) if w.isVisible())


def test_a_file_is_asked_for_and_shown_with_its_photograph(
    qtbot: QtBot, jobs: Jobs, there: Side, asking: makers.Desk, rounds: Rounds, window: DeskWindow
) -> None:
    came = _known(qtbot, jobs, there, asking, rounds)
    shown = _asked(qtbot, window, came.visit.person)
    said = _texts(shown)
    for text in (NAME, DOCUMENT, "四川省仪陇县", "020-11112222", OWNER, "接待核对", "G2862"):
        assert text in said, text
    for secret in two_stations.SECRETS:
        assert secret not in said
    name, person = came.photos[0].sha256, came.visit.person
    station.until(qtbot, lambda: asking.register.lent.picture(person, name) is not None)
    station.until(qtbot, lambda: station.unfit(window) == [])


def test_without_a_purpose_the_card_says_what_is_missing(
    qtbot: QtBot, jobs: Jobs, there: Side, asking: makers.Desk, rounds: Rounds, window: DeskWindow
) -> None:
    came = _known(qtbot, jobs, there, asking, rounds)
    window.go("card", came.visit.person)
    card = station.page(window, CardPage)
    station.until(qtbot, lambda: "F6" in station.keys_of(card))
    press(Qt.Key.Key_F6, on=window)
    station.until(qtbot, lambda: not card.ask.isHidden())
    card.ask.state()
    station.until(qtbot, lambda: "请选一个用途" in card.ask.told.words.text())
    press(Qt.Key.Key_Escape, on=card.ask)
    assert card.ask.isHidden()
    assert not asking.register.lent.there


def test_offline_it_is_read_until_its_time_and_cannot_be_asked_for(
    qtbot: QtBot, jobs: Jobs, there: Side, asking: makers.Desk, rounds: Rounds,
    window: DeskWindow, network: Switch,
) -> None:  # fmt: skip
    came = _known(qtbot, jobs, there, asking, rounds)
    _asked(qtbot, window, came.visit.person)
    network.there = False
    window.go("people")
    window.go("lent", came.visit.person)
    shown = station.page(window, LentPage)
    station.until(qtbot, lambda: shown.lent is not None)
    assert NAME in _texts(shown)
    asking.register.lent.drop({came.visit.person})
    window.go("card", came.visit.person)
    card = station.page(window, CardPage)
    station.until(qtbot, lambda: "F6" in station.keys_of(card))
    press(Qt.Key.Key_F6, on=window)
    station.until(qtbot, lambda: not card.ask.isHidden())
    card.ask.purpose.set_value("tracing")
    card.ask.state()
    station.until(qtbot, lambda: "现在调不来" in card.ask.told.words.text())


def test_the_page_shuts_when_the_case_is_closed(
    qtbot: QtBot, jobs: Jobs, there: Side, asking: makers.Desk, rounds: Rounds, window: DeskWindow
) -> None:
    came = _known(qtbot, jobs, there, asking, rounds)
    shown = _asked(qtbot, window, came.visit.person)
    assert shown.lent is not None
    case, at = shown.lent.visit, clock.now()

    def leave(register: Any) -> object:
        kind = LeavingKind.OWN_WISH
        return makers.leave(register, case, kind, "", by=asking.intake, at=at)  # type: ignore[arg-type]

    jobs.desk(window, leave, lambda _: None)
    station.until(qtbot, lambda: shown.lent is None)
    station.settle(qtbot, jobs)
    assert "已不在本机" in shown.told.words.text()
    assert NAME not in _texts(shown)


def test_who_it_is_is_decided_beside_the_file(
    qtbot: QtBot, jobs: Jobs, there: Side, asking: makers.Desk, rounds: Rounds, window: DeskWindow
) -> None:
    came = _known(qtbot, jobs, there, asking, rounds)
    shown = _asked(qtbot, window, came.visit.person)
    press(Qt.Key.Key_F6, on=window)
    assert not shown.judge.isHidden()
    shown.judge.reason.set_value("照片相符")
    press(Qt.Key.Key_Return, on=shown.judge.reason.line)
    assert not shown.judge.isHidden()  # no answer is chosen beforehand
    press(Qt.Key.Key_1, on=shown.judge.answer.focusProxy())
    press(Qt.Key.Key_Return, on=shown.judge.reason.line)
    station.until(qtbot, shown.judge.isHidden)
    (link,) = all_of(asking.register, Link)
    assert link.other == came.visit.person


def test_a_document_of_somebody_protected_leads_to_a_telephone_then_to_the_glass(
    qtbot: QtBot, jobs: Jobs, there: Side, asking: makers.Desk, rounds: Rounds,
    window: DeskWindow,
) -> None:  # fmt: skip
    came = _known(qtbot, jobs, there, asking, rounds)
    house = there.house
    protecting.protect(house.register, came.visit.person, "证人", by=house.leader, at=clock.now())
    there.sync()
    ring = keys.with_officer(
        keys.new_ring(asking.register.device), asking.leader.id, "leader", makers.PASSWORD,
        asking.key,
    )  # fmt: skip
    keys.write_ring(asking.register.folder, ring)
    window.go("lent")
    shown = station.page(window, LentPage)
    shown.contact.document.set_value(DOCUMENT)
    press(Qt.Key.Key_Return, on=shown.contact.document.line)
    station.until(qtbot, lambda: "020-00000000" in shown.contact.told.words.text())
    press(Qt.Key.Key_F7, on=window)
    glass = shown.glass
    assert glass.document.value() == DOCUMENT
    glass.purpose.set_value("reception")
    glass.reason.set_value("急诊")
    glass.second.set_value("leader")
    glass.password.set_value("wrong")
    press(Qt.Key.Key_F9, on=window)
    station.until(qtbot, lambda: bool(glass.told.words.text()))
    station.settle(qtbot, jobs)
    assert shown.lent is None
    assert glass.password.value() == ""
    glass.password.set_value(makers.PASSWORD)
    press(Qt.Key.Key_F9, on=window)
    station.until(qtbot, lambda: shown.lent is not None)
    assert NAME in _texts(shown)
    there.sync()
    (alarm,) = line.letters(house.register)
    assert alarm.content["officers"] == ["测试intake", "测试leader"]


def test_an_alarm_is_answered_in_words_before_it_goes(
    qtbot: QtBot, jobs: Jobs, settings: Settings, there: Side, asking: makers.Desk,
    rounds: Rounds, network: Switch,
) -> None:  # fmt: skip
    came = _known(qtbot, jobs, there, asking, rounds)
    why = lending.Wish(purpose="reception", words="急诊")
    asked = lending.glass_wish(
        asking.register, came.visit.person, "", why, 2, by=asking.intake, second=asking.leader
    )
    from app.sync import lending as lines

    known = asking.register.line
    assert known is not None
    with closing(line_of(known, asking.register.device, network)) as again:
        lines.break_glass(again, asked)
    wanted = [page for page in pages() if page.key != "intake"]
    made = DeskWindow(jobs, settings, asking.station, asking.leader, wanted, rounds=rounds)
    qtbot.addWidget(made, before_close_func=lambda _w: made.close_pages())
    made.resize(1366, 690)
    made.show()
    made.go("centre")
    page = station.page(made, CentrePage)
    assert page.letters is not None
    letters = page.letters
    station.until(qtbot, lambda: letters.current() is not None)
    assert "急诊" in letters.sentence.text()
    assert letters.answer.isVisible()
    press(Qt.Key.Key_F6, on=made)
    station.until(qtbot, lambda: "要写下答复" in station.told(made))
    letters.answer.set_value("已电话核实，属实")
    press(Qt.Key.Key_F6, on=made)
    station.until(qtbot, lambda: letters.current() is None)
    (kept,) = line.letters(asking.register, settled=True)
    assert kept.settled_how.endswith("已电话核实，属实")


def test_a_leader_protects_somebody_from_the_open_file(
    qtbot: QtBot, jobs: Jobs, settings: Settings, asking: makers.Desk, rounds: Rounds
) -> None:
    visit = station.arrive(asking, "王淼")
    wanted = [page for page in pages() if page.key != "intake"]
    made = DeskWindow(jobs, settings, asking.station, asking.leader, wanted, rounds=rounds)
    qtbot.addWidget(made, before_close_func=lambda _w: made.close_pages())
    made.resize(1366, 690)
    made.show()
    made.go("person", visit.person)
    page = station.page(made, PersonPage)
    page.purpose.field.combo.setEditText("接待核对")
    press(Qt.Key.Key_Return, on=page.purpose.field.combo)
    station.until(qtbot, lambda: page.opened is not None)
    press(Qt.Key.Key_F4, on=made)
    page.protect.reason.set_value("躲避家暴")
    press(Qt.Key.Key_Return, on=page.protect.reason.line)
    station.until(qtbot, lambda: page.opened is not None and page.opened.sealed)
    assert "受保密保护" in page.protect.told.words.text()
    station.until(qtbot, lambda: page.opened is not None and not page.opened.pending)
    assert "待中心确认" not in page.protect.told.words.text()


def test_who_looked_stands_in_the_timeline(
    qtbot: QtBot, jobs: Jobs, settings: Settings, engine: Engine, tmp_path: Path, network: Switch
) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    sides = [
        two_stations.let_in(engine, makers.desk(tmp_path / name, code), network)
        for name, code in (("a", OWNER), ("b", ASKING))
    ]
    mine, theirs = sides
    came, case = two_stations.somebody(mine, NAME), two_stations.case(theirs)
    for side in (mine, theirs):
        side.sync()
    from app.sync import lending as lines

    why, by = lending.Wish(purpose="tracing", words="家属来寻"), theirs.house.intake
    asked = lending.wish(theirs.register, came.visit.person, case.id, why, 24, by=by)
    lines.ask(theirs.line, asked)
    mine.sync()
    theirs.register.close()
    for side in sides:
        side.line.close()
    made = station.open_window(qtbot, jobs, settings, mine.house)
    made.go("person", came.visit.person)
    page = station.page(made, PersonPage)
    page.purpose.field.combo.setEditText("接待核对")
    press(Qt.Key.Key_Return, on=page.purpose.field.combo)
    station.until(qtbot, lambda: page.opened is not None)
    assert ASKING in _texts(page.timeline)
    assert "家属来寻" in _texts(page.timeline)
