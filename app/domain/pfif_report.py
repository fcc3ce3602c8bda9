"""What became of every record of a PFIF file: taken, refused and why, and which fields were not."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What becomes of a record."""

    TAKEN = "taken"
    EXPIRED = "expired"
    """Its time is over or it was taken back: whoever holds it must remove it."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A field that was left out; `why` ends the word key "pfif.left_…"."""

    field: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One record: its `index` from 1 in the file, the `line` where it begins, "person" or "note".

    `why` ends the word key "pfif.why_…" and is empty for what was taken.
    """

    index: int
    line: int
    kind: str
    record_id: str
    person_id: str
    """Of whom it is; the same as `record_id` for a person."""
    fate: Fate
    why: str = ""
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole file. `broken` is a word key ("pfif.cut_off") where it could not be read to its end:
    what stood before is told all the same; `broken_at` is the line.

    `damaged` counts characters that were wrong in the encoding or in XML; `declared` is the
    encoding that the file names, where it is in truth another (`encoding`).
    """

    version: str
    encoding: str
    declared: str = ""
    damaged: int = 0
    lines: tuple[Line, ...] = ()
    broken: str = ""
    broken_at: int = 0

    def count(self, fate: Fate, kind: str = "") -> int:
        """How many records, of one kind or of both."""
        return sum(one.fate is fate and kind in ("", one.kind) for one in self.lines)

    @property
    def whole(self) -> bool:
        """Whether the file was read to its end."""
        return not self.broken

    @property
    def expired(self) -> Iterator[str]:
        """Numbers of persons whose record must be removed wherever it is held."""
        return (
            one.record_id for one in self.lines if one.fate is Fate.EXPIRED and one.kind == "person"
        )
