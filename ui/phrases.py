"""Ctrl+J: words that are typed again and again, put where the cursor stands."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.phrase import MOST
from ui.cards import words
from ui.fields import Field, Line
from ui.theme import px
from ui.walk import is_composing

Place = QLineEdit | QPlainTextEdit
_MINE = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Down,
    Qt.Key.Key_Up,
)


def place_of(widget: QWidget | None) -> Place | None:
    """The text under the cursor that phrases may be put into; numbers and secrets have none."""
    found = widget.lineEdit() if isinstance(widget, QComboBox) else widget
    if not isinstance(found, QLineEdit | QPlainTextEdit) or found.isReadOnly():
        return None
    latin = not (widget or found).testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    return None if latin else found


def field_of(widget: QWidget | None) -> str:
    """Which field's phrases are meant."""
    above = widget
    while above is not None and not isinstance(above, Field):
        above = above.parentWidget()
    return above.phrases if isinstance(above, Field) else ""


def put(place: Place, said: str) -> None:
    """At the cursor; what is marked because one has just arrived here is not lost."""
    if isinstance(place, QLineEdit):
        if place.hasSelectedText():
            place.setCursorPosition(len(place.text()))
        place.insert(said)
        return
    cursor = place.textCursor()
    if cursor.hasSelection():
        cursor.setPosition(cursor.selectionEnd())
    cursor.insertText(said)
    place.setTextCursor(cursor)


class PhraseList(QFrame):
    """Over the field; typing filters, 1 to 9 or Enter takes, Esc goes back."""

    chosen = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("card", "above")
        self._place: Place | None = None
        self._all: Sequence[str] = ()
        self.filter = _Filter()
        self.filter.setPlaceholderText(self.tr("筛选"))
        self.filter.setAccessibleName(self.tr("筛选常用语"))
        self.list = QListWidget()
        self.list.setObjectName("phrases")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(self.tr("常用语"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(px(6), px(6), px(6), px(6))
        lines.setSpacing(px(4))
        lines.addWidget(self.filter)
        lines.addWidget(self.list)
        lines.addWidget(words(self.tr("1–9 或 Enter 填入，Esc 返回；在“设置”里增减"), "note"))
        self.filter.textChanged.connect(self._narrow)
        self.filter.pressed.connect(self._press)
        self.filter.gone.connect(self.hide)
        self.list.itemClicked.connect(lambda item: self._take(self.list.row(item)))
        self.hide()

    def open_over(self, place: Place, phrases: Sequence[str]) -> None:
        """Beneath the field where there is room, otherwise above it."""
        self._place, self._all = place, phrases
        self.filter.clear()
        self._narrow("")
        window = self.parentWidget()
        assert window is not None  # noqa: S101 - made with one
        width = min(px(460), window.width() - px(20))
        height = px(40) * 2 + px(32) * min(max(len(phrases), 1), 7)
        corner = place.mapTo(window, QPoint(0, place.height() + px(3)))
        if corner.y() + height > window.height():
            corner = place.mapTo(window, QPoint(0, -height - px(3)))
        left = max(0, min(corner.x(), window.width() - width - px(8)))
        self.setGeometry(left, max(0, corner.y()), width, height)
        self.show()
        self.raise_()
        self.filter.setFocus(Qt.FocusReason.PopupFocusReason)

    def shown(self) -> list[str]:
        """What is offered now."""
        return [self.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self._many())]

    def _many(self) -> int:
        return self.list.count()

    def _narrow(self, typed: str) -> None:
        self.list.clear()
        for phrase in self._all:
            if typed.strip().lower() in phrase.lower():
                number = self._many() + 1
                self.list.addItem(f"{number}  {phrase}" if number <= MOST else f"    {phrase}")
                self.list.item(number - 1).setData(Qt.ItemDataRole.UserRole, phrase)
        self.list.setCurrentRow(0)

    def _press(self, key: int) -> None:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentRow())
        elif key == Qt.Key.Key_Escape:
            self._back()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow((self.list.currentRow() + step) % max(1, self._many()))
        else:
            self._take(key - Qt.Key.Key_1)

    def _take(self, row: int) -> None:
        if self._place is None or not 0 <= row < self._many():
            return
        said = self.shown()[row]
        place = self._place
        self._back()
        put(place, said)
        self.chosen.emit(said)

    def _back(self) -> None:
        if self._place is not None:
            # Nothing becomes selected: what stood there is added to, not typed over.
            self._place.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()


class _Filter(Line):
    pressed = Signal(int)
    gone = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        number = Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9
        if is_composing(self):
            super().keyPressEvent(event)
        elif number or event.key() in _MINE:
            self.pressed.emit(event.key())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        self.gone.emit()
