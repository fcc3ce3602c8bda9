"""Logging in, and coming back to a desk that locked itself."""

from pathlib import Path

from PySide6.QtCore import Signal

from app import clock
from app.domain.errors import Refused, Unavailable
from app.domain.staff import Officer
from app.settings import Lang
from app.words.say import sentence
from ui.cards import words
from ui.fields import Press, TextField
from ui.jobs import Jobs
from ui.login.frame import DoorFrame
from ui.login.secret import SecretField
from ui.translate import LANGUAGES, other

_ASKS_CODE = frozenset({"login.code_needed", "login.code_wrong", "login.code_used"})


class LoginPage(DoorFrame):
    """Login name and password; after a wrong one nothing that was typed is lost."""

    entered = Signal(object)
    """A Session."""
    forgot = Signal()
    """The officer wants to use the printed recovery key."""

    other_language = Signal()

    def __init__(self, jobs: Jobs, data: Path, lang: Lang) -> None:
        super().__init__(self.tr("登录"), "")
        speak = Press(LANGUAGES[other(lang)], "link", "Ctrl+L")
        speak.clicked.connect(self.other_language)
        self.line.addWidget(speak)
        self._jobs, self._data, self._lang = jobs, data, lang
        self.login = TextField(self.tr("登录名"), latin=True, longest=40)
        self.password = SecretField(self.tr("密码"))
        self.code = TextField(self.tr("手机上的动态码，或备用码"), latin=True, longest=20)
        self.code.hide()
        self.enter = Press(self.tr("登录"), "primary", "Enter")
        self.lost = Press(self.tr("忘记密码，用恢复密钥"), "link")
        self.card.body.addWidget(self.login)
        self.card.body.addWidget(self.password)
        self.card.body.addWidget(self.code)
        elsewhere = self.tr(
            "账号设在本站别的电脑上？请这台的管理员在“设置 → 工作人员”按 F6 给您临时密码。"
        )
        self.card.body.addWidget(words(elsewhere, "note", wrap=True))
        self.buttons(self.enter, self.lost)
        self.offer_emergency()
        self.password.on_enter(self.try_password)
        self.code.on_enter(self.try_password)
        self.login.line.textEdited.connect(lambda _text: self._show_code(shown=False))
        self.enter.clicked.connect(self.try_password)
        self.lost.clicked.connect(self.forgot)

    def arrive(self) -> None:
        """Put the cursor into the first field that is empty."""
        (self.password if self.login.value() else self.login).select()

    def try_password(self) -> None:
        """Ask the door; it takes a moment, since passwords are hard to guess on purpose."""
        from app.desk import door  # SQLAlchemy only after the first paint

        if not self.enter.isEnabled():
            return
        self._busy(True)
        data, at = self._data, clock.now()
        login, password, code = self.login.value(), self.password.value(), self.code.value()
        self._jobs.beside(
            self, lambda: door.log_in(data, login, password, at, code), self._opened, self._refused
        )

    def _show_code(self, *, shown: bool) -> None:
        """Asked only of those who have one, once the password was right."""
        self.code.setVisible(shown)
        self.code.set_value("")

    def _opened(self, session: object) -> None:
        self._busy(False)
        self.password.set_value("")
        self._show_code(shown=False)
        self.told.say("")
        self.entered.emit(session)

    def _refused(self, sorry: Refused | Unavailable) -> None:
        self._busy(False)
        tone = "warn" if isinstance(sorry, Refused) else "bad"
        self.told.say(sentence(sorry, self._lang), tone)
        if sorry.key in _ASKS_CODE:
            self._show_code(shown=True)
            self.code.select()
        else:
            self.password.select()

    def _busy(self, busy: bool) -> None:
        self.enter.setEnabled(not busy)
        self.enter.setText(self.tr("正在打开…") if busy else self.tr("登录  Enter"))


class LockPage(DoorFrame):
    """The desk stood unused: the same officer proves who they are; drafts are untouched."""

    opened = Signal()
    left = Signal()

    def __init__(self, jobs: Jobs, officer: Officer, called: str, lang: str) -> None:
        super().__init__(self.tr("已锁定"), self.tr("没填完的登记都还在。"))
        self._jobs, self._officer, self._lang = jobs, officer, lang
        self.password = SecretField(self.tr("{0} 的密码").format(called))
        self.enter = Press(self.tr("继续工作"), "primary", "Enter")
        self.out = Press(self.tr("换人登录"), "link")
        self.card.body.addWidget(self.password)
        self.buttons(self.enter, self.out)
        self.offer_emergency()
        self.password.on_enter(self.try_password)
        self.enter.clicked.connect(self.try_password)
        self.out.clicked.connect(self.left)

    def arrive(self) -> None:
        """Put the cursor into the password."""
        self.password.select()

    def try_password(self) -> None:
        """Prove it on the register that is open."""
        from app.desk import door  # SQLAlchemy only after the first paint

        login, password = self._officer.login, self.password.value()
        self._jobs.desk(
            self, lambda register: door.prove(register, login, password), self._proved, self._no
        )

    def _proved(self, _officer: object) -> None:
        self.password.set_value("")
        self.told.say("")
        self.opened.emit()

    def _no(self, sorry: Refused | Unavailable) -> None:
        self.told.say(sentence(sorry, self._lang), "warn")
        self.password.select()
