"""The checklist, ticked by keyboard: 1 there, 2 missing, 3 differs; the cursor goes on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent

from app.domain.transfer import Checked, Found, Item
from app.words.say import say
from ui.table import Cell, Column, RowTable

_KEYS = {"1": Found.THERE, "2": Found.MISSING, "3": Found.DIFFERS, " ": Found.THERE}
_TICK = "tick."
_TONES = {Found.THERE: "ok", Found.MISSING: "bad", Found.DIFFERS: "warn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A line and what was found; `found` None: not looked at yet."""

    number: int
    item: Item
    found: Found | None = None
    words: str = ""


def _as_it_was(one: Tick, kept: str) -> Tick:
    found, _, rest = kept.partition("\n")
    item, _, words = rest.partition("\n")
    if item != one.item.words or found not in ("", *Found):
        return one
    return replace(one, found=Found(found) if found else None, words=words)


class TickTable(RowTable[Tick]):
    """Digits tick the line with the cursor, 0 ticks every line that is left."""

    ticked = Signal()

    def __init__(self, titles: Sequence[str], lang: str) -> None:
        def line(row: Tick) -> Cell:
            kind = say(f"transfer_item.{row.item.kind}", lang)
            return Cell(text=f"{row.number}　{row.item.words}", note=row.words or kind)

        def found(row: Tick) -> Cell:
            if row.found is None:
                return Cell(text="—")
            return Cell(text=say(f"transfer_found.{row.found}", lang), tone=_TONES[row.found])

        columns = [
            Column(title=titles[0], width=0, cell=line),
            Column(title=titles[1], width=88, cell=found),
        ]
        super().__init__(columns, titles[0])

    def begin(self, items: Sequence[Item]) -> None:
        """Nothing is looked at yet."""
        self.show_rows([Tick(number=n, item=one) for n, one in enumerate(items, start=1)])

    def raw(self) -> dict[str, str]:
        """What was ticked or said, for a draft: by the line's number, with what stands in it."""
        return {
            f"{_TICK}{one.number}": "\n".join((one.found or "", one.item.words, one.words))
            for one in self.rows.rows
            if one.found or one.words
        }

    def take_up(self, kept: Mapping[str, str]) -> None:
        """What was ticked before, where the line still is what it was."""
        rows = [_as_it_was(one, kept.get(f"{_TICK}{one.number}", "")) for one in self.rows.rows]
        self.rows.show(rows)
        self.go_to_open()

    def checks(self) -> tuple[Checked, ...]:
        """What was ticked."""
        return tuple(
            Checked(item=one.number, found=one.found, words=one.words)
            for one in self.rows.rows
            if one.found is not None
        )

    @property
    def left(self) -> int:
        """How many lines nobody has looked at."""
        return sum(one.found is None for one in self.rows.rows)

    def go_to_open(self) -> None:
        """The cursor to the first line that nobody looked at, or of which nobody said how."""
        for at, one in enumerate(self.rows.rows):
            if one.found is None or (one.found is Found.DIFFERS and not one.words.strip()):
                self.selectRow(at)
                return

    def say(self, words: str) -> None:
        """How the line with the cursor differs."""
        if (row := self.current()) is not None and row.words != words:
            self._put(row.number - 1, replace(row, words=words))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.text() == "0":
            rows = [one if one.found else replace(one, found=Found.THERE) for one in self.rows.rows]
            self._again(rows, self.currentIndex().row())
        elif (found := _KEYS.get(event.text())) and (row := self.current()) is not None:
            self._put(row.number - 1, replace(row, found=found))
            if found is Found.THERE:
                self.selectRow(min(row.number, len(self.rows.rows) - 1))
        else:
            super().keyPressEvent(event)

    def _put(self, at: int, row: Tick) -> None:
        rows = list(self.rows.rows)
        rows[at] = row
        self._again(rows, at)

    def _again(self, rows: list[Tick], at: int) -> None:
        self.rows.show(rows)
        self.selectRow(max(at, 0))
        self.ticked.emit()
