"""One key gives the bed that the board would suggest; never by itself."""

from uuid import UUID

from PySide6.QtCore import QObject

from app import clock
from app.desk import beds
from app.domain.bed import BedStay
from app.domain.errors import Refused, Unavailable
from app.domain.ids import VisitId
from app.domain.room import Room
from app.store.register import Register
from ui.beds import giving
from ui.page import Desk, PageWidget, Telling


class GiveSuggested(QObject):
    """For the pages on which somebody stands who may have no bed yet."""

    def __init__(self, desk: Desk, page: PageWidget) -> None:
        super().__init__(page)
        self._desk = desk

    def give(self, visit: UUID, name: str) -> None:
        """Whoever has a bed, or for whom none fits, is shown on the board."""
        officer, at = self._desk.officer, clock.now()

        def done(made: tuple[BedStay, Room]) -> None:
            stay, room = made
            told = self.tr("{0}：{1} {2} 床。").format(name, room.name, stay.bed)
            self._desk.tell(Telling(words=told, tone="ok", undo=undo))

        def undo() -> None:
            def free(register: Register) -> BedStay:
                return beds.free(register, VisitId(visit), by=officer, at=clock.now())

            self._desk.jobs.desk(self, free, lambda _made: None)

        def refused(sorry: Refused | Unavailable) -> None:
            self._desk.go("beds", visit)
            self._desk.tell(Telling(words=self._desk.sentence(sorry), tone="warn"))

        self._desk.jobs.desk(self, giving.suggested(self._desk, visit, at), done, refused)
