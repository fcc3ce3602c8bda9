"""The tables of a month: at the left which one, at the right its rows; Enter asks who is behind."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.monthly import OF_WHICH, Figure, Part, Report, Table
from app.words.monthly import (
    count_in_words,
    note_in_words,
    part_in_words,
    row_in_words,
    total_in_words,
    verdict_in_words,
)
from ui.cards import Card, words
from ui.table import Cell, Column, RowTable
from ui.theme import GAP, px

LEFT, ROW = 336, 33
_INDENT = "　"


class TablesView(QWidget):
    """Arrows walk, Tab goes to the rows."""

    asked = Signal(object)
    """(part, row): whose names are wanted."""
    turned = Signal()

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self.tables: RowTable[Table] = RowTable(
            [
                Column(title=self.tr("表"), width=0, cell=self._part),
                Column(title=self.tr("人次"), width=72, cell=lambda t: _number(t.times)),
                Column(title=self.tr("人数"), width=72, cell=lambda t: _number(t.persons)),
            ],
            self.tr("表"),
        )
        self.tables.setFixedWidth(px(LEFT))
        self.card = Card(self.tr("本月数字"), "description")
        self.rows: RowTable[Figure] = RowTable(
            [
                Column(title=self.tr("项目"), width=230, cell=self._row),
                Column(title=self.tr("人次"), width=84, cell=lambda f: self._count(f.times)),
                Column(title=self.tr("人数"), width=84, cell=lambda f: self._count(f.persons)),
                Column(title=self.tr("说明"), width=0, cell=self._note),
            ],
            self.tr("本月数字"),
        )
        self.rows.verticalHeader().setDefaultSectionSize(px(ROW))  # a whole table is seen at once
        self.sum = words("", "strong", wrap=True)
        self._lay_out()
        self.tables.moved.connect(lambda _table: self._turn())
        self.rows.moved.connect(lambda _row: self.turned.emit())
        self.rows.opened.connect(lambda _row: self.ask())

    def show_report(self, found: Report) -> None:
        """Other figures; the cursor stays where it was."""
        with QSignalBlocker(self.tables):
            self.tables.show_rows(found.tables, keep=lambda one: one.part)
        self._turn()

    @property
    def cell(self) -> tuple[Part, str] | None:
        """What the cursor stands on, where there is anybody behind it."""
        table, figure = self.tables.current(), self.rows.current()
        if table is None or figure is None or not figure.times:
            return None
        return table.part, figure.row

    def look_at(self, part: Part) -> None:
        """Put the cursor there."""
        self.tables.selectRow(list(Part).index(part))

    def ask(self) -> None:
        """Enter: who they are."""
        if self.cell:
            self.asked.emit(self.cell)

    def called(self, cell: tuple[Part, str]) -> str:
        """A figure in words."""
        part, row = cell
        return f"{part_in_words(part, self._lang)} · {row_in_words(part, row, self._lang)}"

    def arrive(self) -> None:
        """The list of tables."""
        self.tables.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self) -> None:
        table = self.tables.current()
        if table is None:
            return
        self.card.title.setText(part_in_words(table.part, self._lang))
        self.rows.show_rows(table.figures, keep=lambda one: one.row)
        total = total_in_words(table, self._lang)
        told = self.tr("{0}：{1} 人次，{2} 人。{3}。")
        self.sum.setText(told.format(total.row, total.times, total.persons, total.note))
        self.turned.emit()

    def _part(self, table: Table) -> Cell:
        tone = "bad" if table.verdict == "broken" else ""
        return Cell(
            text=part_in_words(table.part, self._lang),
            note=verdict_in_words(table, self._lang) if tone else "",
            bold=True,
            tone=tone,
        )

    def _row(self, figure: Figure) -> Cell:
        table = self.tables.current()
        told = row_in_words(table.part, figure.row, self._lang) if table else ""
        within = figure.row in OF_WHICH
        return Cell(text=f"{_INDENT}{told}" if within else told, bold=not within, ends=True)

    def _count(self, count: int | None) -> Cell:
        if count is None:
            return Cell(text=count_in_words(None, self._lang), tone="warn")
        return _number(count)

    def _note(self, figure: Figure) -> Cell:
        return Cell(text=note_in_words(figure, self._lang))

    def _lay_out(self) -> None:
        self.card.body.addWidget(self.rows, 1)
        self.card.body.addWidget(self.sum)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(GAP))
        row.addWidget(self.tables)
        row.addWidget(self.card, 1)


def _number(count: int) -> Cell:
    return Cell(text=f"{count:,}", bold=True)
