"""The letterbox: what the centre has to tell, and the answer that settles each."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from app import clock
from app.domain.errors import Refused
from app.store.line import Letter
from app.words.say import say, sentence, sentences
from ui.cards import Card, Chip, words
from ui.people.lines import copyable
from ui.table import Cell, Column, RowTable
from ui.theme import px


def told(letter: Letter, lang: str) -> str:
    """A letter in one sentence."""
    what = say(f"kind.{letter.about}", lang) if letter.about else ""
    if letter.kind == "conflict":
        field = field_words(letter.about, str(letter.content.get("field", "")), lang)
        return say("letter.conflict", lang, what=what, field=field)
    if letter.kind == "number_twice":
        return say("letter.number_twice", lang, number=letter.content.get("number", "–"))
    if letter.kind == "link_twice":
        both = (say(f"sameness.{letter.content.get(name)}", lang) for name in ("kept", "lost"))
        kept, lost = both
        return say("letter.link_twice", lang, kept=kept, lost=lost)
    if letter.kind == "audit_broken":
        said = dict(letter.content.get("facts") or {})
        found = sentence(Refused(str(letter.content.get("reason", "")), **said), lang)
        return say("letter.audit_broken", lang, why=found)
    if letter.kind == "refused":
        key = str(letter.content.get("reason", ""))
        facts = dict(letter.content.get("facts") or {})
        kind = f"kind.{facts.get('kind', '')}"
        if kind in sentences(lang):
            facts["kind"] = say(kind, lang)
        why = sentence(Refused(key, **facts), lang) if key in sentences(lang) else key
        return say("letter.refused", lang, why=why)
    return say("letter.other", lang)


def field_words(about: str, name: str, lang: str) -> str:
    """A field as the officer knows it."""
    for key in (f"claim.{name}", f"field.{about}.{name}"):
        if key in sentences(lang):
            return say(key, lang)
    return name


class LettersCard(Card):
    """What waits to be answered, newest first, and both values side by side."""

    moved = Signal()
    """Another letter has the cursor."""

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("信箱"), "description")
        self._lang = lang
        self.count = Chip("", "plain")
        self.aside(self.count)
        self.table: RowTable[Letter] = RowTable(
            [
                Column(title=self.tr("时间"), width=118, cell=_when),
                Column(title=self.tr("内容"), width=0, cell=self._what),
            ],
            self.tr("信箱"),
        )
        self.table.moved.connect(self._show)
        self.body.addWidget(self.table, 1)
        self.none = words(self.tr("没有待处理的信件。"), "label", wrap=True)
        self.body.addWidget(self.none)
        self.sentence = words("", "strong", wrap=True)
        self.body.addWidget(self.sentence)
        self._values = QGridLayout()
        self._values.setHorizontalSpacing(px(12))
        self._values.setColumnStretch(0, 1)
        self._values.setColumnStretch(1, 1)
        self.kept, self.lost = copyable(""), copyable("")
        self.kept_label, self.lost_label = words("", "label"), words("", "label")
        for column, (label, value) in enumerate(
            ((self.kept_label, self.kept), (self.lost_label, self.lost))
        ):
            value.setWordWrap(True)
            self._values.addWidget(label, 0, column)
            self._values.addWidget(value, 1, column)
        self.body.addLayout(self._values)
        self.show_letters([])

    def show_letters(self, found: list[Letter]) -> None:
        """Replace the list; the cursor stays with its letter."""
        self.table.show_rows(found, keep=lambda one: one.id)
        self.table.setVisible(bool(found))
        self.none.setVisible(not found)
        self.count.say(self.tr("{0} 封").format(len(found)), "warn" if found else "plain")
        self._show(self.table.current())

    def current(self) -> Letter | None:
        """The letter with the cursor."""
        return self.table.current()

    def _what(self, letter: Letter) -> Cell:
        return Cell(text=told(letter, self._lang))

    def _show(self, letter: Letter | None) -> None:
        conflict = letter is not None and letter.kind == "conflict"
        self.sentence.setText(told(letter, self._lang) if letter else "")
        self.sentence.setVisible(letter is not None)
        for widget in (self.kept, self.lost, self.kept_label, self.lost_label):
            widget.setVisible(conflict)
        if letter is not None and conflict:
            self.kept_label.setText(self.tr("现在的值"))
            self.lost_label.setText(self.tr("另一个值"))
            self.kept.setText(self._value(letter, "kept"))
            self.lost.setText(self._value(letter, "lost"))
        self.moved.emit()

    def _value(self, letter: Letter, which: str) -> str:
        value = letter.content.get(which)
        return "—" if value in (None, "") else str(value)


def _when(letter: Letter) -> Cell:
    at: datetime = clock.local(letter.at)
    return Cell(text=f"{at:%m-%d %H:%M}")
