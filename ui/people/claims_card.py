"""Everything ever said of a person: value, who said it, who wrote it down, what was corrected."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.domain.ids import ClaimId
from app.domain.person import Claim, ClaimKind
from app.words.say import say
from ui.cards import Card, words
from ui.fields import Press
from ui.people.lines import copyable, moment, shown
from ui.people.opened import Opened
from ui.theme import px

_ORDER = list(ClaimKind)


class ClaimsCard(Card):
    """One row a claim, the ones that count before the corrected ones, which are struck out."""

    correcting = Signal(object)

    def __init__(self, lang: str, *, may_correct: bool) -> None:
        super().__init__(self.tr("信息与来源"), "id_card")
        self._lang, self._may_correct = lang, may_correct
        self._holder: QWidget | None = None
        self.rows: dict[ClaimId, QLabel] = {}
        self.buttons: list[Press] = []
        self._again: dict[ClaimId, ClaimId] = {}

    def show_file(self, opened: Opened) -> None:
        """Replace the rows."""
        if self._holder:
            self.body.removeWidget(self._holder)
            self._holder.deleteLater()
        self._holder = QWidget()
        grid = QGridLayout(self._holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(4))
        grid.setColumnStretch(1, 1)
        self.rows, self.buttons = {}, []
        live = {c.id for c in opened.live_claims}
        self._again = _said_again(opened, live)
        told = [c for c in _sorted(opened, live) if c.id not in self._again]
        for row, claim in enumerate(told):
            self._add(grid, row, claim, opened, counts=claim.id in live)
        self.body.addWidget(self._holder)

    def _add(
        self, grid: QGridLayout, row: int, claim: Claim, opened: Opened, *, counts: bool
    ) -> None:
        top = Qt.AlignmentFlag.AlignTop
        value = copyable(shown(claim, self._lang), "" if counts else "label")
        best = opened.best(claim.kind)
        font = value.font()
        font.setBold(counts and best is not None and best.id == claim.id)
        font.setStrikeOut(not counts)
        value.setFont(font)
        if not counts:
            value.setAccessibleDescription(self.tr("已更正，不再采用"))
        self.rows[claim.id] = value
        grid.addWidget(words(say(f"claim.{claim.kind}", self._lang), "label"), row, 0, top)
        grid.addWidget(value, row, 1, top)
        grid.addWidget(words(self._about(claim, opened, counts=counts), "note"), row, 2, top)
        if counts and self._may_correct:
            button = Press(self.tr("更正"), "link")
            button.setAccessibleName(self.tr("更正 {0}").format(shown(claim, self._lang)))
            button.clicked.connect(lambda: self.correcting.emit(claim))
            self.buttons.append(button)
            grid.addWidget(button, row, 3, top)

    def _about(self, claim: Claim, opened: Opened, *, counts: bool) -> str:
        source = say(f"source.{claim.source}", self._lang)
        checked = self.tr("已核实") if claim.verified else self.tr("未核实")
        last = self.tr("已更正") if not counts else checked
        told = f"{source} · {last}\n{moment(claim.at)} {opened.by(claim.officer)}"
        more = sum(1 for newest in self._again.values() if newest == claim.id)
        before = self.tr("以前 {0} 次也这样说").format(more)
        return f"{told}\n{before}" if more else told


def _said_again(opened: Opened, live: set[ClaimId]) -> dict[ClaimId, ClaimId]:
    """Claims that a newer one of the same source repeats word for word: claim -> the newest.

    Who came fourteen times gave the name fourteen times; one line says so.
    """
    newest: dict[tuple[object, ...], ClaimId] = {}
    again: dict[ClaimId, ClaimId] = {}
    for claim in sorted(opened.file.claims, key=lambda c: c.at, reverse=True):
        if claim.id in live:
            same = (claim.kind, claim.value, claim.source, claim.verified)
            if same in newest:
                again[claim.id] = newest[same]
            newest.setdefault(same, claim.id)
    return again


def _sorted(opened: Opened, live: set[ClaimId]) -> list[Claim]:
    """By kind; the one that is shown first, then the others that count, then corrected ones."""

    def place(claim: Claim) -> tuple[int, bool, bool, float]:
        best = opened.best(claim.kind)
        shown_first = best is not None and best.id == claim.id
        corrected = claim.id not in live
        return _ORDER.index(claim.kind), corrected, not shown_first, -claim.at.timestamp()

    return sorted(opened.file.claims, key=place)
