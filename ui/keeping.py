"""Backups while the desk runs: when one is due, at leaving, or when somebody asks for it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app import clock, settings
from app.domain.errors import Refused, Unavailable
from ui.jobs import Jobs

if TYPE_CHECKING:
    from app.store.backup import Made, Source
    from app.store.register import Register

_LOOK_EVERY = 60_000


class Keeper(QObject):
    """Lives beside the sessions: a backup begun at logging out goes on behind the login page."""

    turned = Signal()
    """One began, ended or failed."""
    went = Signal(str, int, int)
    """Which part, how much of it is done, of how much."""
    failed = Signal(object)
    """The last try did not end well: Refused or Unavailable."""
    trouble = Signal(object)
    """The last good one is long ago and the last try failed: the officers should know."""

    def __init__(self, jobs: Jobs, data: Path) -> None:
        super().__init__()
        self._jobs, self._data = jobs, data
        self._source: Source | None = None
        self._entries: Callable[[], int] = int
        self._stopping = False
        self._shown = ("", -1)
        self.running = False
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_EVERY)
        self._look.timeout.connect(self.look)
        self.went.connect(self._goes_on)

    def serve(self, register: "Register") -> None:
        """A register is open: look every minute whether a backup is due."""
        self._source, self._entries = register.source(), lambda: register.last_entry
        self._look.start()

    def leave(self) -> None:
        """Somebody logs out: what was written since the last backup is kept now."""
        self._look.stop()
        if self._source is None:
            return
        entries, self._stopping = self._entries(), False
        self._put(lambda source: self._made_at_leaving(source, entries))
        self._source = None

    def look(self) -> None:
        """Make one if it is due."""
        self._stopping = False
        self._put(self._made_if_due)

    def now(self) -> None:
        """Somebody asked for one."""
        self._stopping, self.running = False, True
        self.turned.emit()
        self._put(self._made_now)

    def stop(self) -> None:
        """Break off the one that runs; nothing of it stays."""
        self._stopping = True

    def _put(self, work: "Callable[[Source], Made | None]") -> None:
        source = self._source
        if source is not None:
            self._jobs.keeping(self, lambda: work(source), self._ended, self._failed)

    def _made_now(self, source: "Source") -> "Made":
        from app.desk.apart import make_apart  # SQLAlchemy only after the first paint

        return make_apart(source, clock.now(), self._step)

    def _made_if_due(self, source: "Source") -> "Made | None":
        from app.desk import backups

        due = backups.is_due(settings.read(self._data, {}), clock.now())
        return self._made_now(source) if due else None

    def _made_at_leaving(self, source: "Source", entries: int) -> "Made | None":
        from app.desk import backups

        state = backups.read_state(self._data)
        wanted = settings.read(self._data, {}).backup_at_leaving
        written = state.made_at is not None and entries > state.entries
        return self._made_now(source) if wanted and written else None

    def _step(self, part: str, done: int, of: int) -> None:
        """Runs in the worker's thread."""
        if self._stopping:
            raise Refused("backup.cancelled")
        shown = (part, done * 100 // max(of, 1))
        if shown != self._shown:
            self._shown = shown
            self.went.emit(part, done, of)

    def _goes_on(self, _part: str, _done: int, _of: int) -> None:
        if not self.running:
            self.running = True
            self.turned.emit()

    def _ended(self, made: "Made | None") -> None:
        if made is not None or self.running:
            self.running = False
            self.turned.emit()

    def _failed(self, sorry: Refused | Unavailable) -> None:
        from app.desk import backups

        self.running = False
        self.failed.emit(sorry)
        self.turned.emit()
        try:
            stale = backups.is_stale(settings.read(self._data, {}), clock.now())
        except Unavailable:
            stale = True  # the settings themselves cannot be read: nothing is kept until then
        if stale:
            self.trouble.emit(sorry)
