"""The follow-up with the cursor; what is told of kin and of outcomes only once it was opened."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtWidgets import QVBoxLayout

from app.desk.followups import Row
from app.domain.outside_letter import LetterKind, LetterStep
from app.words.letters import result_in_words
from app.words.say import say
from ui.cards import Card, Chip, words
from ui.followups.rows import stand
from ui.people.lines import breakable, copyable
from ui.people.who_card import clear
from ui.theme import px


class FollowupCard(Card):
    """Hidden where the list is empty, or a form is open."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self.name, self.case = copyable("", "title"), copyable("", "label")
        self.chip, self._list = Chip("", "plain"), QVBoxLayout()
        self._list.setSpacing(px(4))
        for part in (self.name, self.case, self.chip):
            self.body.addWidget(part)
        self.body.addLayout(self._list)
        self.hide()

    def show_row(self, row: Row | None, today: date, *, opened: bool) -> None:
        """`opened`: that somebody looks at it is written down, so all of it is told."""
        clear(self._list)
        self.setVisible(row is not None)
        if row is None:
            return
        self.name.setText(breakable(row.card.name) or say("state.nameless", self._lang))
        self.case.setText(row.card.case_number)
        cell = stand(row, today, self._lang)
        self.chip.say(cell.text, cell.tone or "plain")
        for name, told in self._plain(row):
            self._add(name, told)
        if opened:
            for name, told in self._told(row):
                self._add(name, told)
        else:
            self._list.addWidget(words(self.tr("按回车看联系方式和结果（查看会记录）。"), "label"))

    def _add(self, name: str, told: str) -> None:
        if told:
            self._list.addWidget(words(name, "label"))
            self._list.addWidget(copyable(told))

    def _plain(self, row: Row) -> Iterator[tuple[str, str]]:
        gone, lang = row.one.gone, self._lang
        how = say(f"leaving_kind.{gone.kind}", lang)
        place = say("followup.went_to", lang, place=gone.destination) if gone.destination else ""
        yield self.tr("离站"), f"{row.one.left_on} {how}{place}"
        yield self.tr("回访依据"), say(f"followup_why.{row.one.why}", lang)
        apart = self.tr("家乡部门（人户分离，两处都告知）")
        label = apart if len(row.offices) > 1 else self.tr("家乡部门")
        yield label, "\n".join(one.address for one in row.offices)
        if row.one.again:
            yield self.tr("离站六个月内又来站"), f"{row.one.again.day} {row.one.again.station}"

    def _told(self, row: Row) -> Iterator[tuple[str, str]]:
        yield self.tr("联系电话"), row.contact
        letter = row.one.letter
        if letter is None:
            return
        yield self.tr("回访函"), f"{letter.first.number}\n{letter.text.to}"
        if sent := letter.sending:
            yield self.tr("寄出"), f"{sent.on} {say(f'outside_how.{sent.how}', self._lang)}"
        for came in letter.entries:
            if came.step is LetterStep.ANSWERED and came in letter.answers:
                result = result_in_words(LetterKind.FOLLOW_UP, came.result, self._lang)
                yield self.tr("结果"), f"{came.on} {result} {came.words}".strip()
