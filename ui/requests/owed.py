"""The line that tells a leader how many requests wait for an answer; nobody else is shown it."""

from app import clock
from app.clock import local
from app.domain.staff import Right
from app.store.requests import how_many_wait
from ui.cards import SayLine
from ui.page import Desk


class OwedLine(SayLine):
    """Gone while nothing waits."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def load(self) -> None:
        """Count anew."""
        desk = self._desk
        if desk.officer.may(Right.ANSWER):
            station, day = desk.station.code, local(clock.now()).date()
            desk.jobs.read(self, lambda reader: how_many_wait(reader, station, day), self._show)

    def _show(self, found: tuple[int, int]) -> None:
        many, late = found
        told = self.tr("{0} 项权利请求待答复，其中 {1} 项已超期。").format(many, late)
        self.say(told if many else "", "bad" if late else "info")
        if many:
            self.offer(self.tr("查看"), lambda: self._desk.go("requests", None))
