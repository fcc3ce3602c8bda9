"""F10 anywhere: the screen in front of what stands there, and back again."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from app.domain.staff import Right
from app.settings import Settings
from ui.emergency.recording import Recording, Registering, Sealing
from ui.jobs import Jobs

if TYPE_CHECKING:
    from ui.emergency.screen import EmergencyScreen
    from ui.intake.draft import Unfinished
    from ui.window import DeskWindow


class EmergencyDoor(QObject):
    """Holds one screen for the officer at the desk and one for anybody; they never mix."""

    def __init__(
        self,
        shell: QStackedWidget,
        jobs: Jobs,
        chosen: Callable[[], Settings],
        desk: Callable[[], "DeskWindow | None"],
    ) -> None:
        super().__init__(shell)
        self._shell, self._jobs, self._chosen, self._desk = shell, jobs, chosen, desk
        self._screens: dict[bool, EmergencyScreen] = {}
        self._behind: QWidget | None = None
        self._stood: QWidget | None = None
        self._waiting: EmergencyScreen | None = None

    @property
    def screen(self) -> "EmergencyScreen | None":
        """The screen, while it is shown."""
        here = self._shell.currentWidget()
        return next((screen for screen in self._screens.values() if screen is here), None)

    @property
    def beneath(self) -> QWidget | None:
        """What is shown, or what stands behind the screen."""
        return self._behind if self.screen else self._shell.currentWidget()

    def open(self) -> None:
        """In front of everything; what somebody left on it unsaved is still there."""
        if shown := self.screen:
            if not shown.is_done:
                return
            self._back(shown)
        here = self._shell.currentWidget()
        screen = self._ready(self._recording(here))
        self._behind, self._stood = here, here.focusWidget() if here else None
        self._front(screen)
        screen.begin()

    def go_on(self, unfinished: "Unfinished") -> None:
        """One that waits among the drafts; what stands on the screen meanwhile waits there too."""
        from ui.emergency.recording import noted

        if self.screen:
            return
        here = self._shell.currentWidget()
        recording, seen = self._recording(here), noted(unfinished)
        old = self._screens.get(recording.sealed)
        if old is None or not old.is_about(seen.visit):
            self._make(recording).put(seen)
        self.open()

    def step_aside(self) -> None:
        """The desk is about to be locked: what is noted is kept, the screen goes."""
        if shown := self.screen:
            shown.leave()

    def log_out(self) -> None:
        """The officer leaves: the screen that is theirs goes with them."""
        if (mine := self._screens.pop(False, None)) is not None:
            mine.snap.close()
            mine.deleteLater()

    def take_out(self) -> None:
        """Before the shell throws away what it holds: the screen is not to be thrown away."""
        self._waiting = self.screen
        if self._waiting:
            self._shell.removeWidget(self._waiting)

    def put_back(self, page: QWidget) -> None:
        """Another page stands behind it now: somebody's login came through meanwhile."""
        screen, self._waiting = self._waiting, None
        if screen is not None:
            self._behind, self._stood = page, None
            self._front(screen)
            screen.settle()

    def close(self) -> None:
        """The window closes: let go of the camera, keep what was noted."""
        for screen in self._screens.values():
            screen.put_away()

    def _recording(self, here: QWidget | None) -> Recording:
        chosen, desk = self._chosen(), self._desk()
        at_desk = desk is not None and here is desk
        if desk is None or not at_desk or not desk.desk.officer.may(Right.REGISTER):
            return Sealing(self._jobs, chosen.data)
        station, officer = desk.desk.station, desk.desk.officer
        return Registering(self._jobs, chosen.data, station, officer)

    def _ready(self, recording: Recording) -> "EmergencyScreen":
        old = self._screens.get(recording.sealed)
        return old if old is not None and not old.is_empty else self._make(recording)

    def _make(self, recording: Recording) -> "EmergencyScreen":
        from ui.emergency.screen import EmergencyScreen  # not for the first paint

        if (old := self._screens.pop(recording.sealed, None)) is not None:
            old.deleteLater()
        chosen = self._chosen()
        made = EmergencyScreen(self._jobs, chosen.camera, chosen.lang, recording)
        made.left.connect(lambda: self._back(made))
        made.next_key.clicked.connect(self.open)
        made.complete_wanted.connect(lambda visit: self._complete(made, visit))
        self._screens[recording.sealed] = made
        return made

    def _front(self, screen: "EmergencyScreen") -> None:
        self._shell.addWidget(screen)
        self._shell.setCurrentWidget(screen)

    def _back(self, screen: "EmergencyScreen") -> None:
        """What stood behind is as it was, with the cursor where it was."""
        if self.screen is not screen:
            return
        screen.snap.close()
        self._shell.removeWidget(screen)
        behind, stood, self._behind, self._stood = self._behind, self._stood, None, None
        if behind is not None and isValid(behind):
            self._shell.setCurrentWidget(behind)
        if stood is not None and isValid(stood):
            stood.setFocus(Qt.FocusReason.PopupFocusReason)  # nothing becomes selected

    def _complete(self, screen: "EmergencyScreen", visit: UUID) -> None:
        self._back(screen)
        if desk := self._desk():
            desk.go("intake", visit)
