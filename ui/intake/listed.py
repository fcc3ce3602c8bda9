"""Whether who is at the desk is on 重点甄别名单: asked once they were recognised, and not before
urgent need is answered."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app import clock
from app.desk import hits
from app.domain.codes import urgent_answered
from app.domain.evidence import Sameness
from app.domain.ids import PersonId
from app.domain.listing_hit import Hit
from app.store.changes import Changes
from ui.intake.arriving import Arriving
from ui.page import Desk

if TYPE_CHECKING:
    from app.store.ask import Reader

_KINDS = frozenset({"listed", "link", "person"})


class Listed(QObject):
    """The card follows the answers; nothing on it can hold up the arrival."""

    turned = Signal()
    """The card came or went."""

    def __init__(self, desk: Desk, arriving: Arriving, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._arriving = desk, arriving
        self.card = arriving.listed
        self._people: frozenset[PersonId] = frozenset()
        """Of whom it was asked last."""
        self._asked = 0
        desk.jobs.changed.connect(self._changed)

    def look(self) -> None:
        """An answer was given or taken back, or something was typed."""
        people = self._recognised()
        if people != self._people:
            self._people = people
            self._ask()

    def _recognised(self) -> frozenset[PersonId]:
        """Who was said to be this one, once urgent need is answered; before that nobody."""
        judged = self._arriving.candidates.judged()
        same = frozenset(one.other for one in judged if one.answer is Sameness.SAME)
        if not same or not urgent_answered(self._arriving.arrival().checks):
            return frozenset()
        return same

    def _ask(self) -> None:
        self._asked += 1
        number, people = self._asked, self._people
        if not people:
            self._show(number, [])
            return
        rounds = self._desk.rounds
        last, at = rounds.stands.last if rounds else None, clock.now()

        def ask(reader: "Reader") -> list[Hit]:
            return hits.hits(reader, people, last, at)

        self._desk.jobs.read(self, ask, lambda found: self._show(number, found))

    def _show(self, number: int, found: list[Hit]) -> None:
        if number == self._asked:
            self.card.show_hits(found)
            self.turned.emit()

    def _changed(self, changes: Changes) -> None:
        if self._people and changes.kinds & _KINDS:
            self._ask()
