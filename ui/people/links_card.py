"""What officers decided about this person and others, why, and taking it back."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.evidence import Decision, Link, Sameness
from app.words.say import listed, say
from ui.cards import Card, Chip, words
from ui.fields import Press, TextField
from ui.people.lines import copyable, moment
from ui.people.opened import Opened
from ui.people.who_card import clear
from ui.theme import px

_TONES = {Sameness.SAME: "ok", Sameness.NOT_SAME: "bad", Sameness.CANNOT_TELL: "warn"}


class UndoLine(QWidget):
    """Why a decision is taken back; Enter does it, Esc leaves it."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.reason = TextField(self.tr("撤回的理由"), self.tr("Enter 撤回，Esc 返回"))
        self.reason.on_enter(lambda: self.wanted.emit(self.reason.value()))
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)


class LinksCard(Card):
    """One block a decision; the undone ones stay, marked."""

    undo_wanted = Signal(object, str)
    opened_other = Signal(object)

    def __init__(self, lang: str, *, may_decide: bool) -> None:
        super().__init__(self.tr("同一人认定"), "link")
        self._lang, self._may_decide = lang, may_decide
        self._list = QVBoxLayout()
        self._list.setSpacing(px(8))
        self.body.addLayout(self._list)
        self.lines: dict[UUID, UndoLine] = {}
        self.undo_buttons: dict[UUID, Press] = {}

    def show_file(self, opened: Opened) -> None:
        """Replace the blocks."""
        clear(self._list)
        self.lines, self.undo_buttons = {}, {}
        decisions = {d.id: d for d in opened.file.decisions}
        for link in reversed(opened.file.links):
            made = decisions.get(link.decision)
            undone = decisions.get(link.undone_by) if link.undone_by else None
            self._list.addWidget(self._block(link, made, undone, opened))
        if not opened.file.links:
            self._list.addWidget(words(self.tr("没有和别的档案做过认定。"), "label"))

    def _block(
        self, link: Link, made: Decision | None, undone: Decision | None, opened: Opened
    ) -> QFrame:
        block = QFrame()
        block.setProperty("card", "inner")
        lines = QVBoxLayout(block)
        lines.setContentsMargins(px(12), px(7), px(10), px(8))
        lines.setSpacing(px(3))
        lines.addLayout(self._head(link, opened))
        if made:
            lines.addWidget(copyable(self._said(made, opened)))
        if undone:
            told = self.tr("已撤回：{0}").format(self._said(undone, opened))
            lines.addWidget(copyable(told, "label"))
        elif self._may_decide:
            line = UndoLine()
            line.hide()
            line.wanted.connect(lambda reason: self.undo_wanted.emit(link, reason))
            self.lines[link.id] = line
            lines.addWidget(line)
        return block

    def _head(self, link: Link, opened: Opened) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        word = say(f"sameness.{link.answer}", self._lang)
        if not link.stands:
            word = self.tr("{0}（已撤回）").format(word)
        row.addWidget(Chip(word, _TONES[link.answer] if link.stands else "plain"))
        if link.id in opened.links_pending:
            row.addWidget(Chip(self.tr("待中心确认"), "warn"))
        other = opened.others.get(opened.far_end(link))
        name = f"{other.name}　{other.case_number}" if other else ""
        row.addWidget(copyable(name), 1)
        if other and other.person not in opened.file.people:
            row.addWidget(self._link(self.tr("看档案"), name, lambda: self._open(other.person)))
        if link.stands and self._may_decide:
            button = self._link(self.tr("撤回"), name, lambda: self._ask(link.id))
            self.undo_buttons[link.id] = button
            row.addWidget(button)
        return row

    def _link(self, text: str, about: str, do: object) -> Press:
        button = Press(text, "link")
        button.setAccessibleName(f"{text} {about}")
        if callable(do):
            button.clicked.connect(lambda _on=False: do())
        return button

    def _open(self, person: UUID) -> None:
        self.opened_other.emit(person)

    def _ask(self, link: UUID) -> None:
        line = self.lines[link]
        line.show()
        line.reason.setFocus(Qt.FocusReason.TabFocusReason)

    def _said(self, made: Decision, opened: Opened) -> str:
        """When, by whom, on what and why."""
        kinds = {e.id: e.kind for e in opened.file.evidence}
        seen = dict.fromkeys(kinds[e] for e in made.evidence if e in kinds)
        why = listed((say(f"evidence.{kind}", self._lang) for kind in seen), self._lang)
        parts = (moment(made.at), opened.by(made.officer), why, made.reason)
        return " · ".join(part for part in parts if part)
