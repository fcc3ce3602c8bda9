"""The rows of a spreadsheet, quicker than openpyxl goes through them where a cell is plain text.

openpyxl makes objects of each inline text; here it is taken as it stands. Everything else is read
by openpyxl's own parser.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.worksheet._reader import WorkSheetParser

from app.desk.swollen import MOST_ROWS, RowByRow
from app.domain.errors import Refused
from app.domain.old_register import Cell
from app.domain.sheet_day import Since1904

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_HEADINGS = 1
_TEXT, _VALUE, _FORMULA = f"{_MAIN}t", f"{_MAIN}v", f"{_MAIN}f"
_ROWS_BEGIN, _LOOKED_AT = b"<row", 1 << 16


def lines(file: Path) -> Iterator[tuple[int, Sequence[Cell]]]:
    """(line, cells) of the first sheet, as openpyxl answers them; lines that are not there are left
    out. Only what was calculated before: no formula is run, none is taken for a text, and one that
    never was is refused: "old.formula". What stands after the rows is told at their end."""
    with _opened(file) as book:
        book.read_strings()
        whole: Any = book.wb
        apply_stylesheet(book.archive, whole)
        since_1904 = whole.epoch == MAC_EPOCH
        # Not as openpyxl opens a sheet: where none says how large it is, it goes through it all.
        with book.archive.open(_sheets(book)[0][1]) as source:
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
                if parser.never_calculated:
                    place = parser.never_calculated
                    raise Refused("old.formula", file=file.name, cells=place)
                row = _in_place(cells)
                yield line, [_marked(one) for one in row] if since_1904 else row
            _must_be_apart(parser.merged_cells, file.name)


def other_sheets(file: Path) -> list[str]:
    """The names of the sheets beside the first in which something seems to stand."""
    with _opened(file) as book:
        found = []
        for name, lies in _sheets(book)[1:]:
            with book.archive.open(lies) as source:
                if _ROWS_BEGIN in source.read(_LOOKED_AT):
                    found.append(name)
        return found


@contextmanager
def _opened(file: Path) -> Iterator[Any]:
    book: Any = ExcelReader(file, read_only=True, data_only=True)
    try:
        book.read_manifest()
        book.read_workbook()
        yield book
    finally:
        book.archive.close()


def _marked(cell: Cell) -> Cell:
    """A number that may be a day, in a workbook that counts from 1904."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Since1904(cell)
    return cell


def _must_be_apart(merged: Any, name: str) -> None:
    """Refused "old.merged": a cell over several rows speaks in the first alone, and whoever
    stands in the others would be taken over without a name."""
    for one in merged.mergeCell if merged else ():
        if one.max_row > max(one.min_row, _HEADINGS):
            raise Refused("old.merged", file=name, cells=one.coord)


def _sheets(book: Any) -> list[tuple[str, str]]:
    """Name and place of each sheet that has cells. ValueError where there is none."""
    found = [
        (str(sheet.name), str(lies.target))
        for sheet, lies in book.parser.find_sheets()
        if lies.target in book.valid_files and "chartsheet" not in lies.Type
    ]
    if not found:
        raise ValueError(book.archive.filename)
    return found


def _in_place(cells: list[dict[str, Any]]) -> list[Cell]:
    """Each value in its column; what stands between is empty."""
    row: list[Cell] = [None] * max((cell["column"] for cell in cells), default=0)
    for cell in cells:
        row[cell["column"] - 1] = cell["value"]
    return row


class _Quick(WorkSheetParser):
    """Plain texts, inline or shared, are taken as they stand."""

    never_calculated = ""
    """The first formula without an answer."""

    def parse_cell(self, element: Any) -> dict[str, Any]:
        """A cell as openpyxl would answer it, as far as it is asked for here."""
        kind, place = element.get("t"), element.get("r")
        if not place or kind not in ("inlineStr", "s") or len(element) != 1:
            if _is_open(element):
                self.never_calculated = self.never_calculated or place or "?"
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


def _is_open(element: Any) -> bool:
    """Whether it is a formula without an answer; one that is an empty text says of which kind it
    is."""
    formula = bool(len(element)) and element[0].tag == _FORMULA
    return formula and element.get("t") is None and not element.findtext(_VALUE)


@cache
def _column(letters: str) -> int:
    return column_index_from_string(letters)
