"""Tables of frozen rows: two lines a row, words as chips, a face at the left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QKeyEvent, QPainter, QPainterPath
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.icons import picture
from ui.theme import (
    GROUND,
    INK,
    INK_FAINT,
    INK_SOFT,
    LINE,
    PLAIN_TINT,
    PRIMARY_TINT,
    ROW,
    TONES,
    px,
)

Row = TypeVar("Row")
_Index = QModelIndex | QPersistentModelIndex
_CELL = Qt.ItemDataRole.UserRole + 1
# Put together once: a screen of beds paints a hundred cells at every step.
_SMOOTH = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in one place: a line, a smaller one beneath, a chip's tone, or a picture."""

    text: str = ""
    note: str = ""
    tone: str = ""
    bold: bool = False
    image: QImage | None = None
    pictured: bool = False
    ends: bool = False
    """Where it is too long it is its end that tells it from others: the middle is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Row]):
    """A heading, how wide (0 takes what is left), and what to show of a row."""

    title: str
    width: int
    cell: Callable[[Row], Cell]


class RowModel(QAbstractTableModel, Generic[Row]):
    """Rows as they were answered; a new answer replaces them all."""

    def __init__(self, columns: Sequence[Column[Row]]) -> None:
        super().__init__()
        self.columns = list(columns)
        self.rows: list[Row] = []

    def show(self, rows: Sequence[Row]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.columns[index.column()].cell(self.rows[index.row()])
        if role == _CELL:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return " ".join(part for part in (cell.text, cell.note) if part)
        return None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if way == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


class RowTable(QTableView, Generic[Row]):
    """A list to walk with the arrows; Enter opens the row."""

    opened = Signal(object)
    """The row that Enter or a double click asked for."""
    moved = Signal(object)
    """The row that has the cursor, or None."""

    def __init__(self, columns: Sequence[Column[Row]], name: str, least: int = 0) -> None:
        """`least`: what the column that takes what is left needs to be read."""
        super().__init__()
        self._least = least
        self.rows: RowModel[Row] = RowModel(columns)
        self.setModel(self.rows)
        self.setItemDelegate(_CellPainter(self))
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        self._dress_header(columns)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.rows[index.row()]))
        self.selectionModel().currentRowChanged.connect(self._moved)

    def show_rows(self, rows: Sequence[Row], keep: Callable[[Row], object] | None = None) -> None:
        """Replace the rows; the cursor stays with the row of the same key."""
        before = self.current()
        self.rows.show(rows)
        key = keep(before) if keep and before is not None else None
        at = next((i for i, row in enumerate(rows) if keep and keep(row) == key), 0)
        if rows:
            self.selectRow(at)
        else:
            self.moved.emit(None)

    def current(self) -> Row | None:
        """The row that has the cursor."""
        at = self.currentIndex().row()
        return self.rows.rows[at] if 0 <= at < len(self.rows.rows) else None

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        usual = super().minimumSizeHint()
        if not self._least:
            return usual
        wide = sum(px(column.width or self._least) for column in self.rows.columns)
        return QSize(max(usual.width(), wide + 2 * self.frameWidth()), usual.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if (row := self.current()) is not None:
                self.opened.emit(row)
        else:
            super().keyPressEvent(event)

    def _moved(self, index: QModelIndex) -> None:
        at = index.row()
        self.moved.emit(self.rows.rows[at] if 0 <= at < len(self.rows.rows) else None)

    def _dress_header(self, columns: Sequence[Column[Row]]) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(px(30))
        for at, column in enumerate(columns):
            if column.width:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
                self.setColumnWidth(at, px(column.width))
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)


class _CellPainter(QStyledItemDelegate):
    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._fonts: dict[tuple[int, bool], tuple[QFont, QFontMetrics]] = {}

    def _font(self, painter: QPainter, size: int, *, bold: bool = False) -> QFontMetrics:
        if (size, bold) not in self._fonts:
            font = QFont(painter.font())
            font.setPixelSize(px(size))
            font.setBold(bold)
            self._fonts[size, bold] = font, QFontMetrics(font)
        font, metrics = self._fonts[size, bold]
        painter.setFont(font)
        return metrics

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        cell, box = index.data(_CELL), QRect(option.rect)  # type: ignore[attr-defined]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHints(_SMOOTH)
        painter.fillRect(box, QColor(PRIMARY_TINT if chosen else "#FFFFFF"))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), QColor(LINE))
        inside = box.adjusted(px(10), 0, -px(4), 0)
        if cell.pictured:
            _paint_picture(painter, inside, cell.image)
        elif cell.tone and cell.text:
            _paint_chip(painter, inside, cell, self._font(painter, 13, bold=True))
        else:
            self._paint_lines(painter, inside, cell)
        painter.restore()

    def _paint_lines(self, painter: QPainter, box: QRect, cell: Cell) -> None:
        metrics = self._font(painter, 14, bold=cell.bold)
        painter.setPen(QColor(INK))
        way = Qt.TextElideMode.ElideMiddle if cell.ends else Qt.TextElideMode.ElideRight
        shown = metrics.elidedText(cell.text, way, box.width())
        if not cell.note:
            painter.drawText(box, _MIDDLE, shown)
            return
        half = box.height() // 2
        painter.drawText(box.adjusted(0, px(3), 0, -half + px(2)), _MIDDLE, shown)
        metrics = self._font(painter, 12)
        painter.setPen(QColor(INK_SOFT))
        shown = metrics.elidedText(cell.note, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box.adjusted(0, half, 0, -px(4)), _MIDDLE, shown)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802
        return QSize(px(60), px(ROW))


def _paint_chip(painter: QPainter, box: QRect, cell: Cell, metrics: QFontMetrics) -> None:
    ink, ground = TONES[cell.tone]
    width = min(metrics.horizontalAdvance(cell.text) + px(18), box.width())
    chip = QRect(box.left(), box.center().y() - px(10), width, px(21))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(chip, px(4), px(4))
    painter.setPen(QColor(ink))
    shown = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, width - px(4))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, shown)


def _paint_picture(painter: QPainter, box: QRect, image: QImage | None) -> None:
    place = QRectF(box.left() - px(2), box.top() + px(4), px(30), px(38))
    path = QPainterPath()
    path.addRoundedRect(place, px(4), px(4))
    painter.setClipPath(path)
    painter.fillRect(place, QColor(PLAIN_TINT if image is None else GROUND))
    if image is None:
        size = px(18)
        at = place.center()
        drawn = picture("person", INK_FAINT, size)
        painter.drawPixmap(int(at.x() - size / 2), int(at.y() - size / 2), drawn)
        return
    scale = min(image.width() / place.width(), image.height() / place.height())
    width, height = place.width() * scale, place.height() * scale
    part = QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)
    painter.drawImage(place, image, part)
