"""动态码 of one's own: set up, or given up with a last code."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app import clock
from app.desk import codes
from app.domain.errors import Refused, Unavailable
from ui.cards import Card, SayLine, sheet, words
from ui.fields import Press, TextField
from ui.login.code import CodeSetUp
from ui.page import Desk

if TYPE_CHECKING:
    from app.store.register import Register


class CodeCard(Card):
    """At rest, with something to scan, or asking for a last code."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("动态码"), "key")
        self._desk, self._has = desk, False
        self.state = words("", "label", wrap=True)
        self.steps = CodeSetUp(desk.settings.lang)
        self.last = TextField(self.tr("动态码或一个备用码"), latin=True, longest=20)
        self.told = SayLine()
        self.begin = Press(self.tr("设置动态码"))
        self.do = Press(self.tr("核对"), "primary")
        self.put_away = Press(self.tr("已抄好，收起"), "primary")
        self.stop = Press(self.tr("停用动态码"))
        self.sure = Press(self.tr("确认停用"), "primary")
        self.back = Press(self.tr("返回"))
        for widget in (self.state, self.told, self.steps, self.last):
            self.body.addWidget(widget)
        buttons = (self.begin, self.stop, self.do, self.sure, self.put_away, self.back)
        self.body.addWidget(sheet(*buttons, direction="right"), 0, Qt.AlignmentFlag.AlignLeft)
        self._connect()
        self._set_mode("")

    def load(self) -> None:
        """Ask whether there is one."""
        officer = self._desk.officer

        def asked(register: "Register") -> tuple[bool, int]:
            return codes.has(register, officer), codes.spare_left(register, officer.id)

        self._desk.jobs.desk(self, asked, self._show)

    def offer(self) -> None:
        """Something to scan; nothing is kept before it is proved."""
        self._set_mode("scan")
        self.steps.show_offer(codes.offer(self._desk.officer, self._desk.station.name))

    def prove(self) -> None:
        """Is it in the telephone?"""
        self.steps.prove(self._desk.jobs, self._desk.officer)

    def give_up(self) -> None:
        """Only with a right code: nobody else at an unlocked desk may do it."""
        officer, at, code = self._desk.officer, clock.now(), self.last.value()

        def deed(register: "Register") -> None:
            codes.give_up(register, code, by=officer, at=at)

        self._desk.jobs.desk(self, deed, lambda _: self._given_up(), self._not)

    def _given_up(self) -> None:
        self._rest()
        self.told.say(self.tr("已停用动态码，登录只问密码。"), "ok")

    def _not(self, sorry: Refused | Unavailable) -> None:
        self.last.warn(self._desk.sentence(sorry))
        self.last.select()

    def _show(self, found: tuple[bool, int]) -> None:
        self._has, spare = found
        if self._has:
            text = self.tr("已启用：登录时要输入手机上的动态码。还有 {0} 个备用码。").format(spare)
        else:
            text = self.tr("未启用。启用后，别人只知道密码也不能用您的账号登录。")
        self.state.setText(text)
        self._set_mode(self._mode)

    def _ask_last(self) -> None:
        self._set_mode("stop")
        self.last.set_value("")
        self.last.select()

    def _rest(self) -> None:
        self.steps.secret.setText("")
        self.steps.about.setText("")
        self._set_mode("")
        self.load()

    def _set_mode(self, mode: str) -> None:
        self._mode = mode
        self.told.say("")
        self.last.warn("")
        shown = {
            "": (self.stop if self._has else self.begin,),
            "scan": (self.steps, self.do, self.back),
            "spare": (self.steps, self.put_away),
            "stop": (self.last, self.sure, self.back),
        }[mode]
        every = (self.begin, self.stop, self.do, self.sure, self.put_away, self.back)
        for widget in (*every, self.steps, self.last):
            widget.setVisible(widget in shown)

    def _connect(self) -> None:
        self.begin.clicked.connect(self.offer)
        self.stop.clicked.connect(self._ask_last)
        self.do.clicked.connect(self.prove)
        self.steps.code.on_enter(self.prove)
        self.steps.proved.connect(self._proved)
        self.last.on_enter(self.give_up)
        self.sure.clicked.connect(self.give_up)
        self.put_away.clicked.connect(self._rest)
        self.back.clicked.connect(self._rest)

    def _proved(self) -> None:
        self._set_mode("spare")
        self.load()
        self.put_away.setFocus(Qt.FocusReason.OtherFocusReason)
