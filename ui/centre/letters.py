"""The letterbox: what the centre has to tell, and the answer that settles each."""

from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from app import clock
from app.domain.errors import Refused
from app.store.line import Letter
from app.words.say import say, sentence, sentences
from ui.cards import Card, Chip, words
from ui.centre.question import Found
from ui.people.lines import behind, copyable, moment, shown
from ui.table import Cell, Column, RowTable
from ui.theme import px


def told(letter: Letter, lang: str) -> str:
    """A letter in one sentence."""
    if letter.kind == "conflict":
        return _conflict(letter, lang)
    if letter.kind == "number_twice":
        return say("letter.number_twice", lang, number=letter.content.get("number", "–"))
    if letter.kind == "link_twice":
        both = (say(f"sameness.{letter.content.get(name)}", lang) for name in ("kept", "lost"))
        kept, lost = both
        return say("letter.link_twice", lang, kept=kept, lost=lost)
    if letter.kind == "audit_broken":
        return say("letter.audit_broken", lang, why=_why(letter, lang))
    if letter.kind == "refused":
        return say("letter.refused", lang, why=_why(letter, lang))
    if letter.kind == "erased":
        ground = say(f"ground.{letter.content.get('ground', '')}", lang)
        by, second = letter.content.get("by", "–"), letter.content.get("with", "–")
        return say("letter_erased.done", lang, ground=ground, by=by, second=second)
    if letter.kind == "erased_late":
        return say("letter_erased.late", lang, people=letter.content.get("people", 1))
    return say("letter.other", lang)


def _conflict(letter: Letter, lang: str) -> str:
    what = say(f"kind.{letter.about}", lang) if letter.about else ""
    field = field_words(letter.about, str(letter.content.get("field", "")), lang)
    return say("letter.conflict", lang, what=what, field=field)


def _why(letter: Letter, lang: str) -> str:
    key = str(letter.content.get("reason", ""))
    facts = dict(letter.content.get("facts") or {})
    kind = f"kind.{facts.get('kind', '')}"
    if kind in sentences(lang):
        facts["kind"] = say(kind, lang)
    return sentence(Refused(key, **facts), lang) if key in sentences(lang) else key


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
        self._found = Found()
        self.kept, self.lost = Side(self.tr("现在的值")), Side(self.tr("另一个值"))
        self._values.addWidget(self.kept, 0, 0)
        self._values.addWidget(self.lost, 0, 1)
        self.body.addLayout(self._values)
        self.show_letters(self._found)

    def show_letters(self, found: Found) -> None:
        """Replace the list; the cursor stays with its letter."""
        self._found, letters = found, found.letters
        self.table.show_rows(letters, keep=lambda one: one.id)
        self.table.setVisible(bool(letters))
        self.none.setVisible(not letters)
        self.count.say(self.tr("{0} 封").format(len(letters)), "warn" if letters else "plain")
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
        for which, side in (("kept", self.kept), ("lost", self.lost)):
            side.setVisible(conflict)
            if letter is not None and conflict:
                side.show_value(*self._said(letter, which))
        self.moved.emit()

    def _said(self, letter: Letter, which: str) -> tuple[str, str, str]:
        """A value as it is read, where it comes from, and what stands behind it."""
        value = letter.content.get(which)
        plain = "—" if value in (None, "") else str(value)
        id_ = letter.content.get(f"{which}_claim")
        claim = self._found.claims.get(UUID(str(id_))) if id_ else None
        if claim is None:
            return plain, "", ""
        source = say(f"source.{claim.source}", self._lang)
        checked = self.tr("已核实") if claim.verified else self.tr("未核实")
        who = self._found.officers.get(claim.officer, "")
        about = f"{source} · {checked} · {moment(claim.at)} {who}".strip()
        return shown(claim, self._lang), about, behind(claim, self._lang)


class Side(QFrame):
    """One of two values that stand against each other, with whatever helps to choose."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("card", "inner")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(px(12), px(8), px(12), px(9))
        lines.setSpacing(px(3))
        self.value, self.about, self.behind = (
            copyable("", "strong"),
            copyable("", "note"),
            copyable("", "label"),
        )
        for part in (words(title, "label"), self.value, self.about, self.behind):
            lines.addWidget(part)
        lines.addStretch(1)

    def show_value(self, value: str, about: str, behind: str) -> None:
        """The value, its source, its reason."""
        self.value.setText(value)
        for label, text in ((self.about, about), (self.behind, behind)):
            label.setText(text)
            label.setVisible(bool(text))


def _when(letter: Letter) -> Cell:
    at: datetime = clock.local(letter.at)
    return Cell(text=f"{at:%m-%d %H:%M}")
