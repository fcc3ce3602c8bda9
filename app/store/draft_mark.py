"""Whether the draft that was kept last is still there: drafts stand in no journal.

A flipped bit at the end of the WAL drops them as silently as deeds; an officer who was told that a
form is kept hears it when it is not.
"""

import contextlib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from app.domain.errors import Unavailable
from app.store import mark

FILE = "drafts.mark"


class DraftMark:
    """A small file beside the mark; a form is never held up by it, and it bars no door."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._file = mark.MarkFile(folder, key, FILE)

    def kept(self, id_: UUID, at: datetime) -> None:
        """This draft is in the register now; called after its commit."""
        self._write(mark.Mark(n=0, hash=id_.bytes, incarnation="", at=at))

    def goes(self) -> None:
        """No draft need be there; called before one is taken out."""
        self._write(mark.Mark(n=0, hash=b"", incarnation=""))

    def _write(self, one: mark.Mark) -> None:
        with contextlib.suppress(Unavailable):
            self._file.write(one)

    def missing(self, drafts: Iterable[tuple[UUID, datetime]]) -> datetime | None:
        """When the last draft was kept, where it is not there as it was kept."""
        last = None
        with contextlib.suppress(Unavailable):
            last = self._file.read()
        if last is None or last.at is None:
            return None
        there = any(id_.bytes == last.hash and at >= last.at for id_, at in drafts)
        return None if there else last.at
