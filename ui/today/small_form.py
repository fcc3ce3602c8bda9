"""A small form at the side: fields one under the other, a key that saves, Esc that goes back."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from ui.cards import Card, SayLine
from ui.fields import Field, Press
from ui.pairs import in_a_row


class SmallForm(Card):
    """Nothing is disabled: what cannot be read is said beneath its field."""

    wanted = Signal()
    """The key, or Enter in the last field."""
    shut = Signal()

    def __init__(
        self, title: str, icon: str, fields: dict[str, Field], save: tuple[str, str],
        beside: Mapping[str, str],
    ) -> None:  # fmt: skip
        """`save`: words and key of the button; `beside`: refusal -> the field it is about, every
        other one stands beneath the first."""
        super().__init__(title, icon)
        self.fields, self._beside = fields, beside
        self._begun: dict[str, str] = {}
        self.told = SayLine()
        self.body.addWidget(self.told)
        for field in fields.values():
            self.body.addWidget(field)
        list(fields.values())[-1].on_enter(self.ask)
        self.save = Press(save[0], "primary", save[1])
        self.save.clicked.connect(self.ask)
        back = Press(self.tr("返回"), "plain", "Esc")
        back.clicked.connect(self.shut)
        self.body.addLayout(in_a_row(self.save, back))
        self.hide()

    def begin(self, values: Mapping[str, str], kept: Mapping[str, str], first: str) -> None:
        """As the program fills it, then with what was typed before; the cursor in one field."""
        for name, field in self.fields.items():
            field.set_value(values.get(name, ""))
            field.warn("")
        self._begun = self.raw()
        for name, value in kept.items():
            if name in self.fields:
                self.fields[name].set_value(value)
        self.save.setEnabled(True)
        self.show()
        self.fields[first].setFocus(Qt.FocusReason.TabFocusReason)

    def show_only(self, names: set[str]) -> None:
        """The fields that belong to what is written now."""
        for name, field in self.fields.items():
            field.setVisible(name in names)

    def raw(self) -> dict[str, str]:
        """Every field as it stands."""
        return {name: field.value() for name, field in self.fields.items() if field.value()}

    def typed(self) -> dict[str, str]:
        """The same, once it is more than what the program put there."""
        raw = self.raw()
        return raw if not self.isHidden() and raw != self._begun else {}

    def value(self, name: str) -> str:
        """What stands in a field that is shown."""
        field = self.fields[name]
        return "" if field.isHidden() else field.value()

    def ask(self) -> None:
        """Once at a time."""
        if self.save.isEnabled() and not self.isHidden():
            for field in self.fields.values():
                field.warn("")
            self.wanted.emit()

    def wait(self) -> None:
        """It is being saved."""
        self.save.setEnabled(False)

    def refused(self, key: str, sentence: str) -> None:
        """A rule says no: beside the field that it is about."""
        self.save.setEnabled(True)
        name = self._beside.get(key, "")
        shown = [one for one, field in self.fields.items() if not field.isHidden()]
        self.warn(name if name in shown else shown[0], sentence)

    def warn(self, name: str, sentence: str) -> None:
        """Say it beneath a field, and go there."""
        self.fields[name].warn(sentence)
        self.fields[name].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.shut.emit()
        else:
            super().keyPressEvent(event)
