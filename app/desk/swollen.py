"""A spreadsheet is a zip: a small file may swell to more than a machine holds. What no spreadsheet
program writes is refused before it fills the memory."""

from pathlib import Path
from typing import IO, Any
from zipfile import ZipFile

from app.domain.errors import Refused

_SHEET, _REST = 2_000_000_000, 256_000_000
"""Bytes of the sheets, which are read row by row, and of a part that is read at once."""
_ROW = 8_000_000
MOST_ROWS = 1_048_576
"""A spreadsheet has no more."""


def must_be_bearable(file: Path) -> None:
    """Refused "old.too_large" by what the zip says of its parts; none is unpacked further."""
    with ZipFile(file) as parts:
        for part in parts.infolist():
            most = _SHEET if part.filename.startswith("xl/worksheets/sheet") else _REST
            if part.file_size > most and part.filename.endswith((".xml", ".rels")):
                raise Refused("old.too_large", file=file.name)


class RowByRow:
    """The bytes of a sheet; Refused "old.too_large" where a single row is larger than any is."""

    def __init__(self, source: IO[bytes], name: str) -> None:
        self._source, self._name, self._since = source, name, 0

    def read(self, size: int = -1) -> bytes:
        """As a file reads, at most so many bytes."""
        some = self._source.read(size)
        at = some.rfind(b"<row")
        self._since = len(some) - at if at >= 0 else self._since + len(some)
        if self._since > _ROW:
            raise Refused("old.too_large", file=self._name)
        return some

    def __getattr__(self, name: str) -> Any:
        return getattr(self._source, name)
