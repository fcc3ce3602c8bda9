"""The letterbox: what the centre has to tell, and the answer that settles each."""

from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from app import clock
from app.desk.centre import ALARMS
from app.store.line import Letter
from app.words.say import say
from ui.cards import Card, Chip, words
from ui.centre.question import Found
from ui.centre.wording import told
from ui.fields import TextField
from ui.people.lines import behind, copyable, moment, shown
from ui.table import Cell, Column, RowTable
from ui.theme import px


class LettersCard(Card):
    """What waits to be answered, newest first, and both values side by side."""

    moved = Signal()
    """Another letter has the cursor."""

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("信箱"), "description")
        self._lang = lang
        self._answering: UUID | None = None
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
        self.none = words("", "label", wrap=True)
        self.body.addWidget(self.none)
        self.sentence = words("", "strong", wrap=True)
        self.body.addWidget(self.sentence)
        self.whom = copyable("", "label")
        self.body.addWidget(self.whom)
        self._values = QGridLayout()
        self._values.setHorizontalSpacing(px(12))
        self._values.setColumnStretch(0, 1)
        self._values.setColumnStretch(1, 1)
        self._found = Found()
        self._read = False
        self.kept, self.lost = Side(self.tr("现在的值")), Side(self.tr("另一个值"))
        self._values.addWidget(self.kept, 0, 0)
        self._values.addWidget(self.lost, 0, 1)
        self.body.addLayout(self._values)
        self.answer = TextField(self.tr("答复"), self.tr("写明核实的结果，F6 结信"))
        self.body.addWidget(self.answer)
        self._show_all()

    def show_letters(self, found: Found) -> None:
        """Replace the list; the cursor stays with its letter."""
        self._found, self._read = found, True
        self._show_all()

    def _show_all(self) -> None:
        letters = self._found.letters
        none = self.tr("没有待处理的信件。") if self._read else self.tr("正在读取信件…")
        self.none.setText(none)
        self.table.show_rows(letters, keep=lambda one: one.id)
        self.table.setVisible(bool(letters))
        self.none.setVisible(not letters)
        count = self.tr("{0} 封").format(len(letters)) if self._read else ""
        self.count.say(count, "warn" if letters else "plain")
        self._show(self.table.current())

    def current(self) -> Letter | None:
        """The letter with the cursor."""
        return self.table.current()

    def _what(self, letter: Letter) -> Cell:
        return Cell(text=told(letter, self._lang))

    def _show(self, letter: Letter | None) -> None:
        conflict = letter is not None and letter.kind == "conflict"
        alarm = letter is not None and letter.kind in ALARMS
        if not alarm or letter is None or letter.id != self._answering:
            self.answer.set_value("")
        self._answering = letter.id if letter else None
        self.answer.setVisible(alarm)
        self.sentence.setText(told(letter, self._lang) if letter else "")
        self.sentence.setVisible(letter is not None)
        whom = self._whom(letter) if letter else ""
        self.whom.setText(whom)
        self.whom.setVisible(bool(whom))
        for which, side in (("kept", self.kept), ("lost", self.lost)):
            side.setVisible(conflict)
            if letter is not None and conflict:
                side.show_value(*self._said(letter, which))
        self.moved.emit()

    def _whom(self, letter: Letter) -> str:
        """Whose file a letter is about: name and case."""
        card = self._found.people.get(letter.person) if letter.person else None
        if card is None:
            return ""
        if card.sealed and not card.name:
            return self.tr("受保护的档案")
        return " · ".join(part for part in (card.name, card.case_number) if part)

    def _said(self, letter: Letter, which: str) -> tuple[str, str, str]:
        """A value as it is read, where it comes from, and what stands behind it."""
        value = letter.content.get(which)
        if which == "kept":
            value = self._found.now.get(letter.id, value)
        plain = "—" if value in (None, "") else str(value)
        id_ = letter.content.get(f"{which}_claim")
        claim = self._found.claims.get(UUID(str(id_))) if id_ else None
        if claim is None:
            return plain, self._by(letter, which, value), ""
        if claim.id in self._found.gone:
            about = self.tr("已更正或作废，不再有效")
            return shown(claim, self._lang), about, behind(claim, self._lang)
        source = say(f"source.{claim.source}", self._lang)
        checked = self.tr("已核实") if claim.verified else self.tr("未核实")
        who = self._found.officers.get(claim.officer, "")
        about = f"{source} · {checked} · {moment(claim.at)} {who}".strip()
        return shown(claim, self._lang), about, behind(claim, self._lang)

    def _by(self, letter: Letter, which: str, value: object) -> str:
        """Who said a value of a record, as far as the centre told."""
        if value != letter.content.get(which):
            return self.tr("后来又改过")
        said = str(letter.content.get("officer", ""))
        if letter.content.get("by") != which or not said:
            return ""
        who = self._found.officers.get(UUID(said), "")
        return self.tr("{0} 改为此值").format(who) if who else ""


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
