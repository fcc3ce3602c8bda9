"""What is signed for: the security check, a bag that is sealed, what is given back."""

from collections.abc import Callable, Mapping
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app import clock
from app.desk import custody
from app.domain.errors import Refused, Unavailable
from app.domain.ids import VisitId
from app.domain.security import SecurityCheck
from app.store.register import Register
from app.words.say import say
from ui.custody.cards import CheckCard, Checked, GivenBack, ReturnCard, SealCard, Sealed
from ui.custody.lines import Row
from ui.custody.question import Case
from ui.page import Desk, Key, PageWidget, Telling
from ui.papers.adverse_cards import DeedCard

Made = TypeVar("Made")
Deed = Callable[[Register, VisitId], Made]


class Doing(QObject):
    """One card at a time; a rule that says no stands beside its field."""

    turned = Signal()
    """A card came or went."""
    shut = Signal(object)
    """Esc: what had been typed in the card, as for a draft."""
    done = Signal()

    def __init__(self, desk: Desk, page: PageWidget) -> None:
        super().__init__(page)
        self._stood: dict[str, str] = {}
        self._desk, self._busy = desk, False
        self.case: Case | None = None
        lang = desk.settings.lang
        self.check, self.seal, self.back = CheckCard(lang), SealCard(lang), ReturnCard(lang)
        self.cards: tuple[DeedCard, ...] = (self.check, self.seal, self.back)
        self.check.wanted.connect(self._check)
        self.seal.wanted.connect(self._seal)
        self.back.wanted.connect(self._give_back)
        for card in self.cards:
            card.hide()
            card.shut.connect(self._put_away)

    def keys(self) -> list[Key]:
        """F9 saves what is being filled in."""
        card = self.open_card()
        if card is None:
            return []
        return [Key(key="F9", words=card.doing, do=card.finish, primary=True, icon="check")]

    def show_case(self, case: Case, rows: list[Row], chosen: Row | None) -> None:
        """What there is, and who may sign; what is being filled in stays."""
        self.case = case
        for card in (self.check, self.seal, self.back):
            card.second.offer(case.officers)
        self.back.show_rows(rows, chosen)

    def open_card(self) -> DeedCard | None:
        """The one that is filled in now."""
        return next((card for card in self.cards if not card.isHidden()), None)

    def begin(self, card: DeedCard, kept: Mapping[str, str]) -> None:
        """Empty, or as it was left."""
        for other in self.cards:
            other.hide()
        card.begin()
        card.take_up(kept)
        if card is self.seal and self.case and not self.seal.bag.value():
            self.seal.bag.set_value(_next_bag(self.case))
            self.seal.bag.select()
        self._stood = {} if kept else card.raw()
        self.turned.emit()

    def take_up(self, kept: Mapping[str, str]) -> None:
        """Open again what was left half-filled."""
        for card in self.cards:
            if kept and card.take_up(kept):
                self.begin(card, kept)

    def close(self) -> None:
        """Somebody else's belongings are looked at."""
        for card in self.cards:
            card.hide()
        self.turned.emit()

    def do(
        self, deed: Deed[Made], then: Callable[[Made], None], refused: Callable[[str, str], None]
    ) -> None:
        """On the writer, one at a time."""
        if self.case is None or self._busy:
            return
        self._busy = True
        visit = VisitId(self.case.visit.id)

        def well(made: Made) -> None:
            self._busy = False
            then(made)

        def ill(sorry: Refused | Unavailable) -> None:
            self._busy = False
            refused(sorry.key, self._desk.sentence(sorry))

        self._desk.jobs.desk(self, lambda register: deed(register, visit), well, ill)

    def _check(self, said: Checked) -> None:
        officer, at = self._desk.officer, clock.now()

        def deed(register: Register, visit: VisitId) -> SecurityCheck:
            return custody.check(register, visit, said.second, said.words, by=officer, at=at)

        def checked(made: SecurityCheck) -> None:
            lang = self._desk.settings.lang
            told = say(made.doubt, lang) if made.doubt else self.tr("安检已登记。")
            self._end(self.check, told, "warn" if made.doubt else "ok")

        self.do(deed, checked, self.check.refused)

    def _seal(self, said: Sealed) -> None:
        officer, at = self._desk.officer, clock.now()

        def deed(register: Register, visit: VisitId) -> object:
            return custody.seal(register, visit, said.bag, said.signed, by=officer, at=at)

        told = self.tr("已封存入袋 {0}。按 Shift+F8 打印标签，按 F8 打印寄存物品清单。")
        words = told.format(said.bag.bag)
        self.do(deed, lambda _made: self._end(self.seal, words), self.seal.refused)

    def _give_back(self, said: GivenBack) -> None:
        officer, at = self._desk.officer, clock.now()

        def deed(register: Register, visit: VisitId) -> object:
            return custody.give_back(register, visit, said.back, said.signed, by=officer, at=at)

        told = self.tr("领回已登记。")
        self.do(deed, lambda _made: self._end(self.back, told), self.back.refused)

    def _end(self, card: DeedCard, told: str, tone: str = "ok") -> None:
        card.hide()
        self._desk.tell(Telling(words=told, tone=tone))
        self.turned.emit()
        self.done.emit()

    def _put_away(self) -> None:
        raw = card.raw() if (card := self.open_card()) else {}
        self.close()
        self.shut.emit({} if raw == self._stood else raw)


def _next_bag(case: Case) -> str:
    """Day and running number of the case, and a letter for each bag."""
    parts = case.visit.case_number.split("-")
    letter = chr(ord("A") + len(case.account.bags) % 26)
    return "-".join([part[-4:] for part in parts[2:4]] + [letter])


def second_names(case: Case, me: UUID, name: str) -> dict[str, str]:
    """Everybody by their id, the officer at the desk too."""
    return {**dict(case.officers), str(me): name}
