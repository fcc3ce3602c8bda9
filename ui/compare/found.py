"""Whom somebody on file may be compared with: cards without answers, Enter opens."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import clock
from app.clock import local
from app.domain.clue import Clue, Verdict
from app.domain.face import Band, Photograph
from app.domain.staff import Officer
from app.settings import Settings
from app.words.clues import clues_in_words
from app.words.say import listed
from ui.candidate import TALL, CandidateCard, Shown
from ui.intake.form import about_person, when
from ui.people.lines import station_words
from ui.people.who_card import clear
from ui.theme import px
from ui.thumbs import smalls
from ui.walk import show

if TYPE_CHECKING:
    from app.desk.alike import Alike
    from app.store.ask import Asks
    from app.store.people import Card

MOST, MOST_CLUES = 10, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One of the list: what a card says, the clues, and the word for them."""

    person: UUID
    card: "Card"
    likely: Band | None = None
    clues: tuple[Clue, ...] = ()
    copies: tuple[str, ...] = ()
    """Who else is on file with the very same picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list and its pictures; `search` where it was the machine that looked."""

    found: tuple[Found, ...]
    pictures: Mapping[UUID, QImage] = field(default_factory=dict)
    search: "Alike | None" = None
    own: bool = False
    """The words found nobody but the file itself."""


def look_up(asks: "Asks", person: UUID, chosen: Settings, *, by: Officer, at: datetime) -> Listed:
    """Whoever may be the same, the likeliest first."""
    from app.desk import alike

    bands = alike.bands_of(asks, chosen.data, chosen.engine)
    search = alike.alike(asks, person, bands, by=by, at=at)
    found = tuple(
        Found(
            person=one.person,
            card=one.card,
            likely=one.likely or one.band,
            clues=one.clues,
            copies=one.same_picture,
        )
        for one in search.found
    )
    photos: dict[UUID, Photograph | None] = {one.person: one.photo for one in search.found}
    pictures = smalls(asks, photos, TALL)
    return Listed(found=found, pictures=pictures, search=search)


def looked_for(asks: "Asks", typed: str, person: UUID, *, sealed: bool) -> Listed:
    """Whom the words find, as Ctrl+K does."""
    from app.store.find import find
    from app.store.people import cards, together

    own = together(asks, person)
    hits = [one.person for one in find(asks, typed, MOST, sealed=sealed)]
    # Records that were decided to be the same human can be compared, and taken apart, here too.
    linked = [one for one in own if one != person] if set(hits) & set(own) else []
    people = [*(one for one in hits if one not in own), *linked]
    known = cards(asks, people, sealed=sealed)
    found = tuple(Found(person=one, card=known[one]) for one in people)
    pictures = smalls(asks, {f.person: f.card.photo for f in found}, TALL)
    return Listed(found=found, pictures=pictures, own=bool(hits) and not found)


class FoundList(QWidget):
    """Cards under each other; F6 goes through them, Enter opens one."""

    chosen = Signal(object)
    """The person."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(px(7))
        self.cards: list[CandidateCard] = []

    def show_list(self, found: Listed | None) -> None:
        """Replace the cards."""
        clear(self._lines)
        self.cards = []
        today = local(clock.now()).date()
        for one in found.found if found else ():
            picture = found.pictures.get(one.person) if found else None
            card = CandidateCard(self._shown(one, picture, today), judge=False)
            card.opened.connect(self.chosen)
            self._lines.addWidget(card)
            self.cards.append(card)

    def go_on(self) -> None:
        """The cursor on the first card, then on the next."""
        at = next((n for n, card in enumerate(self.cards) if card.hasFocus()), -1)
        if self.cards:
            card = self.cards[(at + 1) % len(self.cards)]
            card.setFocus(Qt.FocusReason.TabFocusReason)
            show(card)

    def _shown(self, one: Found, picture: QImage | None, today: date) -> Shown:
        card = one.card
        last = f"{when(card.last_visit)} {card.home or card.case_number}".strip()
        if card.elsewhere:
            last = " · ".join((self.tr("他站 {0}").format(station_words(card.elsewhere)), last))
        agree = [c for c in one.clues if c.verdict in {Verdict.AGREES, Verdict.NEAR}]
        why = clues_in_words(agree[:MOST_CLUES], self._lang)
        if one.copies:
            names = listed(one.copies[:MOST_CLUES], self._lang)
            why += "\n" + self.tr("同一张照片还登记在 {0} 名下").format(names)
        return Shown(
            person=one.person,
            name=card.name or self.tr("姓名不详"),
            about=about_person(card.sex, card.birth, today, self._lang),
            last=last,
            band=one.likely,
            why=why,
            file=picture,
        )
