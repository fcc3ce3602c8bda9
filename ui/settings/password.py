"""One's own password: the present one proves who asks, the new one is typed twice."""

from PySide6.QtCore import Qt

from app import clock
from app.desk import door
from app.domain.errors import Refused, Unavailable
from app.store.register import Register
from ui.cards import Card, SayLine
from ui.fields import Press
from ui.login.secret import SecretField
from ui.page import Desk


class PasswordCard(Card):
    """Slow on purpose (Argon2id), so it is done beside the window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("修改我的密码"), "key")
        self._desk = desk
        self.present = SecretField(self.tr("现在的密码"))
        self.new = SecretField(self.tr("新密码"))
        self.again = SecretField(self.tr("再输一次"))
        self.told = SayLine()
        self.save = Press(self.tr("修改密码"), "primary")
        self.save.clicked.connect(self.change)
        self.again.on_enter(self.change)
        for widget in (self.present, self.new, self.again, self.told):
            self.body.addWidget(widget)
        self.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)

    def change(self) -> None:
        """Ask the register; what was typed stays after a wrong try."""
        for field in (self.present, self.new, self.again):
            field.warn("")
        if self.new.value() != self.again.value():
            self.again.warn(self.tr("两次输入的新密码不一样。"))
            self.again.select()
            return
        officer, at = self._desk.officer, clock.now()
        present, new = self.present.value(), self.new.value()

        def deed(register: Register) -> None:
            door.prove(register, officer.login, present)
            door.set_password(register, officer, new, by=officer, at=at)

        self.save.setEnabled(False)
        self.told.say(self.tr("正在修改…"))
        self._desk.jobs.desk(self, deed, self._changed, self._not_changed)

    def _changed(self, _nothing: None) -> None:
        self.save.setEnabled(True)
        for field in (self.present, self.new, self.again):
            field.set_value("")
        self.told.say(self.tr("密码已修改，下次登录请用新密码。"), "ok")

    def _not_changed(self, sorry: Refused | Unavailable) -> None:
        self.save.setEnabled(True)
        self.told.say("")
        wrong = sorry.key == "login.wrong"
        field = self.present if wrong else self.new
        field.warn(self.tr("现在的密码不对。") if wrong else self._desk.sentence(sorry))
        field.select()
