"""The number beside 今日事项 in the menu, and the first warning; counted anew when something
changed, and every minute, for time passes by itself."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app import clock
from app.domain.early_warning import EarlyWarning
from app.domain.staff import Right
from app.words.say import say
from ui.bars import Nav
from ui.page import Desk
from ui.today.kinds import COUNTED

if TYPE_CHECKING:
    from app.store.ask import Asks

PAGE = "today"
_EVERY_MS, _AFTER_MS = 60_000, 400


class Counting(QObject):
    """For whoever may see the list."""

    def __init__(self, desk: Desk, nav: Nav, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._nav = desk, nav
        self._every, self._soon = QTimer(self), QTimer(self)
        self._soon.setSingleShot(True)
        for timer in (self._every, self._soon):
            timer.timeout.connect(self.count)

    def start(self) -> None:
        """From now on, where there is such a page."""
        if self._desk.officer.may(Right.VIEW) and PAGE in self._nav.buttons:
            self._every.start(_EVERY_MS)
            self._soon.start(_AFTER_MS)

    def stop(self) -> None:
        """The desk closes."""
        self._every.stop()
        self._soon.stop()
        self._desk.jobs.forget(self)

    def changed(self, kinds: frozenset[str]) -> None:
        """Several changes in a row are counted once."""
        if self._every.isActive() and kinds & COUNTED:
            self._soon.start(_AFTER_MS)

    def count(self) -> None:
        """Ask; nobody waits for it."""
        desk, now = self._desk, clock.now()
        station, degrees = desk.station.code, desk.settings.cold_degrees
        hours = desk.settings.transfer_hours

        def ask(asks: "Asks") -> tuple[int, tuple[EarlyWarning, ...]]:
            from app.desk.today import counted  # SQLAlchemy only after the first paint

            return counted(asks, station, degrees, by=desk.officer, now=now, hours=hours)

        desk.jobs.read(self, ask, self._show)

    def _show(self, found: tuple[int, tuple[EarlyWarning, ...]]) -> None:
        pressing, told = found
        lang = self._desk.settings.lang
        sentences = [say(f"early_warning.{one.key}", lang, **one.facts) for one in told]
        bad = any(one.tone == "bad" for one in told)
        self._nav.show_count(PAGE, pressing, "bad" if bad else "warn", sentences)
