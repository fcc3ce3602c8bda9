"""Whom the next Enter gives a bed, and everybody who has none."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desk.beds import Board, Lodger
from app.domain.bed import Bed
from app.domain.room import LONGEST_WHY
from app.words.say import say
from ui.cards import Card, Chip, words
from ui.fields import TextField
from ui.intake.form import about_person
from ui.people.lines import copyable
from ui.people.rows import arrived
from ui.table import Cell, Column, RowTable
from ui.theme import GAP, px


class Hand(QWidget):
    """At the right of the board."""

    taken = Signal(object)
    """Lodger: somebody of the list, by Enter."""
    given = Signal()
    """Enter in the remark."""

    def __init__(self, lang: str, day: Callable[[], date]) -> None:
        super().__init__()
        self._lang, self._day = lang, day
        self.one: Lodger | None = None
        self.card = Card(self.tr("正在安排"), "person")
        self.name, self.about = copyable("", "title"), words("", "label", wrap=True)
        self.place = words("", "label", wrap=True)
        self.why = TextField(self.tr("说明"), self.tr("规则要求写明时填"), longest=LONGEST_WHY)
        self.why.on_enter(self.given.emit)
        for part in (self.name, self.about, self.place, self.why):
            self.card.body.addWidget(part)
        self.without = Card(self.tr("没有床位"), "bed")
        self.count = Chip("", "plain")
        self.without.aside(self.count)
        self.table: RowTable[Lodger] = RowTable(
            [
                Column(title=self.tr("姓名"), width=0, cell=self._who),
                Column(title=self.tr("到站"), width=96, cell=self._since),
            ],
            self.tr("没有床位的人"),
        )
        self.table.opened.connect(self.taken)
        self.none = words(self.tr("人人有床。"), "label")
        self.without.body.addWidget(self.table, 1)
        self.without.body.addWidget(self.none)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(px(GAP))
        lines.addWidget(self.card)
        lines.addWidget(self.without, 1)
        self.take(None, None)

    def show_board(self, board: Board) -> None:
        """Who has no bed by now, and whom is in hand as they are now."""
        left = board.without
        self.table.show_rows(left, keep=lambda one: one.visit.id)
        self.table.setVisible(bool(left))
        self.none.setVisible(not left)
        self.count.say(str(len(left)), "warn" if left else "ok")

    def take(self, one: Lodger | None, suggested: Bed | None, why: str = "") -> None:
        """Somebody else is in hand, or nobody."""
        same = one is not None and self.one is not None and one.visit.id == self.one.visit.id
        self.one = one
        self.card.setVisible(one is not None)
        if not same:
            self.why.set_value(why)
            self.why.warn("")
        if one is not None:
            self.name.setText(self.called(one))
            self.about.setText(self._about(one))
            self.place.setText(self._place(suggested))

    def of(self) -> UUID | None:
        """The visit in hand."""
        return self.one.visit.id if self.one else None

    def called(self, one: Lodger) -> str:
        """By name, or by the case number where there is none to be shown."""
        if one.card.sealed and not one.card.name:
            return say("state.sealed", self._lang)
        return one.card.name or one.visit.case_number

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()  # the page's
        else:
            super().keyPressEvent(event)

    def _place(self, suggested: Bed | None) -> str:
        if suggested is None:
            return self.tr("没有合适的空床，请看各房间。")
        told = self.tr("建议：{0} {1} 床。在床位图上按 Enter 安排，Esc 放下。")
        return told.format(suggested.room.name, suggested.number)

    def _about(self, one: Lodger) -> str:
        return about_person(one.card.sex, one.card.birth, self._day(), self._lang)

    def _who(self, one: Lodger) -> Cell:
        return Cell(text=self.called(one), note=self._about(one), bold=True, ends=True)

    def _since(self, one: Lodger) -> Cell:
        return Cell(text=arrived(one.visit.arrived_at, self._day(), self._lang))
