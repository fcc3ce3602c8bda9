"""F9: what stands on the page is saved, however little it is."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app import clock
from app.desk import admission, completion, drafts, still_here
from app.domain.errors import Refused, Unavailable
from app.store.register import Register
from ui.intake.arriving import Arriving
from ui.page import Desk, Telling

SETTLED = 300
"""Milliseconds after which the page that was gone on to is on the screen, and quick hands have gone
on from it."""


class Finishing(QObject):
    """One save at a time; one that fails leaves everything on the page."""

    admitted = Signal(object)
    """Admitted: it is saved, its papers are shown, and the form is to be emptied."""

    def __init__(self, desk: Desk, arriving: Arriving, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._arriving = desk, arriving
        self._only_what_is_meant = False
        self._saved: admission.Admitted | None = None
        self._ends = QTimer(self)
        self._ends.setSingleShot(True)
        self._ends.setInterval(SETTLED)
        self._ends.timeout.connect(self.end)

    def finish(self) -> None:
        """Save the arrival; whatever is empty stays empty."""
        if self._arriving.saving or self._is_pressed_once_more():
            return
        self._arriving.saving = True
        arrival, desk = self._arriving.arrival(), self._desk
        station, officer, at = desk.station, desk.officer, clock.now()
        unanswered = self._arriving.candidates.unanswered()

        def admit(register: Register) -> tuple[admission.Admitted, list[Refused]]:
            done = completion.finish(register, arrival, station, by=officer, at=at)
            drafts.drop(register, arrival.visit)
            here = still_here.cases(register, arrival.judged, arrival.visit)
            return done, _doubts(here, unanswered)

        desk.jobs.desk(self, admit, self._admitted, self._not_saved)

    def rest(self) -> None:
        """Somebody was registered just now: the empty form that follows is nobody yet."""
        self._only_what_is_meant = True

    def wake(self) -> None:
        """The officer came to the form or touched it: F9 saves however little it is."""
        self._only_what_is_meant = False

    def _is_pressed_once_more(self) -> bool:
        """Impatient fingers press F9 again while the page changes; nobody new is at the desk."""
        return self._only_what_is_meant and self._arriving.unfinished().is_empty

    def end(self) -> None:
        """Whoever comes back to the form at once finds it empty already."""
        self._ends.stop()
        done, self._saved = self._saved, None
        if done:
            self._arriving.saving = False
            self.admitted.emit(done)

    def _admitted(self, saved: tuple[admission.Admitted, list[Refused]]) -> None:
        self._saved, doubts = saved
        # The papers first: to empty the form in the same turn would hold up who waits for them.
        self._ends.start()
        words = self.tr("已登记：{0}。").format(self._saved.visit.case_number)
        remarks = map(Refused, self._saved.remarks)
        told = [self._desk.sentence(one) for one in (*remarks, *doubts)]
        self._desk.go("papers", self._saved.visit.id)
        tone = "warn" if doubts else "ok"
        self._desk.tell(Telling(words=" ".join([words, *told]), tone=tone))

    def _not_saved(self, sorry: Refused | Unavailable) -> None:
        """Everything stays on the page; the draft is kept as well, if it can be."""
        self._arriving.saving = False
        self._desk.tell(Telling(words=self._desk.sentence(sorry), tone="bad"))


def _doubts(here: list[str], unanswered: int) -> list[Refused]:
    """What should be looked at once more; it is saved all the same."""
    found = [Refused("admission.still_here", case=case) for case in here]
    if unanswered:
        found.append(Refused("admission.unanswered", count=unanswered))
    return found
