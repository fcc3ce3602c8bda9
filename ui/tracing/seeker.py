"""Matching while the desk runs: what came is compared a few at a time, while nobody waits."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app import clock
from app.domain.errors import Refused, Unavailable
from app.domain.staff import Right
from app.store.changes import Changes
from ui.jobs import Jobs

if TYPE_CHECKING:
    from app.desk.kin_search import Pass, Wanted
    from app.domain.kin_match import KinMatch
    from app.domain.staff import Officer
    from app.domain.weigh import Scales
    from app.store.ask import Reader
    from app.store.register import Register

FIRST, AFTER, REST = 8_000, 3_000, 60
"""Milliseconds after the login, after a change, and between two pieces of work."""
_MAKE_WAY = 500
_KINDS = frozenset({"claim", "inquiry_entry", "sought"})


class Seeker(QObject):
    """Lives beside the sessions, as backups and rounds do."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._officer: Officer | None = None
        self._station = ""
        self._wanted: tuple[Wanted, Scales] | None = None
        self._busy = self._again = False
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._step)
        jobs.changed.connect(self._changed)

    def serve(self, officer: "Officer", station: str) -> None:
        """Somebody is at the desk: see what came meanwhile."""
        self._officer, self._station, self._wanted = officer, station, None
        self._busy = False
        self._next.start(FIRST)

    def leave(self) -> None:
        """They go; what was not compared yet is compared another time."""
        self._next.stop()
        self._jobs.forget(self)
        self._officer, self._wanted, self._busy = None, None, False

    def now(self) -> None:
        """Somebody wants it at once."""
        if self._officer is not None:
            self._next.start(0)

    def _changed(self, changes: Changes) -> None:
        if self._officer is None or not _KINDS & changes.kinds:
            return
        if self._busy:
            self._again = True
        elif not self._next.isActive():
            self._next.start(AFTER)

    def _step(self) -> None:
        officer = self._officer
        if self._busy or officer is None or not officer.may(Right.VIEW):
            return
        if self._jobs.waiting:
            self._next.start(_MAKE_WAY)
            return
        self._busy, self._again = True, False
        station, known, today = self._station, self._wanted, clock.local(clock.now()).date()

        def ask(reader: "Reader") -> "tuple[tuple[Wanted, Scales] | None, Pass]":
            from app.desk import kin_search, weighing
            from app.store.kin_marks import anybody_looks

            if known is None and not anybody_looks(reader):
                return None, kin_search.Pass()
            wanted, scales = known or (None, weighing.scales_for(today))
            if wanted is None or wanted.today != today:
                scales = weighing.scales_for(today)
                wanted = kin_search.every(reader, station, today, scales)
            return (wanted, scales), kin_search.next_few(reader, wanted, scales)

        self._jobs.read(self, ask, lambda found: self._came(*found), self._sorry)

    def _came(self, wanted: "tuple[Wanted, Scales] | None", work: "Pass") -> None:
        self._wanted = wanted
        officer, station, at = self._officer, self._station, clock.now()
        if officer is None or work.is_all:
            self._rest()
            return

        def deed(register: "Register") -> "list[KinMatch]":
            from app.desk import kin_search

            return kin_search.keep(register, work, station, by=officer, at=at)

        self._jobs.desk(self, deed, lambda _made: self._go_on(), self._sorry)

    def _go_on(self) -> None:
        self._busy = False
        self._next.start(REST)

    def _rest(self) -> None:
        self._busy = False
        if self._again:
            self._next.start(AFTER)

    def _sorry(self, _why: Refused | Unavailable) -> None:
        """It is tried again with the next change; everything else goes on."""
        self._busy = False
