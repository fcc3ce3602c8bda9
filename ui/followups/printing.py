"""Every letter whose day has come: written where there is none, then printed, one after another."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app import clock
from app.desk import followup_letters
from app.desk.bundle import Leaf
from app.desk.followups import Row
from app.domain.errors import Refused, Unavailable
from app.domain.outside_letter import OutsideLetter
from ui.page import Desk, PageWidget, Telling
from ui.papers.bundle_run import BundleRun
from ui.papers.output import Output

if TYPE_CHECKING:
    from app.store.register import Register


class Printing(QObject):
    """A job for each letter, so that no other desk work waits for all of them."""

    turned = Signal()
    printed = Signal(object)
    """The letters that came out."""

    def __init__(self, desk: Desk, page: PageWidget, output: Output) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._run = BundleRun(output, self._turned)
        self._rows: list[Row] = []
        self._leaves: list[Leaf] = []
        self._writing = False

    @property
    def going(self) -> bool:
        """Whether letters are being written or printed."""
        return self._writing or self._run.going

    def begin(self, wanted: Sequence[Row]) -> None:
        """All of these."""
        if self.going:
            return
        self._rows, self._leaves, self._writing = list(wanted), [], True
        self.turned.emit()
        self._next()

    def stop(self) -> None:
        """After the one in hand."""
        self._rows = []
        self._run.stop()

    def _next(self) -> None:
        if not self._rows:
            self._writing = False
            self._run.begin(self._leaves)
            self.turned.emit()
            return
        row = self._rows.pop(0)
        if row.one.letter and followup_letters.is_written(row):
            self._take(row, row.one.letter.id)
            return
        station, by, at = self._desk.station, self._desk.officer, clock.now()
        lang = self._desk.settings.lang

        def deed(register: "Register") -> OutsideLetter:
            return followup_letters.write(
                register, row.one.visit, {}, station, by=by, at=at, lang=lang
            )

        self._desk.jobs.desk(
            self._page, deed, lambda made: self._take(row, made.letter), self._not_written
        )

    def _take(self, row: Row, letter: UUID) -> None:
        self._leaves.append(followup_letters.leaf(row, letter, self._desk.settings.lang))
        self._next()

    def _not_written(self, sorry: Refused | Unavailable) -> None:
        """Somebody was sealed or came back meanwhile: the others are printed."""
        self._desk.tell(Telling(words=self._desk.sentence(sorry), tone="warn"))
        self._next()

    def _turned(self) -> None:
        self.turned.emit()
        if self._run.going:
            return
        if self._run.sorry:
            told = self._desk.sentence(self._run.sorry)
            self._desk.tell(Telling(words=told, tone="bad"))
        self.printed.emit(tuple(leaf.subject for leaf in self._run.done))
