"""告知与同意: every question, answer and withdrawal that there ever was, the oldest first."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.visit import About, Answer, Consent
from app.paper import forms
from app.words.say import say
from ui.cards import Card, Chip, words
from ui.fields import Press
from ui.people.lines import copyable, moment
from ui.people.opened import Opened
from ui.theme import px

_TONES = {
    Answer.GRANTED: "ok",
    Answer.REFUSED: "warn",
    Answer.UNABLE: "plain",
    Answer.WITHDRAWN: "warn",
}
_STAY = 9
"""So many are read at a glance; of more the latest stay and the older ones are folded."""
_MOST = 200


class ConsentsCard(Card):
    """A ledger: nothing in it is replaced, and nothing can be done with it here."""

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("告知与同意"), "check_circle")
        self._lang = lang
        self._holder: QWidget | None = None
        self._opened: Opened | None = None
        self._whole = False
        self.more = Press("", "link")
        self.more.clicked.connect(self._unfold)
        self.body.addWidget(self.more)

    def show_file(self, opened: Opened) -> None:
        """Replace the rows; of another person the older ones are folded again."""
        if self._opened is None or self._opened.person != opened.person:
            self._whole = False
        self._opened = opened
        self._fill(opened)

    def _fill(self, opened: Opened) -> None:
        if self._holder:
            self.body.removeWidget(self._holder)
            self._holder.deleteLater()
        self._holder = QWidget()
        grid = QGridLayout(self._holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(4))
        grid.setColumnStretch(2, 1)
        asked = opened.file.consents
        shown = asked[-_MOST:] if self._whole else asked[-_STAY:]
        for row, one in enumerate(shown):
            self._add(grid, row, one, opened)
        if not asked:
            grid.addWidget(words(self.tr("未记录告知和同意"), "label"), 0, 0)
        older = len(asked) - len(shown)
        self.more.setText(self.tr("更早的 {0} 条（全部见本人信息告知单）").format(older))
        self.more.setVisible(older > 0 and not self._whole)
        self.body.addWidget(self._holder)

    def _add(self, grid: QGridLayout, row: int, one: Consent, opened: Opened) -> None:
        heard = "notice_" if one.about is About.NOTICE else ""
        answer = say(f"answer.{heard}{one.answer}", self._lang)
        parts = (
            words(moment(one.at), "note"),
            Chip(answer, _TONES[one.answer]),
            copyable(self._said(one, opened)),
        )
        for column, part in enumerate(parts):
            grid.addWidget(part, row, column, Qt.AlignmentFlag.AlignTop)

    def _said(self, one: Consent, opened: Opened) -> str:
        """What was asked, how far it goes, how it was told, by whom."""
        parts = (
            say(f"about.{one.about}", self._lang),
            say(f"told_scope.{one.scope}", self._lang) if one.scope else "",
            self._how(one.how),
            opened.by(one.officer),
        )
        return " · ".join(part for part in parts if part)

    def _how(self, how: str) -> str:
        return forms.form("notice", self._lang).word("how", how)

    def _unfold(self) -> None:
        self._whole = True
        if self._opened:
            self._fill(self._opened)
