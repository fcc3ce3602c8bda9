"""Asking for another station's file from the window: rules first, then the line, then the cache."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app import clock
from app.domain.errors import Refused, Unavailable
from ui.page import Desk

if TYPE_CHECKING:
    from app.store.register import Register
    from app.sync.line import Line
    from app.wire.lending import AskContact, AskFile, BreakGlass, Contact, Lent

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Glass:
    """What two officers typed in to break glass."""

    person: UUID | None
    document: str
    purpose: str
    reason: str
    second: str
    password: str


class Borrowing(QObject):
    """One question at a time; its answer comes as a signal, and what went wrong as another."""

    came = Signal(object)
    """The person whose file is here now."""
    told = Signal(object)
    """The stations to call about a document, perhaps none."""
    sorry = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.busy = False

    def ask(self, person: UUID, visit: UUID, purpose: str, words: str) -> None:
        """For a case, by the ordinary door."""
        officer, hours = self._desk.officer, self._desk.settings.lent_hours

        def wish(register: "Register") -> "AskFile":
            from app.desk import lending

            why = lending.Wish(purpose=purpose, words=words)
            return lending.wish(register, person, visit, why, hours, by=officer)

        def say(line: "Line", asked: "AskFile") -> "Lent":
            from app.sync import lending

            return lending.ask(line, asked)

        self._begin(wish, say, self._keep)

    def break_glass(self, glass: Glass) -> None:
        """By two officers; the second one's password is proved first, which takes a moment."""
        if self.busy:
            return
        self.busy = True
        data = self._desk.settings.data

        def prove() -> UUID:
            from app.desk import door

            return door.second_of(data, glass.second, glass.password)

        self._desk.jobs.beside(
            self, prove, lambda second: self._break(glass, second), self._not_done
        )

    def _break(self, glass: Glass, second: UUID) -> None:
        officer, hours = self._desk.officer, self._desk.settings.glass_hours

        def wish(register: "Register") -> "BreakGlass":
            from app.desk import door, lending

            other = door.working(register, second)
            why = lending.Wish(purpose=glass.purpose, words=glass.reason)
            return lending.glass_wish(
                register, glass.person, glass.document, why, hours, by=officer, second=other
            )

        def say(line: "Line", asked: "BreakGlass") -> "Lent":
            from app.sync import lending

            return lending.break_glass(line, asked)

        self.busy = False
        self._begin(wish, say, self._keep)

    def contact(self, document: str) -> None:
        """Whom to call about exactly this document."""
        officer = self._desk.officer

        def wish(register: "Register") -> "AskContact":
            from app.desk import lending

            return lending.contact_wish(register, document, by=officer)

        def say(line: "Line", asked: "AskContact") -> "tuple[Contact, ...]":
            from app.sync import lending

            return lending.contacts(line, asked)

        self._begin(wish, say, self._told)

    def _begin(
        self,
        wish: "Callable[[Register], Asked]",
        say: "Callable[[Line, Asked], Answer]",
        then: "Callable[[Answer], None]",
    ) -> None:
        if self.busy:
            return
        self.busy = True
        self._desk.jobs.desk(
            self, wish, lambda asked: self._speak(asked, say, then), self._not_done
        )

    def _speak(
        self,
        asked: "Asked",
        say: "Callable[[Line, Asked], Answer]",
        then: "Callable[[Answer], None]",
    ) -> None:
        if self._desk.rounds is None:
            self._not_done(Unavailable("file.alone"))
            return
        self._desk.rounds.ask(self, lambda line: say(line, asked), then, self._not_done)

    def _keep(self, lent: "Lent") -> None:
        officer, at = self._desk.officer, clock.now()

        def keep(register: "Register") -> UUID:
            from app.desk import lending

            lending.keep(register, lent, by=officer, at=at)
            return lent.file.person.id

        self._desk.jobs.desk(self, keep, self._kept, self._not_done)

    def _kept(self, person: UUID) -> None:
        self.busy = False
        self.came.emit(person)

    def _told(self, stations: object) -> None:
        self.busy = False
        self.told.emit(stations)

    def _not_done(self, sorry: Refused | Unavailable) -> None:
        self.busy = False
        self.sorry.emit(sorry)
