"""What stands in a letter: one form that shows only what belongs to the kind that was chosen."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout

from app import clock
from app.domain.errors import Refused, Unavailable
from app.domain.letter_fields import ANSWERS, DAYS, PAST, Subject, offered
from app.domain.outside_letter import LetterKind
from app.domain.today import day_of
from app.words.letters import answer_in_words, field_in_words
from app.words.say import say, sentence
from ui.cards import Card, SayLine
from ui.custody.cards import OfficerField
from ui.fields import ChoiceField, ComboField, Field, NoteField, NumberField, Press, TextField
from ui.pairs import in_a_row, lay_in_pairs
from ui.theme import px
from ui.vouchers.days import read_day, read_past_day
from ui.walk import show

KIND = "kind"
_NUMBERS = frozenset(
    {"found_on", "entry_on", "due_on", "taken_on", "follow_up_on", "next_on", "guardian_id"}
    | {"guardian_birth"}
)
_LONG = frozenset(
    {"found_how", "features", "suspicion", "assessment", "searches", "materials", "situation"}
    | {"clues", "belongings", "checks_done", "police_opinion"}
)
"""More than one line."""
_WIDE = _LONG | {
    *("to", "found_at", "found_area", "channels", "clothes", "health", "habits", "proof"),
    *("destination", "benefits", "needs", "services", "guardian_address", "officers"),
    *("asks", "wants", "visit_for", "community"),
}
"""Over the whole width; the rest stands two in a row."""
_BESIDE = {
    "outside.police_first": "police_agreed", "outside.id_odd": "guardian_id",
    "outside.id_is_theirs": "guardian_id", "outside.guardian_birth": "guardian_birth",
    "outside.guardian_minor": "guardian_id", "outside.one_officer": "second",
}  # fmt: skip
"""Refusal -> the field that it is about; every other one stands beneath the kind."""


class TextForm(Card):
    """A digit chooses the kind, F9 saves, Esc goes back; nothing is chosen beforehand."""

    wanted = Signal()
    shut = Signal()
    chosen = Signal(str)
    """The kind: what the register knows of it is asked for."""

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("写函件"), "description")
        self._lang, self._subject = lang, Subject()
        self._staff: tuple[tuple[str, str], ...] = ()
        kinds = [
            (kind.value, f"{n} {say(f'outside_kind.{kind}', lang)}")
            for n, kind in enumerate(LetterKind, start=1)
        ]
        self.kind = ComboField(self.tr("函件"), kinds, self.tr("按数字选择"))
        self.told = SayLine()
        self.fields: dict[str, Field] = {}
        self._begun: dict[str, str] = {}
        self._filled: dict[str, str] = {}
        self._places = QGridLayout()
        self._places.setHorizontalSpacing(px(12))
        self._places.setVerticalSpacing(px(7))
        self.body.addWidget(self.kind)
        self.body.addWidget(self.told)
        self.body.addLayout(self._places)
        self._buttons()
        self.kind.changed.connect(self._kind_chosen)
        self.hide()

    def begin(
        self, subject: Subject, staff: tuple[tuple[str, str], ...], values: Mapping[str, str],
        kept: Mapping[str, str],
    ) -> None:  # fmt: skip
        """Empty, or as it stands in a letter, and then with what was typed before."""
        self._subject, self._filled = subject, {}
        self.know_staff(staff)
        for field in (self.kind, *self.fields.values()):
            field.set_value("")
            field.warn("")
        for some in (values, kept):
            for name, value in {KIND: "", **some}.items():
                if value:
                    (self.kind if name == KIND else self._field(name)).set_value(value)
            if some is values:
                self._begun = self.raw()
        self._lay()
        self.kind.setEnabled(not values.get(KIND))  # a letter stays what it is
        self.show()
        first = self.kind if self.kind.isEnabled() else self._field(self._names()[0])
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def know_staff(self, staff: tuple[tuple[str, str], ...]) -> None:
        """Who may be the second officer."""
        if staff != self._staff:
            self._staff = staff
            second = self.fields.get("second")
            if isinstance(second, OfficerField):
                second.offer(staff)

    def fill(self, kind: str, known: Mapping[str, str]) -> None:
        """What the register knows; what was typed stays."""
        if self.isHidden() or kind != self.kind.value():
            return
        for name in self._names():
            field = self._field(name)
            if field.value() in ("", self._filled.get(name, "")):
                field.set_value(known.get(name, ""))
        self._filled = dict(known)
        self._begun = self.raw() if self._begun.get(KIND) in (None, kind) else self._begun

    def raw(self) -> dict[str, str]:
        """Every field as it stands; a draft keeps also what another kind had asked."""
        found = {name: field.value() for name, field in self.fields.items()}
        return {name: said for name, said in {KIND: self.kind.value(), **found}.items() if said}

    def typed(self) -> dict[str, str]:
        """The same, while the form is open and is more than what the program put there."""
        raw = self.raw()
        return {} if self.isHidden() or raw == self._begun else raw

    def said(self) -> dict[str, str] | None:
        """What was filled in, by field; None where no kind is chosen yet."""
        for field in (self.kind, *self.fields.values()):
            field.warn("")
        if not self.kind.value():
            self._warn(KIND, self.tr("请选择函件。"))
            return None
        return {name: _plain(name, self._field(name).value()) for name in self._names()}

    def ask(self) -> None:
        """Once at a time."""
        if self.save.isEnabled() and not self.isHidden():
            self.wanted.emit()

    def refused(self, sorry: Refused | Unavailable) -> None:
        """A rule says no: beside the field that it is about."""
        self.save.setEnabled(True)
        name, words = _BESIDE.get(sorry.key, KIND), sentence(sorry, self._lang)
        if about := str(sorry.facts.get("field", "")):
            name = about
            label = field_in_words(name, self.kind.value(), self._lang)
            words = say(sorry.key, self._lang, **(sorry.facts | {"field": label}))
        self._warn(name if name in self._names() else KIND, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.shut.emit()
        else:
            super().keyPressEvent(event)

    def _warn(self, name: str, words: str) -> None:
        field = self.kind if name == KIND else self._field(name)
        field.warn(words)
        field.setFocus(Qt.FocusReason.TabFocusReason)
        show(field)

    def _kind_chosen(self, kind: str) -> None:
        self.kind.warn("")
        self._lay()
        if kind in set(LetterKind):
            self.chosen.emit(kind)

    def _names(self) -> tuple[str, ...]:
        """What is shown now."""
        kind = self.kind.value()
        return offered(LetterKind(kind), self._subject) if kind in set(LetterKind) else ()

    def _lay(self) -> None:
        """Put what belongs to the kind in its place, and take the rest away."""
        names = self._names()
        self.told.say(self._remark(names))
        for name, field in self.fields.items():
            self._places.removeWidget(field)
            field.setVisible(name in names)
        shown = [(self._field(name), name in _WIDE) for name in names]
        for (field, _), name in zip(shown, names, strict=True):
            field.set_label(field_in_words(name, self.kind.value(), self._lang))
        lay_in_pairs(self._places, shown)

    def _remark(self, names: tuple[str, ...]) -> str:
        """What is not as usual."""
        if "police_agreed" in names:
            return self.tr("疑似被拐、被遗弃、走失的未成年人：公安同意后才发布。")
        if "found_area" in names:
            return self.tr(
                "未成年人的公告不印全名、具体地点、健康、口音和习惯，这些只留在寻亲登记里。"
            )
        return ""

    def _field(self, name: str) -> Field:
        """Made when it is first asked for."""
        if name not in self.fields:
            self.fields[name] = field = self._made(name)
            field.setParent(self)
            field.hide()
        return self.fields[name]

    def _made(self, name: str) -> Field:
        label = field_in_words(name, self.kind.value(), self._lang)
        if name in ANSWERS:
            words = [(each, answer_in_words(name, each, self._lang)) for each in ANSWERS[name]]
            return ChoiceField(label, words)
        if name == "second":
            field = OfficerField(label)
            field.offer(self._staff)
            return field
        if name in _LONG:
            return NoteField(label)
        return NumberField(label) if name in _NUMBERS else TextField(label)

    def _buttons(self) -> None:
        self.save = Press(self.tr("保存函件"), "primary", "F9")
        self.save.clicked.connect(self.ask)
        back = Press(self.tr("返回"), "plain", "Esc")
        back.clicked.connect(self.shut)
        self.body.addLayout(in_a_row(self.save, back))


def _plain(name: str, text: str) -> str:
    """A day in whatever way it was typed, as it is kept; a time after it stays."""
    if name not in DAYS or not text:
        return text
    day, _, hour = text.partition(" ")
    today = day_of(clock.now())
    read = read_past_day(day, today) if name in PAST else read_day(day, today)
    return f"{read.isoformat()} {hour}".strip() if read else text
