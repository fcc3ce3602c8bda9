"""What is filled in for 不予救助、终止救助: proposal, opinion, answer and receipt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from app.desk.adverse import Proposed
from app.domain.adverse import (
    AdverseGround,
    AdverseKind,
    AdverseProposal,
    Answered,
    EmergencyHelp,
    Received,
)
from app.words.say import say
from ui.cards import Card
from ui.fields import ChoiceField, Choices, ComboField, Field, NoteField, Press, TextField
from ui.theme import px

SAID, SILENT = "said", "silent"
_KEYS = "1234567890abcdef"
CARD, CORRECTS = "card", "corrects"
"""Beside the fields of a draft: which card it is, and the proposal that it writes anew."""


class MarksField(Field):
    """Any number of answers side by side, in `columns` where they are many; Tab goes from one to
    the next, Space or its digit or letter marks."""

    def __init__(self, label: str, choices: Choices, hint: str = "", *, columns: int = 0) -> None:
        super().__init__(label, hint)
        self.buttons: dict[str, QPushButton] = {}
        row = QWidget()
        line = QGridLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(6))
        for at, (value, words) in enumerate(choices):
            button = QPushButton(f"{_KEYS[at]} {words}" if columns else words)
            button.setProperty("kind", "choice")
            button.setCheckable(True)
            button.setAccessibleName(f"{label}: {words}")
            button.toggled.connect(lambda _on: self.changed.emit(self.value()))
            self._walk.watch(button)
            self.buttons[value] = button
            wide = columns or len(choices)
            line.addWidget(button, at // wide, at % wide)
        if not columns:
            line.setColumnStretch(len(choices), 1)
        self._lines.insertWidget(1, row)
        self.setFocusProxy(next(iter(self.buttons.values())))

    def value(self) -> str:
        return ",".join(self.chosen())

    def set_value(self, value: str) -> None:
        for each, button in self.buttons.items():
            button.setChecked(each in value.split(","))

    def chosen(self) -> tuple[str, ...]:
        """What is marked, in the order of the answers."""
        return tuple(value for value, button in self.buttons.items() if button.isChecked())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        at = _KEYS.find(event.text().lower()) if event.text() else -1
        if 0 <= at < len(self.buttons):
            button = list(self.buttons.values())[at]
            button.toggle()
            button.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _inputs(self) -> list[QWidget]:
        return list(self.buttons.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was written down of an opinion, an answer or a receipt: how, and who saw it."""

    how: str = ""
    words: str = ""
    witnesses: tuple[str, ...] = ()


class DeedCard(Card):
    """Fields, a button that does it and one that goes back; a refusal stands beside its field."""

    wanted = Signal(object)
    shut = Signal()
    beside: ClassVar[Mapping[str, str]] = {}
    """Refusal -> the field that it is about; every other one is about the first that is shown."""

    def __init__(self, title: str, icon: str, lang: str) -> None:
        super().__init__(title, icon)
        self.lang = lang
        self.fields: dict[str, Field] = {}

    def put_in(self, **fields: Field) -> None:
        """The fields, one beneath the other, in this order."""
        for name, field in fields.items():
            self.fields[name] = field
            self.body.addWidget(field)

    def buttons(self, words: str) -> None:
        """F9 does it, Esc goes back."""
        self.do = Press(words, "primary", "F9")
        self.back = Press(self.tr("返回"), "plain", "Esc")
        self.do.clicked.connect(self.finish)
        self.back.clicked.connect(self.shut)
        row = QHBoxLayout()
        row.addWidget(self.do)
        row.addWidget(self.back)
        row.addStretch(1)
        self.body.addLayout(row)

    @property
    def doing(self) -> str:
        """What F9 does."""
        return self.do.text().removesuffix("F9").strip()

    def finish(self) -> None:
        """Hand over what was filled in; the rules are the deed's."""
        raise NotImplementedError

    def begin(self) -> None:
        """Empty; the cursor stands in the first field."""
        for field in self.fields.values():
            field.set_value("")
            field.warn("")
        self.show()
        self.arrive()

    def raw(self) -> dict[str, str]:
        """What stands in it, for a draft; empty while nothing was said."""
        typed = {name: field.value() for name, field in self.fields.items() if field.value()}
        return {CARD: type(self).__name__, **typed} if typed else {}

    def take_up(self, kept: Mapping[str, str]) -> bool:
        """Fill in what was typed before and not handed in; whether there was anything of this."""
        if kept.get(CARD) != type(self).__name__:
            return False
        for name, value in kept.items():
            if name in self.fields:
                self.fields[name].set_value(value)
        return True

    def arrive(self) -> None:
        """The cursor to the first field."""
        next(iter(self.fields.values())).setFocus(Qt.FocusReason.TabFocusReason)

    def refused(self, key: str, words: str) -> None:
        """A rule says no: beside the field that it is about, whatever stood there before."""
        shown = [name for name, field in self.fields.items() if not field.isHidden()]
        about = self.beside.get(key, shown[0])
        about = about if about in shown else shown[0]
        for name, field in self.fields.items():
            field.warn(words if name == about else "")
        self.fields[about].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.shut.emit()
        else:
            super().keyPressEvent(event)


class ProposeCard(DeedCard):
    """F9 hands it to a leader; nothing is chosen beforehand."""

    beside: ClassVar[Mapping[str, str]] = {
        "adverse.needs_ground": "ground",
        "adverse.needs_facts": "facts",
        "adverse.too_long": "facts",
        "adverse.needs_help": "help",
        "adverse.help_or_none": "help",
        "adverse.urgent": "help",
        "adverse.needs_why_none": "help_words",
    }

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("拟不予救助或终止救助"), "warning", lang)
        self._corrects: AdverseProposal | None = None
        self._stood: dict[str, str] = {}
        kinds = _choices("adverse_kind", list(AdverseKind), lang)
        grounds = _choices("adverse_ground", list(AdverseGround), lang)
        helps = _choices("emergency_help", list(EmergencyHelp), lang)
        never = self.tr("来站次数不是理由")
        self.kind = ChoiceField(self.tr("拟办"), kinds)
        self.ground = ComboField(self.tr("哪一项救助条件不符合"), grounds, never)
        self.facts = NoteField(self.tr("事实（怎样核实的）"), self.tr("Ctrl+Enter 换行"), lines=4)
        self.help = MarksField(self.tr("已给予的紧急帮助（可多选）"), helps)
        self.help_words = TextField(self.tr("给了什么、什么时候；不需要的写明原因"), longest=2000)
        self.channels = NoteField(self.tr("告知的其他途径（可不填，通知书上有通用说明）"), lines=2)
        self.fields |= {"kind": self.kind, "ground": self.ground}
        self.row((self.kind, 2), (self.ground, 5))
        self.put_in(facts=self.facts, help=self.help, help_words=self.help_words)
        self.put_in(channels=self.channels)
        self.buttons(self.tr("提交审批"))

    def raw(self) -> dict[str, str]:
        """What stands in it, for a draft; nothing while one written anew says what it said."""
        typed = super().raw()
        if self._corrects is None or not typed:
            return typed
        return {} if typed == self._stood else {**typed, CORRECTS: str(self._corrects.id)}

    def take_up(self, kept: Mapping[str, str]) -> bool:
        """Only what was typed about the same: a new one, or this one written anew."""
        about = str(self._corrects.id) if self._corrects else ""
        return kept.get(CORRECTS, "") == about and super().take_up(kept)

    def correct(self, made: AdverseProposal) -> None:
        """Write one anew that still waits; what stood in it is there."""
        self.begin()
        self._corrects = made
        self.kind.set_value(made.kind)
        self.ground.set_value(made.ground)
        self.facts.set_value(made.facts)
        self.help.set_value(",".join(made.help))
        self.help_words.set_value(made.help_words)
        self.channels.set_value(made.channels)
        self._stood = super().raw()

    def begin(self) -> None:
        """Empty."""
        self._corrects = None
        super().begin()

    def finish(self) -> None:
        """Hand over what was filled in; the rules are the deed's."""
        self.wanted.emit(
            Proposed(
                kind=self.kind.value(),
                ground=self.ground.value(),
                facts=self.facts.value(),
                help=self.help.chosen(),
                help_words=self.help_words.value(),
                channels=self.channels.value(),
                corrects=self._corrects.id if self._corrects else None,
            )
        )


class HearCard(DeedCard):
    """What the person says to it; or that they will not, before two witnesses."""

    beside: ClassVar[Mapping[str, str]] = {
        "adverse.needs_words": "words",
        "adverse.too_long": "words",
        "adverse.needs_witnesses": "one",
    }

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("听取本人意见"), "description", lang)
        two = [(SAID, say("opinion.said", lang)), (SILENT, say("opinion.silent", lang))]
        self.how = ChoiceField(self.tr("本人"), two)
        self.words = NoteField(self.tr("本人的意见（照原话记）"), lines=3)
        self.one, self.two = TextField(self.tr("见证人一")), TextField(self.tr("见证人二"))
        self.put_in(how=self.how, words=self.words)
        _two(self, self.one, self.two)
        self.buttons(self.tr("保存意见"))
        self.how.changed.connect(lambda _how: self._turn())

    def begin(self) -> None:
        """Empty."""
        super().begin()
        self._turn()

    def finish(self) -> None:
        """Hand it over."""
        names = (self.one.value(), self.two.value())
        words = self.words.value()
        self.wanted.emit(Heard(how=self.how.value(), words=words, witnesses=names))

    def _turn(self) -> None:
        silent = self.how.value() == SILENT
        self.words.setVisible(not silent)
        self.one.setVisible(silent)
        self.two.setVisible(silent)


class AnswerCard(DeedCard):
    """A leader agrees or does not; or takes back what was agreed to. Nothing is chosen before."""

    beside: ClassVar[Mapping[str, str]] = {
        "adverse.needs_reason": "reason",
        "adverse.too_long": "reason",
    }

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("站领导审批"), "check_circle", lang)
        two = _choices("answered", [Answered.AGREED, Answered.NOT_AGREED], lang)
        self.said = ChoiceField(self.tr("审批意见"), two)
        self.reason = TextField(self.tr("说明（不同意、撤销须写理由）"), longest=1000)
        self.put_in(said=self.said, reason=self.reason)
        self.reason.on_enter(self.finish)
        self._pending = True
        self.buttons(self.doing)

    def open_for(self, *, pending: bool) -> None:
        """Two answers to one that waits, one to one that was agreed to."""
        self._pending = pending
        self.title.setText(self.tr("站领导审批") if pending else self.doing)
        self.do.setText(f"{self.doing}  F9")
        self.do.setAccessibleName(self.doing)
        self.said.setVisible(pending)
        self.begin()

    @property
    def doing(self) -> str:
        """What F9 does."""
        return self.tr("保存审批") if self._pending else self.tr("撤销通知书")

    def arrive(self) -> None:
        """The answer, or the reason where only that is asked."""
        field = self.said if self._pending else self.reason
        field.setFocus(Qt.FocusReason.TabFocusReason)

    def finish(self) -> None:
        """Hand it over with the reason."""
        said = self.said.value() if self._pending else str(Answered.TAKEN_BACK)
        self.wanted.emit(Heard(how=said, words=self.reason.value()))


class ReceiveCard(DeedCard):
    """How the notice was received."""

    beside: ClassVar[Mapping[str, str]] = {"adverse.needs_witnesses": "one"}

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("送达登记"), "description", lang)
        self.how = ChoiceField(self.tr("签收"), _choices("received", list(Received), lang))
        self.one, self.two = TextField(self.tr("见证人一")), TextField(self.tr("见证人二"))
        self.put_in(how=self.how)
        _two(self, self.one, self.two)
        self.buttons(self.tr("保存送达"))
        self.how.changed.connect(lambda _how: self._turn())

    def begin(self) -> None:
        """Empty."""
        super().begin()
        self._turn()

    def finish(self) -> None:
        """Hand it over."""
        names = (self.one.value(), self.two.value())
        self.wanted.emit(Heard(how=self.how.value(), witnesses=names))

    def _turn(self) -> None:
        witnessed = self.how.value() == Received.WITNESSED
        self.one.setVisible(witnessed)
        self.two.setVisible(witnessed)


def _two(card: DeedCard, one: TextField, two: TextField) -> None:
    """The witnesses side by side."""
    card.fields |= {"one": one, "two": two}
    card.row((one, 1), (two, 1))


def _choices(part: str, values: Sequence[str], lang: str) -> list[tuple[str, str]]:
    return [(str(value), say(f"{part}.{value}", lang)) for value in values]
