"""床位: every room and bed on one screen, who is there, who has none."""

from collections import Counter
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app import clock
from app.desk import beds, drafts
from app.desk.beds import Board, Lodger
from app.domain.bed import Bed
from app.domain.bed_warnings import Duty
from app.domain.errors import Refused, Unavailable
from app.domain.room import Room
from app.domain.staff import Right
from app.store.ask import Reader
from app.words.say import say
from ui.beds import cells, giving
from ui.beds.hand import Hand
from ui.beds.map import BedMap, place_of
from ui.cards import SayLine, words
from ui.kept import HalfFilled
from ui.page import Desk, Key, PageWidget, Telling
from ui.people.in_station import today
from ui.pills import PillRow
from ui.table import Cell
from ui.theme import GAP, px

SIDE = 300
_URGENT = frozenset({"child_without", "too_few", "no_woman", "alone_with_minors", "clash"})


class BedsPage(PageWidget):
    """Arrows walk the beds; Enter takes somebody up, and Enter again gives them the bed."""

    reloads_on: ClassVar[frozenset[str]] = frozenset(
        {"room", "bed_stay", "visit", "leaving", "reopening", "claim", "link", "person"}
        | {"handover", "letter", "sent"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.board = Board(beds=(), lodgers={}, warnings=(), duty=Duty())
        self.count = cells.counted(self.board)
        self.suggested: Bed | None = None
        self._wanted: UUID | None = None
        self._stale = True
        self.told = SayLine()
        self.states, self.uses = PillRow(self.tr("只看床位")), PillRow(self.tr("只看房间"))
        self.map = BedMap(self.tr("床位"), self._room, self._bed, self.tr("房间"))
        self.hand = Hand(desk.settings.lang, today)
        self.half_filled = HalfFilled(desk, drafts.BED, self._typed, self)
        self.none = words("", "label", wrap=True)
        self._lay_out()
        for pills in (self.states, self.uses):
            pills.chosen.connect(lambda _wanted: self._filter())
        self.map.asked.connect(self._asked)
        self.map.came.connect(lambda _bed: self.keys_changed.emit())
        self.half_filled.loaded.connect(self._take_up)
        self.hand.taken.connect(self.take)
        self.hand.given.connect(self.give)
        self._offer()

    def keys(self) -> list[Key]:
        """What the officer's role may, for the bed with the cursor."""
        officer, bed = self.desk.officer, self.map.bed()
        found = [Key(key="Esc", words=self.tr("返回"), do=self.back)]
        if officer.may(Right.ROOMS):
            found.append(Key(key="F2", words=self.tr("房间设置"), do=lambda: self._to("rooms")))
        found.append(Key(key="F3", words=self.tr("交接班"), do=lambda: self._to("shift")))
        if not officer.may(Right.REGISTER):
            return found
        found.append(Key(key="F4", words=self.tr("下一个没床的"), do=self.next_without))
        if self._whom(bed):
            found.append(Key(key="F6", words=self.tr("看档案"), do=self.open_file, icon="person"))
        if bed and bed.stays:
            found.append(Key(key="F7", words=self.tr("退床"), do=self.free))
        if self.hand.one:
            give = Key(key="F9", words=self.tr("安排这张床"), do=self.give, primary=True)
            found.append(give)
        return found

    def arrive(self) -> None:
        """The map."""
        self.map.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_for(self, subject: UUID | None) -> None:
        """Somebody's visit is taken up; without one it is as it was left."""
        self._wanted = subject
        self.reload()

    def reload(self) -> None:
        """Ask again; a page that nobody sees waits until it is looked at."""
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        station, at = self.desk.station.code, clock.now()
        sealed = self.desk.officer.may(Right.SEALED)

        def ask(reader: Reader) -> tuple[Board, Counter[str]]:
            found = beds.board(reader, station, at, sealed=sealed)
            return found, cells.counted(found)  # of a thousand beds it takes a while

        self.desk.jobs.read(self, ask, self._show)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.half_filled.start()
        if self._stale:
            self.reload()

    def leave(self) -> None:
        """What was typed is there again at the next login."""
        self.half_filled.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.back()
        else:
            super().keyPressEvent(event)

    def back(self) -> None:
        """Puts down whoever is in hand, and then leaves the page."""
        if self.hand.one is None:
            self.desk.back()
        else:
            self._put_down()

    def take(self, one: Lodger) -> None:
        """Somebody is in hand; the cursor goes to the bed that would be suggested."""
        self._hold(one)
        if self.suggested is not None:
            if (self.states.value, self.uses.value) != ("all", "all"):
                self.states.choose("all")
                self.uses.choose("all")
                self._filter()
            self.map.go_to(place_of(self.suggested))
        self.arrive()

    def next_without(self) -> None:
        """The next one of the list, from whoever is in hand on."""
        left = self.board.without
        if not left:
            self.desk.tell(Telling(words=self.tr("人人有床。"), tone="ok"))
            return
        ids: list[UUID] = [one.visit.id for one in left]
        at = ids.index(held) + 1 if (held := self.hand.of()) in ids else 0
        self.take(left[at % len(left)])

    def give(self) -> None:
        """The bed with the cursor to whoever is in hand."""
        one, bed = self.hand.one, self.map.bed()
        if one is None or bed is None:
            return
        at, why = clock.now(), self.hand.why.value()
        deed = giving.give(self.desk, one, bed, why, at)
        self.desk.jobs.desk(self, deed, lambda _made: self._given(one, bed), self._not_given)

    def free(self) -> None:
        """Whoever is in the bed with the cursor has none any more."""
        bed = self.map.bed()
        if bed is None or not bed.stays:
            return
        one, at = self.board.lodgers[bed.stays[0].visit], clock.now()
        told = self.tr("{0} 已退床，仍在站。").format(self.hand.called(one))
        undo = self._undo(one, bed)
        self.desk.jobs.desk(
            self,
            giving.free(self.desk, one, at),
            lambda _made: self.desk.tell(Telling(words=told, tone="ok", undo=undo)),
        )

    def open_file(self) -> None:
        """Of whoever is in the bed with the cursor; in an empty one, of whoever is in hand: their
        sex may be wrong in the file."""
        if person := self._whom(self.map.bed()):
            self.desk.go("person", person)

    def _whom(self, bed: Bed | None) -> UUID | None:
        if bed and bed.stays:
            return bed.stays[0].person
        return self.hand.one.visit.person if self.hand.one else None

    def _asked(self, bed: Bed) -> None:
        """Enter: with somebody in hand it is given, else somebody is taken up."""
        if not self.desk.officer.may(Right.REGISTER):
            return
        if self.hand.one is not None:
            self.give()
        elif bed.stays:
            self._hold(self.board.lodgers[bed.stays[0].visit])
        elif one := self.hand.table.current():
            self._hold(one)

    def _hold(self, one: Lodger | None) -> None:
        self.half_filled.keep()  # of the one before
        self.suggested = self.board.suggested(one.visit.id) if one else None
        kept = self.half_filled.of(one.visit.id) if one else {}
        self.hand.take(one, self.suggested, kept.get("why", ""))
        self.map.viewport().update()
        self.keys_changed.emit()

    def _put_down(self) -> None:
        self._hold(None)
        self.arrive()

    def _given(self, one: Lodger, bed: Bed) -> None:
        self.half_filled.drop(one.visit.id)
        told = self.tr("{0}：{1} {2} 床。").format(self.hand.called(one), bed.room.name, bed.number)
        self.desk.tell(Telling(words=told, tone="ok", undo=self._undo(one, None)))
        self.hand.why.set_value("")
        self._put_down()

    def _undo(self, one: Lodger, had: Bed | None) -> "giving.Undo":
        """F12: the bed that somebody had before, or none."""
        before = had or next(
            (b for b in self.board.beds if any(s.visit == one.visit.id for s in b.stays)), None
        )

        def undo() -> None:
            deed = giving.put_back(self.desk, one, before, clock.now())
            self.desk.jobs.desk(self, deed, lambda _made: None, self._not_given)

        return undo

    def _not_given(self, sorry: Refused | Unavailable) -> None:
        told = self.desk.sentence(sorry)
        if self.hand.one is not None and sorry.key in giving.NEEDS_WHY:
            self.hand.why.warn(told)
            self.hand.why.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.desk.tell(Telling(words=told, tone="warn"))
        self.reload()

    def _typed(self) -> tuple[UUID, dict[str, str]] | None:
        """Why somebody should be there."""
        visit, why = self.hand.of(), self.hand.why.value()
        return (visit, {"why": why} if why else {}) if visit else None

    def _take_up(self) -> None:
        """What was left may be known only after the board is there."""
        visit = self.hand.of()
        if visit and not self.hand.why.value():
            self.hand.why.set_value(self.half_filled.of(visit).get("why", ""))

    def _show(self, found: tuple[Board, Counter[str]]) -> None:
        board, self.count = found
        self.board = board
        self._say()
        self._offer()
        self._filter()
        self.hand.show_board(board)
        wanted = self._wanted or self.hand.of()
        one = board.lodgers.get(wanted) if wanted else None
        if self._wanted and one:
            self._wanted = None
            self.take(one)
        else:
            self._hold(one)
        self.about.emit(self._counted())

    def _counted(self) -> str:
        told = self.tr("{0} 张床，空 {1} 张，在站 {2} 人")
        return told.format(len(self.board.beds), self.count["free"], len(self.board.lodgers))

    def _say(self) -> None:
        lang = self.desk.settings.lang
        told = [say(f"bed_alarm.{x.alarm}", lang, count=x.count) for x in self.board.warnings]
        if self.board.duty.officers is None:
            told.append(self.tr("还没有登记谁在当班（F3 交接班）"))
        urgent = any(one.alarm in _URGENT for one in self.board.warnings)
        self.told.say("；".join(told), "warn" if urgent else "info")
        self.none.setText(
            self.tr("还没有房间。请站领导按 F2 添加房间和床位。") if not self.board.beds else ""
        )
        self.none.setVisible(not self.board.beds)

    def _offer(self) -> None:
        lang = self.desk.settings.lang
        names = {
            "all": self.tr("全部 {0}"),
            "free": self.tr("空床 {0}"),
            "taken": self.tr("有人 {0}"),
            "shut": self.tr("停用 {0}"),
            "pending": self.tr("待中心确认 {0}"),
        }
        self.states.offer([(key, names[key].format(self.count[key])) for key in cells.FILTERS])
        uses = dict.fromkeys(bed.room.use for bed in self.board.beds)
        every = [("all", self.tr("全部房间"))]
        self.uses.offer([*every, *((use.value, say(f"room_for.{use}", lang)) for use in uses)])

    def _filter(self) -> None:
        state, use = self.states.value, self.uses.value
        self.map.show_beds(
            [
                bed
                for bed in self.board.beds
                if use in ("all", bed.room.use) and cells.passes(bed, state, self.board)
            ]
        )

    def _room(self, room: Room) -> Cell:
        return cells.room_cell(room, self.desk.settings.lang)

    def _bed(self, bed: Bed) -> Cell:
        place = place_of(self.suggested) if self.suggested else None
        lang = self.desk.settings.lang
        return cells.bed_cell(bed, self.board, self.hand.called, place, lang)

    def _to(self, page: str) -> None:
        self.desk.go(page, None)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(px(GAP))
        for widget in (self.told, self.states, self.uses, self.none):
            left.addWidget(widget)
        left.addWidget(self.map, 1)
        self.hand.setFixedWidth(px(SIDE))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addLayout(left, 1)
        whole.addWidget(self.hand)
