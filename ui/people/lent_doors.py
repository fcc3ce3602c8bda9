"""The small cards beside another station's file: what is here, whom to call, who it is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.evidence import Sameness
from app.domain.person import ClaimKind, best_value
from app.words.say import say
from ui.cards import Card, SayLine, words
from ui.fields import ChoiceField, Press, TextField
from ui.people.lines import moment
from ui.people.who_card import clear
from ui.theme import px

if TYPE_CHECKING:
    from app.wire.lending import Lent


class LoansCard(Card):
    """Every file that is here now, soonest to go first."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(self.tr("本机现有的他站档案"), "description")
        self._list = QVBoxLayout()
        self.body.addLayout(self._list)
        self.buttons: list[Press] = []

    def show_loans(self, found: "list[Lent]") -> None:
        """One button each."""
        clear(self._list)
        self.buttons = []
        for one in found:
            name = best_value(list(one.file.claims), ClaimKind.NAME) or self.tr("姓名不详")
            until = self.tr("{0}　{1}　{2} 前").format(name, one.station, moment(one.until))
            button, person = Press(until, "link"), one.file.person.id
            button.clicked.connect(lambda _on=False, person=person: self.chosen.emit(person))
            self._list.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self.buttons.append(button)
        if not found:
            told = self.tr("没有。找到他站索引卡（Ctrl+K）后按 F6 调阅。")
            self._list.addWidget(words(told, "label", wrap=True))


class ContactCard(Card):
    """Exactly this document: whom to call, where somebody is protected; nothing else is said."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(self.tr("凭证件查值班联系方式"), "search")
        told = self.tr(
            "受保密保护的人在这里查不到。本人出示证件时，按证件号码可以查到要联系的站；每次查询都有记录。"
        )
        self.body.addWidget(words(told, "label", wrap=True))
        self.document = TextField(self.tr("证件号码"), latin=True, longest=40)
        self.document.on_enter(self._state)
        self.body.addWidget(self.document)
        self.do = Press(self.tr("查联系方式"), "primary", "Enter")
        self.do.clicked.connect(self._state)
        self.told = SayLine()
        row = QHBoxLayout()
        row.addWidget(self.do)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.told)
        self.setMaximumWidth(px(620))

    def begin(self, *, may: bool) -> None:
        """Empty."""
        self.document.set_value("")
        self.told.say("")
        self.setVisible(may)

    def _state(self) -> None:
        self.wanted.emit(self.document.value())


class JudgeCard(Card):
    """Is it the one who stands here? Nothing is chosen beforehand; a reason is asked for."""

    wanted = Signal(str, str)
    shut = Signal()

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("与本站个案是不是同一人"), "link")
        answers = [(a.value, say(f"sameness.{a}", lang)) for a in Sameness]
        self.answer = ChoiceField(self.tr("认定"), answers)
        self.reason = TextField(self.tr("理由"), self.tr("Enter 保存，Esc 返回"))
        self.reason.on_enter(self._state)
        self.body.addWidget(self.answer)
        self.body.addWidget(self.reason)
        self.hide()

    def begin(self) -> None:
        """Undecided."""
        self.answer.set_value("")
        self.reason.set_value("")
        self.reason.warn("")
        self.show()
        self.answer.setFocus(Qt.FocusReason.TabFocusReason)

    def _state(self) -> None:
        if not self.answer.value():
            self.reason.warn(self.tr("请先选一个答案。"))
            self.answer.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.wanted.emit(self.answer.value(), self.reason.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.shut.emit()
        else:
            super().keyPressEvent(event)
