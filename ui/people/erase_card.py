"""删除档案: why, what will go, and a second person who agrees with their own password."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.erasure import Ground
from app.domain.rights import Channel
from app.words.say import say
from ui.cards import Card, SayLine
from ui.fields import ComboField, Field, Press, TextField
from ui.login.secret import SecretField
from ui.people.opened import Opened

_BESIDE = {
    "erasure.needs_reason": "reason",
    "erasure.names_them": "reason",
    "erasure.one_officer": "login",
    "erasure.not_approver": "login",
    "login.wrong": "password",
    "login.wait": "password",
    "login.not_own": "password",
}
"""Refusal -> the field that it is about; every other one is about the ground."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was filled in; the password goes no further than the proof."""

    ground: str
    reason: str
    login: str
    password: str


class FormCard(Card):
    """Fields, a button that does it and one that goes back; Esc goes back."""

    shut = Signal()

    def _buttons(self, do: Press) -> None:
        self.do = do
        self.back = Press(self.tr("返回"), "plain", "Esc")
        do.clicked.connect(self.finish)
        self.back.clicked.connect(self.shut)
        row = QHBoxLayout()
        row.addWidget(do)
        row.addWidget(self.back)
        row.addStretch(1)
        self.body.addLayout(row)

    def finish(self) -> None:
        """Hand over what was filled in."""
        raise NotImplementedError

    def wait(self, *, waiting: bool) -> None:
        """A password is being proved: that takes a moment, and is done once."""
        self.do.setEnabled(not waiting)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.shut.emit()
        else:
            super().keyPressEvent(event)


class EraseCard(FormCard):
    """Nothing is chosen beforehand; F9 asks."""

    wanted = Signal(object)

    def __init__(self, lang: str, title: str = "") -> None:
        super().__init__(title or self.tr("删除档案"), "warning")
        self._lang = lang
        self.told = SayLine()
        grounds = [(g.value, say(f"ground.{g}", lang)) for g in Ground]
        self.ground = ComboField(self.tr("理由"), grounds)
        self.reason = TextField(self.tr("说明（文号、谁决定的；不要写姓名）"))
        self.login = TextField(self.tr("第二人账号（另一位负责人或管理员）"))
        self.password = SecretField(self.tr("第二人密码"))
        self.password.on_enter(self.finish)
        self.body.addWidget(self.told)
        self.body.addWidget(self.ground)  # its refusals are long
        self.body.addWidget(self.reason)
        self.row((self.login, 4), (self.password, 4))
        self._buttons(Press(self.tr("删除"), "primary", "F9"))

    def begin(self, opened: Opened, *, alone: bool) -> None:
        """Empty, with what will go."""
        file = opened.file
        told = self.tr(
            "将删除：{0} 份档案、{1} 次来站、{2} 张照片及其余全部内容。"
            "删除后不能恢复，只留编号和这次决定。"
        ).format(len(file.people), len(file.visits), len(file.photos))
        where = self.tr("各台电脑和中心都会删除。") if not alone else ""
        self.begin_with(told + where)

    def begin_with(self, told: str) -> None:
        """Empty, with the sentence on what will go."""
        for field in self._fields().values():
            field.set_value("")
            field.warn("")
        self.ground.combo.setCurrentIndex(0)
        self.told.say(told, "warn")
        self.wait(waiting=False)
        self.show()
        self.ground.setFocus(Qt.FocusReason.TabFocusReason)

    def finish(self) -> None:
        """F9: hand it over, or say what is missing."""
        if not self.do.isEnabled():
            return
        fields = self._fields()
        missing = [field for field in fields.values() if not field.value()]
        for field in fields.values():
            field.warn(self._missing(field) if field in missing[:1] else "")
        if missing:
            missing[0].setFocus(Qt.FocusReason.TabFocusReason)
            return
        said = {name: field.value() for name, field in fields.items()}
        self.wait(waiting=True)
        self.wanted.emit(Wanted(**said))

    def refused(self, key: str, words: str) -> None:
        """A rule says no: beside the field that it is about."""
        self.wait(waiting=False)
        field = self._fields()[_BESIDE.get(key, "ground")]
        field.warn(words)
        field.setFocus(Qt.FocusReason.TabFocusReason)

    def hideEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """No password stays behind a card that is shut."""
        self.password.set_value("")
        super().hideEvent(event)  # type: ignore[arg-type]

    def _fields(self) -> dict[str, Field]:
        return {
            "ground": self.ground,
            "reason": self.reason,
            "login": self.login,
            "password": self.password,
        }

    def _missing(self, field: QWidget) -> str:
        if field is self.reason:
            return say("erasure.needs_reason", self._lang)
        return self.tr("请选择。") if field is self.ground else self.tr("请填写。")


class WithdrawCard(FormCard):
    """The person no longer agrees to face recognition; F9 does it, and gives it a number."""

    wanted = Signal(str, object)

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("撤回人脸识别的同意"), "no_photography")
        told = self.tr(
            "凭同意留下的人脸特征会在本机、本站其他电脑和中心删除，不能恢复。照片和档案依法保留。"
        )
        self.told = SayLine()
        channels = [(c.value, say(f"request_channel.{c}", lang)) for c in Channel]
        self.channel = ComboField(self.tr("提出方式"), channels)
        self.how = TextField(self.tr("怎样提出的（谁代为提出、什么时候；可不填）"))
        self.how.on_enter(self.finish)
        self.body.addWidget(self.told)
        self.told.say(told, "warn")  # within the card: alone it would be a window of its own
        self.row((self.channel, 4), (self.how, 5))
        self._buttons(Press(self.tr("撤回同意"), "primary", "F9"))

    def begin(self) -> None:
        """Empty."""
        self.channel.combo.setCurrentIndex(0)
        for field in (self.channel, self.how):
            field.set_value("")
            field.warn("")
        self.wait(waiting=False)
        self.show()
        self.channel.setFocus(Qt.FocusReason.TabFocusReason)

    def finish(self) -> None:
        """Hand it over; who said it when may stay empty."""
        if not self.do.isEnabled():
            return
        self.channel.warn("" if self.channel.value() else self.tr("请选择。"))
        if not self.channel.value():
            self.channel.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.wait(waiting=True)
        self.wanted.emit(self.how.value(), Channel(self.channel.value()))

    def refused(self, words: str) -> None:
        """A rule says no."""
        self.wait(waiting=False)
        self.how.warn(words)
