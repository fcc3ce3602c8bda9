"""Somebody at the desk: presses real keys in the real window and keeps pictures of it."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app import clock
from app.domain.errors import Refused
from app.settings import Settings
from app.store.changes import Changes
from app.store.register import Register
from ui import errors, theme
from ui.demo.station import Credential
from ui.fields import Press
from ui.jobs import Jobs
from ui.login.page import LoginPage
from ui.main import application, is_set_up
from ui.page import PageWidget
from ui.pages import pages
from ui.shell import Shell
from ui.window import DeskWindow

SIZE = (1366, 768)
PATIENCE_MS = 60_000
_STEP_MS = 5
_SETTLE_MS = 60

P = TypeVar("P", bound=PageWidget)


class Player:
    """Waits for what the window shows, never for time; a step that does not happen is an error."""

    def __init__(self, settings: Settings, out: Path) -> None:
        self.app = application(settings)
        self.settings, self.out, self.begun = settings, out, clock.now()
        self.pictures: list[Path] = []
        self.saved: list[str] = []
        self._broken: list[str] = []
        self._hook = sys.excepthook
        errors.catch(self._broken.append)
        self.jobs = Jobs()
        self.jobs.failed.connect(self._broken.append)
        self.jobs.changed.connect(self._changed)
        self.shell = Shell(self.jobs, settings, pages)
        self.shell.resize(*(theme.px(side) for side in SIZE))
        self.shell.begin(set_up=is_set_up(settings.data))
        self.shell.show()
        self.shell.activateWindow()

    def __enter__(self) -> "Player":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.shell.close()
        self.jobs.shut()
        self.shell.deleteLater()
        self.app.processEvents()
        sys.excepthook = self._hook

    @property
    def window(self) -> DeskWindow:
        """The desk, after logging in."""
        if self.shell.desk is None:
            raise Refused("demo.step_failed", step="login")
        return self.shell.desk

    def page(self, key: str, kind: type[P]) -> P:
        """A page that is shown now."""
        found = self.window.page(key)
        if not isinstance(found, kind) or self.window.here != key:
            raise Refused("demo.step_failed", step=key)
        return found

    def wait(self, done: Callable[[], object], step: str, patience: int = PATIENCE_MS) -> None:
        """Let the window work until something is so."""
        limit = QDeadlineTimer(patience)
        while not done():
            if self._broken or limit.hasExpired():
                why = self._broken[0] if self._broken else step
                raise Refused("demo.step_failed", step=f"{step}: {why}")
            QTest.qWait(_STEP_MS)

    def settle(self, step: str) -> None:
        """Until nothing is being made any more, and everything is drawn."""
        self.wait(lambda: not self.jobs.waiting, step)
        self.app.processEvents()

    def log_in(self, who: Credential, name: str = "") -> None:
        """Type login and password; a picture of the page before Enter."""
        page = self.shell.currentWidget()
        if not isinstance(page, LoginPage):
            raise Refused("demo.step_failed", step="login")
        QTest.keyClicks(page.login.line, who.login)
        QTest.keyClicks(page.password.line, who.password)
        if name:
            self.picture(name)
        QTest.keyClick(page.password.line, Qt.Key.Key_Return)
        self.wait(lambda: self.shell.desk is not None, "login")

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        on: QWidget | None = None,
    ) -> None:
        """A key where the cursor is."""
        QTest.keyClick(on or QApplication.focusWidget() or self.shell, key, modifier)

    def click(self, button: QAbstractButton) -> None:
        """The mouse, on a button that is there and can be pressed."""
        if not button.isEnabled():
            raise Refused("demo.step_failed", step=button.text())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def close_line(self) -> None:
        """知道了: what was told has been read."""
        told = self.window.told
        if told.isVisible():
            self.click(told.findChildren(Press)[-1])

    def picture(self, name: str) -> Path:
        """The whole window as a numbered PNG, when everything in it has found its place."""
        QTest.qWait(_SETTLE_MS)
        folder = self.out / "pictures"
        folder.mkdir(parents=True, exist_ok=True)
        place = folder / f"{len(self.pictures) + 1:02d}-{name}.png"
        if not self.shell.grab().save(str(place)):
            raise Refused("demo.step_failed", step=name)
        self.pictures.append(place)
        return place

    @property
    def database(self) -> str:
        """The encrypted file."""
        return str(self.settings.data / "register.db")

    def journal_size(self) -> tuple[int, int]:
        """Entries and writes so far, as the register counts them."""
        found: list[tuple[int, int]] = []

        def size(register: Register) -> tuple[int, int]:
            return register.journal_size()

        self.jobs.desk(self.shell, size, found.append)
        self.wait(lambda: found, "journal")
        return found[0]

    def _changed(self, changes: Changes) -> None:
        self.saved += changes.kinds
