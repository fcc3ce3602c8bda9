"""The camera fails in the middle of an arrival: it is said, it comes back, nothing is lost."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.desk import door
from app.domain.face import Template
from app.settings import Settings
from app.store.ask import all_of
from tests.ui.intake.test_page import PAGES, intake, wait_for_camera
from tests.ui.sample import SAMPLES
from ui.jobs import Jobs
from ui.window import DeskWindow

SLOW = 20_000
SOON = 4_000


@pytest.fixture
def chosen() -> list[tuple[str, str]]:
    """Settings that were changed in the window."""
    return []


@pytest.fixture
def desk(
    qtbot: QtBot,
    jobs: Jobs,
    session: door.Session,
    settings: Settings,
    tmp_path: Path,
    chosen: list[tuple[str, str]],
) -> Iterator[DeskWindow]:
    """The window on the intake, before a camera that is a folder."""
    folder = tmp_path / "camera"
    folder.mkdir()
    (folder / "1.jpg").write_bytes((SAMPLES / "m01" / "2.jpg").read_bytes())
    jobs.serve(session.register)
    made = DeskWindow(
        jobs,
        replace(settings, camera=str(folder)),
        session.station,
        session.officer,
        PAGES,
        choose=lambda name, value: chosen.append((name, value)),
    )
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    yield made
    made.close_pages()
    qtbot.waitUntil(lambda: jobs.waiting == 0, timeout=SLOW)


@pytest.mark.skipif(sys.platform == "win32", reason="a process is stopped by a signal")
def test_a_camera_that_hangs_while_a_photograph_is_taken(
    qtbot: QtBot, desk: DeskWindow, jobs: Jobs, session: door.Session
) -> None:
    page = intake(desk)
    wait_for_camera(qtbot, page)
    page.form.fields["name"].set_value("赵一")
    page.consent.face.set_value("granted")
    psutil.Process(jobs.sight.eyes.pid).suspend()
    desk.press("F4")
    qtbot.waitUntil(lambda: "自动恢复" in page.photo.told.words.text(), timeout=SOON)
    assert page.photo.take.isEnabled()
    assert not page.photo.view.has_picture, "what is gone is not taken for a picture"
    assert page.form.value("name") == "赵一"
    qtbot.waitUntil(lambda: page.photo.view.has_picture, timeout=SLOW)
    with qtbot.waitSignal(page.photographed, timeout=2 * SLOW):
        desk.press("F4")
    with qtbot.waitSignal(page.admitted, timeout=SLOW):
        desk.press("F9")
    qtbot.waitUntil(lambda: jobs.waiting == 0, timeout=SLOW)
    assert len(all_of(session.register, Template)) == 1


def test_who_agrees_while_the_process_is_gone_is_measured_by_the_next(
    qtbot: QtBot, desk: DeskWindow, jobs: Jobs
) -> None:
    page = intake(desk)
    wait_for_camera(qtbot, page)
    with qtbot.waitSignal(page.photographed, timeout=SLOW):
        desk.press("F4")
    assert [taken.vector for taken in page.shots.photos] == [None]
    psutil.Process(jobs.sight.eyes.pid).kill()
    page.consent.face.set_value("granted")
    qtbot.waitUntil(lambda: all(taken.vector for taken in page.shots.photos), timeout=SLOW)


def test_the_camera_is_pulled_out_before_f4_and_the_light_says_so(
    qtbot: QtBot, desk: DeskWindow, tmp_path: Path
) -> None:
    page = intake(desk)
    wait_for_camera(qtbot, page)
    light = desk.status.lights["camera"]
    qtbot.waitUntil(lambda: light.tone == "ok", timeout=SLOW)
    (tmp_path / "camera" / "1.jpg").rename(tmp_path / "1.jpg")
    (tmp_path / "camera").rmdir()
    qtbot.waitUntil(lambda: light.tone == "bad", timeout=SLOW)
    desk.press("F4")
    assert page.photo.told.words.text()
    (tmp_path / "camera").mkdir()
    (tmp_path / "1.jpg").rename(tmp_path / "camera" / "1.jpg")
    qtbot.waitUntil(lambda: light.tone == "ok", timeout=SLOW)


def test_another_camera_is_chosen_on_the_card_and_remembered(
    qtbot: QtBot, desk: DeskWindow, chosen: list[tuple[str, str]]
) -> None:
    key = intake(desk).photo.another
    assert key.focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.keyClick(key, Qt.Key.Key_Return)
    qtbot.waitUntil(key.list.isVisible, timeout=SLOW)
    qtbot.keyClick(key.list, Qt.Key.Key_Down)
    qtbot.keyClick(key.list, Qt.Key.Key_Return)
    assert chosen == [("camera", "none")]
