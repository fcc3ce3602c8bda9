"""他站档案: another station's file while it is here, and the doors to one."""

import hashlib
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app import clock
from app.domain.errors import Refused, Unavailable
from app.domain.evidence import Sameness
from app.domain.ids import PersonId
from app.domain.staff import Right
from app.words.say import say
from ui.cards import SayLine, scrolling, sheet
from ui.page import Desk, Key, PageWidget, Telling
from ui.people.asking import GlassCard
from ui.people.borrowing import Borrowing
from ui.people.in_station import today
from ui.people.lent_doors import ContactCard, JudgeCard, LoansCard
from ui.people.lent_file import LentDecisions, LentVisits, LentWho
from ui.people.lines import moment
from ui.pictures import FINE, small
from ui.theme import GAP, px

if TYPE_CHECKING:
    from app.domain.visit import Visit
    from app.store.register import Register
    from app.sync.line import Line
    from app.wire.lending import Contact, Lent

_LOOK_EVERY = 20_000
"""Milliseconds between two looks at whether the time is over."""
_TALL = 142


class LentPage(PageWidget):
    """Read-only; it shuts by itself when the time is over or the case is closed."""

    reloads_on: ClassVar[frozenset[str]] = frozenset({"leaving", "visit", "index_card"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lang = desk.settings.lang
        self.lent: Lent | None = None
        self._case: Visit | None = None
        self._images: dict[str, QImage] = {}
        self._wanted: list[str] = []
        self.borrowing = Borrowing(desk)
        self.told = SayLine()
        self.who, self.visits = LentWho(lang), LentVisits(lang)
        self.decisions, self.judge = LentDecisions(lang), JudgeCard(lang)
        self.loans, self.contact, self.glass = LoansCard(), ContactCard(), GlassCard(lang)
        self._over = QTimer(self)
        self._over.setInterval(_LOOK_EVERY)
        self._over.timeout.connect(self.reload)
        self._lay_out()
        self._connect()
        self._show_doors()

    def keys(self) -> list[Key]:
        """Decide who it is; or break glass by a document."""
        back = Key(key="Esc", words=self.tr("返回"), do=self.desk.back)
        if self.lent and self._case and self.desk.officer.may(Right.DECIDE):
            return [Key(key="F6", words=self.tr("认定是否同一人"), do=self._judge), back]
        if not self.glass.isHidden():
            return [Key(key="F9", words=self.tr("紧急查阅"), do=self.glass.state, primary=True)]
        if not self.lent and self.desk.officer.may(Right.DECIDE):
            return [Key(key="F7", words=self.tr("紧急查阅"), do=self._begin_glass), back]
        return [back]

    def open_for(self, subject: UUID | None) -> None:
        """Somebody's file; without one the doors, and what is here."""
        self._images = {}
        if subject is None:
            self._show_doors()
            self._list_loans()
        else:
            self._read(subject, written=False)

    def reload(self) -> None:
        """Look whether it is still here."""
        if not self.isVisible():
            return
        if self.lent:
            self._read(self.lent.file.person.id, written=True)
        else:
            self._list_loans()

    def leave(self) -> None:
        """Nothing of it stays on the screen."""
        self._show_doors()

    def arrive(self) -> None:
        """The file, to be scrolled by the arrows; or the document."""
        if self.lent:
            self.left.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.glass.isHidden():
            self.contact.document.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self, person: UUID, *, written: bool) -> None:
        officer, at = self.desk.officer, clock.now()

        def deed(register: "Register") -> "tuple[Lent, Visit | None, dict[str, bytes]]":
            from app.desk import lending

            lent = lending.read(register, person, by=officer, at=at, written=written)
            here = {
                p.sha256: register.lent.picture(person, p.sha256) for p in lent.file.photographs
            }
            case = lending.own_case(register, lent.visit)
            return lent, case, {name: data for name, data in here.items() if data}

        self.desk.jobs.desk(self, deed, self._show, self._gone)

    def _show(self, found: "tuple[Lent, Visit | None, dict[str, bytes]]") -> None:
        lent, self._case, data = found
        first = self.lent is None or self.lent.file.person.id != lent.file.person.id
        self.lent = lent
        lang = self.desk.settings.lang
        place = f"{lent.station_name} {lent.station}".strip()
        purpose = say(f"purpose.{lent.purpose}", lang)
        why = "　".join(part for part in (purpose, lent.words) if part)
        until = say("lent.until", lang, station=place, until=moment(lent.until), purpose=why)
        self.told.say(until, "bad" if lent.visit is None else "info")
        self.who.show_lent(lent, today())
        self.visits.show_lent(lent)
        self.decisions.show_lent(lent)
        for part in (self.doors, self.beside):
            part.hide()
        self.left.show()
        self.right.show()
        self._over.start()
        self._wanted = [n for n in self._names(lent) if n not in data]
        self._develop(data)
        self.keys_changed.emit()
        if first:
            self.judge.hide()
            self.arrive()
            self._next_picture()

    def _names(self, lent: "Lent") -> list[str]:
        newest = sorted(lent.file.photographs, key=lambda p: p.taken_at, reverse=True)
        return list(dict.fromkeys(p.sha256 for p in newest))

    # Photographs

    def _next_picture(self) -> None:
        """One after the other on their lane, as long as the file is here."""
        lent, rounds = self.lent, self.desk.rounds
        if lent is None or rounds is None or not self._wanted:
            return
        name = self._wanted.pop(0)

        def fetch(line: "Line") -> bytes | None:
            from app.sync import lending

            return lending.fetch(line, name)

        rounds.ask(self, fetch, self._brought, lambda _sorry: None)

    def _brought(self, data: bytes | None) -> None:
        if self.lent is None:
            return
        if data is not None:
            person, whole = self.lent.file.person.id, data
            self.desk.jobs.desk(
                self, lambda register: register.lent.keep_picture(person, whole), lambda _: None
            )
            self._develop({hashlib.sha256(whole).hexdigest(): whole})
        self._next_picture()

    def _develop(self, data: dict[str, bytes]) -> None:
        fresh = {name: d for name, d in data.items() if name not in self._images}
        height = px(_TALL) * FINE

        def make() -> dict[str, QImage]:
            return {name: small(one, height) for name, one in fresh.items()}

        self.desk.jobs.beside(self, make, self._developed)

    def _developed(self, images: dict[str, QImage]) -> None:
        if self.lent is None:
            return
        self._images |= images
        names = self._names(self.lent)
        found = [self._images[n] for n in names if n in self._images]
        self.who.show_pictures([image for image in found if not image.isNull()])

    # The doors

    def _gone(self, sorry: Refused | Unavailable) -> None:
        self._show_doors()
        self.told.say(self.desk.sentence(sorry), "warn")
        self._list_loans()

    def _show_doors(self) -> None:
        self.lent = self._case = None
        self._images, self._wanted = {}, []
        self._over.stop()
        self.who.show_pictures([])
        self.told.say("")
        for part in (self.left, self.right, self.glass):
            part.hide()
        for part in (self.doors, self.beside):
            part.show()
        self.contact.begin(may=self.desk.officer.may(Right.DECIDE))
        self.keys_changed.emit()

    def _list_loans(self) -> None:
        at = clock.now()

        def deed(register: "Register") -> "list[Lent]":
            from app.desk import lending

            return lending.here(register, at=at)

        self.desk.jobs.desk(self, deed, self.loans.show_loans)

    def _begin_glass(self) -> None:
        self.glass.begin(None, self.contact.document.value())
        self.keys_changed.emit()

    def _shut_glass(self) -> None:
        self.glass.hide()
        self.keys_changed.emit()
        self.arrive()

    def _told(self, stations: "tuple[Contact, ...]") -> None:
        lang = self.desk.settings.lang
        calls = [
            say("contact.call", lang, station=f"{c.name} {c.station}".strip(), phone=c.phone or "—")
            for c in stations
        ]
        tone = "warn" if calls else "info"
        self.contact.told.say("\n".join(calls) or say("contact.nobody", lang), tone)

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        line = self.contact.told if self.glass.isHidden() else self.glass.told
        line.say(self.desk.sentence(sorry), "warn")

    # Who it is

    def _judge(self) -> None:
        self.judge.begin()
        self.right.ensureWidgetVisible(self.judge)

    def _decide(self, answer: str, reason: str) -> None:
        lent, case = self.lent, self._case
        if lent is None or case is None:
            return
        officer, at, other = self.desk.officer, clock.now(), PersonId(lent.file.person.id)

        def deed(register: "Register") -> object:
            from app.desk import links

            said = Sameness(answer)
            return links.judge(register, case.person, other, said, reason, by=officer, at=at)

        self.desk.jobs.desk(self, deed, lambda _: self._decided(), self._not_decided)

    def _decided(self) -> None:
        self.judge.hide()
        self.arrive()
        told = self.tr("认定已保存，可在本站此人的档案里撤回。")
        self.desk.tell(Telling(words=told, tone="ok"))

    def _not_decided(self, sorry: Refused | Unavailable) -> None:
        self.judge.reason.warn(self.desk.sentence(sorry))

    def _connect(self) -> None:
        self.borrowing.came.connect(self.open_for)
        self.borrowing.told.connect(self._told)
        self.borrowing.sorry.connect(self._sorry)
        self.contact.wanted.connect(self.borrowing.contact)
        self.glass.wanted.connect(self.borrowing.break_glass)
        self.glass.shut.connect(self._shut_glass)
        self.judge.wanted.connect(self._decide)
        self.judge.shut.connect(self.judge.hide)
        self.loans.chosen.connect(self.open_for)

    def _lay_out(self) -> None:
        self.left = scrolling(sheet(self.who))
        self.right = scrolling(sheet(self.judge, self.visits, self.decisions))
        self.doors = scrolling(sheet(self.loans, self.contact))
        self.beside = scrolling(sheet(self.glass))
        for area in (self.left, self.right):
            area.setObjectName("reading")
            area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout()
        row.setSpacing(px(GAP))
        for part in (self.left, self.right, self.doors, self.beside):
            row.addWidget(part, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addWidget(self.told)
        whole.addLayout(row, 1)
