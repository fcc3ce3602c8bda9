"""The station's facts, as the administrator changes them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from app import clock
from app.desk import door
from app.domain.errors import Refused, Unavailable
from app.domain.station import Station
from app.store.register import Register
from ui.cards import Card, SayLine, words
from ui.fields import Press, TextField
from ui.page import Desk
from ui.people.lines import copyable
from ui.theme import px


class StationCard(Card):
    """A short form; the code stands above it, since it is part of every number."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("本站"), "home")
        self._desk, self._code = desk, desk.station.code
        self.name = TextField(self.tr("名称"), longest=60)
        self.phone = TextField(self.tr("电话"), latin=True)
        self.complaint = TextField(self.tr("投诉电话"), latin=True)
        self.address = TextField(self.tr("地址"))
        self.account = TextField(self.tr("结算账户"))
        self._fields = (self.name, self.phone, self.complaint, self.address, self.account)
        self._shown: tuple[str, ...] = ()
        self.told = SayLine()
        self.save = Press(self.tr("保存本站信息"), "primary")
        self.save.clicked.connect(self.change)
        self.account.on_enter(self.change)
        self._lay_out()
        self._show(desk.station)

    def change(self) -> None:
        """Ask the register; what was typed stays if it is refused."""
        officer, at = self._desk.officer, clock.now()
        facts = door.StationFacts(
            code=self._code,
            name=self.name.value(),
            phone=self.phone.value(),
            address=self.address.value(),
            complaint_phone=self.complaint.value(),
            account=self.account.value(),
        )

        def deed(register: Register) -> Station:
            return door.change_station(register, facts, by=officer, at=at)

        self.name.warn("")
        self.told.say("")
        self.save.setEnabled(False)
        self._desk.jobs.desk(self, deed, self._changed, self._not_changed)

    def _changed(self, station: Station) -> None:
        self.save.setEnabled(True)
        self._show(station)
        self.told.say(self.tr("已保存。表格和凭证从现在起都印新的内容。"), "ok")

    def stands(self, station: Station) -> None:
        """Its facts were changed, perhaps at another desk; what is being typed here stays."""
        typed, shown = self._typed(), self._shown
        self._show(station)
        for field, now, before in zip(self._fields, typed, shown, strict=True):
            if now != before:
                field.set_value(now)

    def _typed(self) -> tuple[str, ...]:
        return tuple(field.value() for field in self._fields)

    def _not_changed(self, sorry: Refused | Unavailable) -> None:
        self.save.setEnabled(True)
        if sorry.key == "set_up.no_station_name":
            self.name.warn(self._desk.sentence(sorry))
            self.name.select()
        else:
            self.told.say(self._desk.sentence(sorry), "warn")

    def _show(self, station: Station) -> None:
        self.name.set_value(station.name)
        self.phone.set_value(station.phone)
        self.complaint.set_value(station.complaint_phone)
        self.address.set_value(station.address)
        self.account.set_value(station.account)
        self._shown = self._typed()

    def _lay_out(self) -> None:
        code = self.tr("站点编号 {0}，不能更改。").format(self._code)
        self.body.addWidget(words(code, "label", wrap=True))
        self.body.addWidget(self.name)
        self.row((self.phone, 1), (self.complaint, 1))
        for widget in (self.address, self.account, self.told):
            self.body.addWidget(widget)
        self.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)


class StationFacts(Card):
    """The same for who may only read it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("本站"), "home")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._said = [copyable("") for _ in range(6)]
        self.stands(desk.station)
        labels = (
            *(self.tr("名称"), self.tr("站点编号"), self.tr("电话")),
            *(self.tr("地址"), self.tr("投诉电话"), self.tr("结算账户")),
        )
        top = Qt.AlignmentFlag.AlignTop
        for at, (label, said) in enumerate(zip(labels, self._said, strict=True)):
            self._grid.addWidget(words(label, "label"), at, 0, top)
            self._grid.addWidget(said, at, 1, top)

    def stands(self, station: Station) -> None:
        """As the station is now."""
        facts = (
            *(station.name, station.code, station.phone),
            *(station.address, station.complaint_phone, station.account),
        )
        for said, fact in zip(self._said, facts, strict=True):
            said.setText(fact or self.tr("未填写"))
