"""What was done, measure by measure; the chosen one by group, as a plot and as rows to open."""

from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.desk.overseeing import Figures
from app.domain.fairness import Group, Measure, Row, Share, Verdict, groups_of, rows, whole_of
from app.words.figures import (
    is_counted,
    rate_in_words,
    share_in_words,
    value_in_words,
    verdict_in_words,
)
from app.words.say import say
from ui.cards import Card, words
from ui.oversight.plot import Bar, Plot, PlotView
from ui.pills import PillRow
from ui.table import Cell, Column, RowTable
from ui.theme import GAP, px

LEFT = 322
_TONES = {Verdict.HIGHER: "warn", Verdict.LOWER: "warn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One measure, of everybody."""

    measure: Measure
    share: Share


class FiguresView(QWidget):
    """Arrows choose a measure, the pills a group; Enter on a group asks who is behind it."""

    asked = Signal(object)
    """(measure, group, value): whose names are wanted."""
    turned = Signal()

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self._figures: Figures | None = None
        self.lines: RowTable[Line] = RowTable(
            [
                Column(title=self.tr("做了什么"), width=0, cell=self._what),
                Column(title=self.tr("数"), width=76, cell=self._count),
            ],
            self.tr("做了什么"),
        )
        self.lines.setFixedWidth(px(LEFT))
        self.card = Card(self.tr("按组看"), "group")
        self.groups = PillRow(self.tr("按什么分组"))
        self.plot = PlotView(self.tr("各组的比率和 95% 区间"))
        self.rows: RowTable[Row] = RowTable(
            [
                Column(title=self.tr("组"), width=0, cell=self._value),
                Column(title=self.tr("数"), width=98, cell=self._share),
                Column(title=self.tr("比率（95% 区间）"), width=152, cell=self._rate),
                Column(title=self.tr("与其余的人比"), width=126, cell=self._verdict),
            ],
            self.tr("按组看"),
        )
        self.note = words("", "note", wrap=True)
        self._lay_out()
        self.lines.moved.connect(lambda _line: self._turn())
        self.groups.chosen.connect(lambda _value: self._turn())
        self.rows.moved.connect(lambda _row: self.turned.emit())
        self.rows.opened.connect(lambda _row: self.ask())

    def show_figures(self, found: Figures) -> None:
        """Other ones; the cursor stays where it was."""
        self._figures = found
        lines = [Line(measure=one, share=whole_of(found.deeds, one)) for one in Measure]
        with QSignalBlocker(self.lines):
            self.lines.show_rows(lines, keep=lambda one: one.measure)
        self._turn()

    @property
    def cell(self) -> tuple[Measure, Group, str] | None:
        """What the cursor stands on, where there is anybody behind it."""
        line, row = self.lines.current(), self.rows.current()
        if line is None or row is None or not row.share.count:
            return None
        return line.measure, Group(self.groups.value), row.value

    def look_at(self, measure: Measure, group: Group) -> None:
        """Put the cursor there."""
        self.lines.selectRow(list(Measure).index(measure))
        if group in groups_of(measure):
            self.groups.press(group)

    def ask(self) -> None:
        """Enter: who they are."""
        if self.cell:
            self.asked.emit(self.cell)

    def called(self, cell: tuple[Measure, Group, str]) -> str:
        """A figure in words."""
        measure, group, value = cell
        return f"{say(f'measure.{measure}', self._lang)} · {self._named(group, value)}"

    def _turn(self) -> None:
        line = self.lines.current()
        if line is None or self._figures is None:
            return
        offered = [(one.value, self._group(one)) for one in groups_of(line.measure)]
        self.groups.offer(offered)
        found = rows(self._figures.deeds, line.measure, Group(self.groups.value))
        self.rows.show_rows(found, keep=lambda one: one.value)
        self.plot.show_plot(self._plot(line, found))
        self.card.title.setText(say(f"measure.{line.measure}", self._lang))
        self.note.setText(self._said(line))
        self.turned.emit()

    def _plot(self, line: Line, found: list[Row]) -> Plot:
        counted, group = is_counted(line.measure), Group(self.groups.value)
        bars = tuple(
            Bar(name=self._named(group, one.value), row=one, said=self._beside(one, line.measure))
            for one in found
        )
        few = say("verdict.too_few", self._lang)
        return Plot(bars=bars, whole=line.share, few=few, counted=counted)

    def _beside(self, row: Row, measure: Measure) -> str:
        return share_in_words(row.share, self._lang, counted=is_counted(measure))

    def _said(self, line: Line) -> str:
        if is_counted(line.measure):
            return self.tr("这一项只计数，没有比率。")
        told = self.tr("虚线是全体 {0}。差异只说明该看看档案，不证明有人做错。")
        return told.format(rate_in_words(line.share, self._lang) or self._few())

    def _few(self) -> str:
        return say("verdict.too_few", self._lang)

    def _group(self, group: Group) -> str:
        return say(f"measured_by.{group}", self._lang)

    def _named(self, group: Group, value: str) -> str:
        officers = self._figures.officers if self._figures else {}
        return value_in_words(group, value, officers, self._lang)

    def _what(self, line: Line) -> Cell:
        note = ""
        if not is_counted(line.measure):
            rate = rate_in_words(line.share, self._lang) or self._few()
            note = f"{say(f'measure_of.{line.measure}', self._lang)} {rate}"
        return Cell(text=say(f"measure.{line.measure}", self._lang), note=note, bold=True)

    def _count(self, line: Line) -> Cell:
        of = "" if is_counted(line.measure) else f"/ {line.share.of:,}"
        return Cell(text=f"{line.share.count:,}", note=of, bold=True)

    def _value(self, row: Row) -> Cell:
        return Cell(text=self._named(Group(self.groups.value), row.value), ends=True)

    def _share(self, row: Row) -> Cell:
        line = self.lines.current()
        return Cell(text=self._beside(row, line.measure) if line else "")

    def _rate(self, row: Row) -> Cell:
        line = self.lines.current()
        if line is None or is_counted(line.measure):
            return Cell()
        return Cell(text=rate_in_words(row.share, self._lang) or "—")

    def _verdict(self, row: Row) -> Cell:
        line = self.lines.current()
        text = verdict_in_words(row, line.measure, self._lang) if line else ""
        return Cell(text=text, tone=_TONES.get(row.verdict, ""))

    def _lay_out(self) -> None:
        self.card.body.addWidget(self.plot)
        self.card.body.addWidget(self.note)
        self.card.body.addWidget(self.rows, 1)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.card, 1)
        row = QHBoxLayout()
        row.setSpacing(px(GAP))
        row.addWidget(self.lines)
        row.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addWidget(self.groups)
        whole.addLayout(row, 1)

    def arrive(self) -> None:
        """The list of measures."""
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)
