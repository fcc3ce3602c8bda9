"""可能的线索: what the register itself shows, for a leader to look at; people begin leads."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import clock
from app.clock import local
from app.desk.lead_signs import Limits
from app.desk.leads import Possible, possible, put_aside
from app.domain.document import FORGED
from app.domain.errors import Refused, Unavailable
from app.domain.evidence import Decision
from app.domain.staff import Right
from app.store.register import Register
from app.words.say import say
from ui.cards import Card, words
from ui.fields import Press, TextField
from ui.page import Desk, Telling
from ui.people.lines import copyable
from ui.people.who_card import clear
from ui.theme import px

if TYPE_CHECKING:
    from app.store.ask import Reader

MOST = 3


class AsideLine(QWidget):
    """Why a possible lead is put aside; Enter saves, Esc goes back."""

    wanted = Signal(object, str)
    shut = Signal()

    def __init__(self, one: Possible) -> None:
        super().__init__()
        self.one = one
        self.reason = TextField(self.tr("为什么搁置（有新证据时会再列出来）"))
        self.reason.phrases = "note"
        self.reason.on_enter(self.finish)
        save, back = Press(self.tr("保存"), "plain"), Press(self.tr("返回"), "plain", "Esc")
        save.clicked.connect(self.finish)
        back.clicked.connect(self.shut)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self.reason, 1)
        for button in (save, back):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)

    def finish(self) -> None:
        """The reason is said."""
        self.wanted.emit(self.one, self.reason.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.shut.emit()
        else:
            super().keyPressEvent(event)


class PossibleCard(Card):
    """A few lines in neutral words; hidden where there is none, and for who leads nobody."""

    opened = Signal(object)
    """Whose file is wanted."""
    settled = Signal()
    """Nothing is being put aside any more."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("可能的线索"), "search")
        self._desk = desk
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(6))
        self.aside(words(self.tr("只是登记里的事实，由人判断"), "note"))
        self.body.addLayout(self._lines)
        self.buttons: list[Press] = []
        self.asides: list[Press] = []
        self.line: AsideLine | None = None
        """The one that is being put aside."""
        self._found: list[Possible] = []
        self.hide()

    def ask(self) -> None:
        """What the register shows now; what is being put aside is not taken away under the hand."""
        officer, chosen = self._desk.officer, self._desk.settings
        if self.line or not (officer.may(Right.APPROVE) and officer.may(Right.VIEW)):
            return
        station, day = self._desk.station.code, local(clock.now()).date()
        limits = Limits(
            refund_hours=chosen.refund_hours,
            again_days=chosen.refund_again_days,
            fastest=chosen.fastest_kmh,
        )

        def found(reader: "Reader") -> list[Possible]:
            return possible(reader, station, limits, by=officer, today=day)

        self._desk.jobs.read(self, found, self._show)

    def _show(self, found: list[Possible]) -> None:
        if self.line:
            return
        self._found = found
        clear(self._lines)
        self.buttons, self.asides = [], []
        for one in found[:MOST]:
            self._add(one)
        if len(found) > MOST:
            more = self.tr("还有 {0} 条，办完上面的就会列出来。")
            self._lines.addWidget(words(more.format(len(found) - MOST), "note"))
        self.setVisible(bool(found))

    def _add(self, one: Possible) -> None:
        name = one.card.name or self.tr("姓名不详")
        self._lines.addWidget(copyable(f"{name}　{self._told(one)}"))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        button = Press(self.tr("看档案"), "link")
        button.setAccessibleName(self.tr("看 {0} 的档案").format(name))
        button.clicked.connect(lambda _on=False: self.opened.emit(one.person))
        aside = Press(self.tr("搁置"), "link")
        aside.setAccessibleName(self.tr("搁置关于 {0} 的这一条").format(name))
        aside.clicked.connect(lambda _on=False: self._begin_aside(one, holder))
        row.addWidget(button)
        self.buttons.append(button)
        if self._desk.officer.may(Right.DECIDE):
            row.addWidget(aside)
            self.asides.append(aside)
        row.addStretch(1)
        self._lines.addWidget(holder)

    def _told(self, one: Possible) -> str:
        facts, lang = dict(one.facts), self._desk.settings.lang
        if FORGED in facts:
            facts[FORGED] = say(f"forged.{facts[FORGED]}", lang)
        return say(one.said, lang, **facts)

    def _begin_aside(self, one: Possible, under: QWidget) -> None:
        if self.line:
            self.line.reason.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.line = AsideLine(one)
        self.line.wanted.connect(self._put_aside)
        self.line.shut.connect(self._shut)
        self._lines.insertWidget(self._lines.indexOf(under) + 1, self.line)
        self.line.reason.setFocus(Qt.FocusReason.TabFocusReason)

    def _put_aside(self, one: Possible, reason: str) -> None:
        officer, at = self._desk.officer, clock.now()

        def deed(register: Register) -> Decision:
            return put_aside(register, one, reason, by=officer, at=at)

        def done(_made: Decision) -> None:
            told = self.tr("已搁置；有新证据时会再列出来。")
            self._desk.tell(Telling(words=told, tone="ok"))
            self._shut()

        self._desk.jobs.desk(self, deed, done, self._not_put)

    def _not_put(self, sorry: Refused | Unavailable) -> None:
        if self.line:
            self.line.reason.warn(self._desk.sentence(sorry))
            self.line.reason.setFocus(Qt.FocusReason.TabFocusReason)

    def _shut(self) -> None:
        """As the register shows it now."""
        self.line = None
        self._show(self._found)
        self.settled.emit()
        self.ask()
