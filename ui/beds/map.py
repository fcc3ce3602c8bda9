"""Rooms and their beds to walk with the arrows: a line a room, as many as its beds need."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from app.domain.bed import Bed
from app.domain.room import Room
from ui.table import Cell, Column, RowModel, RowTable

PER_LINE = 6
ROOM = 112
_Index = QModelIndex | QPersistentModelIndex
Place = tuple[UUID, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Some beds of one room; `first` says that its name stands here."""

    room: Room
    beds: tuple[Bed, ...]
    first: bool


def lines_of(beds: Iterable[Bed]) -> list[Line]:
    """The beds in the order in which they come, broken into lines."""
    rooms: dict[UUID, list[Bed]] = {}
    for bed in beds:
        rooms.setdefault(bed.room.id, []).append(bed)
    return [
        Line(room=some[0].room, beds=tuple(some[at : at + PER_LINE]), first=at == 0)
        for some in rooms.values()
        for at in range(0, len(some), PER_LINE)
    ]


def place_of(bed: Bed) -> Place:
    """Which bed it is, however it stands."""
    return bed.room.id, bed.number


class _Places(RowModel[Line]):
    """Only beds can have the cursor."""

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.bed_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def bed_at(self, index: _Index) -> Bed | None:
        """The bed there; None for a room's name and for the end of a line."""
        row, at = index.row(), index.column() - 1
        if not 0 <= row < len(self.rows):
            return None
        beds = self.rows[row].beds
        return beds[at] if 0 <= at < len(beds) else None


class BedMap(RowTable[Line]):
    """Arrows go from bed to bed; Enter asks for the one with the cursor."""

    asked = Signal(object)
    """The Bed that Enter or a double click asked for."""
    came = Signal(object)
    """The Bed that has the cursor, or None."""

    def __init__(
        self, name: str, room: Callable[[Room], Cell], bed: Callable[[Bed], Cell], title: str
    ) -> None:
        columns: list[Column[Line]] = [
            Column(title=title, width=ROOM, cell=lambda line: _room_cell(line, room)),
            *(
                Column(title="", width=0, cell=lambda line, at=at: _bed_cell(line, at, bed))  # type: ignore[misc]
                for at in range(PER_LINE)
            ),
        ]
        super().__init__(columns, name)
        self.places = _Places(columns)
        self.rows = self.places
        self.setModel(self.places)
        self._dress_header(columns)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.opened.connect(lambda _line: self._ask())
        self.selectionModel().currentChanged.connect(lambda _now, _before: self._moved_on())

    def show_beds(self, beds: Sequence[Bed]) -> None:
        """Replace them; the cursor stays with its bed, or near it."""
        before, at = self.bed(), self.currentIndex()
        self.places.show(lines_of(beds))
        if before is not None and self.go_to(place_of(before)):
            return
        row = min(max(at.row(), 0), len(self.places.rows) - 1)
        if row >= 0:
            self.setCurrentIndex(self.places.index(row, 1))
        else:
            self.came.emit(None)

    def go_to(self, place: Place) -> bool:
        """The cursor goes to this bed; False where it is not shown."""
        for row, line in enumerate(self.places.rows):
            for at, bed in enumerate(line.beds):
                if place_of(bed) == place:
                    self.setCurrentIndex(self.places.index(row, at + 1))
                    return True
        return False

    def bed(self) -> Bed | None:
        """The one with the cursor."""
        return self.places.bed_at(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        if (bed := self.bed()) is not None:
            self.asked.emit(bed)

    def _moved_on(self) -> None:
        self.came.emit(self.bed())


def _room_cell(line: Line, room: Callable[[Room], Cell]) -> Cell:
    # Of a large room the first line may be out of sight: the others say whose they are, in small.
    return room(line.room) if line.first else Cell(note=line.room.name)


def _bed_cell(line: Line, at: int, bed: Callable[[Bed], Cell]) -> Cell:
    return bed(line.beds[at]) if at < len(line.beds) else Cell()
