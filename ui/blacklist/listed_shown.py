"""重点甄别 beside what is looked at: what is known, and nothing to fill in; answers belong to an
arrival or a file."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app import clock
from app.desk import hits
from app.domain.listing_hit import Hit
from ui.blacklist.listed_card import Known
from ui.cards import Card, words
from ui.page import Desk

if TYPE_CHECKING:
    from app.store.ask import Reader

Sides = Sequence[tuple[str, Iterable[UUID]]]
"""What each is called here, with the records of that human."""


class ListedShown(Card):
    """Hidden where nobody is listed, and as long as urgent need waits."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("重点甄别"), "visibility")
        self._desk = desk
        self._asked = 0
        self.parts: list[QWidget] = []
        self.hide()

    def ask(self, sides: Sides, *, waits: bool = False) -> None:
        """Of these, as this desk knows it now."""
        self._asked += 1
        number, at, rounds = self._asked, clock.now(), self._desk.rounds
        last = rounds.stands.last if rounds else None
        wanted = [(name, tuple(people)) for name, people in sides]
        if waits or not wanted:
            self._show(number, [])
            return

        def look(reader: "Reader") -> list[tuple[str, Hit]]:
            return [
                (name, hit)
                for name, people in wanted
                if not hits.urgent_waits(reader, people)
                for hit in hits.hits(reader, people, last, at)
            ]

        self._desk.jobs.read(self, look, lambda found: self._show(number, found))

    def forget(self) -> None:
        """Nobody is looked at."""
        self.ask(())

    def _show(self, number: int, found: list[tuple[str, Hit]]) -> None:
        if number != self._asked:
            return
        for part in self.parts:
            self.body.removeWidget(part)
            part.hide()
            part.deleteLater()
        self.parts = []
        for name, hit in found:
            chosen = self._desk.settings
            if name:
                self._add(words(name, "strong"))
            self._add(Known(hit, chosen.lang, chosen.list_days))
        self.setVisible(bool(found))

    def _add(self, part: QWidget) -> None:
        self.parts.append(part)
        self.body.addWidget(part)
