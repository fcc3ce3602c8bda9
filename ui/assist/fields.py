"""The fields of one visit as a list: Space copies the next one, Enter the one chosen."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.domain.rekey import Filled
from app.words.say import say
from ui.table import Cell, Column, RowTable
from ui.theme import px

_LINE = 38


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A field, under which heading it stands, and whether it was copied."""

    number: int
    group: str
    filled: Filled
    done: bool = False

    @property
    def empty(self) -> bool:
        """The register says nothing that could be copied."""
        return not self.filled.value


class FieldsTable(RowTable[Row]):
    """In the order of the other system; the cursor stands on what comes next."""

    stepped = Signal()

    def __init__(self, lang: str, name: str) -> None:
        self._lang = lang
        super().__init__(self._columns(), name)
        self.verticalHeader().setDefaultSectionSize(px(_LINE))

    def stand_on(self, at: int) -> None:
        """The cursor there, in sight with what follows."""
        self.selectRow(at)
        after = self.rows.index(min(at + 2, self.rows.rowCount() - 1), 0)
        self.scrollTo(after)
        self.scrollTo(self.rows.index(at, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Space:
            self.stepped.emit()
        else:
            super().keyPressEvent(event)

    def _columns(self) -> list[Column[Row]]:
        return [
            Column(title="", width=36, cell=lambda row: Cell(text=str(row.number + 1))),
            Column(
                title=self.tr("该系统的字段"),
                width=176,
                cell=lambda row: Cell(text=row.filled.field.label, note=row.group, bold=True),
            ),
            Column(title=self.tr("复制的内容"), width=0, cell=self._value),
            Column(title=self.tr("进度"), width=92, cell=self._state),
        ]

    def _value(self, row: Row) -> Cell:
        filled = row.filled
        beside = filled.beside if filled.beside != filled.value else ""
        if filled.doubt:
            beside = " · ".join(x for x in (say(filled.doubt, self._lang), beside) if x)
        return Cell(text=filled.value or self.tr("（空）"), note=beside)

    def _state(self, row: Row) -> Cell:
        if row.done and row.empty:
            return Cell(text=self.tr("已跳过"), tone="plain")
        if row.done:
            return Cell(text=self.tr("已复制"), tone="ok")
        if row.filled.doubt:
            return Cell(text=self.tr("核对"), tone="warn")
        return Cell(text=self.tr("空"), tone="plain") if row.empty else Cell()
