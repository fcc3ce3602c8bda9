"""Inputs of a form: a label, the input, and a line beneath that warns and never forbids."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.birth import BirthRead, read_birth
from app.domain.errors import Refused
from app.words.say import sentence
from ui.theme import FIELD, px, retone
from ui.walk import EnterWalk, go

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)

Choices = Sequence[tuple[str, str]]
"""(value, words) of each choice."""


class Field(QWidget):
    """A label above an input; subclasses hand their input to `_hold`."""

    changed = Signal(str)
    """The value, after every change made by the officer or by the program."""

    def __init__(self, label: str, hint: str = "") -> None:
        super().__init__()
        self.label = QLabel(label)
        self.label.setProperty("role", "label")
        self.hint = QLabel(hint)
        self.hint.setProperty("role", "note")
        self.warning = QLabel()
        self.warning.setProperty("said", "warn")
        self.warning.setWordWrap(True)
        self.warning.hide()
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.label)
        head.addStretch(1)
        head.addWidget(self.hint)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(px(3))
        self._lines.addLayout(head)
        self._lines.addWidget(self.warning)
        self._walk = EnterWalk(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def value(self) -> str:
        """What is in the field, trimmed; empty where nothing is known."""
        raise NotImplementedError

    def set_value(self, value: str) -> None:
        """Put a value in, as when a draft is reopened or a card was read."""
        raise NotImplementedError

    def set_label(self, words: str) -> None:
        """Rename the field."""
        self.label.setText(words)
        for widget in self._inputs():
            widget.setAccessibleName(words)

    def set_hint(self, words: str) -> None:
        """The small words at the right of the label."""
        self.hint.setText(words)

    def warn(self, words: str, tone: str = "warn") -> None:
        """Say something beneath the field; empty words take it away. Forbids nothing."""
        retone(self.warning, "said", tone)
        self.warning.setText(words)
        self.warning.setVisible(bool(words))
        for widget in self._inputs():
            retone(widget, "warned", "true" if words and tone != "ok" else "false")
            widget.setAccessibleDescription(words)

    def on_enter(self, do: Callable[[], None]) -> None:
        """Enter does this instead of going on: in the last field of a short form."""
        self._walk.instead = do

    def _hold(self, widget: QWidget) -> None:
        self._lines.insertWidget(1, widget)
        self.label.setBuddy(widget)
        self.setFocusProxy(widget)
        for each in self._inputs():
            each.setAccessibleName(self.label.text())
            self._walk.watch(each)

    def _inputs(self) -> list[QWidget]:
        proxy = self.focusProxy()
        return [proxy] if proxy else []


class Line(QLineEdit):
    """A line whose text is selected when one arrives by keyboard."""

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        if event.reason() in _BY_KEYBOARD:
            self.selectAll()


class TextField(Field):
    """One line of text; `latin` switches the input method off (numbers, codes, passwords)."""

    def __init__(
        self,
        label: str,
        hint: str = "",
        *,
        placeholder: str = "",
        latin: bool = False,
        secret: bool = False,
        longest: int = 200,
    ) -> None:
        super().__init__(label, hint)
        self.line = Line()
        self.line.setPlaceholderText(placeholder)
        self.line.setMaxLength(longest)
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        if latin or secret:
            self.line.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
            self.line.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin)
        self.line.textChanged.connect(self._typed)
        self._hold(self.line)

    def value(self) -> str:
        return self.line.text() if self._is_secret() else self.line.text().strip()

    def set_value(self, value: str) -> None:
        self.line.setText(value)

    def select(self) -> None:
        """Put the cursor here with everything selected."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def _is_secret(self) -> bool:
        return self.line.echoMode() == QLineEdit.EchoMode.Password

    def _typed(self, _text: str) -> None:
        self.changed.emit(self.value())


class NumberField(TextField):
    """Digits and the letters of numbers; never through an input method."""

    def __init__(self, label: str, hint: str = "", *, placeholder: str = "") -> None:
        super().__init__(label, hint, placeholder=placeholder, latin=True, longest=40)


class BirthField(TextField):
    """Date of birth or estimated age; says what it does not understand and keeps it."""

    def __init__(self, label: str, today: date, lang: str = "zh", hint: str = "") -> None:
        super().__init__(label, hint, latin=True, longest=20)
        self._today, self._lang = today, lang
        self.line.editingFinished.connect(self._check)

    def read(self) -> BirthRead:
        """What was understood; nothing where it was not."""
        try:
            return read_birth(self.value(), self._today)
        except Refused:
            return BirthRead()

    def _check(self) -> None:
        try:
            read_birth(self.value(), self._today)
        except Refused as sorry:
            self.warn(sentence(sorry, self._lang))
        else:
            self.warn("")


class NoteField(Field):
    """Several lines; Enter goes on as everywhere, Ctrl+Enter begins a new line."""

    def __init__(self, label: str, hint: str = "", *, lines: int = 2) -> None:
        super().__init__(label, hint)
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        height = self.edit.fontMetrics().lineSpacing() * lines + px(16)
        self.edit.setFixedHeight(max(height, px(FIELD)))
        self.edit.textChanged.connect(self._typed)
        self._hold(self.edit)
        self.edit.installEventFilter(self)

    def value(self) -> str:
        return self.edit.toPlainText().strip()

    def set_value(self, value: str) -> None:
        self.edit.setPlainText(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.edit.insertPlainText("\n")
            return True
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        self.changed.emit(self.value())


class ComboField(Field):
    """One of many; begins empty. With `free`, other words may be typed as well."""

    def __init__(self, label: str, choices: Choices, hint: str = "", *, free: bool = False) -> None:
        super().__init__(label, hint)
        self.combo = QComboBox()
        self.combo.setEditable(free)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.addItem("", "")
        self._add(choices)
        self.combo.setMinimumContentsLength(4)
        self.combo.currentTextChanged.connect(self._chosen)
        self._hold(self.combo)
        if line := self.combo.lineEdit():
            line.setAccessibleName(label)

    def value(self) -> str:
        text = self.combo.currentText().strip()
        found = self.combo.findText(text)
        return str(self.combo.itemData(found)) if found >= 0 else text

    def set_value(self, value: str) -> None:
        found = self.combo.findData(value)
        if found >= 0:
            self.combo.setCurrentIndex(found)
        elif self.combo.isEditable():
            self.combo.setEditText(value)

    def offer(self, choices: Choices) -> None:
        """Other choices than before; what is chosen is asked for again by the caller."""
        self.combo.clear()
        self.combo.addItem("", "")
        self._add(choices)

    def _add(self, choices: Choices) -> None:
        for value, words in choices:
            self.combo.addItem(words, value)

    def _chosen(self, _text: str) -> None:
        self.changed.emit(self.value())


class ChoiceField(Field):
    """A few answers side by side; none is chosen beforehand, pressing one again takes it back."""

    def __init__(self, label: str, choices: Choices, hint: str = "") -> None:
        super().__init__(label, hint)
        self.buttons: dict[str, QPushButton] = {}
        self._value = ""
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(6))
        for value, words in choices:
            button = QPushButton(words)
            button.setProperty("kind", "choice")
            button.setCheckable(True)
            button.setAccessibleName(f"{label}: {words}")
            button.clicked.connect(lambda _on, value=value: self._press(value))
            button.installEventFilter(self)
            self._walk.watch(button)
            self.buttons[value] = button
            line.addWidget(button)
        line.addStretch(1)
        self._lines.insertWidget(1, row)
        row.setAccessibleName(label)
        self._one_stop()

    def value(self) -> str:
        return self._value

    def set_value(self, value: str) -> None:
        if value and value not in self.buttons:
            return
        before, self._value = self._value, value
        for each, button in self.buttons.items():
            with QSignalBlocker(button):
                button.setChecked(each == value)
        self._one_stop()
        if value != before:
            self.changed.emit(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
            if step:
                self._step(watched, step)
                return True
        return super().eventFilter(watched, event)

    def _inputs(self) -> list[QWidget]:
        return list(self.buttons.values())

    def _press(self, value: str) -> None:
        self.set_value("" if value == self._value else value)

    def _step(self, at: QObject, step: int) -> None:
        values = list(self.buttons)
        here = list(self.buttons.values()).index(at)  # type: ignore[arg-type]
        if not self._value:
            # Nothing is chosen yet: the first arrow chooses the answer that it meets first.
            here = -1 if step > 0 else 0
        value = values[(here + step) % len(values)]
        self.set_value(value)
        self.buttons[value].setFocus(Qt.FocusReason.TabFocusReason)

    def _one_stop(self) -> None:
        """Tab stops once at the whole field: at the chosen answer, or at the first."""
        stop = self.buttons.get(self._value) or next(iter(self.buttons.values()))
        for button in self.buttons.values():
            policy = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)
        self.setFocusProxy(stop)


class Press(QPushButton):
    """A button that Enter presses too; `kind` is plain, primary or link."""

    def __init__(self, words: str, kind: str = "plain", key: str = "") -> None:
        super().__init__(f"{words}  {key}" if key else words)
        self.setProperty("kind", kind)
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                go(self, -1)  # Shift+Enter goes back everywhere; it never presses
            else:
                self.click()
        else:
            super().keyPressEvent(event)
