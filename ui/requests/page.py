"""权利请求: what the station has still to answer, with the time left; overdue ones first."""

from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from app.desk.requests import MOST, Waiting, waiting
from app.words.say import say
from ui.cards import Card, Chip, words
from ui.page import Desk, Key, PageWidget
from ui.people.in_station import today
from ui.people.requests_card import time_left
from ui.table import Cell, Column, RowTable

if TYPE_CHECKING:
    from app.store.ask import Asks


class RequestsPage(PageWidget):
    """A list; an answer is given in the file, which is opened with a purpose."""

    reloads_on: ClassVar[frozenset[str]] = frozenset(
        {"rights_request", "request_answer", "person", "claim", "link"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.card = Card(self.tr("待答复的权利请求"), "description")
        self.count = Chip("", "plain")
        self.card.aside(self.count)
        told = self.tr("超期的在最前面。打开档案后在“权利请求”里答复；投诉不由被投诉的人答复。")
        self.card.body.addWidget(words(told, "label", wrap=True))
        self.table: RowTable[Waiting] = RowTable(
            [
                Column(title=self.tr("剩余时间"), width=196, cell=self._left),
                Column(title=self.tr("姓名"), width=210, cell=self._who),
                Column(title=self.tr("种类"), width=152, cell=self._kind),
                Column(title=self.tr("收到"), width=100, cell=_received),
                Column(title=self.tr("请求内容"), width=0, cell=_said),
            ],
            self.tr("待答复的权利请求"),
        )
        self.table.opened.connect(lambda _row: self._open())
        self.table.moved.connect(lambda _row: self.keys_changed.emit())
        self.card.body.addWidget(self.table, 1)
        self.none = words(self.tr("没有待答复的请求。"), "label")
        self.card.body.addWidget(self.none)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.card, 1)
        self._show([])

    def keys(self) -> list[Key]:
        """Back, or open the file of the one with the cursor."""
        back = Key(key="Esc", words=self.tr("返回"), do=self.desk.back)
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
        """What waits by now."""
        station, officer = self.desk.station.code, self.desk.officer

        def asked(asks: "Asks") -> list[Waiting]:
            return waiting(asks, station, by=officer, most=MOST)

        self.desk.jobs.read(self, asked, self._show)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.desk.back()
        else:
            super().keyPressEvent(event)

    def _show(self, found: list[Waiting]) -> None:
        self.table.show_rows(found, keep=lambda one: one.request.id)
        self.table.setVisible(bool(found))
        self.none.setVisible(not found)
        late = sum(one.request.due_on < today() for one in found)
        told = self.tr("{0} 项，超期 {1} 项").format(len(found), late)
        self.count.say(told, "bad" if late else "plain")
        self.keys_changed.emit()

    def _open(self) -> None:
        if one := self.table.current():
            self.desk.go("person", one.request.person)

    def _left(self, one: Waiting) -> Cell:
        text, tone = time_left(one.request, today(), self.desk.settings.lang)
        return Cell(text=text, tone=tone)

    def _who(self, one: Waiting) -> Cell:
        name = one.card.name or self.tr("姓名不详")
        return Cell(text=name, note=one.request.number, bold=True, ends=True)

    def _kind(self, one: Waiting) -> Cell:
        return Cell(text=say(f"request_kind.{one.request.kind}", self.desk.settings.lang))


def _received(one: Waiting) -> Cell:
    return Cell(text=one.request.received_on.isoformat())


def _said(one: Waiting) -> Cell:
    return Cell(text=" ".join(one.request.words.split()))
