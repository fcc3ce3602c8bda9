"""各站往来: somebody's arrivals at all stations, once urgent need is answered; facts, no score."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.desk.travels import Travels
from app.domain.came import Came, Leg, Odd
from app.words.say import say
from ui.cards import Card, SayLine, words
from ui.people.lines import came_in_words, copyable, newest
from ui.people.travels_map import Stop, TravelsMap

MOST_LINES = 12
_KM = 10
"""Distances are told to ten kilometres: from the middle of one city to that of another."""


class TravelsCard(Card):
    """Counts, a sketch, the arrivals in order, and what does not fit in time."""

    shown_anyway = Signal()
    """Urgent need has been seen to, says the officer."""

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("各站往来"), "train")
        self._lang = lang
        self.waits = SayLine()
        self.counts: QWidget | None = None
        self.map = TravelsMap()
        self.odd_line = SayLine()
        self.way = copyable("")
        told = self.tr("只列事实，来得多不说明任何问题，也不影响救助。")
        self.note = words(told, "note", wrap=True)
        for widget in (self.waits, self.map, self.odd_line, self.way, self.note):
            self.body.addWidget(widget)

    def show_travels(self, travels: Travels, *, waits: bool) -> None:
        """Nothing of it is shown of who came once, and nothing yet while urgent need waits."""
        several = len(travels.came) > 1
        self.setVisible(several)
        for widget in (self.map, self.way, self.note):
            widget.setVisible(several and not waits)
        self._drop_counts()
        self.odd_line.say("")
        if not several:
            return
        if waits:
            self.waits.say(self.tr("紧急情况还没有答完，先处理急需，再看往来。"), "info")
            self.waits.offer(self.tr("急需已处理，显示"), self.shown_anyway.emit)
            return
        self.waits.say("")
        self._show_counts(travels)
        self._show_map(travels)
        self._show_odd(travels)
        self.way.setText("\n".join(self._lines(travels)))

    def _drop_counts(self) -> None:
        if self.counts is not None:
            self.body.removeWidget(self.counts)
            self.counts.hide()
            self.counts.deleteLater()
            self.counts = None

    def _show_counts(self, travels: Travels) -> None:
        self.counts = QWidget()
        grid = QGridLayout(self.counts)
        grid.setContentsMargins(0, 0, 0, 0)
        for column, one in enumerate(travels.windows):
            head = say("travels.window", self._lang, days=one.days)
            times = say("travels.times", self._lang, times=one.times)
            stations = say("travels.stations", self._lang, stations=one.stations)
            grid.addWidget(words(head, "note"), 0, column)
            grid.addWidget(copyable(f"{times} · {stations}"), 1, column)
        self.body.insertWidget(1, self.counts)

    def _show_map(self, travels: Travels) -> None:
        stops = [
            Stop(number, travels.points[one.station], self._name(one, travels))
            for number, one in enumerate(travels.came, start=1)
            if one.station in travels.points
        ]
        several = len({stop.point for stop in stops}) > 1
        self.map.setVisible(several)
        if several:
            self.map.show_way(stops, travels.around)

    def _show_odd(self, travels: Travels) -> None:
        told = [self._odd(leg, leg.odd, travels) for leg in travels.legs if leg.odd]
        if told:
            told.append(say("travels.check", self._lang))
        self.odd_line.say("\n".join(told), "info")

    def _odd(self, leg: Leg, odd: Odd, travels: Travels) -> str:
        facts = {
            "one": self._name(leg.one, travels),
            "other": self._name(leg.other, travels),
            "day": leg.other.day.isoformat(),
            "km": str(round((leg.km or 0) / _KM) * _KM),
            "hours": str(max(round(leg.hours), 1)),
        }
        return say(f"travels.{odd}", self._lang, **facts)

    def _lines(self, travels: Travels) -> list[str]:
        """Newest first, numbered as on the sketch."""
        lines = [
            f"{number}　{came_in_words(one, self._name(one, travels))}"
            for number, one in enumerate(travels.came, start=1)
        ]
        shown, more = newest(lines, MOST_LINES)
        if more:
            shown.append(self.tr("还有更早的 {0} 次").format(more))
        return shown

    def _name(self, one: Came, travels: Travels) -> str:
        return travels.names.get(one.station, one.station)
