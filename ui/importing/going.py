"""An import on its way: a portion is read beside, and written by the one writer; then the next.

Between two portions everybody else's work goes on, and it may be stopped; what was written stays,
and the next time it goes on from there.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app import clock
from app.desk import taking_over
from app.desk.taking_over import Asked, Checked, Done, Portion
from app.domain.errors import Refused, Unavailable
from app.domain.old_register import Field
from app.store.register import Register
from ui.page import Desk

IDLE, CHECKING, GOING = "", "checking", "going"


class Going(QObject):
    """One file at a time."""

    turned = Signal()
    checked = Signal(object)
    """Checked."""
    went = Signal(object)
    """Done so far."""
    ended = Signal(object)
    """Done, whole or stopped (`stopped` says which)."""
    failed = Signal(object)
    """Refused or Unavailable."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.state, self.stopped = IDLE, False
        self._done = Done()
        self._portions: Iterator[Portion] = iter(())
        self._stamp: tuple[int, int] | None = None
        """Of the file that was looked through."""

    def check(self, file: Path, columns: Mapping[int, Field]) -> None:
        """Look through everything, write nothing."""
        self._turn(CHECKING)
        today = clock.local(clock.now()).date()

        def found(checked: Checked) -> None:
            self._stamp = checked.stamp
            self._turn(IDLE)
            self.checked.emit(checked)

        self._desk.jobs.beside(
            self, lambda: taking_over.check(file, columns, today), found, self._sorry
        )

    def start(self, file: Path, columns: Mapping[int, Field]) -> None:
        """Take over what is not here yet."""
        self._done, self.stopped, desk = Done(), False, self._desk
        asked = Asked(file=file, columns=columns, stamp=self._stamp)
        self._portions = taking_over.portions(asked, desk.station, desk.officer, clock.now())
        self._turn(GOING)
        self._next()

    def stop(self) -> None:
        """After the portion that is being written."""
        self.stopped = self.state == GOING

    def _next(self) -> None:
        if self.stopped:
            self._end()
            return
        portions = self._portions
        self._desk.jobs.beside(self, lambda: next(portions, None), self._read, self._sorry)

    def _read(self, portion: Portion | None) -> None:
        if portion is None:
            self._end()
            return
        desk, at = self._desk, clock.now()

        def deed(register: Register) -> Done:
            return taking_over.take_over(register, portion, by=desk.officer, at=at)

        desk.jobs.desk(self, deed, self._written, self._sorry)

    def _written(self, done: Done) -> None:
        self._done += done
        self.went.emit(self._done)
        self._next()

    def _end(self) -> None:
        self._turn(IDLE)
        self.ended.emit(self._done)

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        self.stopped = True
        self._turn(IDLE)
        self.failed.emit(sorry)

    def _turn(self, state: str) -> None:
        self.state = state
        self.turned.emit()
