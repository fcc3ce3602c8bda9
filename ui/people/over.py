"""保存期满的档案: whose file need not be kept any longer; a leader decides one by one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from app import clock
from app.clock import local
from app.store.wishes import Over
from ui.cards import Card, Chip, words
from ui.page import Desk, Key, PageWidget
from ui.table import Cell, Column, RowTable

if TYPE_CHECKING:
    from app.store.ask import Asks
    from app.store.people import Card as PersonCard

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of the list."""

    over: Over
    card: "PersonCard"


class OverPage(PageWidget):
    """A list and nothing more: nothing is erased by itself, and nothing from here."""

    reloads_on: ClassVar[frozenset[str]] = frozenset({"person", "visit", "erasure_wish"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        years = desk.settings.keep_file_years
        self.card = Card(self.tr("保存期满的档案"), "history")
        self.count = Chip("", "plain")
        self.card.aside(self.count)
        told = self.tr(
            "最后一次来站已满 {0} 年、不在站、没有申请过删除的人。打开档案后按 F4 决定是否删除；"
            "系统不会自动删除任何档案。"
        ).format(years)
        self.card.body.addWidget(words(told, "label", wrap=True))
        self.table: RowTable[Line] = RowTable(
            [
                Column(title=self.tr("姓名"), width=0, cell=self._who),
                Column(title=self.tr("最后来站"), width=140, cell=_when),
                Column(title=self.tr("编号"), width=0, cell=_case),
            ],
            self.tr("保存期满的档案"),
        )
        self.table.opened.connect(lambda _row: self._open())
        self.card.body.addWidget(self.table, 1)
        self.none = words(self.tr("没有保存期满的档案。"), "label")
        self.card.body.addWidget(self.none)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.card, 1)
        self._show([])

    def keys(self) -> list[Key]:
        """Back, or open the one with the cursor."""
        back = Key(key="F3", words=self.tr("返回设置"), do=lambda: self.desk.go("settings", None))
        if self.table.current() is None:
            return [back]
        return [back, Key(key="F9", words=self.tr("打开档案"), do=self._open, primary=True)]

    def open_for(self, _subject: UUID | None) -> None:
        """Ask again."""
        self.reload()

    def arrive(self) -> None:
        """The list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Who is on the list by now."""
        station, officer, at = self.desk.station.code, self.desk.officer, clock.now()
        years = self.desk.settings.keep_file_years

        def asked(asks: "Asks") -> list[Line]:
            from app.desk.erasing import period_over
            from app.store.people import cards

            found = period_over(asks, station, by=officer, at=at, years=years, most=MOST)
            known = cards(asks, [one.person for one in found])
            return [Line(over=one, card=known[one.person]) for one in found]

        self.desk.jobs.read(self, asked, self._show)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.desk.go("settings", None)
        else:
            super().keyPressEvent(event)

    def _show(self, found: list[Line]) -> None:
        self.table.show_rows(found, keep=lambda line: line.over.person)
        self.table.setVisible(bool(found))
        self.none.setVisible(not found)
        self.count.say(self.tr("{0} 份").format(len(found)), "plain")
        self.keys_changed.emit()

    def _open(self) -> None:
        if line := self.table.current():
            self.desk.go("person", line.over.person)

    def _who(self, line: Line) -> Cell:
        return Cell(text=line.card.name or self.tr("姓名不详"), bold=True)


def _when(line: Line) -> Cell:
    return Cell(text=f"{local(line.over.last):%Y-%m-%d}")


def _case(line: Line) -> Cell:
    return Cell(text=line.card.case_number or "—", ends=True)
