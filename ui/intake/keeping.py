"""Drafts of the page: kept every few seconds, offered again, thrown away and taken back."""

from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app import clock
from app.clock import local
from app.desk import drafts
from ui.cards import SayLine
from ui.intake import draft
from ui.intake.arriving import Arriving
from ui.page import Desk


class Keeping(QObject):
    """Nothing typed is lost: neither to a crash nor to somebody who is called away."""

    saved = Signal(object)
    """When the draft was saved (aware UTC)."""
    offered = Signal()
    """Which unfinished arrivals wait has changed."""
    taken_up = Signal(object)
    """Unfinished: go on with this one."""

    def __init__(self, desk: Desk, arriving: Arriving, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._arriving = desk, arriving
        self.resume = SayLine()
        self.newest: drafts.Waiting | None = None
        self._dirty = False
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.keep)

    def start(self) -> None:
        """Keep what is typed from now on; ask what was left unfinished."""
        self._clock.start(self._desk.settings.draft_seconds * 1000)
        self.ask()

    def stop(self) -> None:
        """Keep what was typed, for the last time."""
        self.keep()
        self._clock.stop()

    def touch(self) -> None:
        """Something on the page has changed."""
        self._dirty = True

    def clean(self) -> None:
        """What stands on the page need not be kept: it is saved, or empty."""
        self._dirty = False

    def keep(self) -> None:
        """Save the draft if anything has changed."""
        unfinished = self._arriving.unfinished()
        if not self._dirty or self._arriving.saving or unfinished.is_empty:
            return
        self._dirty = False
        kept = self._draft(unfinished)
        self._desk.jobs.desk(
            self,
            lambda register: drafts.keep(register, kept),
            lambda _: self.saved.emit(kept.saved_at),
        )

    def drop(self) -> draft.Unfinished:
        """Throw away what stands on the page; what it was, to take it back."""
        unfinished = self._arriving.unfinished()
        self._desk.jobs.desk(self, lambda r: drafts.drop(r, unfinished.visit), lambda _: None)
        return unfinished

    def ask(self) -> None:
        """Which unfinished arrivals wait?"""
        officer = self._desk.officer
        self._desk.jobs.desk(
            self, lambda register: drafts.waiting(register, by=officer), self._offer
        )

    def take_up(self, waiting: UUID) -> None:
        """Go on with an unfinished arrival, one's own or a colleague's."""
        officer, at = self._desk.officer, clock.now()
        self._desk.jobs.desk(
            self, lambda register: drafts.take_up(register, waiting, by=officer, at=at), self._fill
        )

    def _fill(self, kept: drafts.Draft) -> None:
        unfinished = draft.load(kept.content)
        if unfinished is not None:
            self.taken_up.emit(unfinished)

    def _draft(self, unfinished: draft.Unfinished) -> drafts.Draft:
        return drafts.Draft(
            id=unfinished.visit,
            officer=self._desk.officer.id,
            saved_at=clock.now(),
            content=draft.dump(unfinished),
        )

    def _offer(self, waiting: list[drafts.Waiting]) -> None:
        left = [d for d in waiting if d.id != self._arriving.visit]
        self.newest = newest = left[0] if left else None
        self.offered.emit()
        if newest is None:
            self.resume.say("")
            return
        at = f"{local(newest.saved_at):%m-%d %H:%M}"
        self.resume.say(self.tr("有 {0} 份没填完的登记，最近一份 {1}。").format(len(left), at))
        self.resume.offer(self.tr("接着填") + "  F11", lambda: self.take_up(newest.id))
