"""Whether a voucher is held for a second person: asked once urgent need is answered, and who agrees
proves it with their own password."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app import clock
from app.desk import door, hits
from app.desk.listed_vouchers import Word
from app.domain.codes import urgent_answered
from app.domain.errors import Refused
from app.domain.listed_voucher import Agreed
from app.domain.listing_hit import Hit
from app.store.register import Register
from ui.page import Desk, PageWidget
from ui.vouchers.agreeing import AgreeCard, Filled
from ui.vouchers.question import Case

if TYPE_CHECKING:
    from app.store.ask import Reader


class Held(QObject):
    """The card follows the visit; nothing is shown while urgent need waits, here or at the door."""

    def __init__(self, desk: Desk, page: PageWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._asked = 0
        self.card = AgreeCard(desk.settings.lang, desk.settings.list_days)

    def show_case(self, case: Case, *, issues: bool) -> None:
        """Another visit, or the same one changed; with `issues` a voucher may be issued for it."""
        self._asked += 1
        number, person, at, last = self._asked, case.visit.person, clock.now(), self.word().last
        waits = not urgent_answered(case.visit.checks) or self._desk.urgent_waits()
        if waits or not issues:
            self.card.clear()
            return

        def ask(reader: "Reader") -> list[Hit]:
            return hits.hits(reader, [person], last, at)

        self._desk.jobs.read(self, ask, lambda found: self._show(number, found))

    def forget(self) -> None:
        """No visit is chosen."""
        self._asked += 1
        self.card.clear()

    def word(self) -> Word:
        """How old the list is here."""
        rounds = self._desk.rounds
        last = rounds.stands.last if rounds else None
        return Word(last=last, days=self._desk.settings.list_days)

    def _show(self, number: int, found: list[Hit]) -> None:
        if number == self._asked:
            self.card.show_hits(found)


def agreed(register: Register, filled: Filled | None) -> Agreed | None:
    """Who agreed, by their password; None where nobody had to."""
    if filled is None:
        return None
    if not (filled.login and filled.password):
        raise Refused("listed_voucher.needs_second")
    return Agreed(
        approver=door.agrees(register, filled.login, filled.password),
        escort=filled.escort,
        escort_by=filled.escort_by,
        counselling=filled.counselling,
        words=filled.words,
    )
