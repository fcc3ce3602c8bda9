"""What is known of the matter with the cursor: its rule, what closes it, what was written down."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.desk.today import Row, Today
from app.domain.matter import MatterStep, StepKind, standing
from app.words.say import say
from app.words.served import step_in_words
from ui.cards import Card, Chip, words
from ui.fields import Press
from ui.people.lines import breakable, copyable, moment
from ui.people.links_card import UndoLine
from ui.people.who_card import clear
from ui.theme import px
from ui.today.rows import time_left


class MatterCard(Card):
    """Hidden where the list is empty."""

    taken_back = Signal(object, str)
    """An entry that was wrong, and why."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self.name, self.case = copyable("", "title"), copyable("", "label")
        self.matter, self.left = copyable("", "strong"), Chip("", "plain")
        self.source, self.closes = copyable("", "label"), copyable("")
        self.owner = copyable("", "label")
        self.buttons: list[Press] = []
        self.lines: list[UndoLine] = []
        self._steps = QVBoxLayout()
        self._steps.setSpacing(px(3))
        chip = QHBoxLayout()
        chip.addWidget(self.left)
        chip.addStretch(1)
        for part in (self.name, self.case, self.matter):
            self.body.addWidget(part)
        self.body.addLayout(chip)
        for part in (self.source, words(self.tr("办结依据"), "label"), self.closes, self.owner):
            self.body.addWidget(part)
        self.body.addLayout(self._steps)
        self.hide()

    def show_row(self, row: Row | None, today: Today | None, now: datetime) -> None:
        """Another one, or none; its entries come after."""
        self.setVisible(row is not None)
        clear(self._steps)
        self.buttons, self.lines = [], []
        if row is None or today is None:
            return
        due, lang = row.due, self._lang
        hidden = say("state.sealed" if row.sealed else "state.nameless", lang)
        self.name.setText(breakable(row.name) or hidden)
        self.case.setText(row.case_number)
        self.matter.setText(say(f"matter.{due.matter}", lang))
        text, tone = time_left(due, now, lang)
        self.left.say(f"{text} · {moment(due.due)}" if due.due else text, tone)
        self.source.setText(say(f"matter_source.{due.matter}", lang))
        self.closes.setText(say(f"matter_closes.{due.matter}", lang))
        owner = today.officers.get(due.owner, "") if due.owner else self.tr("未指定")
        self.owner.setText(self.tr("负责人：{0}").format(owner))

    def show_steps(self, steps: Sequence[MatterStep], today: Today, *, may: bool) -> None:
        """What was written down about it; with `may`, what stands can be taken back."""
        clear(self._steps)
        self.buttons, self.lines = [], []
        counts = {one.id for one in standing(steps)}
        for one in reversed(steps):
            if one.kind is not StepKind.OWNED:
                self._add(one, today, may=may and one.id in counts)

    def _add(self, one: MatterStep, today: Today, *, may: bool) -> None:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        by = today.officers.get(one.officer, "")
        text = " · ".join(
            part for part in (step_in_words(one, self._lang), moment(one.at), by) if part
        )
        row.addWidget(copyable(text, "label"), 1)
        self._steps.addWidget(holder)
        if may:
            self._offer(one, row)

    def _offer(self, one: MatterStep, row: QHBoxLayout) -> None:
        button, line = Press(self.tr("记录有误"), "link"), UndoLine()
        line.hide()
        line.wanted.connect(lambda why: self.taken_back.emit(one, why))
        button.clicked.connect(lambda: self._ask(line))
        row.addWidget(button)
        self._steps.addWidget(line)
        self.buttons.append(button)
        self.lines.append(line)

    def _ask(self, line: UndoLine) -> None:
        line.show()
        line.reason.setFocus()
