"""接入中心: address and code, typed once by the administrator."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from app import clock
from app.domain.errors import Refused, Unavailable
from ui.cards import Card, SayLine, words
from ui.fields import Press, TextField
from ui.page import Desk

if TYPE_CHECKING:
    from app.store.register import Register
    from app.sync.joining import Joined, Wish

_CODE = frozenset(
    {"enrol.wrong_code", "enrol.used", "enrol.expired", "enrol.other_station", "line.wrong_centre"}
    | {"enrol.known_device", "enrol.other_device", "enrol.wrong_length"}
)
_NOBODY = frozenset({"line.offline", "line.slow", "line.busy"})
AGAIN = frozenset(
    {"line.other_life", "line.suspended", "line.cloned", "line.not_my_entries"}
    | {"line.unknown_device", "line.wrong_signature", "line.certificate", "line.no_authority"}
)
"""What is mended by joining again, with a code that the centre's administrator makes for it."""


class JoinCard(Card):
    """What is typed stays whatever is answered."""

    joined = Signal()
    """This desk speaks to a centre now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("接入中心"), "link")
        self._desk = desk
        self.url = TextField(self.tr("中心地址"), hint="https://…:8443", latin=True)
        self.code = TextField(self.tr("邀请码"), latin=True)
        self.name = TextField(self.tr("这台电脑的名字"), self.tr("例如 大厅左"))
        self.told = SayLine()
        self.press = Press(self.tr("接入"), "primary")
        self.press.clicked.connect(self.join)
        self.name.on_enter(self.join)
        self.how = words("", "label", wrap=True)
        self.body.addWidget(self.how)
        self.show_for()
        for widget in (self.url, self.code, self.name, self.told):
            self.body.addWidget(widget)
        self.body.addWidget(self.press, 0, Qt.AlignmentFlag.AlignLeft)

    def show_for(self, url: str = "", device: str = "") -> None:
        """For the first time, or for a machine that has to come back: then its number is said, and
        the address need not be typed again."""
        if device:
            told = self.tr(
                "这台电脑要重新接入。把编号 {0} 告诉中心管理员，要一个重新接入的邀请码。"
                "本机的内容都在，登记照常进行。"
            ).format(device)
            if not self.url.value():
                self.url.set_value(url)
        else:
            told = self.tr(
                "向中心管理员要一个邀请码（24 小时内有效，每台电脑一个），照样输入即可。"
            )
        self.how.setText(told)

    def join(self) -> None:
        """Ask the register who this is, then the centre."""
        self._say_nothing()
        self.press.setEnabled(False)
        self.told.say(self.tr("正在与中心联系…"))
        url, code, name = self.url.value(), self.code.value(), self.name.value()
        station = self._desk.station.code

        def wished(register: "Register") -> "Wish":
            from app.sync.joining import wish  # the network only where it is wanted

            return wish(register, url, code, station, name)

        self._desk.jobs.desk(self, wished, self._ask, self._not)

    def _ask(self, wish: "Wish") -> None:
        def asked() -> "Joined":
            from app.sync.joining import join

            return join(wish)

        self._desk.jobs.beside(self, asked, self._keep, self._not)

    def _keep(self, joined: "Joined") -> None:
        from app.desk import centre

        officer, at = self._desk.officer, clock.now()

        def deed(register: "Register") -> None:
            blocks, life, alone = joined.blocks, joined.incarnation, joined.alone
            centre.keep(register, joined.known, blocks, life=life, alone=alone, by=officer, at=at)

        self._desk.jobs.desk(self, deed, lambda _: self._done(), self._not)

    def _done(self) -> None:
        self.press.setEnabled(True)
        self.code.set_value("")
        self.told.say("")
        self.joined.emit()

    def _not(self, sorry: Refused | Unavailable) -> None:
        self.press.setEnabled(True)
        self.told.say("")
        said = self._desk.sentence(sorry)
        if sorry.key in _NOBODY:
            # Nothing was joined yet, so nothing is tried again by itself.
            self.url.warn(self.tr("这个地址没有回答。请核对地址和端口、网络是否通，再按“接入”。"))
            self.url.select()
        elif sorry.key in {"line.wrong_url", "line.needs_tls", "line.not_a_centre"}:
            self.url.warn(said)
            self.url.select()
        elif sorry.key in _CODE:
            self.code.warn(said)
            self.code.select()
        else:
            self.told.say(said, "warn")

    def _say_nothing(self) -> None:
        self.url.warn("")
        self.code.warn("")
        self.told.say("")
