"""A forgotten password: the printed recovery key opens the register and sets a new one."""

from pathlib import Path

from PySide6.QtCore import Signal

from app import clock
from app.domain.errors import Refused, Unavailable
from app.words.say import sentence
from ui.fields import Press, TextField
from ui.jobs import Jobs
from ui.login.frame import DoorFrame
from ui.login.secret import SecretField


class RecoveryPage(DoorFrame):
    """Recovery key, login name and a new password."""

    entered = Signal(object)
    """A Session."""
    back = Signal()

    def __init__(self, jobs: Jobs, data: Path, lang: str) -> None:
        super().__init__(
            self.tr("用恢复密钥登录"),
            self.tr("恢复密钥印在启用本机时打印的那张纸上，共八组，每组四个字符。"),
            width=520,
        )
        self._jobs, self._data, self._lang = jobs, data, lang
        self.key = TextField(self.tr("恢复密钥"), latin=True, longest=60)
        self.login = TextField(self.tr("登录名"), latin=True, longest=40)
        self.password = SecretField(self.tr("新密码"))
        self.again = SecretField(self.tr("再输一次新密码"))
        for field in (self.key, self.login, self.password, self.again):
            self.card.body.addWidget(field)
        self.enter = Press(self.tr("设新密码并登录"), "primary", "Enter")
        self.away = Press(self.tr("返回登录"), "link")
        self.buttons(self.enter, self.away)
        self.offer_emergency()
        self.again.on_enter(self.try_key)
        self.enter.clicked.connect(self.try_key)
        self.away.clicked.connect(self.back)

    def arrive(self) -> None:
        """Put the cursor into the key."""
        self.key.select()

    def try_key(self) -> None:
        """Ask the door, when both passwords are the same."""
        from app.desk import door  # SQLAlchemy only after the first paint

        if self.password.value() != self.again.value():
            self.again.warn(self.tr("两次输入的密码不一样，请再输一次。"))
            self.again.select()
            return
        self.again.warn("")
        data, at, key = self._data, clock.now(), self.key.value()
        login, password = self.login.value(), self.password.value()
        self._jobs.beside(
            self,
            lambda: door.log_in_with_recovery(data, key, login, password, at),
            self.entered.emit,
            self._refused,
        )

    def _refused(self, sorry: Refused | Unavailable) -> None:
        self.told.say(sentence(sorry, self._lang), "warn")
