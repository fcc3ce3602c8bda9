"""The rows of an old register: xlsx, or CSV as Chinese programs write it (GBK, UTF-8 with BOM)."""

import csv
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from app.desk.swollen import must_be_bearable
from app.domain.errors import Refused, Unavailable
from app.domain.old_register import Cell

_LARGEST = 500_000_000
_LOOKED_AT = 1 << 20
MOST_ABOVE = 12
"""So many lines may stand above the headings: a title, the bank, who wrote it."""
_ENCODINGS = ("utf-8-sig", "gb18030")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""With what a "Unicode text" begins that a spreadsheet saved."""
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
"""With what an xlsx with a password begins, and an xls."""
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

    Unavailable "old.no_file"; Refused "old.not_a_table", "old.locked", "old.too_large",
    "old.formula"; at the end "old.merged".
    """
    with _readable(file):
        if file.stat().st_size > _LARGEST:
            raise Refused("old.too_large", file=file.name)
        read = _READERS.get(file.suffix.lower())
        if _begins(file, (_OLE,)):
            raise Refused("old.locked", file=file.name)
        if read is None:
            raise Refused("old.not_a_table", file=file.name)
        for line, cells in islice(read(file), most):
            if any(cell not in (None, "") for cell in cells):
                yield line, cells


def other_sheets(file: Path) -> list[str]:
    """What of a workbook is not read: its sheets beside the first. Refused as `rows`."""
    with _readable(file):
        if _READERS.get(file.suffix.lower()) is not _of_sheet:
            return []
        from app.desk.old_sheet import other_sheets as others

        return others(file)


@contextmanager
def _readable(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unavailable("old.no_file", file=file.name) from error
    except _NO_TABLE as error:
        raise Refused("old.not_a_table", file=file.name) from error


def _begins(file: Path, with_one_of: Sequence[bytes]) -> bool:
    with file.open("rb") as opened:
        return opened.read(len(_OLE)).startswith(tuple(with_one_of))


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
    encoding = _encoding(file)
    between = _delimiter(file, encoding)
    with file.open(encoding=encoding, newline="") as opened:
        lines = csv.reader(opened, delimiter=between)
        yield from ((lines.line_num, cells) for cells in lines)


def _encoding(file: Path) -> str:
    """UTF-8 where the whole file is; GB 18030 holds everything that GBK does."""
    if _begins(file, _UTF_16):
        return "utf-16"
    for encoding in _ENCODINGS:
        try:
            with file.open(encoding=encoding) as opened:
                while opened.read(_LOOKED_AT):
                    pass
        except UnicodeDecodeError:
            continue
        return encoding
    raise Refused("old.not_a_table", file=file.name)


def _delimiter(file: Path, encoding: str) -> str:
    """A comma, or what a spreadsheet wrote between the headings, which may stand under a title."""
    with file.open(encoding=encoding) as opened:
        head = [opened.readline(_LOOKED_AT) for _ in range(MOST_ABOVE)]
    return max(",\t;", key=lambda one: max(line.count(one) for line in head))


_READERS = {".xlsx": _of_sheet, ".xlsm": _of_sheet, ".csv": _of_text, ".txt": _of_text}
