"""设备检查: how this machine is, line by line, and how to mend what is not."""

import json
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app import clock
from app.doctor.examine import Part, parts, report
from app.doctor.finding import Finding, State, worst
from app.words.say import say
from ui.cards import Card, Chip, SayLine, scrolling, sheet, words
from ui.page import Desk, Key, PageWidget, Telling
from ui.people.lines import copyable
from ui.theme import GAP, px

TONES = {State.GOOD: "ok", State.HINT: "warn", State.BAD: "bad", State.UNSET: "plain"}
NAME = 110
_ORDER = (State.BAD, State.HINT, State.UNSET, State.GOOD)


class DoctorPage(PageWidget):
    """Each part is examined beside the window and shown as soon as it is known."""

    examined = Signal()
    """Everything has been looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: list[Finding] = []
        self._left: list[Part] = []
        self.told = SayLine()
        self.card = Card(self.tr("这台电脑"), "settings")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(9))
        self._grid.setColumnStretch(2, 1)
        self.card.body.addLayout(self._grid)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(px(GAP))
        lines.addWidget(self.told)
        self.area = scrolling(sheet(self.card))
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(self.tr("检查结果"))
        self.area.setObjectName("reading")
        lines.addWidget(self.area, 1)

    def keys(self) -> list[Key]:
        """Back, copy for the support desk, or look again."""
        return [
            Key(key="Esc", words=self.tr("返回"), do=self.desk.back),
            Key(key="F7", words=self.tr("复制给技术人员"), do=self.copy),
            Key(key="F9", words=self.tr("重新检查"), do=self.begin, primary=True, icon="check"),
        ]

    def open_for(self, _subject: UUID | None) -> None:
        """Look at everything anew."""
        self.begin()

    def reload(self) -> None:
        """F5 looks again, too."""
        self.begin()

    def arrive(self) -> None:
        """The list can be scrolled at once."""
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """Start the examination; one that is under way is dropped."""
        self.desk.jobs.forget(self)
        self.found = []
        _empty(self._grid)
        in_use = self.desk.in_use()
        self._left = parts(self.desk.settings, clock.now(), in_use=in_use)
        for device in sorted(in_use):
            key = f"doctor.{device}_in_use"
            self._show(Finding(about=device, state=State.GOOD, key=key))
        self.told.say(self.tr("正在检查…"))
        self._next()

    def copy(self) -> None:
        """States and sentences to the clipboard; nothing about any person is among them."""
        lang = self.desk.settings.lang
        text = json.dumps(report(self.found, lang), ensure_ascii=False, indent=2)
        QGuiApplication.clipboard().setText(text)
        self.desk.tell(Telling(words=self.tr("已复制，可以粘贴到消息里。"), tone="ok"))

    def _next(self) -> None:
        if not self._left:
            self._sum_up()
            return
        part = self._left.pop(0)
        self.desk.jobs.beside(self, part, self._came)

    def _came(self, finding: Finding) -> None:
        self._show(finding)
        self._next()

    def _show(self, finding: Finding) -> None:
        self.found.append(finding)
        lang, row = self.desk.settings.lang, self._grid.rowCount()
        top = Qt.AlignmentFlag.AlignTop
        name = words(say(f"about.{finding.about}", lang), "strong")
        name.setMinimumWidth(px(NAME))
        self._grid.addWidget(name, row, 0, top)
        chip = Chip(say(f"state.{finding.state}", lang), TONES[finding.state])
        self._grid.addWidget(chip, row, 1, top)
        self._grid.addLayout(_lines(finding, lang), row, 2)

    def _worst_first(self) -> None:
        """What needs doing must not wait below the fold."""
        found, self.found = sorted(self.found, key=lambda one: _ORDER.index(one.state)), []
        _empty(self._grid)
        for finding in found:
            self._show(finding)

    def _sum_up(self) -> None:
        state = worst(self.found)
        told = {
            State.GOOD: self.tr("都正常。"),
            State.HINT: self.tr("可以工作；有几处请留意。"),
            State.BAD: self.tr("有故障；登记仍可照常进行，请按下面的办法修理。"),
        }[state]
        self.told.say(told, TONES[state])
        self._worst_first()
        self.examined.emit()


def _lines(finding: Finding, lang: str) -> QVBoxLayout:
    lines = QVBoxLayout()
    lines.setSpacing(px(2))
    said: QLabel = copyable(finding.said(lang))
    lines.addWidget(said)
    if cure := finding.cure(lang):
        lines.addWidget(copyable(cure, "label"))
    return lines


def _empty(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        lines, widget = item.layout(), item.widget()
        if isinstance(lines, QVBoxLayout):
            for at in range(lines.count()):
                _drop(lines.itemAt(at).widget())
            lines.deleteLater()
        _drop(widget)


def _drop(widget: QWidget | None) -> None:
    if widget is not None:
        widget.hide()
        widget.deleteLater()
