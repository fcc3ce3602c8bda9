"""F9: what stands on the page is saved, however little it is."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app import clock
from app.desk import admission, completion, drafts, still_here
from app.domain.errors import Refused, Unavailable
from app.store.register import Register
from ui.intake.arriving import Arriving
from ui.page import Desk, Telling


class Finishing(QObject):
    """One save at a time; one that fails leaves everything on the page."""

    admitted = Signal(object)
    """Admitted: what was saved."""
    gone_on = Signal(object)
    """Admitted: its papers are shown."""
    _goes_on = Signal(object, object)

    def __init__(self, desk: Desk, arriving: Arriving, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._arriving = desk, arriving
        self._only_what_is_meant = False
        self._goes_on.connect(self._go_on, Qt.ConnectionType.QueuedConnection)

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

    def _admitted(self, saved: tuple[admission.Admitted, list[Refused]]) -> None:
        done, doubts = saved
        self._arriving.saving = False
        self.admitted.emit(done)
        # The next page in a turn of its own: both at once would hold up camera and keys.
        self._goes_on.emit(done, doubts)

    def _go_on(self, done: admission.Admitted, doubts: list[Refused]) -> None:
        words = self.tr("已登记：{0}。").format(done.visit.case_number)
        remarks = [self._desk.sentence(one) for one in (*map(Refused, done.remarks), *doubts)]
        self._desk.go("papers", done.visit.id)
        tone = "warn" if doubts else "ok"
        self._desk.tell(Telling(words=" ".join([words, *remarks]), tone=tone))
        self.gone_on.emit(done)

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
