"""Why another station's file is wanted: a case, a purpose, words; and the glass that two break."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from app.domain.lending import PURPOSES
from app.store.people import Inside
from app.words.say import say
from ui.cards import Card, SayLine, words
from ui.fields import ComboField, Press, TextField
from ui.login.secret import SecretField
from ui.people.borrowing import Glass
from ui.theme import px


class _Form(Card):
    """Fields one under the other; Enter goes on, the last one asks, Esc shuts."""

    shut = Signal()

    def __init__(self, title: str, icon: str, told: str, lang: str) -> None:
        super().__init__(title, icon)
        self.body.addWidget(words(told, "label", wrap=True))
        listed = [(p, say(f"purpose.{p}", lang)) for p in PURPOSES]
        self.purpose = ComboField(self.tr("用途"), listed, self.tr("按 ↓ 选"))
        self.told = SayLine()
        self.setMaximumWidth(px(620))

    def _finish(self, press: Press) -> None:
        back = Press(self.tr("返回"), "plain", "Esc")
        back.clicked.connect(self.shut)
        row = QHBoxLayout()
        row.addWidget(press)
        row.addWidget(back)
        row.addStretch(1)
        self.body.addWidget(self.told)
        self.body.addLayout(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.shut.emit()
        else:
            super().keyPressEvent(event)


class AskCard(_Form):
    """For which case and why; both stations' auditors will read it."""

    wanted = Signal(object, str, str)
    """Case, purpose, words."""

    def __init__(self, lang: str) -> None:
        told = self.tr(
            "调阅要有在站的个案和用途。两站都会留下记录；对方的人员会看到本站看过、何时、为什么。"
        )
        super().__init__(self.tr("调阅他站档案"), "description", told, lang)
        self.case = ComboField(self.tr("为本站哪个个案"), [], self.tr("在站人员"))
        self.reason = TextField(self.tr("说明"), self.tr("选“其他”时必须写"))
        for field in (self.case, self.purpose, self.reason):
            self.body.addWidget(field)
        self.do = Press(self.tr("向中心调阅"), "primary", "F9")
        self.reason.on_enter(self.state)
        self.do.clicked.connect(self.state)
        self._finish(self.do)

    def begin(self, inside: list[Inside]) -> None:
        """The newest arrival is the likely case; the purpose is never chosen beforehand."""
        self.case.offer(
            [(str(r.visit.id), f"{r.card.name}　{r.visit.case_number}".strip()) for r in inside]
        )
        self.case.set_value(str(inside[0].visit.id) if inside else "")
        self.purpose.set_value("")
        self.reason.set_value("")
        if inside:
            self.told.say("")
        else:
            self.told.say(self.tr("本站现在没有在站的人，不能调阅。请先登记此人（F3）。"), "warn")
        self.show()
        first = self.purpose if inside else self.case
        first.combo.setFocus(Qt.FocusReason.OtherFocusReason)

    def state(self) -> None:
        """Everything is said; what is missing is answered by the rules."""
        chosen = self.case.value()
        case = UUID(chosen) if chosen else None
        self.wanted.emit(case, self.purpose.value(), self.reason.value())


class GlassCard(_Form):
    """Two officers, a document and a reason; nothing is chosen beforehand."""

    wanted = Signal(object)
    """Glass."""

    def __init__(self, lang: str) -> None:
        told = self.tr(
            "只在来不及联系对方时使用。需要两名工作人员；只看很短时间；"
            "对方全站和本站负责人立即收到警示，必须书面答复。"
        )
        super().__init__(self.tr("紧急查阅"), "warning", told, lang)
        self.person: UUID | None = None
        self.document = TextField(self.tr("本人手中证件的号码"), latin=True, longest=40)
        self.reason = TextField(self.tr("为什么必须现在查阅"))
        self.second = TextField(self.tr("第二人登录名"), latin=True, longest=40)
        self.password = SecretField(self.tr("第二人密码"))
        for field in (self.document, self.purpose, self.reason):
            self.body.addWidget(field)
        self.row((self.second, 1), (self.password, 1))
        self.do = Press(self.tr("两人负责，紧急查阅"), "primary", "F9")
        self.password.on_enter(self.state)
        self.do.clicked.connect(self.state)
        self._finish(self.do)

    def begin(self, person: UUID | None, document: str = "") -> None:
        """About somebody whose card is here, or by a document alone."""
        self.person = person
        self.document.setVisible(person is None)
        self.document.set_value(document)
        for field in (self.purpose, self.reason, self.second, self.password):
            field.set_value("")
        self.told.say("")
        self.show()
        empty = person is None and not document
        first = self.document.line if empty else self.purpose.combo
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def state(self) -> None:
        """Everything is said; the password is forgotten at once."""
        glass = Glass(
            person=self.person,
            document=self.document.value(),
            purpose=self.purpose.value(),
            reason=self.reason.value(),
            second=self.second.value(),
            password=self.password.value(),
        )
        self.password.set_value("")
        self.wanted.emit(glass)
