"""今日事项: what is due about whom, overdue first; closed here with its evidence."""

from typing import TYPE_CHECKING, ClassVar
from uuid import UUID, uuid5

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app import clock
from app.desk import drafts
from app.desk.today import Row, Today, gathered, steps
from app.domain.followup import FOLLOWED
from app.domain.letter_closes import letter_for
from app.domain.matter import CLOSED_ELSEWHERE, Matter, MatterStep
from app.domain.staff import Right
from app.domain.today import day_of
from app.words.say import say
from ui.cards import SayLine, scrolling, sheet, words
from ui.kept import HalfFilled
from ui.page import Desk, Key, PageWidget, Telling
from ui.pills import PillRow
from ui.table import RowTable
from ui.theme import GAP, px
from ui.today import rows
from ui.today.kinds import COUNTED
from ui.today.side import MatterCard
from ui.today.writing import COLD, Writing
from ui.walk import show

if TYPE_CHECKING:
    from app.store.ask import Asks

SIDE, _LEAST = 326, 190
_EVERY_MS = 60_000
_PAGES = {
    Matter.EMERGENCY: "intake",
    Matter.POLICE: "workbench",
    Matter.NOTICE: "workbench",
    Matter.POLICE_ASKED: "workbench",
    Matter.BIOMETRICS: "workbench",
    Matter.REFRESH: "workbench",
    Matter.SETTLEMENT: "workbench",
    Matter.ADVERSE: "papers",
    Matter.APPROVAL: "checks",
    Matter.VOUCHER: "vouchers",
    Matter.OBJECTION: "blacklist",
    Matter.STREET: "street",
    Matter.STREET_CALL: "street",
    Matter.REPLY: "letters",
    Matter.TRANSFER: "transfers",
    Matter.FOLLOW_UP: "followups",
    Matter.WANDERER: "followups",
    Matter.KIN: "kin",
    Matter.KIN_ASKED: "inquiry",
}
"""Where a matter is dealt with; every other one in the person's file."""
_BY_SUBJECT = frozenset({"street", "transfers", "kin", "inquiry"})


class TodayPage(PageWidget):
    """A list to walk with the arrows; the matter chosen stands at the right."""

    reloads_on: ClassVar[frozenset[str]] = COUNTED

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Today | None = None
        self._stale = True
        self.pills, self.told = PillRow(self.tr("只看")), SayLine()
        lang = desk.settings.lang
        self.table: RowTable[Row] = RowTable(
            rows.columns(self._titles(), lambda: self.found, clock.now, lang),
            self.tr("今日事项"),
            _LEAST,
        )
        self.card, self.writing = MatterCard(lang), Writing(desk, self)
        self.half_filled = HalfFilled(desk, drafts.MATTER, self._typed, self)
        self._every = QTimer(self)
        self._every.timeout.connect(self.reload)
        self._lay_out()
        self._offer_filters()
        self.pills.chosen.connect(lambda _wanted: self._filter())
        self.table.opened.connect(self._open)
        self.table.moved.connect(self._choose)
        self.card.taken_back.connect(self.writing.take_back)
        self.writing.turned.connect(self._turned)
        self.writing.saved.connect(self._saved)
        self.writing.shut.connect(self._shut)

    def keys(self) -> list[Key]:
        """What may be written down about the matter with the cursor."""
        if self.writing.open:
            save = self.writing.ask
            return [Key(key="F9", words=self.tr("保存"), do=save, primary=True, icon="check")]
        row = self.table.current()
        found = self._row_keys(row) if row and self._may_write() else []
        if self.desk.officer.may(Right.REGISTER):
            found.append(Key(key="F7", words=self.tr("寒冷天气"), do=self._cold))
        if row:
            found.append(Key(key="F8", words=self.tr("打开"), do=self._open_current))
        found.append(Key(key="Ctrl+F6", words=self.tr("转接"), do=self._to_transfers))
        found.append(Key(key="Ctrl+F8", words=self.tr("回访"), do=self._to_followups))
        if row and self._may_close(row):
            longer = row.due.matter is Matter.STAY
            word = self.tr("延长") if longer else self.tr("办结")
            found.append(Key(key="F9", words=word, do=self._close, primary=True, icon="check"))
        return found

    def _row_keys(self, row: Row) -> list[Key]:
        found = []
        if row.due.visit:
            found.append(Key(key="F2", words=self.tr("添加事项"), do=self._add))
        if row.due.person:
            found.append(Key(key="F6", words=self.tr("负责人"), do=self._give, icon="person"))
        if row.due.visit and not row.shut:
            found.append(Key(key="Ctrl+F7", words=self.tr("函件"), do=self._to_letters))
        return found

    def arrive(self) -> None:
        """The cursor goes to the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Ask again; a page that nobody sees waits until it is looked at."""
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        station, officer = self.desk.station.code, self.desk.officer
        degrees, now = self.desk.settings.cold_degrees, clock.now()
        hours = self.desk.settings.transfer_hours

        def ask(asks: "Asks") -> Today:
            return gathered(asks, station, degrees, by=officer, now=now, hours=hours)

        self.desk.jobs.read(self, ask, self._show)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._every.start(_EVERY_MS)
        if self._stale:
            self.reload()
        if self._may_write():
            self.half_filled.start()

    def leave(self) -> None:
        """What was typed is there again at the next login."""
        self._every.stop()
        self.half_filled.stop()

    def _may_write(self) -> bool:
        may = self.desk.officer.may
        return may(Right.REGISTER) or may(Right.DECIDE)

    def _may_close(self, row: Row) -> bool:
        return row.due.matter not in CLOSED_ELSEWHERE and self._may_write() and not row.shut

    def _show(self, found: Today) -> None:
        self._say_gone(found)
        self.found = found
        lang = self.desk.settings.lang
        said = [say(f"early_warning.{one.key}", lang, **one.facts) for one in found.warnings]
        bad = any(one.tone == "bad" for one in found.warnings)
        self.told.say("　".join(said), "bad" if bad else "warn")
        if found.cold and self.desk.officer.may(Right.REGISTER):
            self.told.offer(self.tr("寒冷天气已过"), self._cold_is_over)
        self._offer_filters()
        self._filter()

    def _say_gone(self, found: Today) -> None:
        """A form about what another desk did meanwhile goes with its row: not without a word."""
        if self.writing.about and self.writing.about not in {_record(one) for one in found.rows}:
            told = self.tr("这一项别处已经办结，或人已离站；没有保存的内容没有采用。")
            self.desk.tell(Telling(words=told, tone="warn"))

    def _offer_filters(self) -> None:
        names = {
            "all": self.tr("全部 {0}"),
            "late": self.tr("超期 {0}"),
            "pressing": self.tr("今天到期 {0}"),
            "mine": self.tr("我负责 {0}"),
        }
        now, me = clock.now(), self.desk.officer.id
        known = self.found.rows if self.found else ()
        self.pills.offer(
            [
                (key, names[key].format(sum(rows.passes(one, key, now, me) for one in known)))
                for key in rows.FILTERS
            ]
        )

    def _filter(self) -> None:
        now, me = clock.now(), self.desk.officer.id
        known = self.found.rows if self.found else ()
        wanted = [one for one in known if rows.passes(one, self.pills.value, now, me)]
        self.table.show_rows(wanted, keep=lambda one: one.key)
        more = self.found.more if self.found else 0
        told = self.tr("只列出最急的 {0} 项，另有 {1} 项。").format(len(known), more)
        self.none.setText(told if more else self.tr("没有待办事项。"))
        self.none.setVisible(bool(more) or not wanted)
        self.about.emit(f"{self.desk.station.name} · {day_of(now):%m-%d}")

    def _choose(self, row: Row | None) -> None:
        self.half_filled.keep()  # of the one chosen before
        self.writing.moved(_record(row) if row else None)
        self.card.show_row(row, self.found, clock.now())
        self.keys_changed.emit()
        if row is None or row.shut:
            return
        due = row.due

        def come(found: list[MatterStep]) -> None:
            now = self.table.current()
            if now and self.found and now.key == row.key:
                self.card.show_steps(found, self.found, may=self._may_write())

        self.desk.jobs.read(self, lambda asks: steps(asks, due.subject, due.matter), come)

    def _open(self, row: Row) -> None:
        """The file at the right place."""
        page = _PAGES.get(row.due.matter, "person")
        if page == "intake" and not self.desk.officer.may(Right.REGISTER):
            page = "person"
        due = row.due
        visit = due.subject if page in _BY_SUBJECT else due.visit or due.person
        self.desk.go(page, due.person if page in ("person", "blacklist") else visit)

    def _to_letters(self) -> None:
        """Ctrl+F7: a notice, a report, a request: what closes the matter with its evidence."""
        row = self.table.current()
        if row is None or row.due.visit is None:
            return
        kind = letter_for(row.due.matter)
        if kind and row.due.matter not in FOLLOWED:
            self.desk.begin("letters", row.due.visit, kind)
        else:
            self.desk.go("letters", row.due.visit)

    def _open_current(self) -> None:
        if row := self.table.current():
            self._open(row)

    def _to_followups(self) -> None:
        """All of them; the one with the cursor, where it is one."""
        row = self.table.current()
        mine = row.due.visit if row and row.due.matter in FOLLOWED and not row.shut else None
        self.desk.go("followups", mine)

    def _to_transfers(self) -> None:
        """Of the person with the cursor, or all of them."""
        row = self.table.current()
        if row is None or row.shut:
            self.desk.go("transfers", None)
        else:
            about = row.due.subject if row.due.matter is Matter.TRANSFER else row.due.visit
            self.desk.go("transfers", about)

    def _close(self) -> None:
        if row := self.table.current():
            record = _record(row)
            self.writing.close(row, self.half_filled.of(record), record)

    def _add(self) -> None:
        row = self.table.current()
        if row and row.due.visit:
            self.writing.add(row.due.visit, self.half_filled.of(row.due.visit), _record(row))

    def _give(self) -> None:
        row = self.table.current()
        if row and self.found:
            self.writing.give(row, self.found.working, _record(row))

    def _cold(self) -> None:
        self.writing.cold(self.half_filled.of(COLD))

    def _cold_is_over(self) -> None:
        if self.found and self.found.cold:
            self.writing.cold_is_over(self.found.cold)

    def _typed(self) -> tuple[UUID, dict[str, str]] | None:
        return self.writing.typed()

    def _turned(self) -> None:
        """A form came or went; it is seen whole."""
        self.card.setVisible(self.table.current() is not None)
        self.keys_changed.emit()
        if form := self.writing.shown:
            QTimer.singleShot(0, self, lambda: show(form))  # it has its place only then

    def _saved(self, record: object) -> None:
        if isinstance(record, UUID):
            self.half_filled.drop(record)
        self.arrive()

    def _shut(self) -> None:
        self.half_filled.keep()
        self.arrive()

    def _titles(self) -> dict[str, str]:
        return {
            "left": self.tr("剩余时间"),
            "who": self.tr("姓名 / 编号"),
            "what": self.tr("事项与依据"),
            "owner": self.tr("负责人"),
        }

    def _lay_out(self) -> None:
        self.none = words("", "label")
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        left = QVBoxLayout()
        left.setSpacing(px(GAP))
        for widget in (self.told, self.pills, self.none):
            left.addWidget(widget)
        left.addWidget(self.table, 1)
        right = scrolling(sheet(*self.writing.forms, self.card))
        right.setFixedWidth(px(SIDE))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addLayout(left, 1)
        whole.addWidget(right)


def _record(row: Row) -> UUID:
    """By which what was typed about a matter is kept."""
    return uuid5(row.due.subject, row.due.matter)
