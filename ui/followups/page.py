"""回访: who left and is seen to at home, what went to whom, and what came back."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app import clock
from app.desk import drafts, followup_letters, followups, slips
from app.desk.followups import Listed, Row
from app.desk.slips import Back
from app.domain.followup import Stand, filters
from app.domain.staff import Right
from app.domain.today import day_of
from app.words.say import say
from ui.cards import SayLine, scrolling, sheet, words
from ui.followups import rows
from ui.followups.printing import Printing
from ui.followups.side import FollowupCard
from ui.followups.writing import FORM, NUMBER, Writing
from ui.kept import HalfFilled
from ui.page import Desk, Key, PageWidget
from ui.papers.output import Output
from ui.pills import PillRow
from ui.table import RowTable
from ui.theme import GAP, px

if TYPE_CHECKING:
    from app.domain.visit import Visit
    from app.store.register import Register

SIDE, _LEAST = 400, 150
AHEAD = timedelta(days=7)
"""Letters whose day comes within a week are printed with those that are due."""


class FollowupsPage(PageWidget):
    """A list to walk with the arrows; the one chosen, or what is filled in, stands at the right."""

    reloads_on: ClassVar[frozenset[str]] = frozenset(
        {"outside_letter", "matter_step", "leaving", "reopening", "visit", "person", "claim"}
        | {"index_card", "link", "kin_match", "station"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lang = desk.settings.lang
        self.found: Listed | None = None
        self._looked = False
        self._wanted: UUID | None = None
        self._opened: UUID | None = None
        self.pills, self.told = PillRow(self.tr("只看")), SayLine()
        self.none = words(self.tr("没有要回访的人。"), "label")
        self.table: RowTable[Row] = RowTable(
            rows.columns(self._titles(), lambda: day_of(clock.now()), lang), self.tr("回访"), _LEAST
        )
        self.card, self.writing = FollowupCard(lang), Writing(desk, self)
        self.output = Output(desk, self)
        self.printing = Printing(desk, self, self.output)
        self.half_filled = HalfFilled(desk, drafts.FOLLOWUP, self.writing.typed, self)
        self._lay_out()
        self._offer_filters()
        self.pills.chosen.connect(lambda _wanted: self._filter())
        self.table.moved.connect(self._choose)
        self.table.opened.connect(self._open)
        self.writing.turned.connect(self._turned)
        self.writing.saved.connect(self._saved)
        self.writing.found.connect(self._come_back)
        self.printing.turned.connect(self.keys_changed)
        self.printing.printed.connect(self._printed)

    def keys(self) -> list[Key]:
        """While something is filled in: F9 saves it. Else what the chosen one waits for."""
        if self.writing.open:
            save = self.writing.ask
            return [Key(key="F9", words=self.tr("保存"), do=save, primary=True, icon="check")]
        found = [Key(key="Esc", words=self.tr("返回"), do=self.desk.back)]
        if self.printing.going:
            stop = self.printing.stop
            return [*found, Key(key="F3", words=self.tr("停下"), do=stop, primary=True)]
        row = self.table.current()
        if self._may():
            found += self._row_keys(row) if row else []
            found.append(Key(key="F4", words=self.tr("输入回执编号"), do=self._seek))
            if self.found and followup_letters.wanting(self.found, self._until()):
                told = self.tr("打印到期的函")
                found.append(Key(key="Shift+F8", words=told, do=self._print_due, icon="print"))
        if row:
            do = partial(self._open, row)
            found.append(Key(key="F9", words=self.tr("看联系方式"), do=do, primary=True))
        if self.desk.officer.may(Right.AUDIT):
            do = partial(self.desk.go, "reunions")
            found.append(Key(key="F11", words=self.tr("团聚与回访数字"), do=do))
        return found

    def _row_keys(self, row: Row) -> list[Key]:
        found, letter = [], row.one.letter
        if row.one.stand is not Stand.ASKED:
            do = partial(self._write, row)
            found.append(Key(key="F2", words=self.tr("写回访函"), do=do, icon="description"))
        if letter is None:
            return found
        if letter.sending is None:
            found.append(Key(key="F6", words=self.tr("登记寄出"), do=partial(self._went, row)))
        found.append(Key(key="F7", words=self.tr("登记回执"), do=partial(self._answer, row)))
        do = partial(self._print, letter.id)
        found.append(Key(key="F8", words=self.tr("打印"), do=do, icon="print"))
        return found

    def arrive(self) -> None:
        """The cursor to the list; a form that is open keeps it."""
        if not self.writing.open:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.output.check_printer()
        if self._may():
            self.half_filled.start()

    def leave(self) -> None:
        """What was typed is there again at the next login."""
        self.half_filled.stop()

    def open_for(self, subject: UUID | None) -> None:
        """A visit to put the cursor on, or the letter whose slip was scanned. That the list is
        looked at is written down."""
        self._wanted, self._opened = subject, None
        by, at = self.desk.officer, clock.now()

        def looked(_nothing: None) -> None:
            self._looked = True
            self._load()
            if subject:
                self._seek_letter(subject)

        self.desk.jobs.desk(self, lambda register: followups.look(register, by=by, at=at), looked)

    def reload(self) -> None:
        """Ask again; what is typed stays."""
        if self.isVisible() and self._looked:
            self._load()

    def _load(self) -> None:
        by, now = self.desk.officer, clock.now()
        self.desk.jobs.read(
            self,
            lambda asks: followups.listed(asks, by=by, now=now),
            self._show,
            lambda sorry: self.told.say(self.desk.sentence(sorry), "warn"),
        )

    def _seek_letter(self, subject: UUID) -> None:
        """A slip was scanned anywhere in the window: its form opens."""
        by = self.desk.officer
        if self._may():
            self.desk.jobs.read(
                self, lambda asks: slips.by_id(asks, subject, by=by), self._come_back,
                lambda _sorry: None,
            )  # fmt: skip

    def _come_back(self, back: Back) -> None:
        """One digit writes what the slip says; where that stands already, F7 writes it anew."""
        self.half_filled.drop(NUMBER)
        self._wanted = visit = back.whole.first.visit
        self._go_there()
        if back.again:
            told = say("followup.answered_already", self.desk.settings.lang)
            self.told.say(told, "warn")
            self.arrive()
        else:
            self._look_into(visit, partial(self._begin_answer, back))

    def _begin_answer(self, back: Back) -> None:
        visit = back.whole.first.visit
        row = next((x for x in self._all() if x.one.visit == visit), None)
        kept = self._kept("outcome", visit)
        self.writing.answer(back.whole, row.card.name if row else "", kept)

    def _show(self, found: Listed) -> None:
        self.found = found
        self.told.say(self._beside(found))
        self._offer_filters()
        self._filter()
        self._go_there()
        self.about.emit(f"{self.desk.station.name} · {found.today:%m-%d}")

    def _beside(self, found: Listed) -> str:
        told = []
        if found.sealed:
            told.append(self.tr("另有 {0} 人受保密保护，不列出。").format(found.sealed))
        if found.more:
            told.append(self.tr("还有 {0} 人没有列出，先办完前面的。").format(found.more))
        return " ".join(told)

    def _go_there(self) -> None:
        """The cursor to whom the page was opened for, also where the filter hides them."""
        if self._wanted is None or self.found is None:
            return
        visits = [row.one.visit for row in self.table.rows.rows]
        if self._wanted not in visits and any(x.one.visit == self._wanted for x in self._all()):
            self.pills.choose("all")
            self._filter()
            visits = [row.one.visit for row in self.table.rows.rows]
        if self._wanted in visits:
            self.table.selectRow(visits.index(self._wanted))
            self._wanted = None

    def _all(self) -> tuple[Row, ...]:
        return self.found.rows if self.found else ()

    def _offer_filters(self) -> None:
        today, lang = day_of(clock.now()), self.desk.settings.lang
        named = [filters(row.one, today) for row in self._all()]
        self.pills.offer(
            [
                (key, say(f"followup_filter.{key}", lang, many=sum(key in x for x in named)))
                for key in rows.FILTERS
            ]
        )

    def _filter(self) -> None:
        today = day_of(clock.now())
        wanted = [row for row in self._all() if self.pills.value in filters(row.one, today)]
        self.table.show_rows(wanted, keep=lambda row: row.one.visit)
        self.none.setVisible(not wanted)
        self._choose(self.table.current())

    def _choose(self, row: Row | None) -> None:
        shown = row if row and not self.writing.open else None
        opened = row is not None and row.one.visit == self._opened
        self.card.show_row(shown, day_of(clock.now()), opened=opened)
        self.keys_changed.emit()

    def _open(self, row: Row) -> None:
        """Enter, F9: contact and outcome; that they are looked at is written down first."""
        self._look_into(row.one.visit, lambda: self._choose(self.table.current()))

    def _look_into(self, visit: UUID, then: Callable[[], None]) -> None:
        by, at = self.desk.officer, clock.now()

        def looked(_seen: "Visit") -> None:
            self._opened = visit
            then()

        def deed(register: "Register") -> "Visit":
            return followups.look_at(register, visit, by=by, at=at)

        self.desk.jobs.desk(self, deed, looked, lambda x: self.told.say(self.desk.sentence(x)))

    def _write(self, row: Row) -> None:
        visit = row.one.visit
        self._look_into(visit, lambda: self.writing.write(row, self._kept("letter", visit)))

    def _answer(self, row: Row) -> None:
        if letter := row.one.letter:
            back = Back(whole=letter)
            self._look_into(row.one.visit, partial(self._begin_answer, back))

    def _seek(self) -> None:
        self.writing.seek(self._kept("number", NUMBER))

    def _went(self, row: Row) -> None:
        if letter := row.one.letter:
            told = f"{row.card.name}　{letter.first.number}"
            self.writing.went(row.one.visit, (letter.id,), told)

    def _print(self, letter: UUID) -> None:
        self.output.print(followup_letters.FORM, letter)

    def _print_due(self) -> None:
        """Shift+F8: whoever has none is written one; then all are printed, one after the other."""
        if self.found:
            self.printing.begin(followup_letters.wanting(self.found, self._until()))

    def _printed(self, letters: tuple[UUID, ...]) -> None:
        """They are out: one form notes that all of them went."""
        self._load()
        if letters:
            told = self.tr("打印了 {0} 份回访函。装信寄出后按 F9 登记。").format(len(letters))
            self.writing.went(None, letters, told)

    def _until(self) -> date:
        return day_of(clock.now()) + AHEAD

    def _turned(self) -> None:
        self._choose(self.table.current())
        if self.writing.open is None:
            self.arrive()

    def _saved(self, visit: object) -> None:
        if isinstance(visit, UUID):
            self.half_filled.drop(visit)
            self._wanted = visit
        self._load()
        self.arrive()

    def _kept(self, form: str, visit: UUID) -> dict[str, str]:
        """What was typed in this very form before and not saved."""
        kept = self.half_filled.of(visit)
        return {k: v for k, v in kept.items() if k != FORM} if kept.get(FORM) == form else {}

    def _may(self) -> bool:
        may = self.desk.officer.may
        return may(Right.REGISTER) or may(Right.DECIDE)

    def _titles(self) -> dict[str, str]:
        return {
            "left": self.tr("剩余时间"),
            "who": self.tr("姓名 / 编号"),
            "why": self.tr("依据 / 离站"),
            "office": self.tr("家乡部门"),
            "stand": self.tr("状态"),
        }

    def _lay_out(self) -> None:
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
