"""监督: what was done to whom, who looked at whom and why; for leaders and auditors."""

from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from app import clock
from app.desk import overseeing
from app.desk.overseeing import (
    ALARM,
    FILING,
    FILING_WORKING_DAYS,
    Behind,
    Figures,
    Pointed,
    Watched,
)
from app.domain.errors import Refused, Unavailable
from app.domain.fairness import Group, Measure
from app.domain.period import Length, Period, period_of
from ui.cards import Chip, SayLine
from ui.oversight.assessing import Assessing
from ui.oversight.behind import name_them
from ui.oversight.figures import FiguresView
from ui.oversight.looks import GlassView, LooksView
from ui.oversight.people import PeopleView
from ui.page import Desk, Key, PageWidget, Telling
from ui.people.in_station import today
from ui.people.lines import moment
from ui.pills import PillRow
from ui.theme import GAP, px

if TYPE_CHECKING:
    from app.store.ask import Asks

FIGURES, LOOKS, GLASS = "figures", "looks", "glass"
_LENGTHS = tuple(Length)


class OversightPage(PageWidget):
    """Counted anew when it is opened, at F5 and for another period: never while others work."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lang = desk.settings.lang
        self.period = period_of(Length.YEAR, today())
        self._number, self._waits = 0, False
        self._shown: dict[str, Period] = {}
        self.parts = PillRow(self.tr("看什么"))
        self.parts.offer(
            [
                (FIGURES, self.tr("公平：做了什么、对谁")),
                (LOOKS, self.tr("查阅：谁看了谁")),
                (GLASS, self.tr("紧急查阅")),
            ]
        )
        self.when, self.faces = Chip("", "info"), Chip("", "plain")
        self.told = SayLine()
        self.figures = FiguresView(lang)
        self.stack = QStackedWidget()
        self.assessing = Assessing(desk, self)
        self._lay_out()
        self._connect()

    # The rest is made when it is first looked at: the page is there at once.

    @cached_property
    def looks(self) -> LooksView:
        """Who looked at whom."""
        view = LooksView(self.desk.settings.lang)
        view.turned.connect(self.keys_changed)
        view.asked.connect(self._open_file)
        self.stack.addWidget(view)
        return view

    @cached_property
    def glass(self) -> GlassView:
        """The glass that was broken."""
        view = GlassView(self.desk.settings.lang)
        self.stack.addWidget(view)
        return view

    @cached_property
    def people(self) -> PeopleView:
        """Who is behind a figure."""
        view = PeopleView(self.desk.settings.lang)
        view.asked.connect(self._open_file)
        self.stack.addWidget(view)
        return view

    def _open_file(self, person: UUID) -> None:
        self.desk.go("person", person)

    @property
    def _names_people(self) -> bool:
        return isinstance(self.stack.currentWidget(), PeopleView)

    def keys(self) -> list[Key]:
        """Other periods, another part, the report of the year, who is behind a figure."""
        if self._names_people:
            back = Key(key="Esc", words=self.tr("返回数字"), do=self._back)
            do = self.people.ask
            return [back, Key(key="F9", words=self.tr("打开档案"), do=do, primary=True)]
        found = [
            Key(key="F2", words=self.tr("前一期"), do=lambda: self._move(-1)),
            Key(key="F3", words=self.tr("后一期"), do=lambda: self._move(1)),
            Key(key="F4", words=self.tr("月/季/年"), do=self._other_length),
            Key(key="F6", words=self.tr("换一栏"), do=self._other_part),
        ]
        if not self.assessing.running:
            do = self._assess
            found.append(Key(key="F7", words=self.tr("年度评估"), do=do, icon="print"))
        if self.parts.value == FIGURES and self.figures.cell:
            do = self.figures.ask
            found.append(Key(key="F9", words=self.tr("是哪些人"), do=do, primary=True))
        if self.parts.value == LOOKS and self.looks.people.current():
            do = self.looks.ask
            found.append(Key(key="F9", words=self.tr("打开档案"), do=do, primary=True))
        return found

    def open_for(self, _subject: UUID | None) -> None:
        """Ask, where it was not asked for this period yet."""
        if self._shown.get(self.parts.value) != self.period:
            self.reload()

    def arrive(self) -> None:
        """The list that is shown."""
        self._view().arrive()

    def reload(self) -> None:
        """Count anew."""
        if self.parts.value == FIGURES:
            self._count()
        else:
            self._look_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape and self._names_people:
            self._back()
        else:
            super().keyPressEvent(event)

    def _view(self) -> FiguresView | LooksView | GlassView | PeopleView:
        return self.people if self._names_people else self._part()

    def _part(self) -> FiguresView | LooksView | GlassView:
        if self.parts.value == FIGURES:
            return self.figures
        return self.looks if self.parts.value == LOOKS else self.glass

    def _ask(self) -> int:
        self._number += 1
        self._waits = True
        self._say_when()
        return self._number

    def _count(self) -> None:
        number, period = self._ask(), self.period
        station, by, at = self.desk.station.code, self.desk.officer, clock.now()

        def asked(asks: "Asks") -> Figures:
            return overseeing.figures(asks, period, station, by=by, at=at)

        def show(found: Figures) -> None:
            if number == self._number:
                self.figures.show_figures(found)
                self._say_faces(found.faces)
                self._done(FIGURES)

        self.desk.jobs.read(self, asked, show, self._sorry)

    def _look_on(self) -> None:
        """Who reads the log stands in it as well: first that, then the reading."""
        number, period = self._ask(), self.period
        station, by, at = self.desk.station.code, self.desk.officer, clock.now()

        def asked(asks: "Asks") -> Watched:
            return overseeing.watched(asks, period, station, by=by, at=at)

        def show(found: Watched) -> None:
            if number == self._number:
                self.looks.show_watched(found)
                self.glass.show_watched(found)
                self._done(LOOKS, GLASS)

        self.desk.jobs.desk(
            self,
            lambda register: overseeing.look_on(register, period, by=by, at=at),
            lambda _: self.desk.jobs.read(self, asked, show, self._sorry),
            self._sorry,
        )

    def _done(self, *parts: str) -> None:
        self._waits = False
        self._shown |= dict.fromkeys(parts, self.period)
        self._say_when()
        self.about.emit(self.tr("截至 {0}，F5 重新统计").format(moment(clock.now())))
        self.keys_changed.emit()

    def _behind(self, cell: tuple[Measure, Group, str]) -> None:
        """Whom a figure is made of: found first, then written down, then shown."""
        period, station, by = self.period, self.desk.station.code, self.desk.officer
        at, number = clock.now(), self._ask()

        def asked(asks: "Asks") -> Pointed:
            return overseeing.pointed_at(asks, period, station, cell, by=by, at=at)

        def show(found: Behind) -> None:
            self.people.show_behind(found, f"{self._named()} · {self.figures.called(cell)}")
            self.stack.setCurrentWidget(self.people)
            self._done()
            self.arrive()

        name_them(self.desk, self, asked, show, self._sorry, lambda: number == self._number)

    def _back(self) -> None:
        self._turn()
        self.arrive()

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        self._waits = False
        self._say_when()
        self.desk.tell(Telling(words=self.desk.sentence(sorry), tone="warn"))

    def _move(self, by: int) -> None:
        if by < 0 or self.period.moved(by).first <= today():
            self.show_period(self.period.moved(by))

    def _other_length(self) -> None:
        """The next longer one, or the shortest again; the one that today or its last day is in."""
        length = _LENGTHS[(_LENGTHS.index(self.period.length) + 1) % len(_LENGTHS)]
        self.show_period(period_of(length, min(self.period.last, today())))

    def show_period(self, period: Period) -> None:
        """Count another one."""
        self.period = period
        self.reload()
        self.keys_changed.emit()

    def _other_part(self) -> None:
        parts = list(self.parts.buttons)
        self.parts.press(parts[(parts.index(self.parts.value) + 1) % len(parts)])
        self.arrive()

    def _turn(self) -> None:
        self.stack.setCurrentWidget(self._part())
        self.open_for(None)
        self.keys_changed.emit()

    def _assess(self) -> None:
        self.assessing.start(self.period)

    def _named(self) -> str:
        first = self.period.first
        if self.period.length is Length.YEAR:
            return self.tr("{0} 年").format(first.year)
        if self.period.length is Length.QUARTER:
            return self.tr("{0} 年第 {1} 季度").format(first.year, (first.month + 2) // 3)
        return self.tr("{0} 年 {1} 月").format(first.year, first.month)

    def _say_when(self) -> None:
        told = self.tr("{0} · 正在统计…") if self._waits else "{0}"
        self.when.say(told.format(self._named()), "warn" if self._waits else "info")

    def _say_faces(self, many: int) -> None:
        told = self.tr("存有人脸 {0} / {1} 人").format(f"{many:,}", f"{FILING:,}")
        self.faces.say(told, "bad" if many >= ALARM else "plain")
        late = self.tr(
            "存有人脸的已有 {0} 人。达到 {1} 人起须在 {2} 个工作日内向省级以上网信部门备案，"
            "请站领导准备。"
        ).format(f"{many:,}", f"{FILING:,}", FILING_WORKING_DAYS)
        self.told.say(late if many >= ALARM else "", "bad")

    def _connect(self) -> None:
        self.parts.chosen.connect(lambda _part: self._turn())
        self.figures.asked.connect(self._behind)
        self.figures.turned.connect(self.keys_changed)
        self.assessing.turned.connect(self.keys_changed)

    def _lay_out(self) -> None:
        self.stack.addWidget(self.figures)
        head = QHBoxLayout()
        head.setSpacing(px(GAP))
        head.addWidget(self.parts, 1)
        head.addWidget(self.when)
        head.addWidget(self.faces)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addLayout(head)
        whole.addWidget(self.told)
        whole.addWidget(self.stack, 1)
