"""A row of pills of which one is always chosen: a filter, or which paper is shown."""

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.fields import Choices
from ui.theme import px


class PillRow(QWidget):
    """Tab stops at the chosen one; left and right choose another."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Choices = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.buttons: dict[str, QPushButton] = {}
        self.value = ""
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(8))
        self._row.addStretch(1)
        self.offer(choices)

    def offer(self, choices: Choices) -> None:
        """Replace the pills; what was chosen stays chosen where it is still there."""
        if list(self.buttons) == [value for value, _ in choices]:
            for value, words in choices:
                self._name(self.buttons[value], words)
            return
        for button in self.buttons.values():
            self._row.removeWidget(button)
            button.deleteLater()
        self.buttons = {value: self._pill(value, words) for value, words in choices}
        for at, button in enumerate(self.buttons.values()):
            self._row.insertWidget(at, button)
        self.choose(self.value if self.value in self.buttons else next(iter(self.buttons), ""))

    def choose(self, value: str) -> None:
        """Choose one without telling."""
        self.value = value
        had_focus = any(button.hasFocus() for button in self.buttons.values())
        for each, button in self.buttons.items():
            with QSignalBlocker(button):
                button.setChecked(each == value)
            policy = Qt.FocusPolicy.StrongFocus if each == value else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        if value in self.buttons:
            self.setFocusProxy(self.buttons[value])
            if had_focus:
                self.buttons[value].setFocus(Qt.FocusReason.TabFocusReason)

    def press(self, value: str) -> None:
        """Choose one and tell."""
        self.choose(value)
        self.chosen.emit(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
            if step:
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    def _pill(self, value: str, words: str) -> QPushButton:
        button = QPushButton()
        button.setProperty("kind", "pill")
        button.setCheckable(True)
        self._name(button, words)
        button.clicked.connect(lambda: self.press(value))
        button.installEventFilter(self)
        return button

    def _name(self, button: QPushButton, words: str) -> None:
        button.setText(words)
        button.setAccessibleName(words)

    def _step(self, step: int) -> None:
        values = list(self.buttons)
        self.press(values[(values.index(self.value) + step) % len(values)])
