"""The letter with the cursor: what stands in it, and what became of it."""

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout

from app.domain.outside_letter import LetterStep, OutsideLetter, Whole
from app.words.letters import detail_in_words, kind_in_words, result_in_words
from app.words.say import say
from ui.cards import Card
from ui.letters.question import Case
from ui.people.lines import copyable, moment
from ui.people.who_card import clear
from ui.theme import px


class ChosenCard(Card):
    """Hidden while there is no letter, or a form is open."""

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("函件"), "description")
        self._lang = lang
        self._list = QVBoxLayout()
        self._list.setSpacing(px(4))
        self.body.addLayout(self._list)
        self.hide()

    def show_letter(self, whole: Whole | None, case: Case | None) -> None:
        """Its text, then every entry, oldest first; what was taken back is said to be."""
        clear(self._list)
        if whole is None or case is None:
            self.hide()
            return
        self.title.setText(kind_in_words(whole.kind, self._lang))
        self._list.addWidget(copyable(whole.first.number, "label"))
        for line in detail_in_words(whole.text, self._lang):
            self._list.addWidget(copyable(line))
        for one in whole.entries:
            self._list.addWidget(copyable("　".join(self._entry(one, case)), "label"))
        self.show()

    def _entry(self, one: OutsideLetter, case: Case) -> Iterator[str]:
        yield moment(one.at)[5:]
        yield say(f"outside_step.{one.step}", self._lang)
        if one.step is LetterStep.SENT:
            yield say(f"outside_how.{one.how}", self._lang)
        if one.step is LetterStep.ANSWERED:
            yield result_in_words(one.kind, one.result, self._lang)
        if one.step is not LetterStep.WRITTEN:
            yield from (part for part in (one.whom, one.number, one.words) if part)
        yield case.names.get(one.officer, "")
