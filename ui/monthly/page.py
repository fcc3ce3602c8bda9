"""月报: a month's figures, whom each is made of, and the paper and the spreadsheet of it."""

from collections.abc import Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from app import clock
from app.desk import monthly, monthly_papers
from app.desk.monthly import Monthly
from app.desk.overseeing import MOST_SHOWN, Behind, Pointed
from app.domain.came import Point
from app.domain.errors import Refused, Unavailable
from app.domain.monthly import Part, due_on
from app.domain.period import Period
from ui.cards import Chip, words
from ui.monthly.making import Making
from ui.monthly.plots import PlotsView
from ui.monthly.tables import TablesView
from ui.oversight.behind import name_them
from ui.oversight.people import PeopleView
from ui.page import Desk, Key, PageWidget, Telling
from ui.people.in_station import today
from ui.people.lines import moment
from ui.pills import PillRow
from ui.theme import GAP, px

if TYPE_CHECKING:
    from app.store.ask import Asks

TABLES, PLOTS = "tables", "plots"


class MonthlyPage(PageWidget):
    """Counted anew when it is opened, at F5 and for another month."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.period = monthly.month_of(clock.now())
        self.found: Monthly | None = None
        self._number = 0
        self._next: tuple[tuple[Part, str], int] | None = None
        """Of which figure there are more people than are shown, and how many were."""
        self.when, self.due = Chip("", "info"), Chip("", "plain")
        self.days = words("", "label", wrap=True)
        self.tables = TablesView(desk.settings.lang)
        self.parts = PillRow(self.tr("看什么"), [(TABLES, self.tr("表")), (PLOTS, self.tr("图"))])
        self.stack = QStackedWidget()
        self.making = Making(desk, self)
        self._lay_out()
        self.parts.chosen.connect(lambda _part: self._turn())
        self.tables.asked.connect(self._behind)
        self.tables.turned.connect(self.keys_changed)
        self.making.turned.connect(self.keys_changed)

    @cached_property
    def plots(self) -> PlotsView:
        """The same month drawn; made when it is first looked at."""
        view = PlotsView(self.desk.settings.lang)
        self.stack.addWidget(view)
        return view

    @cached_property
    def people(self) -> PeopleView:
        """Who is behind a figure; made when it is first looked at."""
        view = PeopleView(self.desk.settings.lang)
        view.asked.connect(lambda person: self.desk.go("person", person))
        self.stack.addWidget(view)
        return view

    def keys(self) -> list[Key]:
        """Other months, the files, who is behind a figure."""
        if self._names_people:
            back = Key(key="Esc", words=self.tr("返回数字"), do=self._back)
            do = self.people.ask
            found = [back, Key(key="F9", words=self.tr("打开档案"), do=do, primary=True)]
            if self._next:
                told = self.tr("后 {0} 人").format(MOST_SHOWN)
                found.insert(1, Key(key="F3", words=told, do=self._go_on))
            return found
        found = [
            Key(key="F2", words=self.tr("上个月"), do=lambda: self._move(-1)),
            Key(key="F3", words=self.tr("下个月"), do=lambda: self._move(1)),
            Key(key="F6", words=self.tr("表或图"), do=self._other_part),
        ]
        do = partial(self.desk.go, "reunions")
        found.append(Key(key="F11", words=self.tr("团聚与回访"), do=do))
        if self.found and not self.making.running:
            found += [
                Key(key="F7", words=self.tr("存为表格"), do=lambda: self._make("xlsx")),
                Key(
                    key="F8", words=self.tr("存为 PDF"), do=lambda: self._make("pdf"), icon="print"
                ),
            ]
        if self.parts.value == TABLES and self.tables.cell:
            do = self.tables.ask
            found.append(Key(key="F9", words=self.tr("是哪些人"), do=do, primary=True))
        return found

    def open_for(self, _subject: UUID | None) -> None:
        """Ask, where it was not asked for this month yet."""
        if self.found is None or self.found.period != self.period:
            self.reload()

    def arrive(self) -> None:
        """The list that is shown."""
        (self.people if self._names_people else self._part()).arrive()

    def reload(self) -> None:
        """Count anew."""
        number, period = self._ask(), self.period
        station, by, at = self.desk.station.code, self.desk.officer, clock.now()

        def asked(asks: "Asks") -> Monthly:
            return monthly.counted(asks, period, station, by=by, at=at)

        def show(found: Monthly) -> None:
            if number == self._number:
                self.found = found
                self.tables.show_report(found.report)
                if self.parts.value == PLOTS:
                    self.plots.show_plots(found.plots, self._provinces)
                self._done()

        self.desk.jobs.read(self, asked, show, self._sorry)

    def show_period(self, period: Period) -> None:
        """Count another month; nothing of the one before stays."""
        self.period, self.found = period, None
        self.reload()
        self.keys_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape and self._names_people:
            self._back()
        else:
            super().keyPressEvent(event)

    @property
    def _names_people(self) -> bool:
        return isinstance(self.stack.currentWidget(), PeopleView)

    def _go_on(self) -> None:
        """Those who come after the ones that are shown."""
        if self._next:
            self._behind(*self._next)

    def _behind(self, cell: tuple[Part, str], after: int = 0) -> None:
        if self.found is None:
            return
        period, station = self.period, self.desk.station.code
        by, at, number = self.desk.officer, clock.now(), self._ask()

        def asked(asks: "Asks") -> Pointed:
            return monthly.pointed_at(asks, period, station, cell, by=by, at=at, after=after)

        def show(found: Behind) -> None:
            called = f"{self._named()} · {self.tables.called(cell)}"
            self.people.show_behind(found, called, after)
            self._next = (cell, after + len(found.cards)) if found.more else None
            self.stack.setCurrentWidget(self.people)
            self._done()
            self.arrive()

        name_them(self.desk, self, asked, show, self._sorry, lambda: number == self._number)

    @cached_property
    def _provinces(self) -> Mapping[str, Point]:
        return monthly.provinces()

    def _part(self) -> TablesView | PlotsView:
        return self.plots if self.parts.value == PLOTS else self.tables

    def _other_part(self) -> None:
        self.parts.press(TABLES if self.parts.value == PLOTS else PLOTS)
        self.arrive()

    def _turn(self) -> None:
        if self.parts.value == PLOTS and self.found:
            self.plots.show_plots(self.found.plots, self._provinces)
        self.stack.setCurrentWidget(self._part())
        self.keys_changed.emit()

    def _back(self) -> None:
        self._turn()
        self.arrive()

    def _make(self, kind: str) -> None:
        if self.found:
            self.making.start(self.found, kind)

    def _move(self, by: int) -> None:
        if by < 0 or self.period.moved(by).first <= today():
            self.show_period(self.period.moved(by))

    def _ask(self) -> int:
        self._number += 1
        self.when.say(self.tr("{0} · 正在统计…").format(self._named()), "warn")
        return self._number

    def _done(self) -> None:
        if found := self.found:
            lang = self.desk.settings.lang
            until = monthly_papers.until_in_words(found, lang)
            self.when.say(f"{self._named()} · {until}", "info" if found.is_whole else "warn")
            self.days.setText(monthly_papers.days_line(found.report, lang))
        day = due_on(self.period.first)
        self.due.say(self.tr("应于 {0} 前上报").format(day.isoformat()), "plain")
        self.about.emit(self.tr("截至 {0}，F5 重新统计").format(moment(clock.now())))
        self.keys_changed.emit()

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        self.when.say(self._named(), "warn")
        self.desk.tell(Telling(words=self.desk.sentence(sorry), tone="warn"))

    def _named(self) -> str:
        return monthly_papers.month_in_words(self.period, self.desk.settings.lang)

    def _lay_out(self) -> None:
        self.stack.addWidget(self.tables)
        head = QHBoxLayout()
        head.setSpacing(px(GAP))
        head.addWidget(self.parts)
        head.addWidget(self.when)
        head.addWidget(self.days, 1)
        head.addWidget(self.due)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addLayout(head)
        whole.addWidget(self.stack, 1)
