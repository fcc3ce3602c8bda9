"""The camera's picture and the papers' preview."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.desk import door
from app.domain.errors import Unavailable
from app.paper.recovery import recovery_sheet
from app.settings import Settings
from tests.ui.sample import SAMPLES
from ui.camera_view import CameraView
from ui.faces import Faces
from ui.jobs import Jobs
from ui.pdf_view import PdfView
from ui.pictures import of_bytes

AT = datetime(2026, 11, 23, 6, 29, tzinfo=UTC)


@pytest.fixture
def faces(qtbot: QtBot, jobs: Jobs, session: door.Session, settings: Settings) -> Faces:
    """The real engine, loaded."""
    jobs.serve(session.register)
    made = Faces(jobs, settings)
    with qtbot.waitSignal(made.ready, timeout=15_000):
        made.start()
    return made


def _shown(qtbot: QtBot, view: CameraView) -> CameraView:
    qtbot.addWidget(view)
    view.resize(332, 190)
    view.show()
    return view


def test_a_face_in_front_of_the_camera_is_framed_and_spoken_of(
    qtbot: QtBot, jobs: Jobs, faces: Faces
) -> None:
    view = _shown(qtbot, CameraView(jobs, faces.seen))
    view.start(str(SAMPLES / "m01" / "1.jpg"))
    try:
        qtbot.waitUntil(lambda: bool(view.accessibleDescription()), timeout=15_000)
    finally:
        view.stop()
    frame = view.frame()
    assert frame is not None
    assert frame.shape[2] == 3
    image = view.grab().toImage()
    colours = {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in (40, 60, 80, 100)
    }
    assert colours & {"#3ddc84", "#ffc45c"}


def test_a_camera_that_is_not_there_is_said_in_the_picture(qtbot: QtBot, jobs: Jobs) -> None:
    view = _shown(qtbot, CameraView(jobs, None))
    try:
        with qtbot.waitSignal(view.lost, timeout=15_000) as told:
            view.start("/no/such/picture.jpg")
    finally:
        view.stop()
    assert told.args is not None
    assert isinstance(told.args[0], Unavailable)
    assert view.frame() is None
    assert "picture.jpg" in view._why


def test_a_paper_is_previewed_as_it_prints(qtbot: QtBot) -> None:
    view = PdfView("预览")
    qtbot.addWidget(view)
    view.resize(500, 600)
    view.show()
    view.show_pdf(recovery_sheet("示例市救助管理站", "ABCD-EFGH", AT))
    assert view.pages >= 1
    assert "ABCD" in view.text()
    image = view.sheet.image
    assert image.size() == view.sheet.size() * view.devicePixelRatioF()
    across, down = range(0, image.width(), 2), range(0, image.height() // 2, 2)
    inks = {image.pixelColor(x, y).name() for x in across for y in down}
    assert len(inks) > 1
    fitted = view.sheet.height()
    assert fitted <= view.area.height()
    view.real.click()
    assert view.sheet.height() > fitted
    assert view.sheet.image.height() == view.sheet.height() * view.devicePixelRatioF()


def test_without_a_paper_there_is_nothing_to_see(qtbot: QtBot) -> None:
    view = PdfView("预览")
    qtbot.addWidget(view)
    view.show()
    assert view.pages == 0
    assert not view.sheet.isVisible()


def test_what_is_not_a_picture_is_a_null_image(tmp_path: Path) -> None:
    assert of_bytes(b"not a picture").isNull()
