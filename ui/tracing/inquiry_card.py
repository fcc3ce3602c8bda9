"""The inquiry with the cursor: who looks, whom they look for, and everything that became of it."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from app.domain.inquiry import InquiryEntry, InquiryStep
from app.domain.kin_match import KinState
from app.words.kin import (
    channel_in_words,
    checked_by_in_words,
    checked_in_words,
    closed_in_words,
    entry_in_words,
    inquirer_word,
    sought_word,
    state_in_words,
)
from app.words.say import listed
from ui.cards import Card, Chip, SayLine, words
from ui.people.lines import copyable, moment, told_grid
from ui.people.who_card import clear
from ui.theme import px
from ui.tracing.question import InquiryRow

TONES = {"verified": "ok", "doubtful": "warn", "danger": "bad"}


class InquiryCard(Card):
    """Hidden while there is no inquiry, or a form is open."""

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("寻人登记"), "description")
        self._lang = lang
        self.checked = Chip("")
        self.aside(self.checked)
        self._list = QVBoxLayout()
        self._list.setSpacing(px(6))
        self.body.addLayout(self._list)
        self.hide()

    def show_inquiry(self, row: InquiryRow | None, names: Mapping[UUID, str]) -> None:
        """Who, whom, what became of it, and every entry, oldest first."""
        clear(self._list)
        if row is None:
            self.hide()
            return
        whole, lang = row.whole, self._lang
        result = whole.check.result if whole.check else ""
        self.title.setText(whole.first.number)
        told = checked_in_words(result, lang) if result else self.tr("寻人者未核实")
        self.checked.say(told, TONES.get(result, "plain"))
        if result == "danger":
            danger = self.tr("不告诉寻人者任何消息，也不说这个人在不在。请报告站领导和公安。")
            self._list.addWidget(SayLine(danger, "bad"))
        for told_here in row.told:
            state = state_in_words(KinState(told_here.state), lang)
            text = self.tr("他站正在办理（{0}）：{1}").format(state, told_here.contact)
            self._list.addWidget(SayLine(text, "info"))
        if row.pairs:
            states = listed([state_in_words(pair.state, lang) for pair in row.pairs], lang)
            here = self.tr("本站比对：{0}。按 F11 打开。").format(states)
            self._list.addWidget(SayLine(here, "info"))
        self._section(
            self.tr("谁在寻找（{0}）").format(channel_in_words(whole.first.channel, lang))
        )
        self._list.addWidget(
            told_grid([(inquirer_word(name, lang), text) for name, text in whole.inquirer.items()])
        )
        self._section(self.tr("寻找谁"))
        self._list.addWidget(
            told_grid([(sought_word(one.about, lang), one.value) for one in whole.sought])
        )
        self._section(self.tr("经过"))
        for one in whole.entries:
            if one.step is not InquiryStep.SOUGHT:
                self._list.addWidget(copyable("　".join(self._entry(one, names)), "label"))
        self.show()

    def _section(self, title: str) -> None:
        self._list.addWidget(words(title, "strong"))

    def _entry(self, one: InquiryEntry, names: Mapping[UUID, str]) -> Iterator[str]:
        yield moment(one.at)[5:]
        yield entry_in_words(one.step, self._lang)
        if one.step is InquiryStep.CHECKED:
            yield checked_in_words(one.result, self._lang)
            how = [x for x in one.detail.get("how", "").split(",") if x]
            if how:
                yield listed([checked_by_in_words(x, self._lang) for x in how], self._lang)
        if one.step is InquiryStep.CLOSED:
            yield closed_in_words(one.result, self._lang)
        yield from (part for part in (one.whom, one.words) if part)
        yield names.get(one.officer, "")
