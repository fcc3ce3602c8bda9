"""Tables as a spreadsheet (xlsx): texts stay texts, whatever they begin with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

_RUNS = ("=", "+", "-", "@", "\t", "\r")
"""With what a text begins that a spreadsheet would take for a formula."""
_LONGEST_NAME = 31
_LINE = 15
"""Points: what a spreadsheet gives a line of text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTable:
    """One sheet: its name, and rows of texts and numbers, the first ones its heading.

    Rows are counted from one: `heads` are bold, `across` are texts that go over all columns.
    """

    name: str
    rows: Sequence[Sequence[str | int | float | None]]
    widths: Sequence[int] = ()
    heads: frozenset[int] = frozenset()
    across: frozenset[int] = frozenset()


def workbook(tables: Iterable[SheetTable], made_at: datetime) -> bytes:
    """The file's bytes."""
    from openpyxl import Workbook  # takes long to read, and is seldom wanted

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.created = book.properties.modified = made_at.replace(tzinfo=None)
    for table in tables:
        _fill(book.create_sheet(_called(table.name)), table)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Any, table: SheetTable) -> None:
    from openpyxl.utils import get_column_letter

    for y, row in enumerate(table.rows, start=1):
        for x, value in enumerate(row, start=1):
            _put(sheet.cell(row=y, column=x), value)
    for x, wide in enumerate(table.widths, start=1):
        sheet.column_dimensions[get_column_letter(x)].width = wide
    _dress(sheet, table)


def _dress(sheet: Any, table: SheetTable) -> None:
    """Bold heads, texts over the whole width as high as they are long, and A4 when printed."""
    from openpyxl.styles import Alignment, Font

    for y in table.heads:
        for cell in sheet[y]:
            cell.font = Font(bold=True)
    wide = sum(table.widths)
    for y in table.across:
        sheet.merge_cells(start_row=y, end_row=y, start_column=1, end_column=len(table.widths))
        sheet.cell(row=y, column=1).alignment = Alignment(wrap_text=True, vertical="top")
        lines = -(-2 * len(str(table.rows[y - 1][0])) // wide)
        sheet.row_dimensions[y].height = _LINE * lines
    if table.widths:
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _put(cell: Any, value: str | float | None) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell.data_type = "s"
    # Saved as CSV by somebody and opened again it would run: the quote goes along.
    cell.quotePrefix = value.startswith(_RUNS)


def _called(name: str) -> str:
    """A spreadsheet takes no longer name, and none with these characters."""
    return "".join(" " if c in r"[]:*?/\\" else c for c in name)[:_LONGEST_NAME]
