"""The real window on the arrivals without camera and face engine: quick, for keys and drafts."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.staff import Officer
from app.settings import Settings
from tests import makers
from tests.ui import station
from ui.intake.page import IntakePage
from ui.jobs import Jobs
from ui.window import DeskWindow

QUICK = 1
"""Seconds between drafts."""


def open_intake(
    qtbot: QtBot,
    jobs: Jobs,
    settings: Settings,
    house: makers.Desk,
    officer: Officer | None = None,
) -> tuple[DeskWindow, IntakePage]:
    """The window on an empty arrival, ready for keys."""
    plain = replace(settings, camera="none", engine="none", draft_seconds=QUICK)
    window = station.open_window(qtbot, jobs, plain, house, officer, intake=True)
    with qtbot.waitActive(window, timeout=station.WAIT):
        window.activateWindow()
    page = station.page(window, IntakePage)
    page.arrive()
    station.settle(qtbot, jobs)
    return window, page


def focused() -> QWidget:
    """Where the cursor stands."""
    found = QApplication.focusWidget()
    assert found is not None
    return found
