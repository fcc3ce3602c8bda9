"""重建人脸库 while the desk runs: by itself, held with a key, and nobody waits for it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.domain.errors import Unavailable
from app.domain.face import Band
from app.domain.visit import Answer
from app.faces.develop import measured
from app.faces.engine import DLIB, SFACE, choose
from app.settings import Settings
from tests import makers
from tests.app.desk.test_rebuilding import NEW, OLD, SAMPLES, answer, arrive, come, of_new
from tests.ui import station
from ui import rebuilding
from ui.faces import Faces
from ui.intake.page import IntakePage
from ui.jobs import Jobs
from ui.pages import pages
from ui.rebuilding import Rebuilder
from ui.settings.page import SettingsPage
from ui.window import DeskWindow

SLOW = 30_000


@pytest.fixture
def rebuilder(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rebuilder]:
    """As the shell makes it."""
    monkeypatch.setattr(rebuilding, "FIRST", 20)
    made = Rebuilder(jobs)
    yield made
    made.leave()


def _open(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, rebuilder: Rebuilder
) -> tuple[DeskWindow, SettingsPage]:
    jobs.serve(house.register)
    window = DeskWindow(
        jobs, settings, house.station, house.intake, pages()[1:], rebuilder=rebuilder
    )
    qtbot.addWidget(window, before_close_func=lambda _w: window.close_pages())
    window.resize(1366, 690)
    window.show()
    window.go("settings")
    station.settle(qtbot, jobs)
    return window, station.page(window, SettingsPage)


def _how(rebuilder: Rebuilder) -> str:
    return rebuilder.progress.how if rebuilder.progress else ""


def test_photographs_are_measured_again_by_themselves_and_the_page_says_how_far(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, rebuilder: Rebuilder
) -> None:
    people = [come(house, name) for name in ("m01", "m02", "m04", "m06")]
    answer(house, people[3], Answer.REFUSED)
    window, page = _open(qtbot, jobs, settings, house, rebuilder)
    assert page.faces.told.text() == "正在清点照片…"
    rebuilder.serve(house.intake, SFACE)
    qtbot.waitUntil(lambda: _how(rebuilder) == "going", timeout=SLOW)
    window.press("Ctrl+F2")
    assert _how(rebuilder) == "paused"
    assert window.status.faces.text().startswith("重建人脸库已暂停 ")
    assert page.faces.hold.accessibleName() == "继续重建"
    assert page.faces.chip.text() == "已暂停"
    qtbot.wait(150)
    held = len(of_new(house))
    qtbot.wait(150)
    assert len(of_new(house)) == held, "nothing is measured meanwhile"
    window.press("Ctrl+F2")
    qtbot.waitUntil(lambda: _how(rebuilder) == "whole", timeout=SLOW)
    station.settle(qtbot, jobs)
    assert set(of_new(house)) == {came.photos[0].id for came in people[:3]}
    assert page.faces.told.text() == "3 张照片可以比对"
    assert page.faces.left_out.text() == "略过：本人不同意 1"
    assert page.faces.key() is None
    assert window.status.faces.isHidden()


def test_whoever_photographs_somebody_goes_first(
    qtbot: QtBot, jobs: Jobs, house: makers.Desk, rebuilder: Rebuilder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(rebuilding, "CALM", 0.6)
    monkeypatch.setattr(rebuilding, "_MAKE_WAY", 20)
    come(house, "m01")
    jobs.serve(house.register)
    jobs.faces(rebuilder, lambda: None, lambda _: None)
    rebuilder.serve(house.intake, SFACE)
    qtbot.waitUntil(lambda: _how(rebuilder) == "going", timeout=SLOW)
    jobs.faces(rebuilder, lambda: None, lambda _: None)
    qtbot.wait(400)
    assert of_new(house) == {}
    qtbot.waitUntil(lambda: _how(rebuilder) == "whole", timeout=SLOW)
    assert len(of_new(house)) == 1


def test_without_its_engine_it_rests_and_says_why(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, rebuilder: Rebuilder
) -> None:
    come(house, "m01")
    _, page = _open(qtbot, jobs, settings, house, rebuilder)
    rebuilder.serve(house.intake, SFACE)
    qtbot.waitUntil(lambda: _how(rebuilder) in {"waiting", "going"}, timeout=SLOW)
    jobs.sight.missing.emit(Unavailable("model.missing", file="x.onnx"))
    assert (_how(rebuilder), page.faces.sorry.isHidden()) == ("paused", False)
    assert "x.onnx" in page.faces.sorry.words.text()


def test_an_auditor_sees_it_and_does_nothing(
    qtbot: QtBot, jobs: Jobs, house: makers.Desk, rebuilder: Rebuilder
) -> None:
    come(house, "m01")
    jobs.serve(house.register)
    rebuilder.serve(house.auditor, SFACE)
    qtbot.waitUntil(lambda: _how(rebuilder) == "watching", timeout=SLOW)
    qtbot.wait(100)
    assert of_new(house) == {}


def test_the_engine_before_answers_until_everything_is_measured(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, rebuilder: Rebuilder
) -> None:
    come(house, "m01")
    come(house, "m02")
    jobs.serve(house.register)
    faces = Faces(jobs, settings)
    rebuilder.turned.connect(faces.rebuilt)
    faces.start()
    rebuilder.serve(house.intake, SFACE)
    rebuilder.pause(True)
    qtbot.waitUntil(lambda: _how(rebuilder) == "paused", timeout=SLOW)

    def old_answers() -> bool:
        recogniser = faces.recogniser
        return recogniser is not None and recogniser.old is not None

    qtbot.waitUntil(old_answers, timeout=SLOW)
    recogniser = faces.recogniser
    assert recogniser is not None
    assert [(one.model.id, one.on_file) for one in recogniser.both] == [(NEW[0], 0), (OLD[0], 2)]
    rebuilder.pause(False)
    qtbot.waitUntil(lambda: recogniser.old is None, timeout=SLOW)
    qtbot.waitUntil(lambda: recogniser.on_file == 2, timeout=SLOW)
    faces.stop()


def test_who_is_known_by_the_engine_before_alone_is_found_before_the_camera(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, rebuilder: Rebuilder,
    tmp_path: Path,
) -> None:  # fmt: skip
    """The picture is held back, as if it were the last of many thousand."""
    jpeg = (SAMPLES / "m01" / "1.jpg").read_bytes()
    numbers = measured(jpeg, choose(DLIB)).vector
    known = arrive(house, "m01", jpeg, np.frombuffer(numbers or b"", "<f4"))
    camera = tmp_path / "camera"
    camera.mkdir()
    (camera / "1.jpg").write_bytes((SAMPLES / "m01" / "2.jpg").read_bytes())
    jobs.serve(house.register)
    rebuilder.serve(house.intake, SFACE)
    rebuilder.pause(True)
    window = DeskWindow(
        jobs, replace(settings, camera=str(camera)), house.station, house.intake, pages(),
        rebuilder=rebuilder,
    )  # fmt: skip
    qtbot.addWidget(window, before_close_func=lambda _w: window.close_pages())
    window.resize(1366, 768)
    with qtbot.waitActive(window, timeout=SLOW):
        window.show()
        window.activateWindow()
    page = window.page("intake")
    assert isinstance(page, IntakePage)
    qtbot.waitUntil(lambda: page.photo.view.has_picture, timeout=SLOW)
    with qtbot.waitSignal(page.photographed, timeout=SLOW):
        window.press("F4")
    page.consent.face.set_value("granted")
    qtbot.waitUntil(lambda: bool(page.candidates.cards), timeout=SLOW)
    assert [card.shown.person for card in page.candidates.cards] == [known.visit.person]
    assert page.candidates.found[0].band in {Band.LIKELY, Band.POSSIBLE}
    page.consent.face.set_value("refused")
    station.settle(qtbot, jobs)
    assert page.shots.old_probe() is None, "what was measured is forgotten at once"
    window.close_pages()
