"""The camera's picture and the papers' preview."""

from datetime import UTC, datetime
from pathlib import Path

import psutil
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.domain.errors import Unavailable
from app.eyes import questions
from app.eyes.messages import Frame
from app.faces.engine import SFACE
from app.paper.recovery import recovery_sheet
from tests.ui.sample import SAMPLES
from ui.camera_view import CameraView
from ui.cameras import CameraKey
from ui.jobs import Jobs
from ui.pdf_view import PdfView
from ui.pictures import of_bytes

AT = datetime(2026, 11, 23, 6, 29, tzinfo=UTC)
SLOW = 15_000
FACE = SAMPLES / "m01" / "1.jpg"


def _shown(qtbot: QtBot, view: CameraView) -> CameraView:
    qtbot.addWidget(view)
    view.resize(332, 190)
    view.show()
    return view


def _watch(qtbot: QtBot, view: CameraView, camera: Path) -> None:
    """Until its picture can be taken."""
    view.start(str(camera))
    qtbot.waitUntil(lambda: view.has_picture and not view._image.isNull(), timeout=SLOW)


def test_a_face_in_front_of_the_camera_is_framed_and_spoken_of(qtbot: QtBot, jobs: Jobs) -> None:
    jobs.sight.load(SFACE)
    view = _shown(qtbot, CameraView(jobs))
    _watch(qtbot, view, FACE)
    qtbot.waitUntil(lambda: bool(view.accessibleDescription()), timeout=SLOW)
    image = view.grab().toImage()
    colours = {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in (40, 60, 80, 100)
    }
    view.stop()
    assert colours & {"#3ddc84", "#ffc45c"}
    assert not view.has_picture


def test_the_picture_comes_at_the_size_it_is_shown_and_not_while_it_is_hidden(
    qtbot: QtBot, jobs: Jobs
) -> None:
    view = _shown(qtbot, CameraView(jobs))
    view.setFixedHeight(150)
    _watch(qtbot, view, FACE)
    qtbot.waitUntil(lambda: view._image.height() == 150, timeout=SLOW)
    view.setFixedHeight(120)
    qtbot.waitUntil(lambda: view._image.height() == 120, timeout=SLOW)
    view.hide()
    with qtbot.assertNotEmitted(jobs.sight.pictured, wait=0):
        questions.cameras(jobs.sight.eyes)
    assert view.has_picture
    view.stop()


def test_a_camera_that_is_not_there_is_said_in_the_picture(qtbot: QtBot, jobs: Jobs) -> None:
    view = _shown(qtbot, CameraView(jobs))
    with qtbot.waitSignal(view.lost, timeout=SLOW) as told:
        view.start("/no/such/picture.jpg")
    assert told.args is not None
    assert isinstance(told.args[0], Unavailable)
    assert not view.has_picture
    assert "picture.jpg" in view._why
    view.stop()


def test_a_camera_process_that_dies_is_said_in_the_picture_and_comes_back(
    qtbot: QtBot, jobs: Jobs
) -> None:
    view = _shown(qtbot, CameraView(jobs))
    _watch(qtbot, view, FACE)
    with qtbot.waitSignal(view.lost, timeout=3_000):
        psutil.Process(jobs.sight.eyes.pid).kill()
    assert not view.has_picture
    assert "自动恢复" in view._why
    with qtbot.waitSignal(view.found, timeout=SLOW):
        pass
    qtbot.waitUntil(lambda: view.has_picture, timeout=SLOW)
    view.stop()


def test_the_last_place_that_asks_has_the_camera_and_gives_it_back(
    qtbot: QtBot, jobs: Jobs
) -> None:
    behind, before = _shown(qtbot, CameraView(jobs)), _shown(qtbot, CameraView(jobs))
    _watch(qtbot, behind, FACE)
    _watch(qtbot, before, FACE)
    with qtbot.waitSignal(behind.found, timeout=SLOW):
        before.stop()
    assert not before.has_picture
    behind._image = QImage()
    qtbot.waitUntil(lambda: not behind._image.isNull(), timeout=SLOW)
    behind.stop()


def test_a_picture_that_comes_while_nobody_looks_keeps_none_back(qtbot: QtBot, jobs: Jobs) -> None:
    view = _shown(qtbot, CameraView(jobs))
    sight, pixels = jobs.sight, bytes(4 * 4 * 4)

    def comes(turn: int) -> None:
        sight._hear(Frame(turn=turn, width=4, height=4), pixels)

    view._turn = 1
    sight.pictured.connect(view._show)
    comes(0)  # of a camera that was let go meanwhile
    comes(1)
    qtbot.waitUntil(lambda: not view._image.isNull(), timeout=SLOW)
    view._image = QImage()
    with qtbot.waitSignal(sight.pictured, timeout=SLOW):
        comes(0)
    comes(1)
    qtbot.waitUntil(lambda: not view._image.isNull(), timeout=SLOW)


def test_another_camera_is_chosen_from_a_list_by_keys(qtbot: QtBot, jobs: Jobs) -> None:
    chosen: list[str] = []
    key = CameraKey(jobs, "1", chosen.append)
    qtbot.addWidget(key)
    key.show()
    key.setFocus()
    qtbot.keyClick(key, Qt.Key.Key_Space)
    qtbot.waitUntil(key.list.isVisible, timeout=SLOW)
    told = {one.text(): one.isChecked() for one in key.list.actions()}
    assert told == {"摄像头 1": True, "不用摄像头": False}
    qtbot.keyClick(key.list, Qt.Key.Key_Down)
    qtbot.keyClick(key.list, Qt.Key.Key_Return)
    assert chosen == ["none"]


def test_a_paper_is_previewed_as_it_prints(qtbot: QtBot) -> None:
    view = PdfView("预览")
    qtbot.addWidget(view)
    view.resize(500, 600)
    view.show()
    view.show_pdf(recovery_sheet("示例市救助管理站", "ABCD-EFGH", AT))
    assert view.pages >= 1
    assert "ABCD" in view.text()
    view.grab()  # it is drawn when it is seen
    image = view.sheet.image
    assert image.size() == view.sheet.size() * view.devicePixelRatioF()
    across, down = range(0, image.width(), 2), range(0, image.height() // 2, 2)
    inks = {image.pixelColor(x, y).name() for x in across for y in down}
    assert len(inks) > 1
    fitted = view.sheet.height()
    assert fitted <= view.area.height()
    view.real.click()
    assert view.sheet.height() > fitted
    view.grab()
    assert view.sheet.image.height() == view.sheet.height() * view.devicePixelRatioF()


def test_without_a_paper_there_is_nothing_to_see(qtbot: QtBot) -> None:
    view = PdfView("预览")
    qtbot.addWidget(view)
    view.show()
    assert view.pages == 0
    assert not view.sheet.isVisible()


def test_what_is_not_a_picture_is_a_null_image(tmp_path: Path) -> None:
    assert of_bytes(b"not a picture").isNull()
