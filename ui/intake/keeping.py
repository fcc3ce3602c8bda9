"""Drafts of the page: kept every few seconds, offered again, thrown away and taken back."""

from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app import clock
from app.clock import local
from app.desk import drafts
from app.domain.errors import Refused, Unavailable
from ui.cards import SayLine
from ui.intake import draft
from ui.intake.arriving import Arriving
from ui.intake.waiting import WaitingCard
from ui.page import Desk, Telling


class Keeping(QObject):
    """Nothing typed is lost: neither to a crash nor to somebody who is called away."""

    saved = Signal(object)
    """When the draft was saved (aware UTC); None: what stands on the page has no draft."""
    offered = Signal()
    """Which unfinished arrivals wait has changed."""
    taken_up = Signal(object)
    """Unfinished: go on with this one."""
    urgent_taken_up = Signal(object)
    """Unfinished: an emergency that was noted and not saved; it is saved on its own screen."""

    def __init__(self, desk: Desk, arriving: Arriving, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._arriving = desk, arriving
        self.resume = SayLine()
        self.list = WaitingCard(desk.settings.lang)
        self.list.taken.connect(self.take_up)
        self.list.thrown.connect(self.throw_away)
        self.waiting: list[drafts.Waiting] = []
        self._dirty = self._complained = False
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
        self.saved.emit(None)

    def keep(self) -> None:
        """Save the draft if anything has changed."""
        unfinished = self._arriving.unfinished()
        if not self._dirty or self._arriving.saving or unfinished.is_empty:
            return
        self._dirty = False
        self._keep(self._draft(unfinished))

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

    def go_on(self) -> None:
        """F11: the one that waits, or the list to choose from."""
        if len(self.waiting) == 1:
            self.take_up(self.waiting[0].id)
        elif self.waiting:
            self.list.begin()

    def take_up(self, waiting: UUID) -> None:
        """Go on with an unfinished arrival, one's own or a colleague's."""
        officer, at = self._desk.officer, clock.now()
        self._desk.jobs.desk(
            self, lambda register: drafts.take_up(register, waiting, by=officer, at=at), self._fill
        )

    def throw_away(self, waiting: UUID) -> None:
        """One's own, out of the list; it can be taken back for a moment."""
        thrown = next((w for w in self.waiting if w.id == waiting and w.content), None)
        if thrown is None or thrown.content is None:
            return
        kept = drafts.Draft(
            id=thrown.id, officer=thrown.officer, saved_at=thrown.saved_at, content=thrown.content
        )

        def take_back() -> None:
            self._desk.jobs.desk(self, lambda r: drafts.keep(r, kept), lambda _: self.ask())

        self._desk.jobs.desk(self, lambda r: drafts.drop(r, waiting), lambda _: self.ask())
        self._desk.tell(Telling(words=self.tr("没填完的登记已丢弃。"), undo=take_back))

    def _keep(self, kept: drafts.Draft) -> None:
        def is_kept(_: None) -> None:
            self._complained = False
            # Meanwhile somebody else may stand on the page, or the arrival may be finished.
            if kept.id == self._arriving.visit:
                self.saved.emit(kept.saved_at)

        def not_kept(sorry: Refused | Unavailable) -> None:
            self._dirty = True  # tried again with the next tick
            if not self._complained:
                self._complained = True
                self._desk.tell(Telling(words=self._desk.sentence(sorry), tone="bad"))

        self._desk.jobs.desk(self, lambda r: drafts.keep(r, kept), is_kept, not_kept)

    def _fill(self, kept: drafts.Draft) -> None:
        unfinished = draft.load(kept.content)
        if unfinished is None:
            self._desk.tell(Telling(words=self.tr("这份草稿由别的版本保存，打不开。"), tone="warn"))
            return
        self.list.hide()
        if unfinished.emergency:
            self.urgent_taken_up.emit(unfinished)
        else:
            self.taken_up.emit(unfinished)

    def _draft(self, unfinished: draft.Unfinished) -> drafts.Draft:
        return drafts.Draft(
            id=unfinished.visit,
            officer=self._desk.officer.id,
            saved_at=clock.now(),
            content=draft.dump(unfinished),
        )

    def _offer(self, waiting: list[drafts.Waiting]) -> None:
        self.waiting = [w for w in waiting if w.id != self._arriving.visit]
        self.list.show_list(self.waiting)
        self.offered.emit()
        if not self.waiting:
            self.list.hide()
            self.resume.say("")
            return
        if not self.list.isHidden():
            self.list.begin()
        first = self.waiting[0]
        at = f"{local(first.saved_at):%m-%d %H:%M}"
        told = self.tr("有 {0} 份没填完的登记，最近一份 {1}（{2}）。")
        self.resume.say(told.format(len(self.waiting), at, first.who))
        self.resume.offer(self.tr("接着填") + "  F11", self.go_on)
