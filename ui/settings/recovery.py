"""A new recovery key: proved with one's own password, shown and printed once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app import clock
from app.desk import door
from app.domain.errors import Refused, Unavailable
from app.store.register import Register
from ui.cards import Card, SayLine, sheet, words
from ui.fields import Press
from ui.login.key_sheet import print_key
from ui.login.secret import SecretField
from ui.page import Desk

_IN_A_LINE = 4


class RecoveryCard(Card):
    """At rest, asking for the password, or showing a key that is kept nowhere else."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("恢复密钥"), "key")
        self._desk, self._key, self._name = desk, "", desk.station.name
        self.present = SecretField(self.tr("现在的密码"))
        self.shown = words("", "section")
        self.told = SayLine()
        self.renew = Press(self.tr("换新的恢复密钥"))
        self.do = Press(self.tr("确认更换"), "primary")
        self.back = Press(self.tr("返回"))
        self.paper = Press(self.tr("打印密钥"), "primary")
        self.away = Press(self.tr("已妥善保管，收起"))
        self.present.on_enter(self.finish)
        self._connect()
        self._lay_out()
        self._rest()

    def ask(self) -> None:
        """Somebody at an unlocked desk must not do this: the password is asked first."""
        self._set_mode("ask")
        self.present.set_value("")
        told = self.tr("更换后，旧的那张纸立即作废。请先输入您现在的密码。")
        self.told.say(told, "warn")
        self.present.setFocus(Qt.FocusReason.TabFocusReason)

    def finish(self) -> None:
        """Prove it is oneself, then renew; slow, and one at a time."""
        if not self.do.isEnabled():
            return
        officer, at, password = self._desk.officer, clock.now(), self.present.value()

        def deed(register: Register) -> tuple[str, str]:
            door.prove(register, officer.login, password)
            key = door.renew_recovery(register, by=officer, at=at)
            return key, door.the_station(register).name

        self.present.warn("")
        self._wait(waiting=True)
        self._desk.jobs.desk(self, deed, self._renewed, self._not_renewed)

    def print(self) -> None:
        """The sheet for the safe, as at the first start."""
        jobs, chosen = self._desk.jobs, self._desk.settings
        print_key(jobs, self, self.told, chosen.printer, chosen.lang, self._name, self._key)

    def put_away(self) -> None:
        """It was kept; nothing of it stays on the screen."""
        self._desk.jobs.desk(self, door.keep_recovery, lambda _: None, self._not_noted)
        self._go_back()
        self.told.say(self.tr("新的恢复密钥已启用，旧纸请当面销毁。"), "ok")

    def _renewed(self, made: tuple[str, str]) -> None:
        self._key, self._name = made
        groups = self._key.split("-")
        self.shown.setText(" - ".join(groups[:_IN_A_LINE]) + "\n" + " - ".join(groups[_IN_A_LINE:]))
        self._wait(waiting=False)
        self.present.set_value("")
        self._set_mode("show")
        told = self.tr("只显示这一次。请打印，或照抄两遍核对，装进信封封好，由负责人锁起来。")
        self.told.say(told, "warn")
        self.paper.setFocus(Qt.FocusReason.TabFocusReason)

    def _not_renewed(self, sorry: Refused | Unavailable) -> None:
        self._wait(waiting=False)
        if sorry.key == "login.wrong":
            self.present.warn(self.tr("现在的密码不对。"))
            self.present.select()
        else:
            self.told.say(self._desk.sentence(sorry), "warn")

    def _not_noted(self, sorry: Refused | Unavailable) -> None:
        self.told.say(self._desk.sentence(sorry), "warn")

    def _go_back(self) -> None:
        self._rest()
        self.renew.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rest(self) -> None:
        self._key = ""
        self.shown.setText("")
        self.present.set_value("")
        self.present.warn("")
        self.told.say("")
        self._set_mode("")

    def _wait(self, *, waiting: bool) -> None:
        for button in (self.do, self.back):
            button.setEnabled(not waiting)

    def _set_mode(self, mode: str) -> None:
        parts: dict[str, tuple[QWidget, ...]] = {
            "": (self.renew,),
            "ask": (self.present, self.do, self.back),
            "show": (self.shown, self.paper, self.away),
        }
        for at, widgets in parts.items():
            for widget in widgets:
                widget.setVisible(at == mode)

    def _connect(self) -> None:
        self.renew.clicked.connect(self.ask)
        self.do.clicked.connect(self.finish)
        self.back.clicked.connect(self._go_back)
        self.paper.clicked.connect(self.print)
        self.away.clicked.connect(self.put_away)

    def _lay_out(self) -> None:
        about = self.tr(
            "恢复密钥只显示和打印一次，本机不保存，不能补打。"
            "那张纸用过、丢失或可能被人看见时，请换新的。"
        )
        self.shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.shown.setAccessibleName(self.tr("恢复密钥"))
        self.body.addWidget(words(about, "label", wrap=True))
        for widget in (self.told, self.present, self.shown):
            self.body.addWidget(widget)
        buttons = (self.renew, self.do, self.back, self.paper, self.away)
        self.body.addWidget(sheet(*buttons, direction="right"), 0, Qt.AlignmentFlag.AlignLeft)
