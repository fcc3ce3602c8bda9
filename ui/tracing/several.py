"""Several answers of one list: digits or Space tick them, the arrows walk."""

from unicodedata import east_asian_width

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from ui.fields import Choices, Field, ticked_room
from ui.theme import px

_THREE = 24
"""Half-width characters of the longest answer with which three stand beside each other."""


class SeveralField(Field):
    """Its value is what was ticked, joined by commas; nothing is ticked beforehand."""

    def __init__(self, label: str, choices: Choices, hint: str = "") -> None:
        super().__init__(label, hint)
        self.buttons: dict[str, QPushButton] = {}
        self._across = 3 if max(_width(words) for _, words in choices) <= _THREE else 2
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(px(6))
        for at, (value, words) in enumerate(choices):
            button = QPushButton(f"{at + 1} {words}")
            button.setProperty("kind", "choice")
            button.setCheckable(True)
            button.setAccessibleName(f"{label}: {words}")
            button.toggled.connect(lambda _on: self.changed.emit(self.value()))
            button.installEventFilter(self)
            self._walk.watch(button)
            self.buttons[value] = button
            button.setMinimumWidth(ticked_room(button.text()))
            grid.addWidget(button, at // self._across, at % self._across)
        self._lines.insertWidget(1, whole)
        whole.setAccessibleName(label)
        self._stop(next(iter(self.buttons.values())))

    def value(self) -> str:
        return ",".join(value for value, button in self.buttons.items() if button.isChecked())

    def set_value(self, value: str) -> None:
        wanted = set(value.split(","))
        for each, button in self.buttons.items():
            with QSignalBlocker(button):
                button.setChecked(each in wanted)
        self.changed.emit(self.value())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            buttons = list(self.buttons.values())
            number = event.key() - Qt.Key.Key_0
            if event.modifiers() == Qt.KeyboardModifier.NoModifier and 1 <= number <= len(buttons):
                buttons[number - 1].toggle()
                return True
            if step := self._steps().get(Qt.Key(event.key()), 0):
                here = buttons.index(watched)  # type: ignore[arg-type]
                if 0 <= here + step < len(buttons):
                    self._stop(buttons[here + step])
                    buttons[here + step].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _steps(self) -> dict[Qt.Key, int]:
        down = self._across
        return {
            Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: down, Qt.Key.Key_Up: -down,
        }  # fmt: skip

    def _inputs(self) -> list[QWidget]:
        return list(self.buttons.values())

    def _stop(self, at: QPushButton) -> None:
        """Tab stops once at the whole field."""
        for button in self.buttons.values():
            policy = Qt.FocusPolicy.StrongFocus if button is at else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        self.setFocusProxy(at)


def _width(text: str) -> int:
    """In half-width characters, with the number before it."""
    return 2 + sum(1 + (east_asian_width(sign) in "WF") for sign in text)
