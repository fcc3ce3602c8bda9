"""The rows of a spreadsheet, quicker than openpyxl goes through them where a cell is plain text.

openpyxl makes objects of each inline text; here it is taken as it stands. Everything else is read
by openpyxl's own parser.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.cell import column_index_from_string
from openpyxl.worksheet._reader import WorkSheetParser

from app.desk.swollen import MOST_ROWS, RowByRow
from app.domain.errors import Refused
from app.domain.old_register import Cell

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_HEADINGS = 1
_TEXT, _VALUE = f"{_MAIN}t", f"{_MAIN}v"


def lines(file: Path) -> Iterator[tuple[int, Sequence[Cell]]]:
    """(line, cells) of the first sheet, as openpyxl answers them; lines that are not there are left
    out. Only what was calculated before: no formula is run, none is taken for a text. What stands
    after the rows is told at their end."""
    book = ExcelReader(file, read_only=True, data_only=True)
    try:
        book.read_manifest()
        book.read_strings()
        book.read_workbook()
        whole: Any = book.wb
        apply_stylesheet(book.archive, whole)
        # Not as openpyxl opens a sheet: where none says how large it is, it goes through it all.
        with book.archive.open(_first(book)) as source:
            parser = _Quick(
                RowByRow(source, file.name),
                book.shared_strings,
                data_only=True,
                epoch=whole.epoch,
                date_formats=whole._date_formats,  # noqa: SLF001
                timedelta_formats=whole._timedelta_formats,  # noqa: SLF001
            )
            for many, (line, cells) in enumerate(parser.parse(), start=1):
                if many > MOST_ROWS:
                    raise Refused("old.too_large", file=file.name)
                yield line, _in_place(cells)
            _must_be_apart(parser.merged_cells, file.name)
    finally:
        book.archive.close()


def _must_be_apart(merged: Any, name: str) -> None:
    """Refused "old.merged": a cell over several rows speaks in the first alone, and whoever
    stands in the others would be taken over without a name."""
    for one in merged.mergeCell if merged else ():
        if one.max_row > max(one.min_row, _HEADINGS):
            raise Refused("old.merged", file=name, cells=one.coord)


def _first(book: Any) -> str:
    """Where the first sheet lies. ValueError where there is none."""
    for _, lies in book.parser.find_sheets():
        if lies.target in book.valid_files and "chartsheet" not in lies.Type:
            return str(lies.target)
    raise ValueError(book.archive.filename)


def _in_place(cells: list[dict[str, Any]]) -> list[Cell]:
    """Each value in its column; what stands between is empty."""
    row: list[Cell] = [None] * max((cell["column"] for cell in cells), default=0)
    for cell in cells:
        row[cell["column"] - 1] = cell["value"]
    return row


class _Quick(WorkSheetParser):
    """Plain texts, inline or shared, are taken as they stand."""

    def parse_cell(self, element: Any) -> dict[str, Any]:
        """A cell as openpyxl would answer it, as far as it is asked for here."""
        kind, place = element.get("t"), element.get("r")
        if not place or kind not in ("inlineStr", "s") or len(element) != 1:
            found: dict[str, Any] = super().parse_cell(element)
            return found
        inside = element[0]
        if kind == "s" and inside.tag == _VALUE and inside.text:
            value = self.shared_strings[int(inside.text)]
        elif kind == "inlineStr" and len(inside) == 1 and inside[0].tag == _TEXT:
            value = inside[0].text
        else:  # rich texts, and what is odd
            return dict(super().parse_cell(element))
        self.col_counter = _column(place.rstrip("0123456789"))
        return {"column": self.col_counter, "value": value}


@cache
def _column(letters: str) -> int:
    return column_index_from_string(letters)
