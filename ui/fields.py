"""Inputs of a form: a label, the input, and a line beneath that warns and never forbids."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QInputMethodEvent, QKeyEvent
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
from ui.theme import FAMILY, FIELD, px, retone
from ui.walk import EnterWalk, go, is_composing, note_composing

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)

_EDGES = 4
"""Of a choice that has the cursor, pixels at both sides."""
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)

Choices = Sequence[tuple[str, str]]
"""(value, words) of each choice."""


class Field(QWidget):
    """A label above an input; subclasses hand their input to `_hold`."""

    changed = Signal(str)
    """The value, after every change made by the officer or by the program."""

    def __init__(self, label: str, hint: str = "") -> None:
        super().__init__()
        self.phrases = ""
        """Which quick phrases Ctrl+J offers here."""
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
        if words:
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

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        note_composing(self, event)
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        if event.reason() in _BY_KEYBOARD:
            self.selectAll()


_NO_LIMIT = 1_000_000
_TYPED = 30
"""More than this at once was pasted: neither a hand nor an input method is that quick."""
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+"
)


def one_line(text: str) -> str:
    """Line breaks, control characters and marks of direction become a space."""
    return _UNSEEN.sub(" ", text)


class TextField(Field):
    """One line of text; `latin` switches the input method off (numbers, codes, passwords).

    What is pasted and has no room here is not cut: it is handed on, and a sentence says so.
    """

    overflowed = Signal(str)
    """What was pasted, as it came; the field stands as it stood before."""

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
        self._longest, self._before, self._full = longest, "", False
        self.keeps_overflow = False
        """Whether somebody keeps what has no room here."""
        if secret:
            self.line.setMaxLength(longest)
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        else:
            self.line.setMaxLength(_NO_LIMIT)
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

    def _typed(self, text: str) -> None:
        if not self._is_secret():
            self._mind(text)
        self.changed.emit(self.value())

    def _mind(self, text: str) -> None:
        """One line, no longer than there is room for."""
        plain = one_line(text)
        if len(plain) > self._longest:
            self._spill(text, typed=len(plain) - len(self._before) <= _TYPED)
        else:
            if plain != text:
                self._put_back(plain)
            self._before = plain
            if self._full:
                self._full = False
                self.warn("")

    def _spill(self, text: str, *, typed: bool) -> None:
        most, self._full = self._longest, True
        if typed:
            self._put_back(one_line(text)[:most])
            self._before = self.line.text()
            self.warn(self.tr("这一项最多 {0} 个字。").format(most))
            return
        self._put_back(self._before)
        told = (
            self.tr("粘贴的内容有 {0} 个字，这一项放不下，已原样放进“情况描述”。")
            if self.keeps_overflow
            else self.tr("粘贴的内容有 {0} 个字，这一项放不下（最多 {1} 个字），没有填入。")
        )
        self.warn(told.format(len(text), most))
        self.overflowed.emit(text)

    def _put_back(self, text: str) -> None:
        at = self.line.cursorPosition()
        with QSignalBlocker(self.line):
            self.line.setText(text)
        self.line.setCursorPosition(min(at, len(text)))


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

    left = Signal()
    """The cursor has gone on."""

    def __init__(self, label: str, hint: str = "", *, lines: int = 2) -> None:
        super().__init__(label, hint)
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        height = self.edit.fontMetrics().lineSpacing() * lines + px(16)
        self.edit.setFixedHeight(max(height, px(FIELD)))
        self._before = ""
        self.edit.textChanged.connect(self._typed)
        self._hold(self.edit)
        self.edit.installEventFilter(self)

    def value(self) -> str:
        # NUL is no text: PostgreSQL refuses it.
        return self.edit.toPlainText().replace("\0", "").strip()

    def set_value(self, value: str) -> None:
        self.edit.setPlainText(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QFocusEvent) and event.lostFocus():
            self.left.emit()
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and not is_composing(self.edit)
        ):
            self.edit.insertPlainText("\n")
            return True
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        # Also told of every letter that an input method composes: those are no change yet.
        if (value := self.value()) != self._before:
            self._before = value
            self.changed.emit(value)


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


def ticked_room(words: str) -> int:
    """How wide a choice is: one that is ticked is bold, and is not to be cut by it."""
    font = QFont(FAMILY)
    font.setPixelSize(px(14))
    font.setBold(True)
    return QFontMetrics(font).horizontalAdvance(words) + 2 * px(10) + _EDGES


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
            button.setMinimumWidth(ticked_room(words))
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
            if self._numbered(event):
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

    def _numbered(self, event: QKeyEvent) -> bool:
        """1 chooses the first answer, 2 the second; 0, Backspace or Delete none."""
        values = list(self.buttons)
        number = event.key() - Qt.Key.Key_0
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_0):
            self.set_value("")
        elif event.modifiers() in _PLAIN and 1 <= number <= len(values):
            self.set_value(values[number - 1])
        else:
            return False
        if stop := self.focusProxy():
            stop.setFocus(Qt.FocusReason.TabFocusReason)
        return True

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
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("kind", kind)  # it is dressed when it is first shown
        self.wear(words, kind, key)

    def wear(self, words: str, kind: str, key: str = "") -> None:
        """Other words, of another kind."""
        self.setText(f"{words}  {key}" if key else words)
        self.setAccessibleName(words)
        retone(self, "kind", kind)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                go(self, -1)  # Shift+Enter goes back everywhere; it never presses
            elif not event.isAutoRepeat():  # an Enter held down presses once
                self.click()
        else:
            super().keyPressEvent(event)
