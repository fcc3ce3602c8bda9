"""What each column of an old register is: guessed from its heading, changed with left and right."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.desk.taking_over import Head
from app.domain.old_register import Field
from app.words.old import field_in_words
from ui.table import Cell, Column, RowTable

_ORDER: tuple[Field | None, ...] = (None, *Field)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One column of the file."""

    at: int
    heading: str
    example: str
    field: Field | None


class ColumnsTable(RowTable[Line]):
    """Up and down walk, left and right choose."""

    changed = Signal()

    def __init__(self, titles: tuple[str, str, str], name: str, lang: str) -> None:
        self._lang = lang
        heading, example, field = titles
        super().__init__(
            [
                Column(title=heading, width=150, cell=lambda x: Cell(text=x.heading, bold=True)),
                Column(title=example, width=0, cell=lambda x: Cell(text=x.example, ends=True)),
                Column(title=field, width=170, cell=self._field),
            ],
            name,
        )

    def show_head(self, head: Head, columns: Mapping[int, Field]) -> None:
        """The columns of a file."""
        self.show_rows(
            [
                Line(
                    at=at,
                    heading=heading,
                    example=_example(head, at),
                    field=columns.get(at),
                )
                for at, heading in enumerate(head.headings)
            ]
        )

    @property
    def columns(self) -> dict[int, Field]:
        """What was chosen."""
        return {line.at: line.field for line in self.rows.rows if line.field}

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if step and self.current():
            self._step(step)
        else:
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        here = self.current()
        taken = {line.field for line in self.rows.rows if line is not here}
        free = [one for one in _ORDER if one is None or one not in taken]
        if here is None:
            return
        field = free[(free.index(here.field) + step) % len(free)]
        lines = [replace(x, field=field) if x is here else x for x in self.rows.rows]
        self.show_rows(lines, keep=lambda line: line.at)
        self.changed.emit()

    def _field(self, line: Line) -> Cell:
        if line.field is None:
            return Cell(text=self.tr("不导入"))
        return Cell(text=field_in_words(line.field, self._lang), tone="ok")


def _example(head: Head, at: int) -> str:
    return next((row[at] for row in head.first if at < len(row) and row[at]), "")
