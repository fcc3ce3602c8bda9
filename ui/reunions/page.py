"""团聚与回访: a year's figures, drawn, whom each is made of, and the spreadsheet."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app import clock
from app.desk import reunions, reunions_papers
from app.desk.overseeing import Behind, Pointed
from app.desk.reunions import Year
from app.domain.errors import Refused, Unavailable
from app.domain.fairness import Row as ShareRow
from app.domain.fairness import Share, Verdict
from app.domain.reunions import BINS, GROUPS, ROWS, UNKNOWN, Part
from app.words.reunions import note_in_words, part_in_words, row_in_words, told
from app.words.say import say
from ui.cards import Card, Chip, words
from ui.oversight.behind import name_them
from ui.oversight.people import PeopleView
from ui.oversight.plot import Bar, Plot, PlotView
from ui.page import Desk, Key, PageWidget, Telling
from ui.people.in_station import today
from ui.reunions.bars import BarsView
from ui.table import Cell, Column, RowTable
from ui.theme import GAP, px

if TYPE_CHECKING:
    from app.store.ask import Asks

LEFT, ROW = 590, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of the table; `row` empty: the head of a part."""

    part: Part
    row: str = ""
    count: int = 0
    note: str = ""


class ReunionsPage(PageWidget):
    """Counted anew when it is opened, at F5 and for another year."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lang = desk.settings.lang
        self.period = reunions.year_of(clock.now())
        self.found: Year | None = None
        self._number, self._making = 0, False
        self.when, self.told = Chip("", "info"), words("", "label", wrap=True)
        self.table: RowTable[Line] = RowTable(
            [
                Column(title=say("reunions.row", lang), width=0, cell=self._row),
                Column(title=say("reunions.count", lang), width=76, cell=_count),
                Column(
                    title=say("reunions.note", lang), width=236, cell=lambda x: Cell(text=x.note)
                ),
            ],
            say("reunions.title", lang),
        )
        self.table.verticalHeader().setDefaultSectionSize(px(ROW))
        self.months, self.days = BarsView(self.tr("每月团聚")), BarsView(self._called(Part.DAYS))
        self.shares = PlotView(self._called(Part.AGAIN))
        self.stack, self.figures = QStackedWidget(), QWidget()
        self._lay_out()
        self.table.opened.connect(lambda _line: self._ask_behind())
        self.table.moved.connect(lambda _line: self.keys_changed.emit())

    @cached_property
    def people(self) -> PeopleView:
        """Who is behind a figure; made when it is first looked at."""
        view = PeopleView(self.desk.settings.lang)
        view.asked.connect(lambda person: self.desk.go("person", person))
        self.stack.addWidget(view)
        return view

    def keys(self) -> list[Key]:
        """Other years, the file, who is behind a figure."""
        if self._names_people:
            back = Key(key="Esc", words=self.tr("返回数字"), do=self._back)
            do = self.people.ask
            return [back, Key(key="F9", words=self.tr("打开档案"), do=do, primary=True)]
        found = [
            Key(key="Esc", words=self.tr("返回"), do=self.desk.back),
            Key(key="F2", words=self.tr("上一年"), do=lambda: self._move(-1)),
            Key(key="F3", words=self.tr("下一年"), do=lambda: self._move(1)),
        ]
        if self.found and not self._making:
            found.append(Key(key="F7", words=self.tr("存为表格"), do=self._make))
        if self._cell:
            do = self._ask_behind
            found.append(Key(key="F9", words=self.tr("是哪些人"), do=do, primary=True))
        return found

    def open_for(self, _subject: UUID | None) -> None:
        """Ask, where it was not asked for this year yet."""
        if self.found is None:
            self.reload()

    def arrive(self) -> None:
        """The list that is shown."""
        if self._names_people:
            self.people.arrive()
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape and self._names_people:
            self._back()
        else:
            super().keyPressEvent(event)

    def reload(self) -> None:
        """Count anew."""
        number, period, by, at = self._ask(), self.period, self.desk.officer, clock.now()

        def asked(asks: "Asks") -> Year:
            return reunions.counted(asks, period, by=by, at=at)

        def show(found: Year) -> None:
            if number == self._number:
                self._show(found)

        self.desk.jobs.read(self, asked, show, self._sorry)

    @property
    def _names_people(self) -> bool:
        return isinstance(self.stack.currentWidget(), PeopleView)

    @property
    def _cell(self) -> tuple[Part, str] | None:
        line = self.table.current()
        return (line.part, line.row) if line and line.row and line.count else None

    def _called(self, part: Part) -> str:
        return part_in_words(part, self.desk.settings.lang)

    def _show(self, found: Year) -> None:
        self.found = found
        lang, figures = self.desk.settings.lang, found.figures
        lines = []
        for part in Part:
            lines.append(Line(part=part))
            for row in ROWS[part]:
                if part is not Part.AGAIN and not figures.counts[part].get(row):
                    continue  # the plots show that there is none
                note = note_in_words(figures, part, row, lang)
                lines.append(
                    Line(part=part, row=row, count=figures.counts[part].get(row, 0), note=note)
                )
        self.table.show_rows(lines, keep=lambda one: (one.part, one.row))
        self.told.setText(" ".join(told(figures, lang)))
        self.months.show_bars([(f"{n}", many) for n, many in enumerate(figures.by_month, start=1)])
        bins = [one for one in BINS if one != UNKNOWN or figures.counts[Part.DAYS].get(one)]
        counts = figures.counts[Part.DAYS]
        self.days.show_bars([(row_in_words(one, lang), counts.get(one, 0)) for one in bins])
        self.shares.show_plot(self._plot(found))
        self._done()

    def _plot(self, found: Year) -> Plot:
        lang, again = self.desk.settings.lang, found.figures.again
        whole = Share(
            count=sum(x.count for x in again.values()), of=sum(x.of for x in again.values())
        )
        return Plot(
            bars=tuple(
                Bar(
                    name=row_in_words(one, lang),
                    row=ShareRow(value=one, share=again[one], verdict=Verdict.CHANCE),
                    said=f"n = {again[one].of}",
                )
                for one in GROUPS
            ),
            whole=whole,
            few=say("reunions.few", lang),
            counted=False,
        )

    def _ask_behind(self) -> None:
        cell = self._cell
        if cell is None:
            return
        period, by, at, number = self.period, self.desk.officer, clock.now(), self._ask()
        lang = self.desk.settings.lang

        def asked(asks: "Asks") -> Pointed:
            return reunions.pointed_at(asks, period, cell, by=by, at=at)

        def show(found: Behind) -> None:
            called = f"{part_in_words(cell[0], lang)} · {row_in_words(cell[1], lang)}"
            self.people.show_behind(found, called)
            self.stack.setCurrentWidget(self.people)
            self._done()
            self.arrive()

        name_them(self.desk, self, asked, show, self._sorry, lambda: number == self._number)

    def _make(self) -> None:
        found = self.found
        if found is None or self._making:
            return
        self._making = True
        self.keys_changed.emit()
        desk, at, by = self.desk, clock.now(), self.desk.officer

        def make() -> Path:
            lang = desk.settings.lang
            content = reunions_papers.sheet(found, desk.station.name, at, lang)
            return reunions_papers.written(content, found, desk.station.code, desk.settings.data)

        def made(file: Path) -> None:
            self._making = False
            self.keys_changed.emit()
            words_ = self.tr("已存为表格（只有数字，没有姓名）：{0}").format(file)
            desk.tell(Telling(words=words_, tone="ok"))

        desk.jobs.desk(
            self,
            lambda register: reunions_papers.begin(register, found.period, by=by, at=at),
            lambda _: desk.jobs.beside(self, make, made, self._sorry),
            self._sorry,
        )

    def _move(self, by: int) -> None:
        if by < 0 or self.period.moved(by).first <= today():
            self.period = self.period.moved(by)
            self.found = None
            self.reload()
            self.keys_changed.emit()

    def _back(self) -> None:
        self.stack.setCurrentWidget(self.figures)
        self.keys_changed.emit()
        self.arrive()

    def _ask(self) -> int:
        self._number += 1
        self.when.say(self.tr("{0} · 正在统计…").format(self._named()), "warn")
        return self._number

    def _done(self) -> None:
        self.when.say(self._named(), "info")
        self.about.emit(self.desk.station.name)
        self.keys_changed.emit()

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        self._making = False
        self.when.say(self._named(), "warn")
        self.desk.tell(Telling(words=self.desk.sentence(sorry), tone="warn"))

    def _named(self) -> str:
        return say("reunions.years", self.desk.settings.lang, year=self.period.name)

    def _row(self, line: Line) -> Cell:
        if not line.row:
            return Cell(text=self._called(line.part), bold=True)
        return Cell(text=f"　{row_in_words(line.row, self.desk.settings.lang)}")

    def _lay_out(self) -> None:
        plots = QVBoxLayout()
        plots.setSpacing(px(GAP))
        for name, view, share in (
            (self.tr("每月团聚"), self.months, 1),
            (self._called(Part.DAYS), self.days, 1),
            (self._called(Part.AGAIN), self.shares, 0),
        ):
            card = Card(name)
            card.body.addWidget(view, 1)
            plots.addWidget(card, share)
        self.table.setFixedWidth(px(LEFT))
        both = QHBoxLayout(self.figures)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(px(GAP))
        both.addWidget(self.table)
        both.addLayout(plots, 1)
        self.stack.addWidget(self.figures)
        head = QHBoxLayout()
        head.setSpacing(px(GAP))
        head.addWidget(self.when, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.told, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addLayout(head)
        whole.addWidget(self.stack, 1)


def _count(line: Line) -> Cell:
    return Cell(text=f"{line.count:,}" if line.row else "", bold=bool(line.count))
