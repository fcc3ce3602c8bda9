"""One's own password in place of the one that somebody else set."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app import clock
from app.domain.errors import Refused, Unavailable
from app.words.say import sentence
from ui.cards import words
from ui.fields import Press
from ui.jobs import Jobs
from ui.login.frame import DoorFrame
from ui.login.secret import SecretField

if TYPE_CHECKING:
    from app.desk.door import Session


class ChangePage(DoorFrame):
    """Comes between the login and the desk; nobody else knows what is typed here."""

    entered = Signal(object)
    """The same Session, its password now the officer's own."""
    left = Signal()

    def __init__(self, jobs: Jobs, session: "Session", lang: str) -> None:
        super().__init__(
            self.tr("请设置自己的密码"),
            self.tr("现在用的是管理员给的临时密码。设好自己的密码后直接进入。"),
        )
        self._jobs, self._session, self._lang = jobs, session, lang
        self.new = SecretField(self.tr("新密码"))
        self.again = SecretField(self.tr("再输一次新密码"))
        for field in (self.new, self.again):
            self.card.body.addWidget(field)
        rules = self.tr(
            "密码至少 8 个字符，不含登录名，不要用连续重复的字符。建议用几个词连成一句。"
        )
        self.card.body.addWidget(words(rules, "note", wrap=True))
        self.enter = Press(self.tr("设好并进入"), "primary", "Enter")
        self.out = Press(self.tr("换人登录"), "link")
        self.buttons(self.enter, self.out)
        self.offer_emergency()
        self.again.on_enter(self.change)
        self.enter.clicked.connect(self.change)
        self.out.clicked.connect(self.left)

    def arrive(self) -> None:
        """Put the cursor into the first field."""
        self.new.select()

    def change(self) -> None:
        """Set it, when both are the same; slow (Argon2id)."""
        from app.desk import door  # SQLAlchemy only after the first paint

        if not self.enter.isEnabled():
            return
        self.again.warn("")
        self.new.warn("")
        if self.new.value() != self.again.value():
            self.again.warn(self.tr("两次输入的密码不一样，请再输一次。"))
            self.again.select()
            return
        self.enter.setEnabled(False)
        session, password, at = self._session, self.new.value(), clock.now()

        def work() -> None:
            door.own_password(session, password, at)

        self._jobs.beside(self, work, self._changed, self._not_changed)

    def _changed(self, _none: None) -> None:
        self.entered.emit(self._session)

    def _not_changed(self, sorry: Refused | Unavailable) -> None:
        self.enter.setEnabled(True)
        self.new.warn(sentence(sorry, self._lang))
        self.new.select()
