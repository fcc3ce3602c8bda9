"""Field by field: what was said of one, what was said of the other, and whether it agrees."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from app.desk.beside import NO_CLUE, Pair, Row, Stated
from app.domain.clue import Verdict
from app.words.clues import reason_in_words
from app.words.say import say
from ui.cards import Card, Chip, words
from ui.people.lines import copyable, shown
from ui.theme import px

TONES = {
    Verdict.AGREES: "ok",
    Verdict.NEAR: "info",
    Verdict.DIFFERS: "warn",
    Verdict.UNKNOWN: "plain",
}
_MOST = 6
_PLAIN = frozenset({"name", "sex", "document", "phone"})
"""Where these agree, there is nothing more to say of it."""


class RowsCard(Card):
    """One row a field; values that were corrected stand there struck out in words."""

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("逐项对照"), "description")
        self._lang = lang
        self._table: QWidget | None = None

    def show_pair(self, pair: Pair) -> None:
        """Replace the rows."""
        if self._table is not None:
            self.body.removeWidget(self._table)
            self._table.hide()
            self._table.deleteLater()
        self._table = QWidget()
        grid = QGridLayout(self._table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(6))
        for column, share in ((1, 5), (2, 3), (3, 5)):
            grid.setColumnStretch(column, share)
        at = 0
        for row in pair.rows:
            if row.one or row.other:
                at = self._add(grid, at, row)
        self.body.addWidget(self._table)

    def _add(self, grid: QGridLayout, at: int, row: Row) -> int:
        top = Qt.AlignmentFlag.AlignTop
        if at:
            line = QFrame()
            line.setProperty("card", "rule")
            line.setFixedHeight(1)
            grid.addWidget(line, at, 0, 1, 4)
        label = words(self._label(row), "label")
        label.setFixedWidth(px(72))
        label.setWordWrap(True)
        grid.addWidget(label, at + 1, 0, top)
        grid.addWidget(self._values(row.one), at + 1, 1, top)
        grid.addWidget(self._verdict(row), at + 1, 2, top)
        grid.addWidget(self._values(row.other), at + 1, 3, top)
        return at + 2

    def _label(self, row: Row) -> str:
        part = "claim" if row.about in NO_CLUE else "clue_about"
        return say(f"{part}.{row.about}", self._lang)

    def _values(self, said: Sequence[Stated]) -> QWidget:
        if not said:
            return words("—", "note")
        return copyable("\n".join(self._value(one) for one in said[:_MOST]))

    def _value(self, one: Stated) -> str:
        text = shown(one, self._lang)
        if one.verified:
            text = self.tr("{0}（已核实）").format(text)
        return text if one.counts else self.tr("{0}（已更正）").format(text)

    def _verdict(self, row: Row) -> QWidget:
        """The word, and in what way; the same in words for who hears the screen."""
        holder = QWidget()
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(px(2))
        if row.about in NO_CLUE or row.clue is None:
            lines.addWidget(Chip(self.tr("不作依据"), "plain"))
            told = say(f"no_clue.{row.about}", self._lang)
            lines.addWidget(words(told, "note", wrap=True))
            return holder
        verdict = row.clue.verdict
        lines.addWidget(Chip(say(f"verdict.{verdict}", self._lang), TONES[verdict]))
        said = verdict is Verdict.UNKNOWN or (verdict is Verdict.AGREES and row.about in _PLAIN)
        if not said:
            lines.addWidget(words(reason_in_words(row.clue, self._lang), "note", wrap=True))
        return holder
