"""The report of a year, made beside the window; how far it is stands in the info bar."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import clock
from app.desk import assessing
from app.desk.assessing import Year
from app.domain.errors import Refused, Unavailable
from app.domain.period import Period
from app.store.register import Register
from ui.page import Desk, Telling

if TYPE_CHECKING:
    from pathlib import Path

    from app.store.ask import Asks


class Assessing(QObject):
    """One report at a time: written down, counted, drawn."""

    turned = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.running = False

    def start(self, period: Period) -> None:
        """The year that the period lies in."""
        if self.running:
            return
        self.running = True
        self.turned.emit()
        desk, year, at = self._desk, assessing.year_of(period.first), clock.now()
        station, by = desk.station, desk.officer
        data, lang = desk.settings.data, desk.settings.lang

        def deed(register: Register) -> None:
            assessing.begin(register, year, by=by, at=at)

        def count(_done: None) -> None:
            self._say(self.tr("年度评估：1/3 已记录，正在统计…"))
            desk.jobs.read(self, asked, draw, self._sorry)

        def asked(asks: "Asks") -> Year:
            return assessing.gather(asks, year, station.code, by=by, at=at)

        def draw(found: Year) -> None:
            self._say(self.tr("年度评估：2/3 已统计，正在生成 PDF 和表格…"))
            desk.jobs.beside(
                self,
                lambda: assessing.written(found, station.name, data, at, lang),
                self._done,
                self._sorry,
            )

        desk.jobs.desk(self, deed, count, self._sorry)

    def _done(self, paper: "Path") -> None:
        self._end()
        told = self.tr("年度评估已生成（PDF 和同名的表格，只有数字，没有姓名，至少保存三年）：{0}")
        self._desk.tell(Telling(words=told.format(paper), tone="ok"))

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        self._end()
        self._desk.tell(Telling(words=self._desk.sentence(sorry), tone="warn"))

    def _end(self) -> None:
        self.running = False
        self.turned.emit()

    def _say(self, told: str) -> None:
        self._desk.tell(Telling(words=told, tone="info"))
