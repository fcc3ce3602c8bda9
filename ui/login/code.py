"""动态码: scanned or typed into the telephone, proved by a first code, spare codes shown once."""

from typing import TYPE_CHECKING

import segno
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app import clock
from app.domain.errors import Refused, Unavailable
from app.words.say import sentence
from ui.cards import SayLine, words
from ui.fields import Press, TextField
from ui.jobs import Jobs
from ui.login.frame import DoorFrame
from ui.theme import px

if TYPE_CHECKING:
    from app.desk.codes import Offered
    from app.desk.door import Session
    from app.domain.staff import Officer
    from app.store.register import Register

_DOT, _BORDER = 4, 3


def picture_of(text: str) -> QPixmap:
    """A QR code, black on white whatever the theme is."""
    made = segno.make(text, error="m", micro=False)
    rows = [list(row) for row in made.matrix_iter(border=_BORDER)]
    image = QImage(len(rows[0]), len(rows), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                image.setPixelColor(x, y, QColor("black"))
    side = px(_DOT) * len(rows)
    return QPixmap.fromImage(image.scaled(side, side))


class CodeSetUp(QWidget):
    """The steps themselves, at the door and in 设置."""

    proved = Signal()
    """A code was right: it is asked at every login from now on."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self._offered: Offered | None = None
        self.about = words("", "label", wrap=True)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName(self.tr("动态码的二维码"))
        self.secret = words("", "strong", wrap=True)
        self.secret.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.secret.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.secret.setAccessibleName(self.tr("动态码密钥"))
        self.code = TextField(self.tr("手机上的 6 位数字"), latin=True, longest=20)
        self.told = SayLine()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        for widget in (self.about, self.picture, self.secret, self.code, self.told):
            lines.addWidget(widget)

    def show_offer(self, offered: "Offered") -> None:
        """Something to scan, and the same typed out."""
        self._offered = offered
        self.about.setText(
            self.tr("用手机上的验证器（TOTP）扫码，或输入下面的密钥，再填手机显示的 6 位数字。")
        )
        self.picture.setPixmap(picture_of(offered.uri))
        groups = [offered.secret[at : at + 4] for at in range(0, len(offered.secret), 4)]
        self.secret.setText(" ".join(groups))
        self.code.set_value("")
        self._show(asking=True)
        self.code.select()

    def prove(self, jobs: Jobs, officer: "Officer", register: "Register | None" = None) -> None:
        """Set it up, if the code is right; in a register that is not served yet, or by the
        writer."""
        offered, code, at = self._offered, self.code.value(), clock.now()
        if offered is None:
            return
        self.code.warn("")

        def deed(opened: "Register") -> tuple[str, ...]:
            from app.desk import codes

            return codes.set_up(opened, offered, code, by=officer, at=at)

        if register is None:
            jobs.desk(self, deed, self._done, self._not)
        else:
            jobs.beside(self, lambda: deed(register), self._done, self._not)

    def _done(self, spare: tuple[str, ...]) -> None:
        from app.desk.codes import shown

        self._offered = None
        self.about.setText(
            self.tr("已启用。下面是备用码，手机不在身边时每个可用一次。只显示这一次，请抄下锁好。")
        )
        rows = [shown(one) for one in spare]
        half = len(rows) // 2
        pairs = zip(rows[:half], rows[half:], strict=True)
        self.secret.setText("\n".join("    ".join(pair) for pair in pairs))
        self._show(asking=False)
        self.proved.emit()

    def _not(self, sorry: Refused | Unavailable) -> None:
        self.code.warn(sentence(sorry, self._lang))
        self.code.select()

    def _show(self, *, asking: bool) -> None:
        self.picture.setVisible(asking)
        self.code.setVisible(asking)
        self.code.warn("")
        self.told.say("")


class CodePage(DoorFrame):
    """The station demands a code: it is set up between the login and the desk."""

    entered = Signal(object)
    """The same Session, with a code set up."""
    left = Signal()

    def __init__(self, jobs: Jobs, session: "Session", lang: str) -> None:
        super().__init__(
            self.tr("请设置动态码"),
            self.tr("本站要求站领导和管理员登录时再输入手机上的动态码。设好后直接进入。"),
            width=520,
        )
        self._jobs, self._session = jobs, session
        self.steps = CodeSetUp(lang)
        self.card.body.addWidget(self.steps)
        self.enter = Press(self.tr("核对"), "primary", "Enter")
        self.on = Press(self.tr("已抄好，进入"), "primary", "Enter")
        self.out = Press(self.tr("换人登录"), "link")
        self.buttons(self.on, self.enter, self.out)
        self.offer_emergency()
        self.on.hide()
        self.steps.code.on_enter(self.prove)
        self.steps.proved.connect(self._proved)
        self.enter.clicked.connect(self.prove)
        self.on.clicked.connect(lambda: self.entered.emit(self._session))
        self.out.clicked.connect(self.left)

    def arrive(self) -> None:
        """Something to scan."""
        from app.desk import codes

        session = self._session
        self.steps.show_offer(codes.offer(session.officer, session.station.name))

    def prove(self) -> None:
        """Is it in the telephone?"""
        self.steps.prove(self._jobs, self._session.officer, self._session.register)

    def _proved(self) -> None:
        self.enter.hide()
        self.out.hide()
        self.on.show()
        self.on.setFocus(Qt.FocusReason.OtherFocusReason)
