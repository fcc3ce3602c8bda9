"""The quick way through a spreadsheet answers what openpyxl answers, cell by cell."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from app.desk import old_files
from app.desk.old_sheet import lines
from app.domain.errors import Refused


def test_every_kind_of_cell_reads_as_before(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["编号", "姓名 ", "", None, "二"])
    sheet.append([1, 2.5, True, date(2019, 3, 5), datetime(2019, 3, 5, 8, 30)])  # noqa: DTZ001
    sheet["C5"] = "𬎆\n第二行 & <b>"
    sheet["B6"] = CellRichText("粗", TextBlock(InlineFont(b=True), "体"))
    sheet["AB7"] = "很右边"
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


_SHEET = "xl/worksheets/sheet1.xml"


def _forged(folder: Path, change: Callable[[bytes], bytes]) -> Path:
    """A sheet of one line, as no spreadsheet program writes it."""
    plain, file = folder / "plain.xlsx", folder / "forged.xlsx"
    book = Workbook()
    book.worksheets[0].append(["姓名", "王"])
    book.save(plain)
    with ZipFile(plain) as parts, ZipFile(file, "w", ZIP_DEFLATED) as forged:
        for name in parts.namelist():
            body = parts.read(name)
            forged.writestr(name, change(body) if name == _SHEET else body)
    return file


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda body: body[: len(body) // 2], "old.not_a_table"),
        (lambda body: body.replace(b"</row>", b'<c r="C1" t="s"><v>99</v></c></row>'),
         "old.not_a_table"),
        (lambda body: body.replace(b"</row>", b"<c><v>" + b"1" * 9_000_000 + b"</v></c></row>"),
         "old.too_large"),
    ],
)  # fmt: skip
def test_a_forged_sheet_is_refused_with_a_sentence_and_fills_no_memory(
    tmp_path: Path, change: Callable[[bytes], bytes], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        list(old_files.rows(_forged(tmp_path, change)))


def test_an_encrypted_sheet_and_one_that_swells_are_refused_unopened(tmp_path: Path) -> None:
    file = _forged(tmp_path, bytes)
    whole = file.read_bytes()
    for mark, at, bits in ((b"PK\x01\x02", 8, b"\x01\x00"), (b"PK\x01\x02", 24, b"\xff" * 4)):
        forged, place = bytearray(whole), -1
        while (place := forged.find(mark, place + 1)) >= 0:
            forged[place + at : place + at + len(bits)] = bits
        file.write_bytes(forged)
        with pytest.raises(Refused, match=r"old\.(not_a_table|too_large)"):
            list(old_files.rows(file))
