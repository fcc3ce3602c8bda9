"""Asking another station to approve the course that is open: the form, and sending it."""

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app import clock
from app.desk import drafts, reviews
from app.desk.courses import Opened
from app.domain.blacklist import State
from app.domain.errors import Refused, Unavailable
from app.domain.listing_review import Asked
from app.domain.staff import Right
from app.domain.station import Station
from app.store.register import Register
from ui.blacklist.ask_form import AskForm
from ui.kept import HalfFilled
from ui.page import Desk, Key, PageWidget, Telling
from ui.people.in_station import today

if TYPE_CHECKING:
    from app.store.ask import Reader


class AskingElsewhere(QObject):
    """One asking at a time, about one listing."""

    turned = Signal()
    """The form came or went."""

    def __init__(self, desk: Desk, page: PageWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self.form = AskForm()
        self._listing: UUID | None = None
        self._stations: list[Station] = []
        self.half_filled = HalfFilled(desk, drafts.LISTING_ASKED, self._typed, self)
        self.form.wanted.connect(self._send)
        self.form.shut.connect(self.end)

    @property
    def is_open(self) -> bool:
        """Whether the form is there."""
        return self._listing is not None

    def key(self, opened: Opened | None) -> list[Key]:
        """The key that begins it, where there is something to ask."""
        if opened is None or not self._desk.officer.may(Right.DECIDE):
            return []
        if opened.seen.course.state(today()) is not State.HEARD:
            return []
        begin = partial(self.begin, opened.seen.id)
        return [Key(key="Shift+F4", words=self.tr("请他站审批"), do=begin)]

    def begin(self, listing: UUID) -> None:
        """Which stations there are is asked first."""
        own = self._desk.station.code

        def ask(reader: "Reader") -> list[Station]:
            return reviews.who_can_be_asked(reader, own)

        def show(stations: list[Station]) -> None:
            self._listing, self._stations = listing, stations
            self.form.begin(stations, self.half_filled.of(listing))
            self.turned.emit()

        self._desk.jobs.read(self, ask, show)

    def start(self) -> None:
        """Keep what is typed from now on."""
        self.half_filled.start()

    def stop(self) -> None:
        """For the last time."""
        self.half_filled.stop()

    def throw_away(self) -> None:
        """What was typed is not wanted any more."""
        if self._listing is not None:
            self.half_filled.drop(self._listing)
            self.form.begin(self._stations, {})

    def end(self) -> None:
        """Nothing is being asked; what was typed stays kept."""
        if self._listing is not None:
            self.half_filled.keep()
            self._listing = None
            self.form.hide()
            self.turned.emit()

    def _typed(self) -> tuple[UUID, dict[str, str]] | None:
        raw = self.form.raw()
        emptied = self._listing is not None and self.half_filled.of(self._listing)
        return (self._listing, raw) if self._listing and (raw or emptied) else None

    def _send(self, to: str, words: str) -> None:
        listing = self._listing
        if listing is None:
            return
        officer, at = self._desk.officer, clock.now()

        def deed(register: Register) -> Asked:
            return reviews.ask(register, listing, to, words, by=officer, at=at)

        def done(_asked: Asked) -> None:
            self.end()
            self.half_filled.drop(listing)
            told = self.tr("已发出，联网后送到对方站；对方审批以前没有任何影响。")
            self._desk.tell(Telling(words=told, tone="ok"))

        self._desk.jobs.desk(self, deed, done, self._not_sent)

    def _not_sent(self, sorry: Refused | Unavailable) -> None:
        self.form.refused(self._desk.sentence(sorry))
