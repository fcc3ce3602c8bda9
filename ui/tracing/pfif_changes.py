"""What a PFIF file would change or end in inquiries that are there; Space says yes to one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.desk.pfif_import import Difference
from app.words.kin import sought_word
from app.words.say import say
from ui.table import Cell, Column, RowTable

_NUMBER, _YES, _WHO = 210, 96, 210
_LEAST = 300


def _change(about: str, before: str, after: str, lang: str) -> str:
    what, before = sought_word(about, lang), before or "—"
    return say("pfif_import.change", lang, what=what, before=before, after=after)


class ChangesTable(RowTable[Difference]):
    """Nothing is agreed to beforehand."""

    marked = Signal()

    def __init__(self, lang: str) -> None:
        self.agreed: set[str] = set()
        """Numbers of records of which the officer said yes."""

        def what(one: Difference) -> Cell:
            if one.ends:
                return Cell(text=say("pfif_import.ends", lang))
            said = [_change(*change, lang) for change in one.changed]
            return Cell(text=said[0], note="　".join(said[1:]))

        def yes(one: Difference) -> Cell:
            agreed = one.reference in self.agreed
            key = "pfif_import.agreed" if agreed else "pfif_import.left"
            return Cell(text=say(key, lang), tone="ok" if agreed else "plain")

        columns: list[Column[Difference]] = [
            Column(title=self.tr("同意"), width=_YES, cell=yes),
            Column(
                title=self.tr("本站的登记"), width=_NUMBER,
                cell=lambda one: Cell(text=one.name or one.number, note=one.number),
            ),
            Column(title=self.tr("文件要改什么：原来 → 改成"), width=0, cell=what),
            Column(
                title=self.tr("文件自称由谁写（无从证明）"), width=_WHO,
                cell=lambda one: Cell(text=one.author or "—", note=one.reference),
            ),
        ]  # fmt: skip
        super().__init__(columns, self.tr("会改动已有登记"), _LEAST)
        self.opened.connect(self._turn)

    def offer(self, found: Sequence[Difference]) -> None:
        """These; nothing agreed to."""
        self.agreed.clear()
        self.show_rows(found)

    def agree_to_changes(self) -> None:
        """To all that adds; an end wants a yes of its own."""
        self.agreed |= {one.reference for one in self.rows.rows if not one.ends}
        self._again()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        one = self.current()
        if event.key() == Qt.Key.Key_Space and one is not None:
            self._turn(one)
        else:
            super().keyPressEvent(event)

    def _turn(self, one: Difference) -> None:
        self.agreed ^= {one.reference}
        self._again()

    def _again(self) -> None:
        self.show_rows(list(self.rows.rows), keep=lambda one: one.reference)
        self.marked.emit()
