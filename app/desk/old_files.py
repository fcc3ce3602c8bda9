"""The rows of an old register: xlsx, or CSV as Chinese programs write it (GBK, UTF-8 with BOM)."""

import csv
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from app.desk.swollen import must_be_bearable
from app.domain.errors import Refused, Unavailable
from app.domain.old_register import Cell

_LARGEST = 500_000_000
_LOOKED_AT = 1 << 20
_ENCODINGS = ("utf-8-sig", "gb18030")
Row = Sequence[Cell]
Stamp = tuple[int, int]
_NO_TABLE = (
    *(BadZipFile, ParseError, zlib.error, csv.Error, EOFError, ValueError, LookupError),
    *(TypeError, AttributeError, OverflowError, NotImplementedError, RuntimeError),
)
"""What reading a broken, encrypted or forged file comes to, in three libraries."""


def rows(file: Path, most: int | None = None) -> Iterator[tuple[int, Row]]:
    """(line, cells), the headings first; lines in which nothing is written are passed over. `most`:
    no more lines are looked at, empty or not.

    Unavailable "old.no_file"; Refused "old.not_a_table", "old.too_large"; at the end "old.merged".
    """
    try:
        if file.stat().st_size > _LARGEST:
            raise Refused("old.too_large", file=file.name)
        read = _READERS.get(file.suffix.lower())
        if read is None:
            raise Refused("old.not_a_table", file=file.name)
        for line, cells in islice(read(file), most):
            if any(cell not in (None, "") for cell in cells):
                yield line, cells
    except OSError as error:
        raise Unavailable("old.no_file", file=file.name) from error
    except _NO_TABLE as error:
        raise Refused("old.not_a_table", file=file.name) from error


def stamp_of(file: Path) -> Stamp:
    """How large it is and when it was written last (ns). Unavailable "old.no_file"."""
    try:
        found = file.stat()
    except OSError as error:
        raise Unavailable("old.no_file", file=file.name) from error
    return found.st_size, found.st_mtime_ns


def _of_sheet(file: Path) -> Iterator[tuple[int, Row]]:
    from app.desk.old_sheet import lines  # takes long to read, and is seldom wanted

    must_be_bearable(file)
    yield from lines(file)


def _of_text(file: Path) -> Iterator[tuple[int, Row]]:
    with file.open(encoding=_encoding(file), newline="") as opened:
        lines = csv.reader(opened, delimiter=_delimiter(file))
        yield from ((lines.line_num, cells) for cells in lines)


def _encoding(file: Path) -> str:
    """UTF-8 where the whole file is; GB 18030 holds everything that GBK does."""
    for encoding in _ENCODINGS:
        try:
            with file.open(encoding=encoding) as opened:
                while opened.read(_LOOKED_AT):
                    pass
        except UnicodeDecodeError:
            continue
        return encoding
    raise Refused("old.not_a_table", file=file.name)


def _delimiter(file: Path) -> str:
    """A comma, or what a spreadsheet wrote between the headings."""
    with file.open("rb") as opened:
        head = opened.readline()
    return max(",\t;", key=lambda one: head.count(one.encode()))


_READERS = {".xlsx": _of_sheet, ".xlsm": _of_sheet, ".csv": _of_text, ".txt": _of_text}
