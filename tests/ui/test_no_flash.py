"""No part of a page is a window of its own for a moment: it would take the keyboard away."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.settings import Settings
from tests import makers
from tests.ui import station
from ui.jobs import Jobs
from ui.pages import pages


class _Windows(QObject):
    """Whatever is shown without a place."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.making = ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(f"{self.making}: {type(watched).__name__}")
        return False


def test_a_page_that_is_made_shows_no_window_of_its_own(
    qtbot: QtBot, qapp: QApplication, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window = station.open_window(qtbot, jobs, settings, house, house.leader)
    station.settle(qtbot, jobs)
    watching = _Windows()
    qapp.installEventFilter(watching)
    for one in pages():
        watching.making = one.key
        if one.key != "intake":
            window.prepare(one.key)
    qapp.removeEventFilter(watching)
    assert watching.seen == []
