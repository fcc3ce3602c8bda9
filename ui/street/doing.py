"""What is written down about a round: one card at a time, saved on the writer."""

from collections.abc import Callable, Mapping
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app import clock
from app.desk import drafts, street, street_arrival, street_seen
from app.domain.errors import Refused, Unavailable
from app.domain.ids import new_id
from app.domain.street import Encounter, StreetRound
from app.store.register import Register
from ui.intake import draft
from ui.page import Desk, PageWidget, Telling
from ui.papers.adverse_cards import DeedCard
from ui.pictures import FINE, small
from ui.street.met_card import MetCard, Written
from ui.street.question import Street
from ui.street.round_cards import Back, BackCard, RoundCard, Said
from ui.theme import px

_THUMB = 48
_Made = TypeVar("_Made")


class Doing(QObject):
    """The forms of the page; a rule that says no stands beside its field."""

    turned = Signal()
    """A card came or went."""
    saved = Signal()
    """Something was written down."""
    shut = Signal()
    """Esc in a card."""

    def __init__(self, desk: Desk, page: PageWidget) -> None:
        super().__init__(page)
        self._desk, self._busy = desk, False
        self._street: Street | None = None
        self._stood: dict[str, str] = {}
        settings = desk.settings
        self.round, self.back = RoundCard(settings.lang), BackCard(settings.lang)
        hours = settings.look_again_hours
        self.met = MetCard(desk.jobs, settings.camera, settings.lang, hours)
        self.cards: tuple[DeedCard, ...] = (self.round, self.back, self.met)
        self.met.snap.hide()
        for card in self.cards:
            card.hide()
            card.shut.connect(self.shut)
        self.round.wanted.connect(self._go)
        self.back.wanted.connect(self._back)
        self.met.wanted.connect(self._meet)
        self.met.snap.taken.connect(lambda _shown: self._show_photo())
        self.met.snap.dropped.connect(self.drop_photo)

    def show_street(self, found: Street) -> None:
        """Who may go along, and on which round one is."""
        self._street = found
        self.round.know(found)
        self.met.round = found.round.round if found.round else None

    def open_card(self) -> DeedCard | None:
        """The one that is filled in now."""
        return next((card for card in self.cards if not card.isHidden()), None)

    def _begun(self) -> None:
        self._stood = card.raw() if (card := self.open_card()) else {}
        self.turned.emit()

    def typed(self) -> dict[str, str]:
        """What an officer added to what stood in the open card, with it."""
        raw = card.raw() if (card := self.open_card()) else {}
        return {} if raw == self._stood else raw

    def close(self) -> None:
        """Nothing is filled in any more."""
        for card in self.cards:
            card.hide()
        self.met.snap.hide()

    def begin_round(self, found: Street | None) -> None:
        """Two go out."""
        self.close()
        self.round.begin_in(found.cold if found else None)
        if found:
            self.round.know(found)
        self._begun()

    def correct_round(self, one: StreetRound) -> None:
        """What was written of a round is written anew."""
        if self._street:
            self.close()
            self.round.correct(one, self._street)
            self._begun()

    def begin_back(self) -> None:
        """They are back."""
        self.close()
        self.back.begin()
        self._begun()

    def begin_met(self, before: Encounter | None) -> None:
        """Somebody was met, or met again."""
        self.close()
        self.met.snap.show()
        if before is None:
            self.met.begin()
        else:
            self.met.begin_again(before)
        self._begun()

    def correct(self, one: Encounter) -> None:
        """An encounter is written anew."""
        self.close()
        self.met.snap.show()
        self.met.correct(one)
        self._begun()

    def take_up(self, kept: Mapping[str, str]) -> None:
        """What was half filled is there again."""
        self._stood = {}
        for card in self.cards:
            if kept and kept.get("card") == type(card).__name__:
                self.close()
                self.met.snap.setVisible(card is self.met)
                card.begin()
                card.take_up(kept)
                self._show_photo()

    def drop_photo(self) -> None:
        """Ctrl+F4: no picture, after all."""
        self.met.keep(None)
        self._show_photo()

    def look(self, one: Encounter, then: Callable[[list[Encounter]], None]) -> None:
        """Everything about a stranger; that somebody looked is written down."""
        by, at = self._desk.officer, clock.now()

        def deed(register: Register) -> list[Encounter]:
            return street_seen.look(register, one.stranger, by=by, at=at)

        self._do(deed, then, self._sorry)

    def bring_in(self, one: Encounter) -> None:
        """An arrival is begun with what is known, as a draft: nothing is lost on the way."""
        by, at, lang = self._desk.officer, clock.now(), self._desk.settings.lang

        def deed(register: Register) -> UUID:
            found = street_arrival.along(register, one.met, by=by, at=at, lang=lang)
            for id_, _, _, content in register.drafts(drafts.INTAKE):
                begun = draft.load(content)
                if begun and begun.encounter == found.encounter:
                    return id_
            made = draft.Unfinished(
                visit=new_id(), person=new_id(), arrived_at=at.isoformat(), fields=found.fields,
                photos=found.photos, encounter=found.encounter,
            )  # fmt: skip
            content = draft.dump(made)
            drafts.keep(
                register, drafts.Draft(id=made.visit, officer=by.id, saved_at=at, content=content)
            )
            return made.visit

        self._do(deed, lambda visit: self._desk.go("intake", visit), self._sorry)

    def _go(self, said: Said) -> None:
        by, at, station = self._desk.officer, clock.now(), self._desk.station

        def deed(register: Register) -> object:
            return street.go(register, station, said.going, by=by, at=at, corrects=said.corrects)

        told = self.tr("已出发。按 F8 打印要再去看的人，按 F3 登记遇见的人。")
        if said.corrects:
            told = self.tr("巡查已更正，原来写的保留在记录里。")
        self._do(deed, lambda _made: self._end(told), self.round.refused)

    def _back(self, back: Back) -> None:
        by, at, found = self._desk.officer, clock.now(), self._street
        if found is None or found.round is None:
            return
        round_ = found.round.round

        def deed(register: Register) -> object:
            return street.end(register, round_, back.words, by=by, at=at, ended_at=back.ended_at)

        told = self.tr("巡查已结束。按 F8 打印记录。")
        self._do(deed, lambda _made: self._end(told), self.back.refused)

    def _meet(self, written: Written) -> None:
        by, at, station = self._desk.officer, clock.now(), self._desk.station
        settings = self._desk.settings

        def deed(register: Register) -> Encounter:
            return street.meet(
                register, station, written.met, settings, by=by, at=at, corrects=written.corrects
            )

        self._do(deed, lambda _made: self._end(self.tr("已记下。")), self.met.refused)

    def _do(
        self,
        deed: Callable[[Register], _Made],
        then: Callable[[_Made], None],
        refused: Callable[[str, str], None],
    ) -> None:
        if self._busy:
            return
        self._busy = True

        def well(made: _Made) -> None:
            self._busy = False
            then(made)

        def ill(sorry: Refused | Unavailable) -> None:
            self._busy = False
            refused(sorry.key, self._desk.sentence(sorry))

        self._desk.jobs.desk(self, deed, well, ill)

    def _end(self, told: str) -> None:
        self.close()
        self._desk.tell(Telling(words=told, tone="ok"))
        self.saved.emit()

    def _sorry(self, _key: str, told: str) -> None:
        self._desk.tell(Telling(words=told, tone="warn"))

    def _show_photo(self) -> None:
        shown = self.met.shown
        image = small(shown.jpeg, px(_THUMB) * FINE) if shown else None
        self.met.snap.show_pictures([image] if image else [])
