"""重点甄别: every course of the station, what is due, and the next step of the one that is open."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import clock
from app.desk import blacklist, courses, drafts
from app.desk.blacklist import Said
from app.desk.courses import Opened, Seen
from app.domain.blacklist import Step, StepKind
from app.domain.errors import Refused, Unavailable
from app.domain.listing_rules import what_may_follow
from app.domain.staff import Right
from app.store.register import SENT, Register
from app.words.say import say
from ui.blacklist import rows
from ui.blacklist.asking import AskingElsewhere
from ui.blacklist.course_card import CourseCard
from ui.blacklist.handing import Handing
from ui.blacklist.leading import Leading
from ui.blacklist.possible import PossibleCard
from ui.blacklist.reviewing import Reviewing
from ui.blacklist.step_form import KIND, StepForm
from ui.cards import scrolling, sheet, words
from ui.kept import HalfFilled
from ui.page import Desk, Key, PageWidget, Telling
from ui.people.in_station import today
from ui.pills import PillRow
from ui.table import RowTable
from ui.theme import GAP, px

if TYPE_CHECKING:
    from app.store.ask import Reader

_KEYS = {
    StepKind.INVESTIGATED: "F2",
    StepKind.NOTIFIED: "F3",
    StepKind.HEARD: "F4",
    StepKind.APPROVED: "F11",
    StepKind.DROPPED: "F7",
    StepKind.OBJECTED: "F2",
    StepKind.UPHELD: "F3",
    StepKind.CORRECTED: "F4",
    StepKind.REVOKED: "F7",
}
"""No two of one key may follow on the same state."""


class BlacklistPage(PageWidget):
    """The list at the left; Enter opens a course, which is written down, and shows what may follow.

    Everybody who may decide, approve or read the logs has business here: those are all roles.
    """

    reloads_on: ClassVar[frozenset[str]] = frozenset(
        {"listing", "listing_step", "listed", "listing_review", "listing_asked"}
        | {"listing_verdict", "person", "claim", "link", "letter", "voucher", SENT, "printing"}
        | {"voucher_event", "decision", "visit", "leaving", "index_card"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lang = desk.settings.lang
        self._all: list[Seen] = []
        self.opened: Opened | None = None
        self._stale, self._asked = True, 0
        self.pills = PillRow(self.tr("只看"))
        titles = (self.tr("姓名 / 编号"), self.tr("事实"), self.tr("状态"), self.tr("时限"))
        self.table: RowTable[Seen] = RowTable(
            rows.columns(titles, self.tr("姓名不详"), self._left_words, today, lang),
            self.tr("重点甄别名单"),
        )
        self.none = words(self.tr("没有记录。线索从人员档案里提出（Shift+F4）。"), "label")
        self.course = CourseCard(lang)
        self.handing = Handing(desk, self)
        self.form = StepForm(lang)
        self.leading = Leading(desk, self)
        self.possible = PossibleCard(desk)
        self.asking, self.reviewing = AskingElsewhere(desk, self), Reviewing(desk, self)
        self.half_filled = HalfFilled(desk, drafts.LISTING_STEP, self._typed, self)
        self._lay_out()
        self._connect()
        self._close()

    def keys(self) -> list[Key]:
        """What may follow on the course that is open, for this officer."""
        if self.leading.is_open:
            return self.leading.keys()
        if self.reviewing.is_open:
            return self.reviewing.keys()
        found = []
        if self.opened and self.desk.officer.may(Right.VIEW):
            found.append(Key(key="F6", words=self.tr("看档案"), do=self._to_file, icon="person"))
        found += [self._key(kind) for kind in self._may_follow()]
        found += [*self.asking.key(self.opened), *self.reviewing.key()]
        if self.form.kind is not StepKind.NOTIFIED:
            found += self.handing.keys()
        if not self.form.isHidden() or self.asking.is_open:
            # The line says what belongs to what is being written; the others still do the same.
            found = [replace(key, on_page=True) for key in found]
        return found + self._keys_of_form()

    def _keys_of_form(self) -> list[Key]:
        """What may be done with what is being written; else the row in the list is opened."""
        if not self.form.isHidden():
            told = self.handing.keys() if self.form.kind is StepKind.NOTIFIED else []
            again = Key(key="Ctrl+N", words=self.tr("清空重来"), do=self.throw_away)
            do = self.form.finish
            save = Key(key="F9", words=self.tr("保存这一步"), do=do, primary=True)
            return [*told, again, save]
        if self.asking.is_open:
            do = self.asking.form.finish
            again = Key(key="Ctrl+N", words=self.tr("清空重来"), do=self.throw_away)
            return [again, Key(key="F9", words=self.tr("发出"), do=do, primary=True)]
        if self.opened is None and self.table.current():
            do = self._open_current
            return [Key(key="F9", words=self.tr("打开"), do=do, primary=True)]
        return []

    def arrive(self) -> None:
        """The list, or the lead that was begun."""
        if self.leading.is_open:
            self.leading.arrive()
        elif self.reviewing.is_open:
            self.reviewing.arrive()
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_for(self, subject: UUID | None) -> None:
        """A person: a lead about them is begun."""
        self.about.emit(f"{self.desk.station.name} · {today():%m-%d}")
        if subject:
            self.leading.begin(subject)

    def reload(self) -> None:
        """Ask again; a page that nobody sees waits until it is looked at."""
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        self._asked += 1
        number, officer, day = self._asked, self.desk.officer, today()
        opened = self.opened.seen.id if self.opened else None

        def ask(reader: "Reader") -> tuple[list[Seen], Opened | None]:
            found = courses.every(reader, today=day, by=officer)
            there = opened if opened in {one.id for one in found} else None
            return found, courses.look_again(reader, there, by=officer) if there else None

        self.desk.jobs.read(self, ask, lambda found: self._show(number, *found))
        self.possible.ask()
        self.reviewing.ask()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.half_filled.start()
        self.leading.start()
        self.reviewing.start()
        self.asking.start()
        if self._stale:
            self.reload()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self.handing.stop()

    def leave(self) -> None:
        """What was typed is there again at the next login."""
        self.handing.stop()
        self.half_filled.stop()
        self.leading.stop()
        self.reviewing.stop()
        self.asking.stop()

    def open_course(self, listing: UUID) -> None:
        """One of them, which is written down."""
        self._asked += 1
        number, officer, at = self._asked, self.desk.officer, clock.now()

        def deed(register: Register) -> Opened:
            return courses.open_course(register, listing, by=officer, at=at)

        def show(opened: Opened) -> None:
            if number <= self._asked:
                self._show_opened(opened)
                self._stand_on(opened.seen.id)

        self.desk.jobs.desk(self, deed, show, self._sorry)

    # Steps

    def begin_step(self, kind: StepKind) -> None:
        """The form of one kind of step; the same key leaves what was typed in it."""
        if self.opened is None or self.form.kind is kind:
            return
        self.asking.end()
        self.half_filled.keep()
        kept = self.half_filled.of(self.opened.seen.id)
        mine = {k: v for k, v in kept.items() if k != KIND} if kept.get(KIND) == kind else {}
        self.form.begin(kind, today(), mine)
        if mine:
            told = self.tr("上次没写完的这一步已经填上，请接着写；清空重来按 Ctrl+N。")
            self.desk.tell(Telling(words=told))
        listing = self.opened.seen.id
        self._say_how(listing, self.handing.how_told(listing))
        QTimer.singleShot(0, self, self._show_form)  # it has its place only then
        self.keys_changed.emit()

    def throw_away(self) -> None:
        """Ctrl+N: what was typed is not wanted any more."""
        if self.leading.is_open:
            self.leading.throw_away()
        elif self.asking.is_open:
            self.asking.throw_away()
        elif self.opened and self.form.kind:
            self.half_filled.drop(self.opened.seen.id)
            self.form.begin(self.form.kind, today(), {})

    def _show_form(self) -> None:
        if not self.form.isHidden():
            self.right.ensureWidgetVisible(self.form.save)
            self.right.ensureWidgetVisible(self.form.title)

    def _save_step(self, said: Said) -> None:
        if self.opened is None:
            return
        listing, officer, at = self.opened.seen.id, self.desk.officer, clock.now()

        def deed(register: Register) -> Step:
            return blacklist.take_step(register, listing, said, by=officer, at=at)

        self.desk.jobs.desk(self, deed, partial(self._step_saved, listing), self._not_saved)

    def _step_saved(self, listing: UUID, step: Step) -> None:
        self.form.end()
        self.half_filled.drop(listing)
        what = say(f"listing_step.{step.kind}", self.desk.settings.lang)
        self.desk.tell(Telling(words=self.tr("已保存：{0}。").format(what), tone="ok"))
        self.keys_changed.emit()
        self.arrive()

    def _not_saved(self, sorry: Refused | Unavailable) -> None:
        self.form.refused(sorry.key, self.desk.sentence(sorry))

    def _shut_form(self) -> None:
        """What was typed stays kept."""
        self.half_filled.keep()
        self.form.end()
        self.keys_changed.emit()
        self.arrive()

    def _typed(self) -> tuple[UUID, dict[str, str]] | None:
        if self.opened is None or self.form.isHidden():
            return None
        listing, raw = self.opened.seen.id, self.form.raw()
        emptied = self.half_filled.of(listing).get(KIND) == self.form.kind
        return (listing, raw) if raw or emptied else None

    def _may_follow(self) -> tuple[StepKind, ...]:
        if self.opened is None:
            return ()
        return what_may_follow(self.opened.seen.course, self.desk.officer, today())

    def _key(self, kind: StepKind) -> Key:
        name = say(f"listing_step.{kind}", self.desk.settings.lang)
        return Key(key=_KEYS[kind], words=name, do=partial(self.begin_step, kind))

    def _say_how(self, listing: UUID, said: str) -> None:
        """How the notice was told stands in the words of the step that says how it was given."""
        mine = self.opened and self.opened.seen.id == listing
        if mine and self.form.kind is StepKind.NOTIFIED and said not in self.form.words.value():
            self.form.words.set_value(self.form.words.value() + said)

    # The list

    def _show(self, number: int, found: list[Seen], opened: Opened | None) -> None:
        if number != self._asked:
            return
        self._all = found
        if opened:
            self._show_opened(opened)
        elif self.opened:
            self._close()
        self._filter()

    def _filter(self) -> None:
        day = today()
        names = {
            "all": self.tr("全部 {0}"),
            "open": self.tr("办理中 {0}"),
            "in_force": self.tr("生效 {0}"),
            "objected": self.tr("异议 {0}"),
            "ended": self.tr("已结束 {0}"),
        }
        counts = {key: sum(rows.passes(one, key, day) for one in self._all) for key in names}
        self.pills.offer([(key, names[key].format(counts[key])) for key in rows.FILTERS])
        wanted = [one for one in self._all if rows.passes(one, self.pills.value, day)]
        with QSignalBlocker(self.table):
            self.table.show_rows(wanted, keep=lambda one: one.id)
            if self.opened:
                self._stand_on(self.opened.seen.id)
        self.none.setVisible(not wanted)
        self._moved(self.table.current())

    def _stand_on(self, listing: UUID) -> None:
        shown = [one.id for one in self.table.rows.rows]
        if listing in shown:
            with QSignalBlocker(self.table):
                self.table.selectRow(shown.index(listing))

    def _moved(self, seen: Seen | None) -> None:
        """Another row: what is open is shut; looking at it is a step of its own."""
        if self.opened and (seen is None or seen.id != self.opened.seen.id):
            self.half_filled.keep()
            self._close()
        self.keys_changed.emit()

    def _open_current(self) -> None:
        if seen := self.table.current():
            self.open_course(seen.id)

    def _show_opened(self, opened: Opened) -> None:
        other = self.opened is None or self.opened.seen.id != opened.seen.id
        if other:
            self.half_filled.keep()
            self.form.end()
            self.asking.end()
        self.opened = opened
        self.course.show_course(opened, today())
        self.course.setVisible(not self._is_elsewhere())
        self.handing.show_course(None if self._is_elsewhere() else self.opened)
        if other and not self._is_elsewhere():
            self._go_on_with(opened.seen.id)
        self.keys_changed.emit()

    def _go_on_with(self, listing: UUID) -> None:
        """A step that was begun and not saved is there again."""
        begun = self.half_filled.of(listing).get(KIND, "")
        if begun in {str(kind) for kind in self._may_follow()}:
            self.begin_step(StepKind(begun))

    def _close(self) -> None:
        self.opened = None
        self.handing.show_course(None)
        self.form.end()
        self.asking.end()
        told = self.tr("按 Enter 打开一条。查看会留下记录：谁、什么时候。")
        self.course.show_nothing(told)
        self.keys_changed.emit()

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        self.desk.tell(Telling(words=self.desk.sentence(sorry), tone="warn"))

    def _to_file(self) -> None:
        if self.opened:
            self.desk.go("person", self.opened.seen.course.listing.person)

    def _is_elsewhere(self) -> bool:
        """A lead or another station's case stands in the place of a course."""
        return self.leading.is_open or self.reviewing.is_open

    def _turned(self) -> None:
        """It came or went."""
        was_open = not self.course.isHidden()
        self.course.setVisible(not self._is_elsewhere())
        self.handing.show_course(None if self._is_elsewhere() else self.opened)
        if self._is_elsewhere() and was_open:
            self.asking.end()
            self._shut_form()
        elif not self._is_elsewhere():
            self.arrive()
        self.keys_changed.emit()

    def _asking_turned(self) -> None:
        """The form of an asking came or went: one form at a time."""
        if self.asking.is_open and not self.form.isHidden():
            self.half_filled.keep()
            self.form.end()
        if self.asking.is_open:
            QTimer.singleShot(0, self, lambda: self.right.ensureWidgetVisible(self.asking.form))
        elif self.form.isHidden():
            self.arrive()
        self.keys_changed.emit()

    def _left_words(self, days: int) -> str:
        if days < 0:
            return self.tr("已超期 {0} 天").format(-days)
        return self.tr("还有 {0} 天").format(days)

    def _connect(self) -> None:
        self.pills.chosen.connect(lambda _wanted: self._filter())
        self.table.opened.connect(lambda seen: self.open_course(seen.id))
        self.table.moved.connect(self._moved)
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(self.throw_away)
        self.form.wanted.connect(self._save_step)
        self.form.shut.connect(self._shut_form)
        self.handing.turned.connect(self.keys_changed)
        self.handing.told.connect(self._say_how)
        self.leading.turned.connect(self._turned)
        self.reviewing.turned.connect(self._turned)
        self.asking.turned.connect(self._asking_turned)
        self.leading.saved.connect(self.open_course)
        self.possible.settled.connect(self.arrive)
        self.possible.opened.connect(lambda person: self.desk.go("person", person))

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(px(GAP))
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        left.addWidget(self.pills)
        left.addWidget(self.none)
        left.addWidget(self.table, 1)
        left.addWidget(self.reviewing.card)
        inside: QWidget = sheet(
            *(self.leading.form, self.reviewing.form, self.course),
            *(self.form, self.asking.form, self.handing.card, self.possible),
        )
        self.right = scrolling(inside)
        self.right.setObjectName("reading")
        self.right.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addLayout(left, 6)
        whole.addWidget(self.right, 5)
