"""The people behind a figure; that they were looked at is written down already."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desk.overseeing import MOST_SHOWN, Behind
from app.store.people import Card as PersonCard
from app.words.say import say
from ui.cards import Card, words
from ui.people.lines import moment
from ui.table import Cell, Column, RowTable


class PeopleView(QWidget):
    """Enter opens a file, which asks for a purpose of its own."""

    asked = Signal(object)

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self.card = Card(self.tr("数字背后的人"), "group")
        self.note = words("", "label", wrap=True)
        self.table: RowTable[PersonCard] = RowTable(
            [
                Column(title=self.tr("姓名"), width=0, cell=self._name),
                Column(title=self.tr("性别"), width=80, cell=self._sex),
                Column(title=self.tr("出生 / 年龄"), width=130, cell=_birth),
                Column(title=self.tr("最后来站"), width=150, cell=_last),
                Column(title=self.tr("编号"), width=230, cell=_case),
            ],
            self.tr("数字背后的人"),
        )
        self.table.opened.connect(lambda _card: self.ask())
        self.card.body.addWidget(self.note)
        self.card.body.addWidget(self.table, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.card, 1)

    def show_behind(self, found: Behind, called: str, after: int = 0) -> None:
        """Whom a figure is made of; `after` so many that were shown before."""
        self.card.title.setText(called)
        told = [self.tr("查看已记录：谁、什么时候、监督检查。")]
        if after:
            told.append(self.tr("第 {0}–{1} 人。").format(after + 1, after + len(found.cards)))
        elif found.more:
            told.append(self.tr("只列最近的 {0} 人。").format(MOST_SHOWN))
        if found.sealed:
            told.append(self.tr("另有 {0} 人受保密保护，不列出。").format(found.sealed))
        self.note.setText(" ".join(told))
        self.table.show_rows(found.cards, keep=lambda one: one.person)

    def ask(self) -> None:
        """The file of whoever has the cursor."""
        if card := self.table.current():
            self.asked.emit(card.person)

    def arrive(self) -> None:
        """The list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name(self, card: PersonCard) -> Cell:
        return Cell(text=card.name or self.tr("姓名不详"), bold=True, ends=True)

    def _sex(self, card: PersonCard) -> Cell:
        return Cell(text=say(f"sex.{card.sex}", self._lang))


def _birth(card: PersonCard) -> Cell:
    return Cell(text=card.birth or "—")


def _last(card: PersonCard) -> Cell:
    return Cell(text=moment(card.last_visit)[:10] if card.last_visit else "—")


def _case(card: PersonCard) -> Cell:
    return Cell(text=card.case_number or "—", ends=True)
