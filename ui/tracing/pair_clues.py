"""The pair with the cursor: its heaviest clues for and against, and what would settle it."""

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.domain.clue import Clue, Verdict
from app.domain.inquiry import Checked
from app.domain.kin_match import clues_in
from app.words.clues import clue_in_words, to_settle
from app.words.say import listed
from ui.cards import Drawing, Elided
from ui.theme import INK_FAINT, TONES, px
from ui.tracing.bench_question import PairRow

_MOST = 3


class PairClues(QWidget):
    """Marks and words beside each other; a colour alone says nothing."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(px(10), px(2), px(4), px(2))
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(3))
        self._grid.setColumnStretch(1, 1)

    def show_pair(self, row: PairRow | None) -> None:
        """Of the offer that stands; nothing where there is none."""
        while self._grid.count():
            item = self._grid.takeAt(0)
            if item and (old := item.widget()):
                old.hide()
                old.deleteLater()
        offer = row.pair.offer if row else None
        self.setVisible(offer is not None)
        if offer is None:
            return
        if row and row.checked == Checked.DANGER:
            harm = self.tr("寻人者可能有害：什么都不告诉")
            self._line("error", TONES["bad"][0], harm)
        clues = clues_in(offer)
        known = [one for one in clues if one.verdict is not Verdict.UNKNOWN]
        speaks = sorted((one for one in known if one.weight > 0), key=lambda one: -one.weight)
        against = sorted((one for one in known if one.weight < 0), key=lambda one: one.weight)
        for one in speaks[:_MOST]:
            self._line("check_circle", TONES["ok"][0], clue_in_words(one, self._lang))
        for one in against[: _MOST - 1]:
            self._line("error", TONES["bad"][0], clue_in_words(one, self._lang))
        self._unknown(clues)

    def _unknown(self, clues: tuple[Clue, ...]) -> None:
        asks = to_settle(clues, self._lang)
        if asks:
            told = self.tr("可以问清：{0}").format(listed(asks, self._lang))
            self._line("help", INK_FAINT, told)

    def _line(self, icon: str, colour: str, text: str) -> None:
        at = self._grid.rowCount()
        self._grid.addWidget(Drawing(icon, colour), at, 0)
        label = Elided(text, "label")
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._grid.addWidget(label, at, 1)
