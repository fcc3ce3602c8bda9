"""A table saved from a spreadsheet as CSV in UTF-8: its rows, or a sentence on what is wrong."""

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from app.domain.errors import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`cells` are those that say something, without spaces around them; no `name` among them."""

    line: int
    name: str
    cells: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """`columns` in their order, without the one that names the rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Most:
    """How much is read: bytes of a file, characters of a cell."""

    size: int
    cell: int


def read_sheet(file: Path, named: str, most: Most) -> Sheet:
    """`named` is the column that names each row; rows in which nothing is written are passed over.

    Refused "sheet.no_file", "sheet.too_large", "sheet.not_utf8", "sheet.no_head",
    "sheet.column_twice", and with their line "sheet.torn", "sheet.long_cell", "sheet.no_name",
    "sheet.twice".
    """
    columns = columns_of(file, named, most)
    return Sheet(columns=columns, rows=tuple(rows_of(file, named, most)))


def columns_of(file: Path, named: str, most: Most) -> tuple[str, ...]:
    """The headings alone; refused as `read_sheet` is."""
    with _opened(file, most) as lines:
        heads = _heads(next(lines, (0, []))[1], file, named)
    return tuple(head for head in heads if head and head != named)


def rows_of(file: Path, named: str, most: Most) -> Iterator[Row]:
    """One row after the other, for a list that is not to be held whole; refused as `read_sheet`
    is, once the bad line is reached."""
    with _opened(file, most) as lines:
        heads = _heads(next(lines, (0, []))[1], file, named)
        yield from _named(lines, heads, file, named)


@contextmanager
def _opened(file: Path, most: Most) -> Iterator[Iterator[tuple[int, list[str]]]]:
    try:
        if file.stat().st_size > most.size:
            raise Refused("sheet.too_large", file=file.name, most=most.size // 1_000_000)
        with file.open(encoding="utf-8-sig", newline="") as opened:
            yield _lines(opened, file, most)
    except OSError as error:
        raise Refused("sheet.no_file", file=file.name) from error
    except UnicodeDecodeError as error:
        raise Refused("sheet.not_utf8", file=file.name) from error


def _lines(opened: TextIO, file: Path, most: Most) -> Iterator[tuple[int, list[str]]]:
    """(line, cells); quotes that do not match run to the end or into a cell that is too long."""
    csv.field_size_limit(most.cell)
    reader = csv.reader(opened, strict=True)
    try:
        for cells in reader:
            yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        line = reader.line_num
        if "field limit" in str(error):
            raise Refused("sheet.long_cell", file=file.name, line=line, most=most.cell) from error
        raise Refused("sheet.torn", file=file.name, line=line) from error


def _heads(heads: list[str], file: Path, named: str) -> list[str]:
    """Columns without a heading are nobody's."""
    if named not in heads:
        raise Refused("sheet.no_head", file=file.name, column=named)
    seen: set[str] = set()
    for head in filter(None, heads):
        if head in seen:
            raise Refused("sheet.column_twice", file=file.name, column=plain(head))
        seen.add(head)
    return heads


def _named(
    lines: Iterator[tuple[int, list[str]]], heads: list[str], file: Path, named: str
) -> Iterator[Row]:
    seen: set[str] = set()
    for line, cells in lines:
        # A short row says nothing in its last columns; what stands beyond the headings is nobody's.
        said = {head: cell for head, cell in zip(heads, cells, strict=False) if head and cell}
        name = said.pop(named, "")
        if not name and not said:
            continue
        if not name:
            raise Refused("sheet.no_name", file=file.name, line=line, column=named)
        if name in seen:
            raise Refused("sheet.twice", file=file.name, line=line, column=named, name=plain(name))
        seen.add(name)
        yield Row(line=line, name=name, cells=said)


_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def plain(text: str) -> str:
    """As a terminal may show it: what would steer it, or turn the line round, is written out."""
    return _UNSEEN.sub(lambda odd: f"<U+{ord(odd[0]):04X}>", text)
