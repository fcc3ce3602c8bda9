"""Fields two beside each other, some over the whole width; and the buttons beneath a form."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton

from ui.fields import Field
from ui.walk import in_reading_order


def lay_in_pairs(places: QGridLayout, fields: Sequence[tuple[Field, bool]]) -> None:
    """Put fields into an empty grid in their order, whoever is wide in a row alone; Tab goes the
    same way."""
    row, column = 0, 0
    for field, wide in fields:
        row, column = (row + 1, 0) if column and wide else (row, column)
        span = 2 if wide else 1
        places.addWidget(field, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        field.show()
        row, column = (row, 1) if not wide and not column else (row + 1, 0)
    # Not by the fields themselves: Qt leaves one of several lines where it stood before.
    in_reading_order(*(field for field, _ in fields))


def in_a_row(*buttons: QPushButton) -> QHBoxLayout:
    """Buttons from the left."""
    row = QHBoxLayout()
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
