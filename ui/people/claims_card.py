"""Everything ever said of a person: value, who said it, who wrote it down, what was corrected."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from app.domain.ids import ClaimId
from app.domain.person import WITHDRAWN, Claim, ClaimKind
from app.words.say import say
from ui.cards import Card, words
from ui.fields import Press
from ui.people.lines import behind, copyable, moment, shown
from ui.people.opened import Opened
from ui.theme import px

_ORDER = list(ClaimKind)
_ALL = 9
"""So many rows are read at a glance; with more, the older ones of each kind are folded."""
_STAY = 2
"""How many of a kind stay in sight then."""


class ClaimsCard(Card):
    """By kind, the ones that count first; corrected ones are struck out, many older ones folded."""

    correcting = Signal(object)
    verifying = Signal(object)
    refuting = Signal(object)

    def __init__(self, lang: str, *, may_correct: bool) -> None:
        super().__init__(self.tr("信息与来源"), "id_card")
        self._lang, self._may_correct = lang, may_correct
        self._holder: QWidget | None = None
        self.rows: dict[ClaimId, QLabel] = {}
        self.buttons: list[Press] = []
        self.folds: dict[ClaimKind, Press] = {}
        self._unfolded: set[ClaimKind] = set()
        self._parts: dict[ClaimId, list[QWidget]] = {}
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
        self.rows, self.buttons, self.folds, self._parts = {}, [], {}, {}
        live = {c.id for c in opened.live_claims}
        self._again = _said_again(opened, live)
        told = [c for c in _sorted(opened, live) if c.id not in self._again]
        folded = _folded(told) if len(told) > _ALL else {}
        at = 0
        for index, claim in enumerate(told):
            at = self._add(grid, at, claim, opened, counts=claim.id in live)
            last = index + 1 == len(told) or told[index + 1].kind is not claim.kind
            if last and claim.kind in folded:
                self._add_fold(grid, at, claim.kind, folded[claim.kind])
                at += 1
        self.body.addWidget(self._holder)

    def _add(
        self, grid: QGridLayout, row: int, claim: Claim, opened: Opened, *, counts: bool
    ) -> int:
        """One claim, and beneath it what stands behind it; answers the next free row."""
        top = Qt.AlignmentFlag.AlignTop
        kind = words(say(f"claim.{claim.kind}", self._lang), "label")
        value = self._value(claim, opened, counts=counts)
        about = words(self._about(claim, opened, counts=counts), "note")
        parts: list[QWidget] = [kind, value, about]
        for column, part in enumerate(parts):
            grid.addWidget(part, row, column, top)
        if counts and self._may_correct:
            parts.append(self._keys(claim))
            # English keys beside the rest would leave the value the width of one character.
            place = (row + 1, 2, top) if self._lang == "en" else (row, 3, top)
            grid.addWidget(parts[-1], *place)
        if told := behind(claim, self._lang):
            parts.append(copyable(told, "note"))
            grid.addWidget(parts[-1], row + 1, 1, 1, 1 if self._lang == "en" else 3)
        self._parts[claim.id] = parts
        return row + 2

    def _value(self, claim: Claim, opened: Opened, *, counts: bool) -> QLabel:
        value = copyable(shown(claim, self._lang), "" if counts else "label")
        best = opened.best(claim.kind)
        font = value.font()
        font.setBold(counts and best is not None and best.id == claim.id)
        font.setStrikeOut(not counts)
        value.setFont(font)
        if not counts:
            value.setAccessibleDescription(self.tr("已更正，不再采用"))
        self.rows[claim.id] = value
        return value

    def _keys(self, claim: Claim) -> QWidget:
        """What can be done with a claim that counts."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(2))
        value = shown(claim, self._lang)
        deeds: list[tuple[str, str, Callable[[], None]]] = [
            (self.tr("更正"), self.tr("更正 {0}"), lambda: self.correcting.emit(claim)),
            (self.tr("有误"), self.tr("把 {0} 标为有误"), lambda: self.refuting.emit(claim)),
        ]
        if not claim.verified:
            check = (self.tr("核实"), self.tr("核实 {0}"), lambda: self.verifying.emit(claim))
            deeds.insert(0, check)
        if self._lang != "en":
            row.addStretch(1)
        for label, name, do in deeds:
            button = Press(label, "link")
            button.setAccessibleName(name.format(value))
            button.clicked.connect(do)
            self.buttons.append(button)
            row.addWidget(button)
        if self._lang == "en":
            row.addStretch(1)
        return holder

    def _add_fold(self, grid: QGridLayout, row: int, kind: ClaimKind, hidden: list[Claim]) -> None:
        """A key that shows the older ones of a kind, and hides them again."""
        fold = Press("", "link")
        fold.clicked.connect(lambda: self._turn(kind, hidden))
        self.folds[kind] = fold
        grid.addWidget(fold, row, 1, 1, 3, Qt.AlignmentFlag.AlignLeft)
        self._show_fold(kind, hidden)

    def _turn(self, kind: ClaimKind, hidden: list[Claim]) -> None:
        self._unfolded ^= {kind}
        self._show_fold(kind, hidden)

    def _show_fold(self, kind: ClaimKind, hidden: list[Claim]) -> None:
        is_open = kind in self._unfolded
        for claim in hidden:
            for part in self._parts[claim.id]:
                part.setVisible(is_open)
        label = self.tr("收起以前的") if is_open else self.tr("显示以前的 {0} 条")
        self.folds[kind].setText(label.format(len(hidden)))
        told = f"{say(f'claim.{kind}', self._lang)}: {label.format(len(hidden))}"
        self.folds[kind].setAccessibleName(told)

    def _about(self, claim: Claim, opened: Opened, *, counts: bool) -> str:
        source = say(f"source.{claim.source}", self._lang)
        checked = self.tr("已核实") if claim.verified else self.tr("未核实")
        gone = self.tr("已标为有误") if WITHDRAWN in claim.detail else self.tr("已更正")
        told = f"{source} · {checked if counts else gone}"
        told = f"{told}\n{moment(claim.at)} {opened.by(claim.officer)}"
        more = sum(1 for newest in self._again.values() if newest == claim.id)
        before = self.tr("以前 {0} 次也这样说").format(more)
        return f"{told}\n{before}" if more else told


def _folded(told: list[Claim]) -> dict[ClaimKind, list[Claim]]:
    """What is out of sight at first: all but the first of each kind, if it is more than one."""
    found: dict[ClaimKind, list[Claim]] = {}
    for kind in ClaimKind:
        rest = [c for c in told if c.kind is kind][_STAY:]
        if len(rest) > 1:
            found[kind] = rest
    return found


def _said_again(opened: Opened, live: set[ClaimId]) -> dict[ClaimId, ClaimId]:
    """Claims that a newer one of the same source repeats word for word: claim -> the newest.

    Who came fourteen times gave the name fourteen times; one line says so.
    """
    newest: dict[tuple[object, ...], ClaimId] = {}
    again: dict[ClaimId, ClaimId] = {}
    for claim in sorted(opened.file.claims, key=lambda c: c.at, reverse=True):
        if claim.id in live:
            by = (claim.detail.get("said_by"), claim.detail.get("ground"))
            same = (claim.kind, claim.value, claim.source, claim.verified, *by)
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
