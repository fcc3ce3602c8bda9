"""The requests of a person, newest first, each with its time left; a leader answers here."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.domain.rights import RightsRequest
from app.domain.staff import Officer, Right
from app.store.requests import Standing
from app.words.say import say
from ui.cards import Card, Chip, words
from ui.fields import Press
from ui.people.lines import copyable, moment
from ui.people.opened import Opened
from ui.people.who_card import clear
from ui.theme import px

_SOON = 3
MOST = 30
"""So many are shown; all of them stand on the person's own paper."""


def time_left(request: RightsRequest, today: date, lang: str) -> tuple[str, str]:
    """Words and tone of the time left for an answer."""
    left = request.left(today)
    if today > request.due_on:
        return say("request.overdue", lang, days=-left), "bad"
    if left == 0:
        return say("request.due_today", lang), "bad"
    return say("request.due", lang, days=left), "warn" if left <= _SOON else "info"


class RequestsCard(Card):
    """One block a request, and what is kept about the person as a paper."""

    asking = Signal()
    sheet_wanted = Signal()
    answering = Signal(object)
    printing = Signal(object)

    def __init__(self, lang: str, officer: Officer) -> None:
        super().__init__(self.tr("权利请求"), "description")
        self._lang, self._officer = lang, officer
        sheet = Press(self.tr("告知单"), "link", "Shift+F8")
        sheet.setAccessibleName(self.tr("打印本人信息告知单"))
        sheet.clicked.connect(lambda _on=False: self.sheet_wanted.emit())
        self.aside(sheet)
        if officer.may(Right.REGISTER):
            ask = Press(self.tr("登记请求"), "link", "Shift+F2")
            ask.clicked.connect(lambda _on=False: self.asking.emit())
            self.aside(ask)
        self._list = QVBoxLayout()
        self._list.setSpacing(px(8))
        self.body.addLayout(self._list)
        self.buttons: dict[UUID, Press] = {}
        self.print_buttons: dict[UUID, Press] = {}

    def show_file(self, opened: Opened, today: date) -> None:
        """Replace the blocks; what waits for an answer comes first."""
        clear(self._list)
        self.buttons, self.print_buttons = {}, {}
        waits = [one for one in opened.requests if one.answer is None]
        done = [one for one in opened.requests if one.answer]
        newest = waits[::-1] + done[::-1]
        for one in newest[:MOST]:
            self._list.addWidget(self._block(one, opened, today))
        if (more := len(newest) - MOST) > 0:
            told = self.tr("另有 {0} 项，见本人信息告知单。").format(more)
            self._list.addWidget(words(told, "label"))
        if not newest:
            self._list.addWidget(words(self.tr("没有提出过请求。"), "label"))

    def _block(self, one: Standing, opened: Opened, today: date) -> QFrame:
        block = QFrame()
        block.setProperty("card", "inner")
        lines = QVBoxLayout(block)
        lines.setContentsMargins(px(12), px(7), px(10), px(8))
        lines.setSpacing(px(3))
        lines.addLayout(self._head(one, today))
        lines.addWidget(copyable(one.request.words))
        lines.addWidget(copyable(self._about(one.request, opened), "note"))
        if one.answer:
            facts = {
                "outcome": say(f"request_outcome.{one.answer.outcome}", self._lang),
                "at": moment(one.answer.at),
                "by": opened.by(one.answer.officer),
            }
            lines.addWidget(words(say("request.answered", self._lang, **facts), "strong"))
            lines.addWidget(copyable(one.answer.reason))
        return block

    def _head(self, one: Standing, today: date) -> QHBoxLayout:
        asked, row = one.request, QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(words(say(f"request_kind.{asked.kind}", self._lang), "strong"))
        if one.answer is None:
            row.addWidget(Chip(*time_left(asked, today, self._lang)))
            if self._officer.may(Right.ANSWER):
                self.buttons[asked.id] = self._link(self.tr("答复"), asked, self.answering.emit)
        row.addStretch(1)
        if asked.id in self.buttons:
            row.addWidget(self.buttons[asked.id])
        word = self.tr("打印答复") if one.answer else self.tr("打印回执")
        self.print_buttons[asked.id] = self._link(word, asked, self.printing.emit)
        row.addWidget(self.print_buttons[asked.id])
        return row

    def _about(self, asked: RightsRequest, opened: Opened) -> str:
        against = opened.by(asked.against) if asked.against else ""
        parts = (
            asked.number,
            self.tr("{0} 收到").format(asked.received_on.isoformat()),
            say(f"request_channel.{asked.channel}", self._lang),
            self.tr("期限 {0}").format(asked.due_on.isoformat()),
            self.tr("涉及 {0}").format(against) if against else "",
            self.tr("登记 {0}").format(opened.by(asked.officer)),
        )
        return " · ".join(part for part in parts if part)

    def _link(self, text: str, asked: RightsRequest, wanted: Callable[[object], None]) -> Press:
        button = Press(text, "link")
        button.setAccessibleName(f"{text} {asked.number}")
        button.clicked.connect(lambda _on=False: wanted(asked))
        return button
