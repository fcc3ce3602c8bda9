"""可能的线索: what the register itself shows, for a leader to look at; people begin leads."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from app.desk.leads import Possible, possible
from app.domain.staff import Right
from app.words.say import say
from ui.cards import Card, words
from ui.fields import Press
from ui.page import Desk
from ui.people.lines import copyable
from ui.people.who_card import clear
from ui.theme import px

if TYPE_CHECKING:
    from app.store.ask import Reader

MOST = 3


class PossibleCard(Card):
    """A few lines in neutral words; hidden where there is none, and for who leads nobody."""

    opened = Signal(object)
    """Whose file is wanted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("可能的线索"), "search")
        self._desk = desk
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(6))
        self.aside(words(self.tr("只是登记里的事实，由人判断"), "note"))
        self.body.addLayout(self._lines)
        self.buttons: list[Press] = []
        self.hide()

    def ask(self) -> None:
        """What the register shows now."""
        officer = self._desk.officer
        if not (officer.may(Right.APPROVE) and officer.may(Right.VIEW)):
            return

        def found(reader: "Reader") -> list[Possible]:
            return possible(reader, by=officer)

        self._desk.jobs.read(self, found, self._show)

    def _show(self, found: list[Possible]) -> None:
        clear(self._lines)
        self.buttons = []
        for one in found[:MOST]:
            self._add(one)
        if len(found) > MOST:
            more = self.tr("还有 {0} 条，办完上面的就会列出来。")
            self._lines.addWidget(words(more.format(len(found) - MOST), "note"))
        self.setVisible(bool(found))

    def _add(self, one: Possible) -> None:
        name = one.card.name or self.tr("姓名不详")
        told = say(one.said, self._desk.settings.lang, **one.facts)
        self._lines.addWidget(copyable(f"{name}　{told}"))
        button = Press(self.tr("看档案"), "link")
        button.setAccessibleName(self.tr("看 {0} 的档案").format(name))
        button.clicked.connect(lambda _on=False, person=one.person: self._open(person))
        self.buttons.append(button)
        self._lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _open(self, person: UUID) -> None:
        self.opened.emit(person)
