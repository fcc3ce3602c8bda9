"""The quick way through a spreadsheet answers what openpyxl answers, cell by cell."""

from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from app.desk.old_sheet import lines


def test_every_kind_of_cell_reads_as_before(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["编号", "姓名 ", "", None, "=1+1"])
    sheet.append([1, 2.5, True, date(2019, 3, 5), datetime(2019, 3, 5, 8, 30)])  # noqa: DTZ001
    sheet["C5"] = "𬎆\n第二行 & <b>"
    sheet["B6"] = CellRichText("粗", TextBlock(InlineFont(b=True), "体"))
    sheet["AB7"] = "很右边"
    sheet["A9"] = "=A1"
    file = tmp_path / "旧.xlsx"
    book.save(file)
    slow = load_workbook(file, read_only=True, data_only=True)
    expected = {
        line: _short(row)
        for line, row in enumerate(slow.worksheets[0].iter_rows(values_only=True), start=1)
        if _short(row)
    }
    slow.close()
    assert {line: _short(row) for line, row in lines(file) if _short(row)} == expected
    assert len(expected) >= 5


def _short(row: object) -> list[object]:
    cells: list[object] = list(row)  # type: ignore[call-overload]
    while cells and cells[-1] in (None, ""):
        cells.pop()
    return cells
