"""The top window with the real pages and a camera made of one picture."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.settings import Settings
from tests.ui.sample import SAMPLES
from ui.jobs import Jobs
from ui.pages import pages
from ui.shell import Shell

SLOW = 15_000


@pytest.fixture
def camera(tmp_path: Path) -> Path:
    """A folder of one picture stands in for the device."""
    folder = tmp_path / "camera"
    folder.mkdir()
    (folder / "1.jpg").write_bytes((SAMPLES / "m01" / "2.jpg").read_bytes())
    return folder


@pytest.fixture
def shell(qtbot: QtBot, jobs: Jobs, settings: Settings, camera: Path) -> Iterator[Shell]:
    """Nobody is logged in yet."""
    made = Shell(jobs, replace(settings, camera=str(camera)), pages)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    with qtbot.waitActive(made, timeout=SLOW):
        made.show()
        made.activateWindow()
    yield made
    made.close()
    qtbot.waitUntil(lambda: jobs.waiting == 0, timeout=SLOW)


def type_text(text: str) -> None:
    """Real keys, where the focus is."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    place = QApplication.focusWidget()
    assert place is not None
    QTest.keyClicks(place, text, Qt.KeyboardModifier.NoModifier)
