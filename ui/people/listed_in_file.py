"""重点甄别 in a file that is open: shown once urgent need is seen to, its answer kept at once."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import clock
from app.desk import hits
from app.domain.errors import Refused, Unavailable
from app.domain.ids import PersonId
from app.domain.listing_hit import Decided, Hit
from app.store.register import Register
from ui.blacklist.listed_card import ListedCard
from ui.page import Desk, Telling
from ui.people.opened import Opened

if TYPE_CHECKING:
    from app.store.ask import Reader


class ListedInFile(QWidget):
    """A card that is hidden where nobody is listed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._opened: Opened | None = None
        self._asked = 0
        self.card = ListedCard(desk.settings.lang, desk.settings.list_days, saves=True)
        self.card.wanted.connect(self._save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.card)
        self.hide()

    def show_file(self, opened: Opened, *, waits: bool) -> None:
        """Another file, or the same one changed; nothing while urgent need waits."""
        if self._opened and self._opened.person != opened.person:
            self.card.clear()
        self._opened = opened
        self._asked += 1
        number, at, rounds = self._asked, clock.now(), self._desk.rounds
        if waits:
            self._show(number, [])
            return
        people, last = opened.file.people, rounds.stands.last if rounds else None

        def ask(reader: "Reader") -> list[Hit]:
            return hits.hits(reader, people, last, at)

        self._desk.jobs.read(self, ask, lambda found: self._show(number, found))

    def forget(self) -> None:
        """No file is open."""
        self._asked += 1
        self._opened = None
        self.card.clear()
        self.hide()

    def _show(self, number: int, found: list[Hit]) -> None:
        if number == self._asked:
            self.card.show_hits(found)
            self.setVisible(bool(found))

    def _save(self, decided: Decided) -> None:
        if self._opened is None:
            return
        person, officer, at = PersonId(self._opened.person), self._desk.officer, clock.now()

        def deed(register: Register) -> None:
            hits.decide(register, person, decided, by=officer, at=at)

        def not_kept(sorry: Refused | Unavailable) -> None:
            if block := self.card.blocks.get(decided.hit.listed.id):
                block.refused(sorry.key, self._desk.sentence(sorry))

        def kept(_none: None) -> None:
            if block := self.card.blocks.get(decided.hit.listed.id):
                block.fill({})
                block.words.warn("")
                block.answer.warn(self.tr("已保存。还可以再写一次，原来的保留。"), "ok")

            self._desk.tell(Telling(words=self.tr("对名单的处理已保存。"), tone="ok"))

        self._desk.jobs.desk(self, deed, kept, not_kept)
