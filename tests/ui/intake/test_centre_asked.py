"""The officer's page and the faces of another station: shared, asked of the centre, or not."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app import clock
from app.domain.codes import CHECKS
from app.domain.evidence import Link
from app.domain.face import Search, Template
from app.domain.face_sharing import Mode
from app.domain.visit import Consent
from app.faces.engine import choose
from app.settings import Settings
from app.store import deciding
from app.store.ask import all_of
from app.sync.faces import go_lane
from tests import makers
from tests.two_places import THERE, Place, place
from tests.ui import station
from tests.ui.fitting import too_narrow
from tests.ui.network import Switch, let_in, rounds_of
from tests.ui.sample import SAMPLES
from ui.centre.page import CentrePage
from ui.intake.page import IntakePage
from ui.jobs import Jobs
from ui.pages import pages
from ui.rounds import Rounds
from ui.window import DeskWindow

pytest_plugins = ["tests.centre"]
SLOW = 20_000


@pytest.fixture
def network(engine: Engine, tmp_path: Path) -> Switch:
    """The line between the stations and the centre."""
    return Switch(engine, tmp_path / "centre")


@pytest.fixture
def elsewhere(tmp_path: Path, engine: Engine, network: Switch) -> Iterator[Place]:
    """Another station."""
    made = place(tmp_path / "there", THERE, engine, network, choose())
    with closing(made.register), closing(made.line):
        yield made


@pytest.fixture
def rounds(jobs: Jobs, house: makers.Desk, network: Switch, engine: Engine) -> Iterator[Rounds]:
    """Rounds of this desk, which has joined."""
    let_in(house, engine, network)
    with rounds_of(jobs, house.register, network) as made:
        yield made


def _come(engine: Engine, elsewhere: Place, mode: Mode) -> None:
    """m01 was at the other station and agreed to all stations."""
    deciding.decide(engine, mode, "省厅公函（2026）1号", "陈站长", clock.now())
    elsewhere.come("m01", scope="network")
    elsewhere.round()
    assert go_lane(elsewhere.register, elsewhere.line, clock.now()) == (1, 0)


@pytest.fixture
def window(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, rounds: Rounds, tmp_path: Path
) -> Iterator[DeskWindow]:
    """The page of arrivals, m01 before the camera."""
    camera = tmp_path / "camera"
    camera.mkdir()
    (camera / "1.jpg").write_bytes((SAMPLES / "m01" / "2.jpg").read_bytes())
    chosen = replace(settings, camera=str(camera))
    made = DeskWindow(jobs, chosen, house.station, house.intake, pages(), rounds=rounds)
    qtbot.addWidget(made, before_close_func=lambda _w: made.close_pages())
    made.resize(1366, 768)
    with qtbot.waitActive(made, timeout=SLOW):
        made.show()
        made.activateWindow()
    yield made
    made.close_pages()


def _heard(rounds: Rounds) -> bool:
    return rounds.stands.how == "well" and bool(rounds.stands.last)


def _photograph(qtbot: QtBot, window: DeskWindow, rounds: Rounds) -> IntakePage:
    page = window.page("intake")
    assert isinstance(page, IntakePage)
    qtbot.waitUntil(lambda: page.photo.view.has_picture, timeout=SLOW)
    qtbot.waitUntil(lambda: page.faces.recogniser is not None, timeout=SLOW)
    qtbot.waitUntil(lambda: _heard(rounds), timeout=SLOW)
    assert page.consent.raw() == {}, "nothing is ticked beforehand"
    with qtbot.waitSignal(page.photographed, timeout=SLOW):
        window.press("F4")
    return page


def _answer_checks(page: IntakePage) -> None:
    for key in CHECKS:
        page.form.fields[f"check_{key}"].set_value("no")


def test_who_agreed_at_another_station_is_found_by_the_camera_and_told_apart(
    qtbot: QtBot, engine: Engine, elsewhere: Place, house: makers.Desk, jobs: Jobs,
    rounds: Rounds, window: DeskWindow,
) -> None:  # fmt: skip
    _come(engine, elsewhere, Mode.SHARE)
    page = _photograph(qtbot, window, rounds)
    recogniser = page.faces.recogniser
    assert recogniser is not None
    qtbot.waitUntil(lambda: recogniser.on_file == 1, timeout=SLOW)
    page.consent.face.set_value("granted")
    qtbot.waitUntil(lambda: bool(page.candidates.cards), timeout=SLOW)
    (card,) = page.candidates.cards
    assert (card.shown.name, card.shown.band) == ("测试m01", "likely")
    assert card.shown.last.startswith("他站 广州市荔湾区 · ")
    assert card.shown.file is None, "no picture came"
    assert page.candidates.asked.isHidden(), "the centre is not asked where faces are shared"
    assert not any(button.isChecked() for button in card.answers.buttons.values())
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_1)
    with qtbot.waitSignal(page.admitted, timeout=SLOW):
        window.press("F9")
    station.settle(qtbot, jobs)
    (link,) = all_of(house.register, Link)
    assert link.other == card.shown.person
    assert {t.scope for t in all_of(house.register, Template)} == {"station"}
    qtbot.waitUntil(lambda: recogniser.on_file == 2, timeout=SLOW)
    deciding.decide(engine, Mode.LOCAL, "", "陈站长", clock.now())
    qtbot.waitUntil(lambda: recogniser.on_file == 1, timeout=SLOW)


def test_the_centre_is_asked_after_urgent_need_and_says_who(
    qtbot: QtBot, engine: Engine, elsewhere: Place, house: makers.Desk, jobs: Jobs,
    rounds: Rounds, window: DeskWindow,
) -> None:  # fmt: skip
    _come(engine, elsewhere, Mode.ASK)
    page = _photograph(qtbot, window, rounds)
    told = page.candidates.asked
    page.consent.face.set_value("granted")
    qtbot.waitUntil(
        lambda: "先看人" in told.words.text() or "本站" in told.words.text(), timeout=SLOW
    )
    _answer_checks(page)
    qtbot.waitUntil(lambda: "只同意在本站" in told.words.text(), timeout=SLOW)
    assert not page.candidates.cards
    page.consent.scope.set_value("network")
    qtbot.waitUntil(lambda: bool(page.candidates.cards), timeout=SLOW)
    (card,) = page.candidates.cards
    assert (card.shown.name, card.shown.band) == ("测试m01", "likely")
    assert "中心也比对过了：1 份" in told.words.text()
    station.until(qtbot, lambda: too_narrow(window) == [])
    with qtbot.waitSignal(page.admitted, timeout=SLOW):
        window.press("F9")
    station.settle(qtbot, jobs)
    kinds = [entry.kind for entry in all_of(house.register, Search)]
    assert kinds[-1] == "face,centre"
    assert kinds.count("face,centre") == 1, "and asked once"
    assert {c.scope for c in all_of(house.register, Consent)} == {"network"}
    assert {t.scope for t in all_of(house.register, Template)} == {"network"}
    assert told.isHidden(), "it was about somebody else"


def test_without_a_network_it_is_said_that_the_centre_was_not_asked(
    qtbot: QtBot, engine: Engine, elsewhere: Place, house: makers.Desk, jobs: Jobs,
    rounds: Rounds, window: DeskWindow, network: Switch,
) -> None:  # fmt: skip
    _come(engine, elsewhere, Mode.ASK)
    page = _photograph(qtbot, window, rounds)
    _answer_checks(page)
    network.there = False
    page.consent.scope.set_value("network")
    page.consent.face.set_value("granted")
    told = page.candidates.asked
    qtbot.waitUntil(lambda: "没有请中心比对" in told.words.text(), timeout=SLOW)
    assert "登记照常进行" in told.words.text()
    with qtbot.waitSignal(page.admitted, timeout=SLOW):
        window.press("F9")
    station.settle(qtbot, jobs)
    assert {entry.kind for entry in all_of(house.register, Search)} == {"face"}


def test_the_page_says_what_is_shared_by_whom_and_on_what_basis(
    qtbot: QtBot, engine: Engine, elsewhere: Place, rounds: Rounds, window: DeskWindow
) -> None:
    window.go("centre")
    page = station.page(window, CentrePage)
    faces = page.faces
    qtbot.waitUntil(lambda: faces.first.text() == "人脸特征不离开本站", timeout=SLOW)
    assert "还没有决定" in faces.second.text()
    _come(engine, elsewhere, Mode.SHARE)
    qtbot.waitUntil(lambda: "本机有他站 1 份" in faces.first.text(), timeout=SLOW)
    assert "陈站长" in faces.second.text()
    assert "省厅公函（2026）1号" in faces.second.text()
    assert faces.told.isHidden()
    rounds.faces = Mode.LOCAL
    rounds.now()
    page.reload()
    qtbot.waitUntil(faces.told.isVisible, timeout=SLOW)
    assert faces.first.text() == "人脸特征不离开本站"
    station.until(qtbot, lambda: too_narrow(window) == [])
