"""A paper held into the camera during an arrival: ours are opened, others get a sentence."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import publish
from app.settings import Settings
from tests import makers
from tests.app.devices.test_codes import held, square, stripes
from tests.ui import station
from tests.ui.test_wedge import code_of
from ui.intake.page import IntakePage
from ui.jobs import Jobs
from ui.window import DeskWindow


def show(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, camera: Path, code: np.ndarray
) -> tuple[DeskWindow, IntakePage]:
    """The arrivals, with a camera that sees this code."""
    camera.mkdir()
    Image.fromarray(held(code)).save(camera / "1.png")
    chosen = replace(settings, camera=str(camera), engine="none")
    window = station.open_window(qtbot, jobs, chosen, house, intake=True)
    return window, station.page(window, IntakePage)


def test_a_voucher_in_the_picture_is_verified_and_opened(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    issued = station.voucher(house, station.arrive(house, "王淼"))
    publish.publish(house.register, house.station, clock.now())
    code = square(code_of(house, issued))
    window, _ = show(qtbot, jobs, settings, house, tmp_path / "camera", code)
    station.until(qtbot, lambda: window.here == "vouchers")
    station.settle(qtbot, jobs)
    assert "广州南" in station.told(window)


def test_a_case_number_in_the_picture_opens_the_person(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    visit = station.arrive(house, "王淼")
    code = square(visit.case_number)
    window, _ = show(qtbot, jobs, settings, house, tmp_path / "camera", code)
    station.until(qtbot, lambda: window.here == "person")


@pytest.mark.parametrize(
    ("code", "words"),
    [(stripes("6901234567892"), "条形码"), (square("https://example.test/"), "不是本站的二维码")],
    ids=["stripes", "an address"],
)
def test_another_code_in_the_picture_is_said_and_changes_nothing(
    qtbot: QtBot,
    jobs: Jobs,
    settings: Settings,
    house: makers.Desk,
    tmp_path: Path,
    code: np.ndarray,
    words: str,
) -> None:
    window, page = show(qtbot, jobs, settings, house, tmp_path / "camera", code)
    station.until(qtbot, lambda: words in station.told(window))
    assert window.here == "intake"
    assert page.form.raw() == {}
