"""The month's PDF and spreadsheet: written down first, made beside the window, then told."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app import clock
from app.desk import monthly_papers
from app.desk.monthly import Monthly
from app.domain.errors import Refused, Unavailable
from ui.page import Desk, Telling

_MAKERS: dict[str, Callable[..., bytes]] = {
    "pdf": monthly_papers.paper,
    "xlsx": monthly_papers.sheet,
}


class Making(QObject):
    """One file at a time, of the figures that are shown."""

    turned = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.running = False

    def start(self, found: Monthly, kind: str) -> None:
        """`kind` is pdf or xlsx."""
        if self.running:
            return
        self._turn(running=True)
        desk, at = self._desk, clock.now()
        station, by = desk.station, desk.officer
        data, lang = desk.settings.data, desk.settings.lang

        def make() -> Path:
            content = _MAKERS[kind](found, station.name, at, lang)
            return monthly_papers.written(content, found, station.code, data, kind)

        desk.jobs.desk(
            self,
            lambda register: monthly_papers.begin(register, found.period, by=by, at=at),
            lambda _: desk.jobs.beside(self, make, self._done, self._sorry),
            self._sorry,
        )

    def _done(self, file: Path) -> None:
        self._turn(running=False)
        told = self.tr("月报已生成（只有数字，没有姓名）：{0}")
        self._desk.tell(Telling(words=told.format(file), tone="ok"))

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        self._turn(running=False)
        self._desk.tell(Telling(words=self._desk.sentence(sorry), tone="warn"))

    def _turn(self, *, running: bool) -> None:
        self.running = running
        self.turned.emit()
